//! Texts that no derive writes: nothing of them is a schema, and nothing of them is fatal.

use super::read;
use crate::{
    Contract, Value,
    judge::judge,
    private::table::{Reference, schema},
    schema::{Schema, Types},
};

/// One of every form.
const TEXT: &str = "1:Ano;[Properties=[+1:a?0;[Minimum=-5;Enum=[n#1e9;3:é\"t]]-0:*[]~1:b![]=2:\"\"1:c{0:s;[]}[]]\
    Tagged=1:t[[1:x]0;[]]IfThenElse=*[]-+0;[]Contains=*[]1;-UniqueItems=DependentRequired=[1:a[1:b]]]";

const REFERENCES: &[Reference] = &[i64::schema];

fn reads(text: &str) -> Option<Schema> {
    read(text.to_owned().leak(), REFERENCES)
}

#[test]
fn a_text_reads_as_a_whole_or_not_at_all() {
    let schema = reads(TEXT).unwrap();
    assert_eq!(schema.name, Some("A"));
    assert_eq!(schema.types, Types::NULL.with(Types::OBJECT));
    assert_eq!(schema.assertions.len(), 6, "{schema:#?}");
    for (end, _) in TEXT.char_indices() {
        assert!(reads(&TEXT[..end]).is_none(), "{}", &TEXT[..end]);
    }
    assert!(reads(&format!("{TEXT}]")).is_none());
    assert!(read(TEXT, &[]).is_none(), "an index of no reference");
}

#[test]
fn no_byte_of_it_is_fatal() {
    for (start, character) in TEXT.char_indices() {
        let rest = &TEXT[start + character.len_utf8()..];
        for other in [
            "",
            "0",
            "9",
            "-",
            ";",
            ":",
            "[",
            "]",
            "{",
            "?",
            "é",
            "99999999999999999999:",
        ] {
            let text = format!("{}{other}{rest}", &TEXT[..start]);
            if let Some(schema) = reads(&text) {
                assert!(!format!("{schema:?}").is_empty());
            }
        }
    }
}

#[test]
fn what_cannot_be_read_takes_nothing() {
    let schema = schema("no table", &[]);
    assert_eq!(schema.types, Types::NONE);
    assert!(!judge(schema, &Value::Null).is_empty());
}
