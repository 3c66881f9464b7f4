//! `countersign replay`

use std::path::Path;
use std::time::Duration;

use countersign_contract::{Bounds, Failure, GivenHeader, Replayed, Subject};

use crate::arguments::Replay;
use crate::header;
use crate::outcome::{Outcome, out};
use crate::schema::Document;

pub(crate) fn run(arguments: &Replay) -> Outcome {
    match replayed(arguments) {
        Ok((failure, Replayed::Gone)) => {
            out(&format!("gone: {} ({})\n", failure.check, failure.case));
            Outcome::Fine
        }
        Ok((failure, Replayed::Still(problem))) => {
            out(&format!(
                "still there: {}: {} ({})\n  expected {}\n  got      {}\n",
                failure.check, problem.message, failure.case, problem.expected, problem.got
            ));
            Outcome::Found
        }
        Ok((_, Replayed::Cannot(reason))) | Err(reason) => Outcome::unable(reason),
    }
}

fn replayed(arguments: &Replay) -> Result<(Failure, Replayed), String> {
    let shown = arguments.file.display();
    let text = std::fs::read_to_string(&arguments.file)
        .map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let failure = Failure::from_json(&text).map_err(|error| format!("`{shown}`: {error}"))?;
    let bounds = Bounds {
        timeout: Duration::from_secs(arguments.timeout.get()),
        ..Bounds::default()
    };
    let network = arguments.sending.service(&arguments.url, bounds)?;
    let mut headers = headers(arguments, &failure.given)?;
    if let Some(token) = network.header().cloned() {
        headers.retain(|header| header.name() != token.name());
        headers.push(token);
    }
    let other = restored(&failure.other)?;
    let path = arguments.schema.as_deref();
    let document = Document::at(path.unwrap_or(Path::new(&failure.document)))
        .map_err(|reason| format!("{reason}; `--schema` says where the document is"))?;
    let files = countersign_spec::Folder::new(document.folder);
    let subject = Subject::read(&files, &document.name)
        .map_err(|error| format!("the document has errors\n\n{error}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    let replayed = runtime.block_on(countersign_contract::replay(
        &failure, &subject, &network, &headers, &other,
    ));
    Ok((failure, replayed))
}

/// The headers of the command line, and those of the file that the command line does not have.
fn headers(arguments: &Replay, given: &[(String, String)]) -> Result<Vec<GivenHeader>, String> {
    let variable = |name: &str| std::env::var(name).ok();
    let parsed = arguments
        .headers
        .iter()
        .map(|text| header::parse(text, variable));
    let mut headers: Vec<GivenHeader> = parsed.collect::<Result<_, String>>()?;
    let is_missing = |name: &String| {
        !arguments.headers.iter().any(|text| {
            text.split(':')
                .next()
                .is_some_and(|given| given.trim().eq_ignore_ascii_case(name))
        })
    };
    let missing: Vec<_> = given
        .iter()
        .filter(|(name, _)| is_missing(name))
        .cloned()
        .collect();
    headers.extend(restored(&missing)?);
    Ok(headers)
}

/// Headers of a file, their variables filled in.
fn restored(given: &[(String, String)]) -> Result<Vec<GivenHeader>, String> {
    let variable = |name: &str| std::env::var(name).ok();
    let restored = given.iter().map(|(name, shown)| {
        header::restore(name, shown, variable).map_err(|reason| {
            format!("the request had the header `{name}`, which `--header` may give: {reason}")
        })
    });
    restored.collect()
}
