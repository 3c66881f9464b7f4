//! The report as a page: one file that loads nothing else, and that a keyboard is enough for.
//!
//! Everything that is not ours goes through [`escaped`], and the page's own policy forbids it to load or run anything.

mod element;

use std::fmt::Write as _;

use element::{block, escaped, table};

use super::{BoundCoverage, Finding, Report, Side, human};

const STYLE: &str = include_str!("page.css");

/// What the page may do: have its style, and nothing else (Content Security Policy Level 3).
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn report(report: &Report) -> String {
    let title = escaped(&report.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>countersign: {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    summary(&mut page, report);
    findings(&mut page, report);
    coverage(&mut page, report);
    bounds(&mut page, report);
    phases(&mut page, report);
    gaps(&mut page, report);
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn summary(page: &mut String, report: &Report) {
    let summary = &report.summary;
    let (valid, accepted) = summary.valid;
    let (invalid, refused) = summary.invalid;
    let mut rows = vec![
        ("findings", report.findings.len().to_string()),
        (
            "cases",
            format!("{} of {} sent", summary.sent(), report.planned()),
        ),
        (
            "valid requests",
            format!("{accepted} of {valid} answered 2xx"),
        ),
        (
            "invalid requests",
            format!("{refused} of {invalid} answered 4xx"),
        ),
        ("not reached", summary.not_reached.to_string()),
        ("dropped undecided", summary.undecided.to_string()),
        ("seed", report.seed.0.to_string()),
    ];
    rows.extend(report.cut_short().map(|why| ("ended early", why)));
    page.push_str("<h2>Summary</h2>\n<table>\n");
    for (name, value) in rows {
        let value = escaped(&value);
        let _infallible = writeln!(
            page,
            "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>"
        );
    }
    page.push_str("</table>\n");
}

fn findings(page: &mut String, report: &Report) {
    page.push_str("<h2>Findings</h2>\n");
    if report.findings.is_empty() {
        page.push_str("<p>None.</p>\n");
    }
    for one in &report.findings {
        finding(page, one);
    }
}

fn finding(page: &mut String, finding: &Finding) {
    let (check, route) = (escaped(finding.check), escaped(&finding.route));
    let message = escaped(&finding.problem.message);
    let remark = escaped(&human::remark(finding));
    let _infallible = writeln!(
        page,
        "<details>\n<summary><strong class=\"wrong\">{check}</strong> <span class=\"route\">{route}</span> \
         {message}{remark}</summary>\n<dl>"
    );
    for (name, value) in human::fields(finding) {
        let value = escaped(&value);
        let _infallible = writeln!(page, "<dt>{name}</dt><dd>{value}</dd>");
    }
    page.push_str("</dl>\n");
    if let Some(transcript) = &finding.transcript {
        block(
            page,
            "Request, as it first showed this",
            &transcript.request,
        );
        block(page, "Answer", &transcript.answer);
    }
    page.push_str("</details>\n");
}

fn coverage(page: &mut String, report: &Report) {
    let rows: Vec<Vec<String>> = report
        .operations
        .iter()
        .map(|operation| {
            let seen = operation.seen.iter();
            let seen: Vec<String> = seen
                .map(|(status, count)| format!("{status} x{count}"))
                .collect();
            let of_it = |finding: &&Finding| finding.operation == operation.operation;
            let found = report.findings.iter().filter(of_it).count();
            vec![
                operation.route.clone(),
                operation.operation.clone(),
                seen.join(", "),
                operation.never_seen.join(", "),
                found.to_string(),
            ]
        })
        .collect();
    let heads = ["route", "operation", "answered", "never seen", "findings"];
    table(page, "Covered", &heads, &rows);
}

/// What was answered on either side of each bound. What is wrong is said in words as well as by its colour.
fn bounds(page: &mut String, report: &Report) {
    if report.bounds.is_empty() {
        return;
    }
    page.push_str(
        "<h2 id=\"bounds\">Bounds</h2>\n<p>What was answered to values below, at and above each bound.</p>\n\
         <table>\n<thead><tr><th scope=\"col\">operation</th><th scope=\"col\">place</th>\
         <th scope=\"col\">keyword</th>",
    );
    for side in Side::ALL {
        let _infallible = write!(page, "<th scope=\"col\">{}</th>", side.as_str());
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for bound in &report.bounds {
        let (operation, part) = (escaped(&bound.operation), escaped(&bound.part));
        let (pointer, limit) = (escaped(&bound.pointer), escaped(&bound.limit));
        let _infallible = write!(
            page,
            "<tr><td>{operation}</td><td>{part} {pointer}</td><th scope=\"row\">{}: {limit}</th>",
            escaped(&bound.keyword)
        );
        for side in Side::ALL {
            let _infallible = write!(page, "{}", cell(bound, side));
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn cell(bound: &BoundCoverage, side: Side) -> String {
    let expected = if bound.allows(side) {
        "allowed"
    } else {
        "not allowed"
    };
    let told = bound.told(side);
    if told.is_empty() {
        format!("<td>{expected}, not tried</td>")
    } else if bound.is_wrong(side) {
        format!("<td class=\"wrong\">{told}, but {expected}</td>")
    } else {
        format!("<td>{told}</td>")
    }
}

fn phases(page: &mut String, report: &Report) {
    let row = |group: &super::Group| {
        vec![
            group.operation.clone(),
            group.phase.to_string(),
            format!("{} of {}", group.sent, group.planned),
        ]
    };
    let rows: Vec<Vec<String>> = report.groups.iter().map(row).collect();
    table(page, "Cases", &["operation", "phase", "sent"], &rows);
}

fn gaps(page: &mut String, report: &Report) {
    let gaps = report.not_covered.iter().map(|(gap, place)| {
        vec![
            gap.operation.clone(),
            gap.what.clone(),
            gap.reason.clone(),
            place.clone().unwrap_or_default(),
        ]
    });
    let gaps: Vec<Vec<String>> = gaps.collect();
    let heads = ["operation", "what", "reason", "document"];
    table(page, "Not covered", &heads, &gaps);
    let disagreements = report.disagreements.iter().map(|disagreement| {
        vec![
            disagreement.operation.clone(),
            disagreement.about.clone(),
            disagreement.opinions.clone(),
        ]
    });
    let disagreements: Vec<Vec<String>> = disagreements.collect();
    let title = "Defects of countersign: its two judges disagree, so these are no findings";
    table(
        page,
        title,
        &["operation", "about", "opinions"],
        &disagreements,
    );
}

#[cfg(test)]
mod tests {
    use crate::report::sample;

    /// The tags of a page without their attributes, where each `<` begins one.
    fn tags(page: &str) -> Vec<&str> {
        let (_, body) = page.split_once("</style>").unwrap();
        body.split('<')
            .skip(1)
            .map(|rest| rest.split([' ', '>', '\n']).next().unwrap())
            .collect()
    }

    #[test]
    fn hostile_text_makes_no_element() {
        let page = sample::report().html();
        let known = [
            "head", "body", "html", "main", "h1", "h2", "h3", "table", "thead", "tbody", "tr",
            "th", "td", "p", "details", "summary", "strong", "span", "dl", "dt", "dd", "pre",
        ];
        let mut open = vec!["html", "head"];
        for tag in tags(&page) {
            let name = tag.trim_start_matches('/');
            assert!(known.contains(&name), "{tag}");
            if tag == name {
                open.push(name);
            } else {
                assert_eq!(open.pop(), Some(name), "each element ends where it should");
            }
        }
        assert_eq!(open, [""; 0]);
        assert_eq!(
            page.matches("&lt;script&gt;").count(),
            page.matches("alert(1)").count()
        );
        assert!(page.matches("alert(1)").count() >= 8, "{page}");
    }

    #[test]
    fn the_page_loads_nothing_and_has_request_and_answer() {
        let page = sample::report().html();
        for loading in [
            "src=", "href=", "url(", "@import", "<script", "http://", "https://",
        ] {
            assert!(!page.contains(loading), "{loading}");
        }
        assert!(page.contains("default-src 'none'") && page.contains("prefers-color-scheme: dark"));
        assert!(
            page.contains(
                "<pre tabindex=\"0\">\nPOST /add\nauthorization: ${AUTHORIZATION}\n\n&lt;"
            )
        );
        assert!(page.contains("<pre tabindex=\"0\">\n201 Created\n\n&lt;"));
        assert!(page.contains("<td>201 x2, 422 x1</td><td>4XX</td><td>1</td>"));
        let bound = "<th scope=\"row\">maximum: 5</th><td>allowed, not tried</td><td>201 x1</td>\
             <td class=\"wrong\">201 x2, 422 x1, but not allowed</td>";
        assert!(page.contains(bound), "{page}");
    }

    #[test]
    fn a_run_without_findings_says_so() {
        let mut report = sample::report();
        report.findings.clear();
        let page = report.html();
        assert!(page.contains("<p>None.</p>") && !page.contains("<details>"));
    }
}
