//! What is read and written again is the same text, by `serde_json`; what a 64-bit number can say survives elsewhere.

use std::collections::BTreeMap;

use serde_json::json;

use crate::Value;

const HARD: [&str; 12] = [
    "123456789012345678901234567890",
    "1e400",
    "-0",
    "1.10",
    "1E+2",
    "0.1000000000000000055511151231257827021181583404541015625",
    r#"{"b":1,"a":2.50,"b":3}"#,
    r#"[null,true,"\u0000é",{"x":[1e-400]}]"#,
    "18446744073709551616",
    "9223372036854775808",
    "{}",
    "\"text\"",
];

#[test]
fn by_text() {
    for text in HARD {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(value.to_string(), text);
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        let from_reader: Value = serde_json::from_reader(text.as_bytes()).unwrap();
        assert_eq!(from_reader.to_string(), text);
    }
}

#[test]
fn by_text_inside_other_types() {
    let text = format!(r#"{{"a":[{}]}}"#, HARD.join(","));
    let map: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&map).unwrap(), text);
    let pretty = serde_json::to_string_pretty(&map).unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(&pretty).unwrap().to_string(),
        text
    );
}

#[test]
fn by_other_formats() {
    let other = json!({"a": [1, -1, 1.0, 2.5, 18_446_744_073_709_551_615_u64, null, "x"], "b": {}});
    let value: Value = serde_json::from_value(other.clone()).unwrap();
    assert_eq!(
        value.to_string(),
        r#"{"a":[1,-1,1.0,2.5,18446744073709551615,null,"x"],"b":{}}"#
    );
    assert_eq!(serde_json::to_value(&value).unwrap(), other);
    let beyond: Value = "1e400".parse().unwrap();
    assert!(serde_json::to_value(&beyond).is_err());
    let nearest: Value = "123456789012345678901234567890".parse().unwrap();
    assert_eq!(
        serde_json::to_value(&nearest).unwrap(),
        json!(123_456_789_012_345_678_901_234_567_890_f64)
    );
    let zero: Value = "-0".parse().unwrap();
    assert_eq!(serde_json::to_value(&zero).unwrap(), json!(-0.0));
}

#[test]
fn what_is_no_json_is_refused() {
    for text in ["", "{", "01", "[1,]", "nul", "\"\\x\"", "1 2"] {
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert!(serde_json::from_str::<Value>(&deep).is_err());
}
