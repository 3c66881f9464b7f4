//! The schema table: it says the same as the checks.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Type;

use crate::{
    check::{
        Alternative, Body, Captured, Contract, Form, Layer, Object, Others, Place, Property,
        Tagged, Words, inside, layer,
    },
    parse::{Assertions, Literal},
};

use super::{assertion, table::Text, tables};

/// The body of `Contract::schema`.
pub(super) fn schema(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let name = scope.name();
    let mut text = Text::new();
    match &contract.body {
        Body::Object(object) => self::object(object, text.head(&name, "o").push("[")),
        Body::Newtype(place) => {
            let Place { ty, assertions } = &**place;
            let text = text.head(&name, "*").push("[").name("Ref");
            link(ty, Null::Value, assertions, text);
        }
        Body::Union(alternatives) => {
            let text = text.head(&name, "*").push("[").name("OneOfByType");
            self::alternatives(alternatives, text);
        }
        Body::OneOf(alternatives) => {
            let text = text.head(&name, "*").push("[").name("OneOf");
            self::alternatives(alternatives, text);
        }
        Body::Tagged(tagged) => self::tagged(tagged, text.head(&name, "*").push("[")),
        Body::Words(words) => self::words(words, text.head(&name, "s").push("[")),
        Body::Judged(judged) => return tables::body(&judged.tables, scope),
    }
    text.push("]");
    text.finish()
}

/// A string enum, whether its words are all or not: what else it keeps breaks `enum`.
fn words(words: &Words, text: &mut Text) {
    let words = words.words.iter().map(|word| &word.text);
    text.name("Enum").list(words, |text, word| {
        text.text(word);
    });
}

fn object(object: &Object, text: &mut Text) {
    text.name("Properties")
        .list(&object.properties, |text, each| property(each, text));
    match &object.others {
        Others::Ignored => {}
        Others::Refused => {
            text.name("NoAdditionalProperties");
        }
        Others::Captured(captured) => self::captured(captured, text),
    }
    if let Some(count) = object.min_properties {
        text.name("MinProperties").number(count);
    }
    if let Some(count) = object.max_properties {
        text.name("MaxProperties").number(count);
    }
}

fn property(property: &Property, text: &mut Text) {
    let Place { ty, assertions } = &property.place;
    match &property.form {
        Form::Required => text.push("+"),
        Form::Optional | Form::Maybe => text.push("-"),
        Form::Default(default) => match assertion::json_text(default) {
            Some(default) => text.push("=").text(&default),
            None => text.push("~"),
        },
    };
    let null = match property.form {
        Form::Optional => Null::Absence,
        Form::Required | Form::Maybe | Form::Default(_) => Null::Value,
    };
    link(ty, null, assertions, text.text(&property.name));
}

fn captured(captured: &Captured, text: &mut Text) {
    let ty = &captured.ty;
    let none = Assertions::default();
    let nested = captured.assertions.additional_properties.as_ref();
    let assertions = nested.map_or(&none, |nested| &*nested.value);
    let text = text.name("AdditionalProperties");
    match inside(ty, 1) {
        Some(value) => link(value, Null::Value, assertions, text),
        None => {
            // An alias hides the map: its value type is reached through the trait.
            let value = syn::parse_quote!(<#ty as __Capture>::Value);
            link(&value, Null::Value, assertions, text);
        }
    }
}

fn alternatives(alternatives: &[Alternative], text: &mut Text) {
    text.list(alternatives, |text, alternative| {
        let Place { ty, assertions } = &alternative.place;
        link(ty, Null::Value, assertions, text);
    });
}

fn tagged(tagged: &Tagged, text: &mut Text) {
    let none = Assertions::default();
    text.name("Tagged").text(&tagged.property);
    text.list(&tagged.cases, |text, case| {
        link(&case.ty, Null::Value, &none, text.texts(&case.tags));
    });
}

/// What `None` of the outermost `Option` stands for.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Null {
    Value,
    Absence,
}

fn link(ty: &Type, null: Null, assertions: &Assertions, text: &mut Text) {
    let (inner, nullable) = peel(ty, null);
    mark(nullable, text).reference(inner.to_token_stream());
    self::assertions(assertions, inner, text);
}

/// Writes whether null is allowed besides.
fn mark(nullable: Nullable, text: &mut Text) -> &mut Text {
    match nullable {
        Nullable::Yes => text.push("?"),
        Nullable::No => text,
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Nullable {
    Yes,
    No,
}

/// The type inside all wrappers, and whether one of them allows null.
fn peel(ty: &Type, null: Null) -> (&Type, Nullable) {
    let Some((outer, inner)) = layer(ty) else {
        return (ty, Nullable::No);
    };
    let (innermost, nullable) = peel(inner, Null::Value);
    match outer {
        Layer::Option | Layer::Maybe if null == Null::Value => (innermost, Nullable::Yes),
        _ => (innermost, nullable),
    }
}

/// Writes the assertions of a link.
fn assertions(assertions: &Assertions, ty: &Type, text: &mut Text) {
    text.push("[");
    for written in &assertions.own {
        match &written.value {
            crate::parse::Assertion::Const(Literal::Null) => {}
            value => assertion::write(value, text),
        }
    }
    if let Some(items) = &assertions.items {
        nested(&items.value, inside(ty, 0), text.name("Items"));
    }
    if let Some(values) = &assertions.additional_properties {
        let text = text.name("AdditionalProperties");
        nested(&values.value, inside(ty, 1), text);
    }
    text.push("]");
}

/// A link for what an attribute adds to items or values: their own schema has been linked by their type.
fn nested(assertions: &Assertions, ty: Option<&Type>, text: &mut Text) {
    let unknown = syn::parse_quote!(_);
    let (inner, nullable) = peel(ty.unwrap_or(&unknown), Null::Value);
    mark(nullable, text).push("*");
    self::assertions(assertions, inner, text);
}
