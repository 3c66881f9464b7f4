//! `Debug` of what derives it by its contract: the type's name, and the instance as the text that is written for it.

use std::fmt::{self, Formatter};

use crate::Contract;

/// Shows `value` as `Name {"member":1}`, with `{:#?}` over lines.
///
/// Where a value cannot be written, the text ends with the reason: `Name {"member": <JSON has no number `NaN`> ..`.
///
/// # Errors
/// Those of `formatter`.
pub fn debug<T: Contract>(value: &T, name: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
    let mut text = Vec::with_capacity(128);
    let written = value.encode(&mut serde_json::Serializer::new(&mut text));
    show(name, &text, written.err(), formatter)
}

/// The serializer is that of [`to_json`](crate::to_json), so that a type is compiled for one only.
fn show(
    name: &str,
    text: &[u8],
    error: Option<serde_json::Error>,
    formatter: &mut Formatter<'_>,
) -> fmt::Result {
    let text = String::from_utf8_lossy(text);
    formatter.write_str(name)?;
    formatter.write_str(" ")?;
    if formatter.alternate() {
        over_lines(&text, formatter)?;
    } else {
        visible(&text, formatter)?;
    }
    let Some(error) = error else { return Ok(()) };
    let error = error.to_string();
    let (before, after) = if text.is_empty() {
        ("<", ">")
    } else {
        (" <", "> ..")
    };
    formatter.write_str(before)?;
    visible(&error, formatter)?;
    formatter.write_str(after)
}

/// Writes compact JSON, which may be cut off anywhere, with each member and item on a line of its own.
fn over_lines(mut text: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
    let mut depth = 0_usize;
    let mut before = "";
    while !text.is_empty() {
        let (token, rest) = text
            .split_at_checked(first_token(text))
            .unwrap_or((text, ""));
        if matches!(token, "}" | "]") {
            depth = depth.saturating_sub(1);
        }
        match (before, token) {
            ("{", "}") | ("[", "]") => {}
            ("{" | "[" | ",", _) | (_, "}" | "]") => line(depth, formatter)?,
            (":", _) => formatter.write_str(" ")?,
            _ => {}
        }
        visible(token, formatter)?;
        if matches!(token, "{" | "[") {
            depth += 1;
        }
        (before, text) = (token, rest);
    }
    Ok(())
}

fn line(depth: usize, formatter: &mut Formatter<'_>) -> fmt::Result {
    formatter.write_str("\n")?;
    (0..depth).try_for_each(|_| formatter.write_str("    "))
}

/// The length of the first token of compact JSON: a string, one of `{}[],:`, or anything else up to one of them.
fn first_token(text: &str) -> usize {
    if let Some(string) = text.strip_prefix('"') {
        let mut is_escaped = false;
        let end = string.bytes().position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        });
        return end.map_or(text.len(), |end| end + 2);
    }
    let end = text.find(['{', '}', '[', ']', ',', ':', '"']);
    end.map_or(text.len(), |end| end.max(1))
}

/// Writes JSON with escapes for what nobody can see, or a terminal would obey: what `Debug` of a string escapes.
fn visible(text: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
    for run in text.split_inclusive(is_invisible) {
        let Some(last) = run.chars().next_back().filter(|last| is_invisible(*last)) else {
            return formatter.write_str(run);
        };
        formatter.write_str(run.strip_suffix(last).unwrap_or(run))?;
        for unit in last.encode_utf16(&mut [0; 2]) {
            write!(formatter, "\\u{unit:04x}")?;
        }
    }
    Ok(())
}

