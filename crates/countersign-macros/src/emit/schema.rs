//! The schema table: the same constants that the checks use.

use proc_macro2::TokenStream;
use syn::Type;

use crate::{
    check::{
        Alternative, Body, Captured, Contract, Form, Layer, Object, Others, Place, Property, Scope,
        Tagged, inside, layer,
    },
    parse::{Assertions, Literal},
};

use super::{assertion, tables};

/// The body of `Contract::schema`.
pub(super) fn schema(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let krate = &scope.krate;
    let name = scope.name();
    let (types, assertions) = match &contract.body {
        Body::Object(object) => (ours!(OBJECT), self::object(object, scope)),
        Body::Newtype(place) => {
            let link = link(&place.ty, Null::Value, &place.assertions, scope);
            (ours!(ANY), vec![ours!(Ref(#link))])
        }
        Body::Words(_) => (
            ours!(STRING),
            vec![ours!(Enum(<Self as #krate::private::Word>::LITERALS))],
        ),
        Body::Union(alternatives) => (ours!(ANY), vec![union(alternatives, scope)]),
        Body::Tagged(tagged) => (ours!(ANY), vec![self::tagged(tagged, scope)]),
        Body::OneOf(alternatives) => (ours!(ANY), vec![one_of(alternatives, scope)]),
        Body::Judged(judged) => return tables::body(&judged.tables, scope),
    };
    ours! {
        const {
            &#krate::schema::Schema {
                name: ::core::option::Option::Some(#name),
                types: #krate::schema::Types::#types,
                assertions: &[#(#krate::schema::Assertion::#assertions),*],
            }
        }
    }
}

fn object(object: &Object, scope: &Scope) -> Vec<TokenStream> {
    let properties = object
        .properties
        .iter()
        .map(|property| self::property(property, scope));
    let mut assertions = vec![ours!(Properties(&[#(#properties),*]))];
    match &object.others {
        Others::Ignored => {}
        Others::Refused => assertions.push(ours!(NoAdditionalProperties)),
        Others::Captured(captured) => assertions.push(self::captured(captured, scope)),
    }
    if let Some(count) = object.min_properties {
        assertions.push(ours!(MinProperties(#count)));
    }
    if let Some(count) = object.max_properties {
        assertions.push(ours!(MaxProperties(#count)));
    }
    assertions
}

fn property(property: &Property, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let Place { ty, assertions } = &property.place;
    let name = &property.name;
    let null = match property.form {
        Form::Optional => Null::Absence,
        Form::Required | Form::Maybe | Form::Default(_) => Null::Value,
    };
    let (inner, nullable) = peel(ty, null);
    let row = match (&property.form, nullable) {
        (Form::Default(default), _) => {
            let link = link(ty, null, assertions, scope);
            let text = match assertion::json_text(default) {
                Some(text) => ours!(::core::option::Option::Some(#text)),
                None => ours!(::core::option::Option::None),
            };
            return ours!(#krate::private::defaulted(#name, #link, #text));
        }
        (Form::Required, Nullable::No) => ours!(required),
        (Form::Required, Nullable::Yes) => ours!(required_nullable),
        (Form::Optional | Form::Maybe, Nullable::No) => ours!(optional),
        (Form::Optional | Form::Maybe, Nullable::Yes) => ours!(maybe),
    };
    let assertions = self::assertions(assertions, inner, scope);
    ours!(#krate::private::#row::<#inner>(#name, &[#(#assertions),*]))
}

fn captured(captured: &Captured, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let ty = &captured.ty;
    let none = Assertions::default();
    let nested = captured.assertions.additional_properties.as_ref();
    let assertions = nested.map_or(&none, |nested| &*nested.value);
    let link = match inside(ty, 1) {
        Some(value) => link(value, Null::Value, assertions, scope),
        None => {
            // An alias hides the map: its value type is reached through the trait.
            let value = ours!(<#ty as #krate::private::Capture>::Value);
            link(&syn::parse_quote!(#value), Null::Value, assertions, scope)
        }
    };
    ours!(AdditionalProperties(#link))
}

fn union(alternatives: &[Alternative], scope: &Scope) -> TokenStream {
    let links = alternatives.iter().map(|one| alternative(one, scope));
    ours!(OneOfByType(&[#(#links),*]))
}

fn one_of(alternatives: &[Alternative], scope: &Scope) -> TokenStream {
    let links = alternatives.iter().map(|one| alternative(one, scope));
    ours!(OneOf(&[#(#links),*]))
}

fn alternative(alternative: &Alternative, scope: &Scope) -> TokenStream {
    let place = &alternative.place;
    link(&place.ty, Null::Value, &place.assertions, scope)
}

fn tagged(tagged: &Tagged, scope: &Scope) -> TokenStream {
    let property = &tagged.property;
    let none = Assertions::default();
    let variants = tagged.cases.iter().map(|case| {
        let tags = &case.tags;
        let link = link(&case.ty, Null::Value, &none, scope);
        ours!((&[#(#tags),*], #link))
    });
    ours!(Tagged { property: #property, variants: &[#(#variants),*] })
}

/// What `None` of the outermost `Option` stands for.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Null {
    Value,
    Absence,
}

fn link(ty: &Type, null: Null, assertions: &Assertions, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let (inner, nullable) = peel(ty, null);
    let assertions = self::assertions(assertions, inner, scope);
    let function = match nullable {
        Nullable::Yes => ours!(nullable),
        Nullable::No => ours!(link),
    };
    ours!(#krate::private::#function::<#inner>(&[#(#assertions),*]))
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

fn assertions(assertions: &Assertions, ty: &Type, scope: &Scope) -> Vec<TokenStream> {
    let krate = &scope.krate;
    let mut all: Vec<_> = assertions
        .own
        .iter()
        .filter(|written| {
            !matches!(
                &written.value,
                crate::parse::Assertion::Const(Literal::Null)
            )
        })
        .map(|written| assertion::assertion(&written.value, krate))
        .collect();
    if let Some(items) = &assertions.items {
        let link = nested(&items.value, inside(ty, 0), scope);
        all.push(ours!(#krate::schema::Assertion::Items(#link)));
    }
    if let Some(values) = &assertions.additional_properties {
        let link = nested(&values.value, inside(ty, 1), scope);
        all.push(ours!(#krate::schema::Assertion::AdditionalProperties(#link)));
    }
    all
}

/// A link for what an attribute adds to items or values: their own schema has been linked by their type.
fn nested(assertions: &Assertions, ty: Option<&Type>, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let unknown = syn::parse_quote!(_);
    let (inner, nullable) = peel(ty.unwrap_or(&unknown), Null::Value);
    let assertions = self::assertions(assertions, inner, scope);
    let nullable = match nullable {
        Nullable::Yes => ours!(Yes),
        Nullable::No => ours!(No),
    };
    ours! {
        #krate::schema::Link {
            schema: #krate::schema::any,
            nullable: #krate::schema::Nullable::#nullable,
            assertions: &[#(#assertions),*],
        }
    }
}
