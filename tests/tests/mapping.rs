//! Every mapping of `countersign.toml`, over one document: what each type accepts, and what comes back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use countersign::{Contract, Spelling, from_json, to_json};

include!(concat!(env!("OUT_DIR"), "/mapping.rs"));

/// A type of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Colour(u8, u8, u8);

impl Spelling for Colour {
    const FORMAT: &'static str = "colour";

    fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let number = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.len() == 6)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Colour(red, green, blue))
    }

    fn spell(&self) -> Option<String> {
        Some(format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2))
    }
}

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// It comes back as it was, to the letter.
    Kept,
    /// It comes back as this text.
    Written(&'static str),
    Refused,
}

use Fate::{Kept, Refused, Written};

/// Member and value; what the types of `jiff`, `time`, `chrono`, `string` and `annotated` make of it.
const VALUES: &[(&str, &str, [Fate; 5])] = &[
    ("at", r#""2016-12-31T23:59:60Z""#, [Kept; 5]),
    (
        "at",
        r#""2016-12-31T15:59:60.123456789123-08:00""#,
        [Kept; 5],
    ),
    ("at", r#""2000-01-01T00:00:00-00:00""#, [Kept; 5]),
    ("at", r#""1985-04-12t23:20:50.520z""#, [Kept; 5]),
    ("at", r#""0000-01-01T00:00:00+23:59""#, [Kept; 5]),
    ("at", r#""9999-12-31T23:59:59.999999999-23:59""#, [Kept; 5]),
    (
        "at",
        r#""2016-12-31T12:00:60Z""#,
        [Refused, Refused, Refused, Refused, Kept],
    ),
    (
        "at",
        r#""2023-02-29T00:00:00Z""#,
        [Refused, Refused, Refused, Refused, Kept],
    ),
    ("at", r#""2023-02-28T00:00:00""#, [Refused; 5]),
    ("day", r#""0000-02-29""#, [Kept; 5]),
    ("day", r#""9999-12-31""#, [Kept; 5]),
    (
        "day",
        r#""10000-01-01""#,
        [Refused, Refused, Refused, Refused, Kept],
    ),
    ("since", r#"["1970-01-01T00:00:00.5+00:30"]"#, [Kept; 5]),
    (
        "since",
        r#"["1970-01-01"]"#,
        [Refused, Refused, Refused, Refused, Kept],
    ),
    ("host", r#""bücher.example""#, [Kept; 5]),
    (
        "host",
        r#""-.example""#,
        [Refused, Refused, Refused, Refused, Kept],
    ),
    ("colour", "\"#00FF7f\"", [Kept; 5]),
    ("colour", "\"red\"", [Kept, Kept, Refused, Kept, Kept]),
    ("colour", "\"#00ff7f0\"", [Refused; 5]),
    ("count", "9007199254740993", [Kept; 5]),
    ("count", "9223372036854775807", [Kept; 5]),
    ("count", "-9223372036854775808", [Kept; 5]),
    (
        "count",
        "9223372036854775808",
        [Refused, Kept, Kept, Refused, Refused],
    ),
    (
        "count",
        "-170141183460469231731687303715884105728",
        [Refused, Kept, Kept, Refused, Refused],
    ),
    (
        "count",
        "170141183460469231731687303715884105728",
        [Refused, Refused, Kept, Refused, Refused],
    ),
    ("count", "1e400", [Refused, Refused, Kept, Refused, Refused]),
    (
        "count",
        "5.0",
        [Written("5"), Written("5"), Kept, Written("5"), Written("5")],
    ),
    (
        "count",
        "-0",
        [Written("0"), Written("0"), Kept, Written("0"), Written("0")],
    ),
    ("count", "0.5", [Refused; 5]),
    ("count", "\"1\"", [Refused; 5]),
    ("large", "18446744073709551615", [Kept; 5]),
    ("large", "18446744073709551616", [Refused; 5]),
    ("level", "0.1", [Kept; 5]),
    ("level", "1e400", [Refused, Refused, Kept, Refused, Refused]),
    (
        "level",
        "9007199254740993",
        [
            Written("9007199254740992.0"),
            Written("9007199254740992.0"),
            Kept,
            Written("9007199254740992.0"),
            Written("9007199254740992.0"),
        ],
    ),
    ("price", "0.10", [Kept; 5]),
    ("price", "9007199254740993.01", [Kept; 5]),
    ("price", "1e400", [Kept; 5]),
    ("price", "1.1e400", [Refused; 5]),
];

/// The member of an instance as its type writes it again.
fn written<T: Contract>(name: &str, value: &str) -> Option<String> {
    let read = from_json::<T>(&format!("{{\"{name}\":{value}}}")).ok()?;
    let text = to_json(&*read).unwrap();
    let rest = text.strip_prefix(&format!("{{\"{name}\":")).unwrap();
    let end = rest.find(",\"steps\":").unwrap();
    Some(rest[..end].to_owned())
}

fn fate<T: Contract>(name: &str, value: &str, expected: Fate) -> Result<(), String> {
    let found = written::<T>(name, value);
    let as_expected = match expected {
        Kept => found.as_deref() == Some(value),
        Written(text) => found.as_deref() == Some(text),
        Refused => found.is_none(),
    };
    let shown = found.as_deref().unwrap_or("refused");
    as_expected.then_some(()).ok_or_else(|| {
        format!(
            "{name}: {value} is {shown}, not {expected:?}, by {}",
            std::any::type_name::<T>()
        )
    })
}

#[test]
fn what_each_mapping_accepts_comes_back() {
    let mut wrong = Vec::new();
    for (name, value, [by_jiff, by_time, by_chrono, by_string, by_annotated]) in VALUES {
        wrong.extend(fate::<jiff::types::Measurement>(name, value, *by_jiff).err());
        wrong.extend(fate::<time::types::Measurement>(name, value, *by_time).err());
        wrong.extend(fate::<chrono::types::Measurement>(name, value, *by_chrono).err());
        wrong.extend(fate::<string::types::Measurement>(name, value, *by_string).err());
        wrong.extend(fate::<annotated::types::Measurement>(name, value, *by_annotated).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_types_are_those_that_were_chosen() {
    let text = r##"{"at":"2016-12-31T15:59:60.5-08:00","colour":"#00ff7f"}"##;
    let jiff = from_json::<jiff::types::Measurement>(text).unwrap();
    assert_eq!(
        jiff.at.as_ref().unwrap().timestamp().as_second(),
        1_483_228_799
    );
    let time = from_json::<time::types::Measurement>(text).unwrap();
    assert_eq!(time.at.as_ref().unwrap().unix_timestamp(), 1_483_228_799);
    let chrono = from_json::<chrono::types::Measurement>(text).unwrap();
    assert_eq!(chrono.at.as_ref().unwrap().timestamp_subsec_millis(), 1_500);
    assert_eq!(**chrono.colour.as_ref().unwrap(), Colour(0, 255, 127));
    let string = from_json::<string::types::Measurement>(text).unwrap();
    assert_eq!(string.at.as_deref(), Some("2016-12-31T15:59:60.5-08:00"));
}

#[test]
fn defaults_fill_in_under_every_mapping() {
    let expected = r#"{"steps":5,"ratio":0.1,"fee":0.10}"#;
    assert_eq!(defaults::<jiff::types::Measurement>(), expected);
    assert_eq!(defaults::<time::types::Measurement>(), expected);
    assert_eq!(
        defaults::<chrono::types::Measurement>(),
        r#"{"steps":5,"ratio":0.10,"fee":0.10}"#
    );
}

fn defaults<T: Contract>() -> String {
    to_json(&*from_json::<T>("{}").unwrap()).unwrap()
}

#[test]
fn sources_say_what_they_need() {
    let source = |folder: &str| {
        let path = format!("{}/mapping/{folder}/types.rs", env!("OUT_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    let needed = |folder: &str| {
        let source = source(folder);
        let line = source
            .lines()
            .find(|line| line.contains("need these features"));
        line.map(|line| line.rsplit(": ").next().unwrap().to_owned())
    };
    assert_eq!(needed("chrono").as_deref(), Some("`chrono`, `idn`."));
    assert_eq!(needed("time").as_deref(), Some("`idn`, `time`."));
    assert_eq!(needed("jiff").as_deref(), Some("`idn`."));
    assert_eq!(needed("annotated"), None);
}