fn is_invisible(char: char) -> bool {
    let is_plain = char.is_ascii_graphic() || char == ' ';
    !is_plain && char.escape_debug().len() > 1
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt};

    use serde::{Serialize, Serializer, ser::Error as _};

    use super::{first_token, over_lines};
    use crate::{
        Contract, Location, Maybe, Validate, Value, Violations, json::Reader, schema::Schema,
    };

    #[derive(Contract)]
    #[contract(debug)]
    struct Order {
        order_id: Id,
        lsp_balance_sat: i64,
        price: Option<f64>,
        token: Maybe<String>,
        state: Option<State>,
        steps: Option<Vec<Step>>,
    }

    #[derive(Contract)]
    #[contract(debug)]
    struct Id(String);

    #[derive(Contract)]
    #[contract(debug)]
    struct Ratio(f64);

    #[derive(Contract)]
    #[contract(debug)]
    struct Step {
        #[contract(flatten)]
        all: BTreeMap<String, Value>,
    }

    #[derive(Contract)]
    #[contract(debug, text = false, rename_all = "UPPERCASE")]
    enum State {
        Created,
        #[contract(other)]
        Unknown(String),
    }

    #[derive(Contract)]
    #[contract(debug)]
    enum Amount {
        Exact(i64),
        Text(String),
        Listed(Vec<f64>),
    }

    #[derive(Contract)]
    #[contract(debug)]
    struct Page<T> {
        items: Vec<T>,
    }

    #[derive(Contract)]
    #[contract(debug)]
    struct Taken {
        a: i64,
        #[contract(flatten)]
        others: BTreeMap<String, i64>,
    }

    fn order() -> Order {
        Order {
            order_id: Id("x".to_owned()),
            lsp_balance_sat: 1000,
            price: None,
            token: Maybe::Absent,
            state: None,
            steps: None,
        }
    }

    #[test]
    fn an_object_has_the_members_that_are_there() {
        assert_eq!(
            format!("{:?}", order()),
            r#"Order {"order_id":"x","lsp_balance_sat":1000}"#
        );
        let full = Order {
            price: Some(0.5),
            token: Maybe::Null,
            state: Some(State::Created),
            steps: Some(Vec::new()),
            ..order()
        };
        assert_eq!(
            format!("{full:?}"),
            r#"Order {"order_id":"x","lsp_balance_sat":1000,"price":0.5,"token":null,"state":"CREATED","steps":[]}"#
        );
    }

    #[test]
    fn all_else_is_what_it_is_in_json() {
        let shown = |value: &dyn fmt::Debug| format!("{value:?} {value:#?}");
        assert_eq!(shown(&Id("a\"\n".to_owned())), r#"Id "a\"\n" Id "a\"\n""#);
        assert_eq!(shown(&State::Created), r#"State "CREATED" State "CREATED""#);
        let unknown = State::Unknown("New".to_owned());
        assert_eq!(shown(&unknown), r#"State "New" State "New""#);
        assert_eq!(shown(&Amount::Exact(-1)), "Amount -1 Amount -1");
        assert_eq!(
            shown(&Amount::Text(String::new())),
            r#"Amount "" Amount """#
        );
        assert_eq!(
            format!("{:?}", Page { items: vec![1, 2] }),
            r#"Page {"items":[1,2]}"#
        );
    }

    #[test]
    fn pretty_is_a_line_for_each_member() {
        let empty = Step {
            all: BTreeMap::new(),
        };
        let any = crate::from_json::<Value>(r#"{"a":[1e400,{},"},\"]"],"b":[[]]}"#).unwrap();
        let step = Step {
            all: BTreeMap::from([("any:".to_owned(), any.into_inner())]),
        };
        let pretty = Order {
            steps: Some(vec![empty, step]),
            ..order()
        };
        let written = r#"Some(
    Order {
        "order_id": "x",
        "lsp_balance_sat": 1000,
        "steps": [
            {},
            {
                "any:": {
                    "a": [
                        1e400,
                        {},
                        "},\"]"
                    ],
                    "b": [
                        []
                    ]
                }
            }
        ]
    },
)"#;
        assert_eq!(format!("{:#?}", Some(pretty)), written);
    }

    #[test]
    fn what_cannot_be_written_ends_with_the_reason() {
        let nan = Order {
            price: Some(f64::NAN),
            ..order()
        };
        assert_eq!(
            format!("{nan:?}"),
            r#"Order {"order_id":"x","lsp_balance_sat":1000,"price": <JSON has no number `NaN`> .."#
        );
        assert_eq!(
            format!("{nan:#?}"),
            "Order {\n    \"order_id\": \"x\",\n    \"lsp_balance_sat\": 1000,\n    \"price\": <JSON has no number `NaN`> .."
        );
        let ratio = Ratio(f64::INFINITY);
        assert_eq!(format!("{ratio:?}"), "Ratio <JSON has no number `inf`>");
        let listed = Amount::Listed(vec![1.0, f64::NAN, 2.0]);
        assert_eq!(
            format!("{listed:?}"),
            "Amount [1.0, <JSON has no number `NaN`> .."
        );
        let taken = Taken {
            a: 1,
            others: BTreeMap::from([("a".to_owned(), 2)]),
        };
        assert_eq!(
            format!("{taken:?}"),
            r#"Taken {"a":1 <the additional property `a` has the name of a property> .."#
        );
    }

    #[test]
    fn what_nobody_can_see_is_escaped() {
        let id = Id("é\u{9b}2J\u{7f}\u{202e}\u{1b}\u{e0001}e\u{301}'日".to_owned());
        let shown = r#"Id "é\u009b2J\u007f\u202e\u001b\udb40\udc01e\u0301'日""#;
        assert_eq!(format!("{id:?}"), shown);
        assert_eq!(format!("{id:#?}"), shown);
        let text = shown.strip_prefix("Id ").unwrap();
        assert_eq!(
            crate::from_json::<Id>(text).unwrap().0,
            id.0,
            "the same string"
        );
    }

    /// Written by hand, and broken.
    struct Broken;

    impl Validate for Broken {
        fn check(&self, _: &Location<'_>, _: &mut Violations) {}
    }

    impl Contract for Broken {
        fn schema() -> &'static Schema {
            crate::schema::any()
        }

        fn decode(_: &mut Reader<'_>) -> Option<Self> {
            None
        }
    }

    impl Serialize for Broken {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("bell\u{7}"))
        }
    }

    #[test]
    fn reasons_are_escaped_as_well() {
        let page = Page {
            items: vec![Broken],
        };
        assert_eq!(format!("{page:?}"), r#"Page {"items":[ <bell\u0007> .."#);
    }

    #[test]
    fn any_text_is_laid_out_whole() {
        struct Shown(&'static str);
        impl fmt::Debug for Shown {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                over_lines(self.0, formatter)
            }
        }
        for text in [
            "\"",
            "\"\\",
            "]]}",
            ",,",
            "::",
            "{\"a\":",
            "é{é\"é",
            "{]",
            "1 2",
            "\"é\"\"\\\\\"a",
        ] {
            assert!(first_token(text) > 0);
            let shown = format!("{:?}", Shown(text));
            let squeezed: String = shown.split(['\n', ' ']).collect();
            assert_eq!(squeezed, text.replace(' ', ""), "nothing is lost");
        }
    }
}
