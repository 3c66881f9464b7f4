//! `impl Validate`: straight-line checks, in the order of the schema table.

use proc_macro2::TokenStream;
use quote::{format_ident, quote_spanned};
use syn::{Index, Member};

use crate::check::{
    Alternative, Body, Captured, Checked, Contract, Form, Object, Others, Place, Property, Scope,
    Step, Tagged, Validated, ValidatedBody, ValidatedVariant, Words,
};

use super::place;

/// `impl Validate` of a contract.
pub(super) fn contract(contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let checks = match &contract.body {
        Body::Object(object) => self::object(object, scope),
        Body::Newtype(place) => at_here(&Member::Unnamed(Index::from(0)), place, scope),
        Body::Words(words) => self::words(words),
        Body::Union(alternatives) => union(alternatives, scope),
        Body::Tagged(tagged) => self::tagged(tagged),
        Body::OneOf(_) => ours!(__check_one_of(self, at, violations);),
        Body::Judged(judged) => {
            let here = super::at(&judged.ty);
            whole(&quote_spanned!(here=> &self.0))
        }
    };
    implementation(&checks, &ours!(__Contract), scope)
}

/// `impl Validate` of a type that has nothing else from us.
pub(super) fn validated(validated: &Validated) -> TokenStream {
    let scope = &validated.scope;
    let checks = match &validated.body {
        ValidatedBody::Struct(fields) => {
            let fields = fields.iter().map(|field| {
                let member = &field.member;
                checked(field, &ours!(&self.#member), scope)
            });
            fields.collect()
        }
        ValidatedBody::Enum(variants) => enumeration(variants, scope),
    };
    implementation(&checks, &ours!(__Validate), scope)
}

fn implementation(checks: &TokenStream, bound: &TokenStream, scope: &Scope) -> TokenStream {
    let generics = scope.bounded(bound);
    let (parameters, _, clause) = generics.split_for_impl();
    let ty = scope.ty();
    let function = if checks.is_empty() {
        ours!(
            fn check(&self, _: &__Location<'_>, _: &mut __Violations) {}
        )
    } else {
        ours! {
            fn check(&self, at: &__Location<'_>, violations: &mut __Violations) {
                let at = &at.reference();
                #checks
            }
        }
    };
    ours! {
        #[automatically_derived]
        impl #parameters __Validate for #ty #clause { #function }
    }
}

fn object(object: &Object, scope: &Scope) -> TokenStream {
    let mut checks: TokenStream = object
        .properties
        .iter()
        .map(|property| {
            let field = &property.field;
            let Place { ty, assertions } = &property.place;
            place::property(&property.name, &ours!(&self.#field), ty, assertions, scope)
        })
        .collect();
    if let Others::Captured(captured) = &object.others {
        let field = &captured.field;
        checks.extend(self::captured(captured, &ours!(&self.#field), scope));
    }
    checks.extend(counts(object));
    checks
}

/// The checks of the captured members, which are at the reference `value`.
fn captured(captured: &Captured, value: &TokenStream, scope: &Scope) -> TokenStream {
    let nested = captured.assertions.additional_properties.as_ref();
    let own = nested.and_then(|nested| place::inner_checks(&captured.ty, 1, &nested.value, scope));
    ours! {
        for (name, value) in __Capture::members(#value) {
            let at = &at.additional_property(name);
            __Validate::check(value, at, violations);
            #own
        }
    }
}

/// `minProperties` and `maxProperties` of a struct: by the properties that are there.
fn counts(object: &Object) -> Option<TokenStream> {
    let least = object
        .min_properties
        .map(|limit| ours!(__checks::min_properties(&count, #limit, at, violations);));
    let most = object
        .max_properties
        .map(|limit| ours!(__checks::max_properties(&count, #limit, at, violations);));
    if least.is_none() && most.is_none() {
        return None;
    }
    let present = object.properties.iter().map(present);
    let others = match &object.others {
        Others::Captured(captured) => {
            let field = &captured.field;
            Some(ours!(+ __Capture::count(&self.#field)))
        }
        Others::Ignored | Others::Refused => None,
    };
    Some(ours! {
        let count: usize = 0 #(+ #present)* #others;
        #least
        #most
    })
}

fn present(property: &Property) -> TokenStream {
    let field = &property.field;
    match property.form {
        Form::Required | Form::Default(_) => ours!(1),
        Form::Optional => ours!(usize::from(self.#field.is_some())),
        Form::Maybe => ours!(usize::from(!self.#field.is_absent())),
    }
}

/// The checks of the one field of a newtype.
fn at_here(member: &Member, place: &Place, scope: &Scope) -> TokenStream {
    let checks = place::checks(&place.ty, &place.assertions, scope);
    if checks.is_empty() {
        return checks;
    }
    ours! {
        let value = &self.#member;
        #checks
    }
}

fn words(words: &Words) -> TokenStream {
    let Some(other) = &words.other else {
        return TokenStream::new();
    };
    ours! {
        if let Self::#other(text) = self {
            __check_word(self, text, at, violations);
        }
    }
}

fn union(alternatives: &[Alternative], scope: &Scope) -> TokenStream {
    let arms: Vec<_> = alternatives
        .iter()
        .map(|alternative| {
            let place = &alternative.place;
            let checks = place::checks(&place.ty, &place.assertions, scope);
            (&alternative.variant, checks)
        })
        .filter(|(_, checks)| !checks.is_empty())
        .map(|(variant, checks)| ours!(Self::#variant(value) => { #checks }))
        .collect();
    variants(&arms, alternatives.len())
}

/// A value that the table judges as a whole.
fn whole(value: &TokenStream) -> TokenStream {
    ours! {
        let schema = <Self as __Contract>::schema();
        __check_value(schema, #value, at, violations);
    }
}

fn tagged(tagged: &Tagged) -> TokenStream {
    let arms = tagged.cases.iter().enumerate().map(|(index, case)| {
        let variant = &case.variant;
        ours! {
            Self::#variant(value) => {
                let schema = <Self as __Contract>::schema();
                __check_tagged(schema, #index, value, at, violations);
            }
        }
    });
    let other = tagged.other.as_ref().map(|other| {
        let whole = whole(&ours!(value));
        ours!(Self::#other(value) => { #whole })
    });
    ours!(match self { #(#arms)* #other })
}

/// A `match` with the arms of those variants that have something to check.
fn variants(arms: &[TokenStream], all: usize) -> TokenStream {
    let rest = (arms.len() < all).then(|| ours!(_ => {}));
    match arms {
        [] => TokenStream::new(),
        arms => ours!(match self { #(#arms)* #rest }),
    }
}

fn checked(field: &Checked, value: &TokenStream, scope: &Scope) -> TokenStream {
    let checks = place::checks(&field.place.ty, &field.place.assertions, scope);
    if checks.is_empty() {
        return checks;
    }
    let at = match &field.step {
        Step::Property(name) => Some(ours!(let at = &at.property(#name);)),
        Step::Item(index) => Some(ours!(let at = &at.item(#index);)),
        Step::Here => None,
    };
    ours! {
        {
            let value = #value;
            #at
            #checks
        }
    }
}

fn enumeration(enumeration: &[ValidatedVariant], scope: &Scope) -> TokenStream {
    let arms: Vec<_> = enumeration
        .iter()
        .filter_map(|variant| self::variant(variant, scope))
        .collect();
    variants(&arms, enumeration.len())
}

fn variant(variant: &ValidatedVariant, scope: &Scope) -> Option<TokenStream> {
    let mut bindings = Vec::new();
    let mut checks = TokenStream::new();
    for (index, field) in variant.fields.iter().enumerate() {
        let binding = format_ident!("field{index}", span = proc_macro2::Span::mixed_site());
        let of_field = checked(field, &ours!(#binding), scope);
        if !of_field.is_empty() {
            let member = &field.member;
            bindings.push(ours!(#member: #binding));
            checks.extend(of_field);
        }
    }
    if checks.is_empty() {
        return None;
    }
    let within = variant
        .within
        .as_ref()
        .map(|name| ours!(let at = &at.property(#name);));
    let ident = &variant.variant;
    Some(ours! {
        Self::#ident { #(#bindings,)* .. } => {
            #within
            #checks
        }
    })
}
