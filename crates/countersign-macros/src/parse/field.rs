//! `#[contract(..)]` on a field.

use syn::Expr;

use crate::errors::Errors;

use super::{
    Assertions, Written,
    assertion::{self, Taken},
    attribute,
    literal::{string, value, word},
};

/// The attributes of a field.
#[derive(Debug, Default)]
pub(crate) struct FieldAttributes {
    pub(crate) rename: Option<Written<String>>,
    pub(crate) default: Option<Written<Expr>>,
    pub(crate) required: Option<Written<()>>,
    pub(crate) flatten: Option<Written<()>>,
    pub(crate) skip: Option<Written<()>>,
    pub(crate) assertions: Assertions,
}

const KEYS: &[&str] = &["default", "flatten", "rename", "required", "skip"];

pub(super) fn read(attributes: &[syn::Attribute], errors: &mut Errors) -> FieldAttributes {
    let mut read = FieldAttributes::default();
    for item in attribute::contract(attributes, errors) {
        let key = &item.key;
        match key.value.as_str() {
            "rename" => {
                let name = string(&item, errors);
                attribute::set(&mut read.rename, key, name, errors);
            }
            "default" => {
                let default = value(&item, "0", errors).cloned();
                attribute::set(&mut read.default, key, default, errors);
            }
            "required" => {
                let word = word(&item, errors);
                attribute::set(&mut read.required, key, word, errors);
            }
            "flatten" => {
                let word = word(&item, errors);
                attribute::set(&mut read.flatten, key, word, errors);
            }
            "skip" => {
                let word = word(&item, errors);
                attribute::set(&mut read.skip, key, word, errors);
            }
            _ => {
                if assertion::take(&item, &mut read.assertions, errors) == Taken::No {
                    let known = [KEYS, &assertion::keywords()].concat();
                    attribute::unknown(key, "a field", &known, errors);
                }
            }
        }
    }
    read
}
