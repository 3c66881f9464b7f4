//! The report as a page in a real browser: what it shows, by keyboard alone, in the dark and in the light.
//!
//! Without a Chromium (Debian: `apt-get install chromium`) there is nothing to test with, and the test says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // the helpers of tests may fail as tests do

#[path = "page/browser.rs"]
mod browser;

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use browser::Browser;
use countersign_contract::{Bounds, InProcess, Options, Phase, Plan, PlanOptions, Subject, run};
use http_body_util::Full;
use hyper::body::Bytes;

/// The page of a run against a service that takes everything.
fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop/shop.yaml");
    let options = PlanOptions {
        phases: vec![Phase::Coverage],
        ..PlanOptions::default()
    };
    let plan = Plan::of(Arc::new(Subject::load(&path).unwrap()), &options);
    let service = tower::service_fn(|_: http::Request<Full<Bytes>>| async {
        Ok::<_, Infallible>(http::Response::new(Full::new(Bytes::from("<b>&amp;"))))
    });
    let transport = InProcess::new(service, Bounds::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let report = runtime.block_on(run(&plan, &transport, &Options::default()));
    report.unwrap().html()
}

/// The contrast of text and background of the first element of a selector (WCAG 2.2, section 1.4.3).
const CONTRAST: &str = "(selector => {
    const channels = text => text.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const light = text => channels(text)
        .map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const element = document.querySelector(selector);
    let behind = element;
    const isClear = node => getComputedStyle(node).backgroundColor === 'rgba(0, 0, 0, 0)';
    while (isClear(behind)) behind = behind.parentElement;
    const both = [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
})";

#[test]
fn a_keyboard_is_enough_in_the_dark_and_in_the_light() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    std::fs::write(&file, page()).unwrap();
    let Some(mut browser) = Browser::open(&file) else {
        println!("skipped: there is no chromium in PATH");
        return;
    };
    let findings = browser.tell("document.querySelectorAll('details').length");
    assert!(findings.as_u64().unwrap() >= 1, "{findings}");
    let bounds = "[...document.querySelectorAll('#bounds ~ table')][0].rows.length";
    assert!(browser.tell(bounds).as_u64().unwrap() > 5);
    let wrong = "[...document.querySelectorAll('td.wrong')].every(cell => cell.textContent.includes('but'))";
    assert_eq!(browser.tell(wrong), true, "colour alone says nothing");
    let loaded = "performance.getEntriesByType('resource').length";
    assert_eq!(browser.tell(loaded), 0, "the page loads nothing");

    browser.press("Tab", 9, "");
    assert_eq!(browser.tell("document.activeElement.tagName"), "SUMMARY");
    let ring = "getComputedStyle(document.activeElement).outlineStyle";
    assert_eq!(browser.tell(ring), "solid", "one sees where one is");
    assert_eq!(
        browser.tell("document.activeElement.parentElement.open"),
        false
    );
    browser.press("Enter", 13, "\r");
    assert_eq!(
        browser.tell("document.activeElement.parentElement.open"),
        true
    );
    browser.press("Tab", 9, "");
    assert_eq!(browser.tell("document.activeElement.tagName"), "PRE");

    let mut backgrounds = Vec::new();
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        backgrounds.push(browser.tell("getComputedStyle(document.body).backgroundColor"));
        for selector in ["body", ".wrong", ".route", "dt", "pre", "td.wrong"] {
            let contrast = browser.tell(&format!("{CONTRAST}('{selector}')"));
            let contrast = contrast.as_f64().unwrap();
            assert!(contrast >= 4.5, "{scheme} {selector}: {contrast}");
        }
    }
    assert_ne!(backgrounds[0], backgrounds[1]);
}
