//! The checks at one place: of the value by itself, and of the attributes that stand on it.

use countersign_json::formats::is_asserted;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Type;

use crate::{
    check::{Kind, Layer, Scope, inside, layer},
    parse::{Assertion, Assertions, Literal, Written},
};

use super::assertion;

/// Whether a value's own checks are run as well.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Own {
    Checked,
    /// The array or the map that holds it has run them.
    Done,
}

/// Checks the local `value`, a reference to a `ty`, at the local `at`; empty if there is nothing to check.
pub(super) fn checks(ty: &Type, assertions: &Assertions, scope: &Scope) -> TokenStream {
    wrapped(ty, assertions, Own::Checked, scope)
}

fn wrapped(ty: &Type, assertions: &Assertions, own: Own, scope: &Scope) -> TokenStream {
    let Some((layer, inner)) = layer(ty) else {
        return plain(ty, assertions, own, scope);
    };
    let checks = wrapped(inner, assertions, own, scope);
    if checks.is_empty() {
        return checks;
    }
    let krate = &scope.krate;
    match layer {
        Layer::Option => ours! {
            if let ::core::option::Option::Some(value) = value { #checks }
        },
        Layer::Maybe => ours! {
            if let #krate::Maybe::Value(value) = value { #checks }
        },
        Layer::Box => ours! {
            let value = &**value;
            #checks
        },
    }
}

fn plain(ty: &Type, assertions: &Assertions, own: Own, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let mut checks = TokenStream::new();
    if own == Own::Checked && !Kind::of(ty, scope).holds_by_itself() {
        let here = super::at(ty);
        checks.extend(quote_spanned!(here=> #krate::Validate::check(value, at, violations);));
    }
    for written in &assertions.own {
        checks.extend(check(written, ty, scope));
    }
    checks.extend(items(ty, assertions, scope));
    checks.extend(additional(ty, assertions, scope));
    checks
}

fn items(ty: &Type, assertions: &Assertions, scope: &Scope) -> Option<TokenStream> {
    let items = assertions.items.as_ref()?;
    let checks = inner_checks(ty, 0, &items.value, scope)?;
    Some(ours! {
        for (index, value) in value.iter().enumerate() {
            let at = &at.item(index);
            #checks
        }
    })
}

fn additional(ty: &Type, assertions: &Assertions, scope: &Scope) -> Option<TokenStream> {
    let values = assertions.additional_properties.as_ref()?;
    let checks = inner_checks(ty, 1, &values.value, scope)?;
    let krate = &scope.krate;
    Some(ours! {
        for (name, value) in #krate::private::Capture::members(value) {
            let at = &at.additional_property(name);
            #checks
        }
    })
}

/// The checks inside an array or a map, whose own checks have seen to those of its items.
pub(super) fn inner_checks(
    ty: &Type,
    argument: usize,
    assertions: &Assertions,
    scope: &Scope,
) -> Option<TokenStream> {
    let unknown = syn::parse_quote!(_);
    let ty = inside(ty, argument).unwrap_or(&unknown);
    let checks = wrapped(ty, assertions, Own::Done, scope);
    (!checks.is_empty()).then_some(checks)
}

fn check(written: &Written<Assertion>, ty: &Type, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let function = Ident::new(function(&written.value), Span::mixed_site());
    let limit = match &written.value {
        Assertion::Minimum(number)
        | Assertion::Maximum(number)
        | Assertion::ExclusiveMinimum(number)
        | Assertion::ExclusiveMaximum(number)
        | Assertion::MultipleOf(number) => assertion::bound(number, krate),
        Assertion::MinLength(count)
        | Assertion::MaxLength(count)
        | Assertion::MinItems(count)
        | Assertion::MaxItems(count)
        | Assertion::MinProperties(count)
        | Assertion::MaxProperties(count) => ours!(#count),
        Assertion::UniqueItems => {
            return ours!(#krate::checks::#function(value, at, violations););
        }
        Assertion::Pattern(text) => return pattern(text, scope),
        Assertion::Format(name) => return format(name, written.span, scope),
        Assertion::Const(literal) => {
            let literal = assertion::literal(literal, krate);
            ours!(&#literal)
        }
        Assertion::Enum(literals) => {
            let literals = literals
                .iter()
                .filter(|literal| **literal != Literal::Null || Kind::of(ty, scope) == Kind::Null)
                .map(|literal| assertion::literal(literal, krate));
            ours!(&[#(#literals),*])
        }
    };
    ours!(#krate::checks::#function(value, #limit, at, violations);)
}

fn function(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Const(_) => "constant",
        Assertion::Enum(_) => "enumeration",
        other => other.keyword(),
    }
}

fn pattern(text: &str, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    ours! {
        {
            static PATTERN: #krate::checks::Pattern = #krate::checks::Pattern::new(#text);
            #krate::checks::pattern(value, &PATTERN, at, violations);
        }
    }
}

fn format(name: &str, span: Span, scope: &Scope) -> TokenStream {
    let Some(constant) = format_constant(name, span) else {
        return TokenStream::new();
    };
    let krate = &scope.krate;
    ours!(#krate::checks::format(value, &#krate::formats::#constant, at, violations);)
}

/// The constant of an asserted format (every other name is an annotation), at the attribute: that is where a format is missing whose feature is off.
pub(super) fn format_constant(name: &str, span: Span) -> Option<Ident> {
    let constant = name.to_ascii_uppercase().replace('-', "_");
    is_asserted(name).then(|| Ident::new(&constant, span))
}
