//! `#[contract(..)]` on a variant.

use crate::errors::Errors;

use super::{
    Written, attribute,
    literal::{string, strings, word},
};

/// The attributes of a variant.
#[derive(Debug, Default)]
pub(crate) struct VariantAttributes {
    pub(crate) rename: Option<Written<String>>,
    pub(crate) other: Option<Written<()>>,
    pub(crate) tags: Option<Written<Vec<Written<String>>>>,
}

const KEYS: &[&str] = &["other", "rename", "tags"];

pub(super) fn read(attributes: &[syn::Attribute], errors: &mut Errors) -> VariantAttributes {
    let mut read = VariantAttributes::default();
    for item in attribute::contract(attributes, errors) {
        let key = &item.key;
        match key.value.as_str() {
            "rename" => {
                let name = string(&item, errors);
                attribute::set(&mut read.rename, key, name, errors);
            }
            "other" => {
                let word = word(&item, errors);
                attribute::set(&mut read.other, key, word, errors);
            }
            "tags" => {
                let tags = strings(&item, errors);
                attribute::set(&mut read.tags, key, Some(tags), errors);
            }
            _ => attribute::unknown(key, "a variant", KEYS, errors),
        }
    }
    read
}
