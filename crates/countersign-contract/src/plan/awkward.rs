//! Bodies as text that no JSON value can say: members twice, numbers beyond floats, marks and bytes out of place.

pub(super) mod everywhere;

use std::fmt::Write;

use countersign_json::{Value, write_string};
use countersign_model::SchemaId;
use hyper::body::Bytes;

use crate::Subject;
use crate::generate::Choices;
use crate::judge::{Judgement, Role};

/// A body byte for byte.
pub(super) struct Awkward {
    pub(super) what: String,
    pub(super) bytes: Bytes,
}

/// What can be said about an awkward body.
pub(super) enum Judged {
    /// What the judges make of it.
    Schema(Judgement),
    /// RFC 8259 does not allow it, whoever reads it.
    NotJson(&'static str),
}

/// Scalars that readers differ on.
const SCALARS: [&str; 12] = [
    "-0",
    "-0.0",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740993",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "123456789012345678901234567890",
    "\"\\ud800\"",
    "\"\\u0000\"",
];

/// How deep arrays are nested: beyond the limits of common readers.
const DEPTHS: [usize; 3] = [130, 600, 5_000];

/// Makes a body awkward in one way.
pub(super) fn body(value: &Value, choices: &mut Choices) -> Option<Awkward> {
    let (what, bytes) = match choices.below(5) {
        0 => {
            let scalar = *choices.of(&SCALARS)?;
            in_place(value, choices, scalar, scalar)?
        }
        1 => {
            let depth = *choices.of(&DEPTHS)?;
            let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            in_place(value, choices, &format!("{depth} nested arrays"), &nested)?
        }
        2 => twice(value, choices)?,
        3 => (
            "a byte order mark before it".to_owned(),
            format!("\u{feff}{value}").into_bytes(),
        ),
        _ => not_utf8(value, choices)?,
    };
    Some(Awkward {
        what,
        bytes: bytes.into(),
    })
}

impl Awkward {
    /// What the document says about it: nothing is claimed where readers may differ.
    pub(super) fn judge(&self, subject: &Subject, schema: SchemaId) -> Judged {
        if std::str::from_utf8(&self.bytes).is_err() {
            return Judged::NotJson("bytes that are not UTF-8");
        }
        let judgement = subject.judge(schema, Role::Request, &self.bytes);
        Judged::Schema(match judgement {
            Ok(Judgement::Valid) => Judgement::Undecided("readers differ on it".to_owned()),
            Ok(judgement) => judgement,
            Err(reason) => Judgement::Undecided(reason),
        })
    }
}

/// One member, or the whole where it has none, replaced by a text.
fn in_place(
    value: &Value,
    choices: &mut Choices,
    what: &str,
    text: &str,
) -> Option<(String, Vec<u8>)> {
    let Value::Object(members) = value else {
        return Some((what.to_owned(), text.into()));
    };
    let index = usize::try_from(choices.below(members.len() as u64)).ok()?;
    let mut whole = String::from("{");
    for (at, (name, member)) in members.iter().enumerate() {
        whole.push_str(if at == 0 { "" } else { "," });
        write_string(&mut whole, name).ok()?;
        if at == index {
            write!(whole, ":{text}").ok()?;
        } else {
            write!(whole, ":{member}").ok()?;
        }
    }
    whole.push('}');
    let place = members.get(index).map(|(name, _)| format!(" as `{name}`"));
    let what = format!("{what}{}", place.unwrap_or_default());
    Some((what, whole.into_bytes()))
}

/// One member twice, the second time as it is or as null.
fn twice(value: &Value, choices: &mut Choices) -> Option<(String, Vec<u8>)> {
    let Value::Object(members) = value else {
        return None;
    };
    let (name, member) = choices.of(members)?;
    let again = if choices.below(2) == 0 {
        member.clone()
    } else {
        Value::Null
    };
    let mut whole = members.clone();
    whole.push((name.clone(), again));
    Some((
        format!("`{name}` twice"),
        Value::Object(whole).to_string().into_bytes(),
    ))
}

/// A text of the body with a byte in it that UTF-8 does not have.
fn not_utf8(value: &Value, choices: &mut Choices) -> Option<(String, Vec<u8>)> {
    const BYTES: [&[u8]; 4] = [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"];
    const MARK: &str = "countersign-mark";
    let Value::Object(members) = value else {
        return None;
    };
    let texts: Vec<&String> = members
        .iter()
        .filter(|(_, member)| matches!(member, Value::String(_)))
        .map(|(name, _)| name)
        .collect();
    let name = choices.of(&texts)?;
    let marked = members.iter().map(|(known, member)| match member {
        Value::String(text) if known == *name => {
            (known.clone(), Value::String(format!("{text}{MARK}")))
        }
        _ => (known.clone(), member.clone()),
    });
    let text = Value::Object(marked.collect()).to_string();
    let (before, after) = text.split_once(MARK)?;
    let bytes = [before.as_bytes(), choices.of(&BYTES)?, after.as_bytes()].concat();
    Some((format!("bytes in `{name}` that are not UTF-8"), bytes))
}
