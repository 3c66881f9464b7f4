//! Defaults as Rust expressions.

use countersign_model::{
    Additional, Definition, IntegerWidth, Number, NumberWidth, Object, Presence, Property, Shape,
    Slot, StringForm, Union, Value,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::literal::signed;
use super::written::chosen;
use crate::name::{Names, ident};

/// How far types may stand inside each other in one default.
const DEPTH: usize = 32;

/// Where an expression stands: a literal of the attribute is made a value by the derive, one inside of an expression is not.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Place {
    Attribute,
    Expression,
}

impl Emitter<'_> {
    /// The default of a property, as the attribute takes it; `None` where Rust has no expression for it.
    pub(super) fn default(&mut self, slot: &Slot, value: &Value) -> Option<TokenStream> {
        if slot.nullable && *value == Value::Null {
            return Some(quote!(None));
        }
        self.expression(slot, value, Place::Attribute, DEPTH)
    }

    fn nested(&mut self, slot: &Slot, value: &Value, depth: usize) -> Option<TokenStream> {
        match (slot.nullable, value) {
            (true, Value::Null) => Some(quote!(None)),
            (true, _) => {
                let inside = self.expression(slot, value, Place::Expression, depth)?;
                Some(quote!(Some(#inside)))
            }
            (false, _) => self.expression(slot, value, Place::Expression, depth),
        }
    }

    fn expression(
        &mut self,
        slot: &Slot,
        value: &Value,
        place: Place,
        depth: usize,
    ) -> Option<TokenStream> {
        let depth = depth.checked_sub(1)?;
        let bare = match (&slot.shape, value) {
            (Shape::Null, Value::Null) => Some(quote!(())),
            (Shape::Boolean, Value::Bool(value)) => Some(quote!(#value)),
            (Shape::Integer(IntegerWidth::Unbounded), Value::Number(number)) => {
                let name = number
                    .decimal()
                    .is_integer()
                    .then(|| self.ours("Integer"))?;
                Some(exact(&name, number))
            }
            (Shape::Number(NumberWidth::Exact), Value::Number(number)) => {
                Some(exact(&self.ours("Number"), number))
            }
            (Shape::Integer(width), Value::Number(number)) => integer(*width, number),
            (Shape::Number(width), Value::Number(number)) => float(*width, number),
            (Shape::String(StringForm::Text), Value::String(text)) if place == Place::Attribute => {
                Some(quote!(#text))
            }
            (Shape::String(StringForm::Text), Value::String(text)) => {
                let string = self.string();
                Some(quote!(#string::from(#text)))
            }
            (Shape::Array(item), Value::Array(items)) => self.array(item, items, depth),
            (Shape::Map(_), Value::Object(members)) if members.is_empty() => Some(self.empty_map()),
            (Shape::Named(id), _) => {
                let (definition, names) = self.named.get(*id)?;
                let name = self.type_ident(*id, names);
                self.named_value(&definition.definition, (name, names), value, depth)
            }
            _ => None,
        }?;
        if slot.boxed {
            let pointer = self.prelude("Box", quote!(std::boxed::Box));
            return Some(quote!(#pointer::new(#bare)));
        }
        Some(bare)
    }

    fn array(&mut self, item: &Slot, items: &[Value], depth: usize) -> Option<TokenStream> {
        if items.is_empty() {
            let vec = self.prelude("Vec", quote!(std::vec::Vec));
            return Some(quote!(#vec::new()));
        }
        let items: Option<Vec<TokenStream>> = items
            .iter()
            .map(|value| self.nested(item, value, depth))
            .collect();
        let items = items?;
        Some(quote!(vec![#(#items),*]))
    }

    fn empty_map(&mut self) -> TokenStream {
        if self.own.contains("BTreeMap") {
            return quote!(std::collections::BTreeMap::new());
        }
        self.imports.insert("BTreeMap");
        quote!(BTreeMap::new())
    }

    fn named_value(
        &mut self,
        definition: &Definition,
        (name, names): (syn::Ident, &Names),
        value: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        match (definition, value) {
            (Definition::Enumeration(enumeration), Value::String(text)) => {
                let listed = enumeration.values.iter().position(|value| value == text);
                let variant = names.members.get(listed?).map(|variant| ident(variant))?;
                Some(quote!(#name::#variant))
            }
            (Definition::Newtype(slot), _) => {
                let inside = self.nested(slot, value, depth)?;
                Some(quote!(#name(#inside)))
            }
            (Definition::Union(union), _) => self.variant(union, names, value, depth),
            (Definition::Object(object), Value::Object(members)) => {
                self.structure(object, names, members, depth)
            }
            _ => None,
        }
    }

    fn variant(
        &mut self,
        union: &Union,
        names: &Names,
        value: &Value,
        depth: usize,
    ) -> Option<TokenStream> {
        let index = chosen(self.named, union, value)?;
        let (name, variant) = (ident(&names.ident), ident(names.members.get(index)?));
        let inside = self.nested(&union.variants.get(index)?.slot, value, depth)?;
        Some(quote!(#name::#variant(#inside)))
    }

    fn structure(
        &mut self,
        object: &Object,
        names: &Names,
        members: &[(String, Value)],
        depth: usize,
    ) -> Option<TokenStream> {
        let known = |name: &String| {
            object
                .properties
                .iter()
                .any(|property| property.name == *name)
        };
        if !members.iter().all(|(name, _)| known(name)) {
            return None;
        }
        let mut fields = Vec::with_capacity(object.properties.len() + 1);
        for (property, field) in object.properties.iter().zip(&names.members) {
            let given = members
                .iter()
                .find(|(name, _)| *name == property.name)
                .map(|(_, value)| value);
            let value = self.member(property, given, depth)?;
            let field = ident(field);
            fields.push(quote!(#field: #value));
        }
        if let Additional::Captured(_) = object.additional {
            let (field, map) = (ident(&names.other), self.empty_map());
            fields.push(quote!(#field: #map));
        }
        let name = ident(&names.ident);
        Some(quote!(#name { #(#fields),* }))
    }

    /// The value of a field in a struct expression, by null and absence (law 3).
    fn member(
        &mut self,
        property: &Property,
        given: Option<&Value>,
        depth: usize,
    ) -> Option<TokenStream> {
        let slot = &property.slot;
        match (&property.presence, given) {
            (Presence::Required, Some(value)) => self.nested(slot, value, depth),
            (Presence::Required, None) => None,
            (Presence::Default(default), _) if self.default(slot, default).is_some() => {
                self.nested(slot, given.unwrap_or(default), depth)
            }
            (Presence::Optional | Presence::Default(_), _) if slot.nullable => {
                let maybe = self.ours("Maybe");
                match given {
                    None => Some(quote!(#maybe::Absent)),
                    Some(Value::Null) => Some(quote!(#maybe::Null)),
                    Some(value) => {
                        let inside = self.expression(slot, value, Place::Expression, depth)?;
                        Some(quote!(#maybe::Value(#inside)))
                    }
                }
            }
            (Presence::Optional | Presence::Default(_), None) => Some(quote!(None)),
            (Presence::Optional | Presence::Default(_), Some(value)) => {
                let inside = self.expression(slot, value, Place::Expression, depth)?;
                Some(quote!(Some(#inside)))
            }
        }
    }
}

/// An integer literal, if the width can hold it.
pub(super) fn integer(width: IntegerWidth, number: &Number) -> Option<TokenStream> {
    let value = number.decimal().to_i128()?;
    let fits = match width {
        IntegerWidth::I8 => i8::try_from(value).is_ok(),
        IntegerWidth::I16 => i16::try_from(value).is_ok(),
        IntegerWidth::I32 => i32::try_from(value).is_ok(),
        IntegerWidth::I64 => i64::try_from(value).is_ok(),
        IntegerWidth::U8 => u8::try_from(value).is_ok(),
        IntegerWidth::U16 => u16::try_from(value).is_ok(),
        IntegerWidth::U32 => u32::try_from(value).is_ok(),
        IntegerWidth::U64 => u64::try_from(value).is_ok(),
        IntegerWidth::I128 | IntegerWidth::Unbounded => true,
    };
    fits.then(|| signed(value))
}

/// A float literal of the nearest number, which is what decoding the default would give.
pub(super) fn float(width: NumberWidth, number: &Number) -> Option<TokenStream> {
    let value: f64 = number.text().parse().ok()?;
    let text = match width {
        NumberWidth::F32 => {
            let narrow: f32 = number.text().parse().ok()?;
            narrow.is_finite().then(|| format!("{:?}", narrow.abs()))
        }
        NumberWidth::F64 | NumberWidth::Exact => {
            value.is_finite().then(|| format!("{:?}", value.abs()))
        }
    }?;
    let literal: proc_macro2::Literal = text.parse().ok()?;
    Some(if value.is_sign_negative() {
        quote!(-#literal)
    } else {
        quote!(#literal)
    })
}

/// A number as the document spells it.
fn exact(name: &TokenStream, number: &Number) -> TokenStream {
    let text = number.text();
    match text.parse::<i64>() {
        Ok(whole) if text != "-0" => {
            let whole = signed(whole.into());
            quote!(#name::from(#whole))
        }
        _ => quote!(#name::literal(#text)),
    }
}
