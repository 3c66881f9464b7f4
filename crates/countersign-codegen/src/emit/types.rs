//! Rust types of places: the shape, null, absence, and the pointer that recursion needs.

use countersign_model::{Calendar, IntegerWidth, NumberWidth, Presence, Shape, Slot, StringForm};
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::name::ident;

impl Emitter<'_> {
    /// A name of the runtime; imported, or written in full where the document has a type of that name.
    pub(super) fn ours(&mut self, name: &'static str) -> TokenStream {
        let ident = ident(name);
        if self.own.contains(name) {
            return quote!(countersign::#ident);
        }
        self.imports.insert(name);
        quote!(#ident)
    }

    /// A name of std's prelude; written in full where the document has a type of that name.
    pub(super) fn prelude(&self, name: &str, full: TokenStream) -> TokenStream {
        if self.own.contains(name) {
            return full;
        }
        let ident = ident(name);
        quote!(#ident)
    }

    /// The type of a property: `T`, `Option<T>` or `Maybe<T>`, by null and absence (law 3).
    pub(super) fn property_type(&mut self, slot: &Slot, presence: &Presence) -> TokenStream {
        let value = self.value_type(slot);
        match (presence, slot.nullable) {
            (Presence::Required | Presence::Default(_), false) => value,
            (Presence::Required | Presence::Default(_), true) | (Presence::Optional, false) => {
                self.option(&value)
            }
            (Presence::Optional, true) => {
                let maybe = self.ours("Maybe");
                quote!(#maybe<#value>)
            }
        }
    }

    /// The type of a place where nothing can be absent.
    pub(super) fn slot_type(&mut self, slot: &Slot) -> TokenStream {
        let value = self.value_type(slot);
        if slot.nullable {
            self.option(&value)
        } else {
            value
        }
    }

    fn option(&self, value: &TokenStream) -> TokenStream {
        let option = self.prelude("Option", quote!(std::option::Option));
        quote!(#option<#value>)
    }

    fn value_type(&mut self, slot: &Slot) -> TokenStream {
        let shape = self.shape_type(&slot.shape);
        if !slot.boxed {
            return shape;
        }
        let pointer = self.prelude("Box", quote!(std::boxed::Box));
        quote!(#pointer<#shape>)
    }

    fn shape_type(&mut self, shape: &Shape) -> TokenStream {
        match shape {
            Shape::Any => self.ours("Value"),
            Shape::Null => quote!(()),
            Shape::Boolean => quote!(bool),
            Shape::Integer(width) => self.integer(*width),
            Shape::Number(NumberWidth::F32) => quote!(f32),
            Shape::Number(NumberWidth::F64) => quote!(f64),
            Shape::Number(NumberWidth::Exact) => self.ours("Number"),
            Shape::String(StringForm::Text) => self.string(),
            Shape::String(StringForm::DateTime(calendar)) => self.dated("DateTime", *calendar),
            Shape::String(StringForm::Date(calendar)) => self.dated("Date", *calendar),
            Shape::Own { path, .. } => match syn::parse_str::<syn::Type>(path) {
                Ok(own) => quote!(#own),
                Err(_) => self.ours("Value"),
            },
            Shape::Array(item) => {
                let vec = self.prelude("Vec", quote!(std::vec::Vec));
                let item = self.slot_type(item);
                quote!(#vec<#item>)
            }
            Shape::Map(value) => self.map(value),
            Shape::Named(id) => match self.named.get(*id) {
                Some((_, names)) => {
                    let name = self.type_ident(*id, names);
                    quote!(#name)
                }
                None => self.ours("Value"),
            },
        }
    }

    /// A map of any keys.
    pub(super) fn map(&mut self, value: &Slot) -> TokenStream {
        let key = self.string();
        let value = self.slot_type(value);
        if self.own.contains("BTreeMap") {
            return quote!(std::collections::BTreeMap<#key, #value>);
        }
        self.imports.insert("BTreeMap");
        quote!(BTreeMap<#key, #value>)
    }

    pub(super) fn string(&self) -> TokenStream {
        self.prelude("String", quote!(std::string::String))
    }

    /// The runtime's type for a date, or for a date with a time.
    fn dated(&mut self, name: &'static str, calendar: Calendar) -> TokenStream {
        let feature = match calendar {
            Calendar::Jiff => return self.ours(name),
            Calendar::Time => "time",
            Calendar::Chrono => "chrono",
        };
        self.features.insert(feature);
        let (module, name) = (ident(feature), ident(name));
        quote!(countersign::#module::#name)
    }

    fn integer(&mut self, width: IntegerWidth) -> TokenStream {
        match width {
            IntegerWidth::I8 => quote!(i8),
            IntegerWidth::I16 => quote!(i16),
            IntegerWidth::I32 => quote!(i32),
            IntegerWidth::I64 => quote!(i64),
            IntegerWidth::U8 => quote!(u8),
            IntegerWidth::U16 => quote!(u16),
            IntegerWidth::U32 => quote!(u32),
            IntegerWidth::U64 => quote!(u64),
            IntegerWidth::I128 => quote!(i128),
            IntegerWidth::Unbounded => self.ours("Integer"),
        }
    }
}

/// Whether a text is a type that generated source can name: a path, perhaps with arguments.
#[must_use]
pub fn is_type_path(text: &str) -> bool {
    matches!(syn::parse_str(text), Ok(syn::Type::Path(path)) if path.qself.is_none())
}
