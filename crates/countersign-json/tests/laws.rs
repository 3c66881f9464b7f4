//! Law 2 for the ground of it all: the reader against `serde_json`, decimals against machine integers.

use countersign_json::{Decimal, Limits, Reader, Value, read};
use proptest::prelude::*;

/// The same value for the other reader; integers only, since it rounds the rest.
fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(a), serde_json::Value::Number(b)) => match b.as_i128() {
            Some(b) => a.decimal() == Decimal::from_i128(b),
            None => b.as_f64() == a.decimal().to_f64(),
        },
        (Value::String(a), serde_json::Value::String(b)) => a == b,
        (Value::Array(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), serde_json::Value::Object(b)) => {
            // It keeps the last of duplicates.
            a.iter().all(|(key, _)| b.contains_key(key))
                && b.iter().all(|(key, b)| {
                    let last = a.iter().rev().find(|(name, _)| name == key);
                    last.is_some_and(|(_, a)| same(a, b))
                })
        }
        _ => false,
    }
}

fn agree(text: &str) {
    readers_agree(text);
    let ours = read(text, Limits::default());
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(theirs) => assert!(
            ours.as_ref().is_ok_and(|ours| same(ours, &theirs)),
            "{text:?}: {ours:?}"
        ),
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(error) => assert!(ours.is_err(), "{text:?}: {error}"),
    }
}

/// The typed reader passes and reads the texts that [`read`] reads, and no others.
fn readers_agree(text: &str) {
    let value = read(text, Limits::default()).ok();
    let start = Reader::new(text, Limits::default());
    let mut reader = start.clone();
    let whole = reader
        .value()
        .and_then(|value| reader.end().map(|()| value));
    let spelled = |value: Option<Value>| value.map(|value| value.to_string());
    assert_eq!(spelled(whole), spelled(value.clone()), "{text:?}");
    let mut reader = start;
    let skipped = reader.skip().and_then(|()| reader.end());
    assert_eq!(skipped.is_some(), value.is_some(), "{text:?}");
}

/// Text that is nearly JSON, so that both answers are frequent.
fn nearly_json() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\", "\\u", "D83D", "\\uDE00", "0", "1", "-",
        ".", "e", "+", "true", "null", "fals", " ", "\n", "\u{feff}", "é", "\u{1}", "\"\\n\"",
        "1.5", "{\"k\":", "[1,",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn number_text() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,8})?([eE][+-]?[0-9]{1,3})?"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn the_reader_accepts_what_serde_json_accepts(text in nearly_json()) {
        agree(&text);
    }

    #[test]
    fn the_reader_reads_what_serde_json_writes(value in json()) {
        agree(&value.to_string());
        agree(&format!("{value:#}"));
    }

    #[test]
    fn what_is_written_reads_back(value in json()) {
        let value = read(&value.to_string(), Limits::default()).unwrap();
        prop_assert_eq!(&read(&value.to_string(), Limits::default()).unwrap(), &value);
        prop_assert_eq!(&read(&value.canonical(), Limits::default()).unwrap(), &value);
    }

    #[test]
    fn arbitrary_text_never_panics(text in any::<String>()) {
        agree(&text);
    }

    #[test]
    fn typed_numbers_are_those_of_the_decimal(text in number_text()) {
        let decimal = Decimal::parse(&text).unwrap();
        let reader = Reader::new(&text, Limits::default());
        prop_assert_eq!(reader.clone().i64(), decimal.to_i64());
        prop_assert_eq!(reader.clone().u64(), decimal.to_u64());
        prop_assert_eq!(reader.clone().f64(), decimal.to_f64());
        prop_assert_eq!(reader.is_integer_ahead(), decimal.is_integer());
    }

    #[test]
    fn order_is_that_of_integers(a in any::<i128>(), b in any::<i128>(), small in -50_i128..50, other in -50_i128..50) {
        prop_assert_eq!(Decimal::from_i128(a).cmp(&Decimal::from_i128(b)), a.cmp(&b));
        prop_assert_eq!(Decimal::from_i128(small).cmp(&Decimal::from_i128(other)), small.cmp(&other));
    }

    #[test]
    fn multiples_are_those_of_integers(value in any::<i128>(), divisor in any::<i128>(), factor in -1000_i128..1000, shift in -5_i32..5) {
        prop_assume!(divisor != 0 && divisor != -1);
        let shifted = |integer: i128| Decimal::parse(&format!("{integer}e{shift}")).unwrap();
        prop_assert_eq!(shifted(value).is_multiple_of(&shifted(divisor)), value % divisor == 0);
        let product = (divisor >> 12) * factor;
        prop_assume!(divisor >> 12 != 0);
        prop_assert!(shifted(product).is_multiple_of(&shifted(divisor >> 12)));
    }

    #[test]
    fn small_multiples_in_tenths(value in -2000_i128..2000, divisor in 1_i128..200, a in 0_u32..4, b in 0_u32..4) {
        let tenths = |integer: i128, places: u32| Decimal::parse(&format!("{integer}e-{places}")).unwrap();
        let exact = (value * 10_i128.pow(b)) % (divisor * 10_i128.pow(a)) == 0;
        prop_assert_eq!(tenths(value, a).is_multiple_of(&tenths(divisor, b)), exact);
    }

    #[test]
    fn canonical_text_is_the_same_number(text in number_text()) {
        let decimal = Decimal::parse(&text).unwrap();
        prop_assert_eq!(Decimal::parse(&decimal.to_string()), Some(decimal.clone()));
        let float: f64 = text.parse().unwrap();
        prop_assert_eq!(decimal.to_f64(), Some(float).filter(|float| float.is_finite()));
    }

    #[test]
    fn floats_read_back(float in any::<f64>()) {
        prop_assume!(float.is_finite());
        prop_assert_eq!(Decimal::from_f64(float).unwrap().to_f64(), Some(float));
    }
}
