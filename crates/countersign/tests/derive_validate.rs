//! `derive(Validate)` on types that keep serde's derives: places in the JSON as serde lays them out.

use std::collections::HashMap;

use countersign::{Contract, Maybe, Valid, Validate};
use serde::{Deserialize, Serialize};

fn broken(value: &impl Validate) -> Vec<String> {
    value.validate().err().map_or_else(Vec::new, |violations| {
        violations
            .iter()
            .map(|violation| format!("{} {}", violation.keyword(), violation.instance_location()))
            .collect()
    })
}

struct Foreign;

#[derive(Deserialize, Serialize, Validate)]
#[serde(rename_all = "camelCase")]
struct Page {
    #[contract(minimum = 1, maximum = 100)]
    page_limit: i64,
    #[contract(max_length = 2)]
    #[serde(rename(serialize = "out", deserialize = "in"), default)]
    renamed: Option<String>,
    #[serde(flatten)]
    inner: Inner,
    #[serde(skip)]
    #[contract(maximum = 0)]
    unseen: i64, // out of bounds, and out of the JSON
    #[serde(default)]
    map: HashMap<String, Newtype>,
    #[contract(items(maximum = 1))]
    #[serde(default, alias = "pairs", skip_serializing_if = "Vec::is_empty")]
    many: Vec<i64>,
}

#[derive(Deserialize, Serialize, Validate)]
struct Inner {
    #[contract(exclusive_minimum = 0)]
    ratio: f64,
}

#[derive(Deserialize, Serialize, Validate)]
struct Newtype(#[contract(pattern = "^a")] String);

#[derive(Validate)]
struct Pair(
    #[contract(maximum = 1)] i64,
    #[contract(maximum = 1)] Box<i64>,
);

#[derive(Validate)]
struct Bare<T> {
    #[contract(skip)]
    _foreign: Foreign,
    #[contract(max_length = 1)]
    text: Maybe<String>,
    value: T,
}

#[derive(Validate)]
struct Unit;

#[test]
fn structs() {
    let page: Page = serde_json::from_str(
        r#"{"pageLimit":0,"in":"abc","ratio":0,"map":{"b":"b","a":"b"},"many":[1,2]}"#,
    )
    .unwrap();
    assert_eq!(
        broken(&page),
        [
            "minimum /pageLimit",
            "maxLength /in",
            "exclusiveMinimum /ratio",
            "pattern /map/a",
            "pattern /map/b",
            "maximum /many/1"
        ]
    );
    let error = serde_json::from_str::<Valid<Page>>(r#"{"pageLimit":101,"ratio":1}"#);
    assert!(error.err().unwrap().to_string().contains("/pageLimit"));
    let fine: Valid<Page> =
        serde_json::from_str(r#"{"pageLimit":100,"ratio":1,"unseen":5}"#).unwrap();
    assert_eq!((fine.page_limit, fine.unseen), (100, 0));
    assert_eq!(
        broken(&Page {
            unseen: 5,
            ..fine.into_inner()
        }),
        [""; 0]
    );
    assert_eq!(broken(&Pair(2, Box::new(2))), ["maximum /0", "maximum /1"]);
    assert_eq!(broken(&Unit), [""; 0]);
    let bare = Bare {
        _foreign: Foreign,
        text: Maybe::Value("ab".to_owned()),
        value: Pair(2, Box::new(0)),
    };
    assert_eq!(broken(&bare), ["maxLength /text", "maximum /value/0"]);
}

macro_rules! tagged {
    ($name:ident $(, $attribute:meta)?) => {
        #[derive(Deserialize, Serialize, Validate)]
        $(#[$attribute])?
        #[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]
        enum $name {
            PlainUnit,
            OneValue(Limit),
            #[serde(rename = "named")]
            Named {
                #[contract(minimum = 1)]
                some_field: i64,
                #[contract(max_length = 1)]
                other: Option<String>,
                free: bool,
            },
        }
    };
}

#[derive(Deserialize, Serialize, Validate)]
struct Limit {
    #[contract(maximum = 5)]
    limit: i64,
}

tagged!(External);
tagged!(Internal, serde(tag = "kind"));
tagged!(Adjacent, serde(tag = "kind", content = "value"));
tagged!(Untagged, serde(untagged));

/// The places of the violations of what `text` reads as.
fn places<T: serde::de::DeserializeOwned + Validate>(text: &str) -> Vec<String> {
    match serde_json::from_str::<T>(text) {
        Ok(value) => broken(&value),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn enums_in_all_four_layouts() {
    assert_eq!(
        places::<External>(r#"{"named":{"someField":0,"other":"ab","free":true}}"#),
        ["minimum /named/someField", "maxLength /named/other"]
    );
    assert_eq!(
        places::<External>(r#"{"one_value":{"limit":6}}"#),
        ["maximum /one_value/limit"]
    );
    assert_eq!(places::<External>("\"plain_unit\""), [""; 0]);
    assert_eq!(
        places::<Internal>(r#"{"kind":"named","someField":0,"free":true}"#),
        ["minimum /someField"]
    );
    assert_eq!(
        places::<Internal>(r#"{"kind":"one_value","limit":6}"#),
        ["maximum /limit"]
    );
    assert_eq!(
        places::<Adjacent>(r#"{"kind":"named","value":{"someField":0,"free":true}}"#),
        ["minimum /value/someField"]
    );
    assert_eq!(places::<Untagged>(r#"{"limit":6}"#), ["maximum /limit"]);
}

#[derive(Validate)]
enum Tuple {
    Two(i64, #[contract(maximum = 1)] i64),
}

#[test]
fn tuple_variants_are_arrays() {
    assert_eq!(broken(&Tuple::Two(5, 2)), ["maximum /Two/1"]);
    let Tuple::Two(first, _) = Tuple::Two(5, 2);
    assert_eq!(first, 5);
}

#[derive(Debug, PartialEq, Contract)]
struct Mixed {
    inner: Limits,
}

#[derive(Debug, PartialEq, Contract)]
struct Limits {
    #[contract(maximum = 5)]
    limit: i64,
}

#[derive(Deserialize, Validate)]
struct Holder {
    mixed: Mixed,
}

#[test]
fn contracts_inside() {
    assert_eq!(
        places::<Holder>(r#"{"mixed":{"inner":{"limit":6}}}"#),
        ["maximum /mixed/inner/limit"]
    );
}
