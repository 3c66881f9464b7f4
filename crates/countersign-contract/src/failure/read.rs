//! Reading a failure back.

use hyper::body::Bytes;
use serde_json::Value;

use super::write::{NAMES, VERSION};
use super::{Failure, NotAFailure, sequence};
use crate::Seed;
use crate::plan::{Breach, Intent, Phase};
use crate::wire::{Credentials, Outgoing};

pub(super) type Read<T> = Result<T, NotAFailure>;

pub(super) fn failure(text: &str) -> Read<Failure> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| NotAFailure(error.to_string()))?;
    if value["countersign_failure"].as_u64() != Some(VERSION) {
        return Err(NotAFailure(format!(
            "`countersign_failure` is not {VERSION}"
        )));
    }
    let request = &value["request"];
    Ok(Failure {
        document: string(&value, "document")?,
        seed: Seed(value["seed"].as_u64().ok_or_else(|| lacks("seed"))?),
        operation: string(&value, "operation")?,
        phase: Phase::parse(&string(&value, "phase")?).ok_or_else(|| lacks("phase"))?,
        case: string(&value, "case")?,
        what: string(&value, "what")?,
        check: string(&value, "check")?,
        message: string(&value, "message")?,
        keyword: string(&value, "keyword")?,
        pointer: string(&value, "pointer")?,
        expected: string(&value, "expected")?,
        got: string(&value, "got")?,
        status: value["status"]
            .as_u64()
            .and_then(|status| u16::try_from(status).ok()),
        intent: intent(&value["intent"])?,
        request: outgoing(request)?,
        setup: sequence::read_setup(&value["setup"])?,
        sequel: sequence::read_sequel(&value["sequel"])?,
        steps: sequence::strings(&value["steps"])?,
        given: pairs(&value["given"], "given")?,
        other: pairs(&value["other"], "other")?,
    })
}

pub(super) fn lacks(name: &str) -> NotAFailure {
    NotAFailure(format!("`{name}` is missing or wrong"))
}

pub(super) fn string(value: &Value, name: &str) -> Read<String> {
    value[name]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| lacks(name))
}

pub(super) fn outgoing(request: &Value) -> Read<Outgoing> {
    let method = string(request, "method")?;
    Ok(Outgoing {
        method: http::Method::from_bytes(method.as_bytes()).map_err(|_| lacks("method"))?,
        target: string(request, "target")?,
        headers: pairs(&request["headers"], "headers")?,
        body: body(&request["body"])?,
        credentials: credentials(&request["credentials"])?,
    })
}

pub(super) fn pairs(value: &Value, name: &str) -> Read<Vec<(String, String)>> {
    let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    let items = value.as_array().ok_or_else(|| lacks(name))?;
    items
        .iter()
        .map(pair)
        .collect::<Option<_>>()
        .ok_or_else(|| lacks(name))
}

fn intent(value: &Value) -> Read<Intent> {
    let Some(name) = value.as_str() else {
        return Ok(Intent::Invalid(Breach {
            part: string(value, "part")?,
            pointer: string(value, "pointer")?,
            keyword: string(value, "keyword")?,
            limit: string(value, "limit")?,
            sent: string(value, "sent")?,
            span: None,
        }));
    };
    let mut named = NAMES.into_iter().filter(|(_, known)| *known == name);
    named
        .next()
        .map(|(intent, _)| intent)
        .ok_or_else(|| lacks("intent"))
}

fn body(value: &Value) -> Read<Option<Bytes>> {
    if value.is_null() {
        return Ok(None);
    }
    if let Some(text) = value["text"].as_str() {
        return Ok(Some(Bytes::from(text.to_owned())));
    }
    let digits = string(value, "hex")?;
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16)
            .ok()
            .filter(|_| pair.len() == 2)
    };
    let bytes: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(byte).collect();
    bytes
        .map(|bytes| Some(bytes.into()))
        .ok_or_else(|| lacks("hex"))
}

fn credentials(value: &Value) -> Read<Credentials> {
    if value.is_null() {
        return Ok(Credentials::Given);
    }
    if value.as_str() == Some("other") {
        return Ok(Credentials::Other);
    }
    let without = value["without"]
        .as_array()
        .ok_or_else(|| lacks("without"))?;
    let names = without.iter().map(|name| name.as_str().map(str::to_owned));
    Ok(Credentials::Replaced {
        without: names
            .collect::<Option<_>>()
            .ok_or_else(|| lacks("without"))?,
        with: pairs(&value["with"], "with")?,
    })
}

#[cfg(test)]
mod tests {
    use crate::plan::{Breach, Intent, Phase};
    use crate::setup::{Act, Fill, PageBy, Paging, Sequel, SequelKind, Setup, Source, Step, Take};
    use crate::wire::{Credentials, Outgoing};
    use crate::{Failure, Seed};

