//! The derives of countersign, and `openapi!`: shells over plain functions on `proc_macro2`, which are tested without a compiler.

mod check;
mod derive;
mod emit;
mod errors;
mod nearest;
#[cfg(feature = "openapi")]
mod openapi;
mod parse;
mod rename;
mod schema_text;

use proc_macro::TokenStream;

/// Makes a type a contract: `Contract`, `Validate`, serde's `Deserialize` and `Serialize`, and behind the feature
/// `schemars` also `JsonSchema`.
///
/// A struct with named fields is a JSON object, a struct with one unnamed field is what that field is, an enum of unit
/// variants is an enum of strings, and an enum of variants with one unnamed field each is chosen by the JSON type
/// of the instance. `Option<T>` is an optional property that refuses null, with `#[contract(required)]` a required one that
/// allows it, and `Maybe<T>` an optional one that allows it; every other property without a default is required.
///
/// `#[contract(..)]` on a field, or on the one field of a newtype or a variant, has the assertions of JSON Schema 2020-12
/// (Validation section 6) in snake case: `minimum`, `maximum`, `exclusive_minimum`, `exclusive_maximum`, `multiple_of`,
/// `min_length`, `max_length`, `pattern`, `format`, `min_items`, `max_items`, `unique_items`, `min_properties`, `max_properties`,
/// `const = 1`, `enum(1, 2)`, `items(..)` and `additional_properties(..)`; they apply to the value inside
/// `Option`, `Maybe` and `Box`. On a property also `rename = ".."`, `default = ..`, `required`, and `flatten` for the map that captures
/// all other members. On a type: `builder`, `debug`, `additional_properties = false`, `min_properties`, `max_properties`,
/// `rename_all = ".."`, `crate = ".."`. On a variant: `rename = ".."`, and `other` for the one that keeps every other string.
///
/// `debug` on a type gives it `Debug` as well, in place of `derive(Debug)`: its name, and the instance as it would be written, such as
/// `Order {"id":"x"}`, with `{:#?}` over lines. That is one call to compile, whatever the number of fields, and no field needs `Debug`.
///
/// An enum of strings has `as_str`, `Display` and `FromStr` as well; `text = false` on it leaves them to you.
///
/// Two more unions: with `tag = "petType"` on the enum and `tags("cat", "lion")` on each variant, a property of the instance chooses
/// (a variant `#[contract(other)] Unknown(Value)` keeps instances of every other tag); with `one_of`, the instance is
/// what exactly one variant takes.
///
/// A schema that no Rust type can say is kept as a value and judged as a whole: `#[contract(schema = r#"{"not": {"type":
/// "string"}}"#)] struct Name(pub Value);`. Its text is JSON Schema 2020-12; a `$ref` in it is the path of a Rust type.
#[proc_macro_derive(Contract, attributes(contract))]
pub fn contract(input: TokenStream) -> TokenStream {
    derive::contract(input.into()).into()
}

/// Makes a type that has serde derives of its own checkable: `Validate` alone.
///
/// `#[contract(..)]` on a field has the same assertions as for `derive(Contract)`, and `skip` for a field that is not checked.
/// Where a field stands in the JSON is read from `#[serde(..)]`: `rename`, `rename_all`, `rename_all_fields`, `flatten`, `skip`, and
/// for enums `tag`, `content` and `untagged`.
#[proc_macro_derive(Validate, attributes(contract, serde))]
pub fn validate(input: TokenStream) -> TokenStream {
    derive::validate(input.into()).into()
}

/// The types of an OpenAPI document, inline: exactly the items that code generation writes to a file.
///
/// The path is below the folder of the crate's manifest. The crate is built again when the document, or a file that
/// it refers to, changes; the document's errors are the macro's.
#[cfg(feature = "openapi")]
#[proc_macro]
pub fn openapi(input: TokenStream) -> TokenStream {
    openapi::openapi(input.into()).into()
}