    fn failure() -> Failure {
        Failure {
            document: "schema/a.yaml".to_owned(),
            seed: Seed(u64::MAX),
            operation: "add".to_owned(),
            phase: Phase::Coverage,
            case: "add/coverage/1".to_owned(),
            what: "w".to_owned(),
            check: "negative_data_rejection".to_owned(),
            intent: Intent::Unclear,
            message: "m".to_owned(),
            keyword: "k".to_owned(),
            pointer: "/p".to_owned(),
            expected: "e".to_owned(),
            got: "g".to_owned(),
            status: Some(200),
            setup: None,
            sequel: None,
            request: Outgoing {
                method: http::Method::POST,
                target: "/a?b".to_owned(),
                headers: vec![("content-type".to_owned(), "application/json".to_owned())],
                body: None,
                credentials: Credentials::Given,
            },
            steps: vec!["make".to_owned()],
            given: vec![("authorization".to_owned(), "${TOKEN}".to_owned())],
            other: Vec::new(),
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let bodies: [Option<&'static [u8]>; 5] = [
            None,
            Some(b""),
            Some(b"{\"a\":\"\\u0000\"}"),
            Some(b"\xff\x00"),
            Some("\u{feff}\u{1f511}\r\n".as_bytes()),
        ];
        let intents = [
            Intent::Valid,
            Intent::Unauthenticated,
            Intent::UndocumentedMethod,
            Intent::UndocumentedMediaType,
            Intent::Unclear,
            Intent::Invalid(Breach {
                part: "body".to_owned(),
                pointer: "/a".to_owned(),
                keyword: "minimum".to_owned(),
                limit: "1".to_owned(),
                sent: "0".to_owned(),
                span: None,
            }),
        ];
        for body in bodies {
            for intent in &intents {
                let mut failure = failure();
                failure.request.body = body.map(hyper::body::Bytes::from_static);
                failure.intent = intent.clone();
                assert_eq!(Failure::from_json(&failure.to_json()), Ok(failure));
            }
        }
        let mut replaced = failure();
        replaced.request.credentials = Credentials::Replaced {
            without: vec!["authorization".to_owned()],
            with: vec![("authorization".to_owned(), "Basic".to_owned())],
        };
        assert_eq!(Failure::from_json(&replaced.to_json()), Ok(replaced));
    }

    #[test]
    fn sequences_read_back() {
        let mut failure = failure();
        failure.request.credentials = Credentials::Other;
        let source = |make: fn(String) -> Source| make("x".to_owned());
        let sources = [
            Source::Body,
            Source::Sent,
            Source::Location,
            Source::Header,
            Source::Chosen,
        ];
        for by in [
            PageBy::Offset("a".to_owned()),
            PageBy::Page("a".to_owned(), 1),
            PageBy::Cursor("a".to_owned()),
            PageBy::Link,
        ] {
            let paging = Some(Paging {
                limit: Some(("limit".to_owned(), 2)),
                by,
            });
            failure.setup = Some(Setup {
                steps: vec![Step {
                    operation: 0,
                    act: Act::CreateWrongly,
                    request: failure.request.clone(),
                    fills: vec![Fill {
                        pointer: "/a".to_owned(),
                        variable: "v".to_owned(),
                    }],
                    free: vec!["/b".to_owned()],
                    takes: vec![Take {
                        variable: "v".to_owned(),
                        from: sources.map(source).to_vec(),
                    }],
                    paging: paging.clone(),
                }],
                defaults: vec![("v".to_owned(), "1".to_owned())],
                ..Setup::default()
            });
            for (kind, _) in SequelKind::NAMES {
                failure.sequel = Some(Sequel {
                    kind,
                    variable: "v".to_owned(),
                    identity: "id".to_owned(),
                    paging: paging.clone(),
                });
                assert_eq!(
                    Failure::from_json(&failure.to_json()).as_ref(),
                    Ok(&failure)
                );
            }
        }
    }

    #[test]
    fn other_files_are_refused_in_words() {
        let text = failure().to_json();
        for broken in [
            String::new(),
            "[]".to_owned(),
            text.replace("\"countersign_failure\": 2", "\"countersign_failure\": 1"),
            text.replace("\"unclear\"", "\"unknown\""),
            text.replace("\"POST\"", "\"PO ST\""),
            text.replace("\"body\": null", "\"body\": {\"hex\": \"0\"}"),
            text.replace("\"body\": null", "\"body\": {\"hex\": \"+1\u{e9}\"}"),
        ] {
            assert!(Failure::from_json(&broken).is_err(), "{broken}");
        }
    }
}
