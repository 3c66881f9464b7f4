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

/// What stands for the value and for its place, where they are checked.
struct Spot {
    value: TokenStream,
    at: TokenStream,
}

/// Checks the local `value`, a reference to a `ty`, at the local `at`; empty if there is nothing to check.
pub(super) fn checks(ty: &Type, assertions: &Assertions, scope: &Scope) -> TokenStream {
    wrapped(ty, assertions, Own::Checked, scope)
}

/// The same of a property whose value is at the reference `value`. Most properties have one check or none besides that of
/// their value, and that is one call: locals of its own would be most of what there is to compile.
pub(super) fn property(
    name: &str,
    value: &TokenStream,
    ty: &Type,
    assertions: &Assertions,
    scope: &Scope,
) -> TokenStream {
    let inside = assertions.items.is_some() || assertions.additional_properties.is_some();
    let own = assertions.own.iter();
    let calls: Vec<_> = own.filter_map(|written| call(written, ty, scope)).collect();
    let one = match calls.as_slice() {
        [] if !inside => Some(itself(name, value, ty, scope)),
        [call] if !inside => limited(name, value, ty, call),
        _ => None,
    };
    one.unwrap_or_else(|| {
        let checks = checks(ty, assertions, scope);
        if checks.is_empty() {
            return checks;
        }
        ours! {
            {
                let value = #value;
                let at = &at.property(#name);
                #checks
            }
        }
    })
}

/// The check of a value that has none but its own, whatever it is wrapped in.
fn itself(name: &str, value: &TokenStream, ty: &Type, scope: &Scope) -> TokenStream {
    let here = super::at(innermost(ty));
    let value = located(value, here);
    match Kind::of(ty, scope).holds_by_itself() {
        true => TokenStream::new(),
        false => quote_spanned!(here=> __check(#value, #name, at, violations);),
    }
}

/// The check of a value that has one more than its own, in one wrapper or none.
fn limited(name: &str, value: &TokenStream, ty: &Type, call: &Call) -> Option<TokenStream> {
    let here = super::at(innermost(ty));
    let (held, inner) = match layer(ty) {
        None => ("__plain", ty),
        Some((Layer::Option, inner)) => ("__optional", inner),
        Some((Layer::Maybe, inner)) => ("__maybe", inner),
        Some((Layer::Box, _)) => return None,
    };
    if layer(inner).is_some() || !call.before.is_empty() {
        return None;
    }
    let Call {
        function, limit, ..
    } = call;
    let limit = limit.as_ref()?;
    let held = Ident::new(held, here);
    let value = located(value, here);
    Some(quote_spanned!(here=> #held::#function(#value, #name, #limit, at, violations);))
}

/// The type inside all wrappers: that is what may be no contract.
fn innermost(ty: &Type) -> &Type {
    match layer(ty) {
        Some((_, inner)) => innermost(inner),
        None => ty,
    }
}

fn wrapped(ty: &Type, assertions: &Assertions, own: Own, scope: &Scope) -> TokenStream {
    let Some((layer, inner)) = layer(ty) else {
        return plain(ty, assertions, own, scope);
    };
    let checks = wrapped(inner, assertions, own, scope);
    if checks.is_empty() {
        return checks;
    }
    match layer {
        Layer::Option => ours! {
            if let __Some(value) = value { #checks }
        },
        Layer::Maybe => ours! {
            if let __Maybe::Value(value) = value { #checks }
        },
        Layer::Box => ours! {
            let value = &**value;
            #checks
        },
    }
}

fn plain(ty: &Type, assertions: &Assertions, own: Own, scope: &Scope) -> TokenStream {
    let spot = Spot {
        value: ours!(value),
        at: ours!(at),
    };
    let mut checks = at_spot(ty, assertions, own, &spot, scope);
    checks.extend(items(ty, assertions, scope));
    checks.extend(additional(ty, assertions, scope));
    checks
}

/// The same tokens at another place: it is the argument that the compiler points at.
fn located(tokens: &TokenStream, here: Span) -> TokenStream {
    let at = |mut token: proc_macro2::TokenTree| {
        token.set_span(here);
        token
    };
    tokens.clone().into_iter().map(at).collect()
}

/// The checks of a value itself.
fn at_spot(
    ty: &Type,
    assertions: &Assertions,
    own: Own,
    spot: &Spot,
    scope: &Scope,
) -> TokenStream {
    let mut checks = TokenStream::new();
    if own == Own::Checked && !Kind::of(ty, scope).holds_by_itself() {
        let here = super::at(ty);
        let Spot { value, at } = spot;
        let value = located(value, here);
        checks.extend(quote_spanned!(here=> __Validate::check(#value, #at, violations);));
    }
    for written in &assertions.own {
        checks.extend(check(written, ty, spot, scope));
    }
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
    Some(ours! {
        for (name, value) in __Capture::members(value) {
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

/// A check: a function of `checks`, and what it compares a value with.
struct Call {
    /// The items that it needs.
    before: TokenStream,
    function: Ident,
    limit: Option<TokenStream>,
}

fn check(written: &Written<Assertion>, ty: &Type, spot: &Spot, scope: &Scope) -> TokenStream {
    let Some(call) = call(written, ty, scope) else {
        return TokenStream::new();
    };
    let Spot { value, at } = spot;
    let Call {
        before,
        function,
        limit,
    } = call;
    let limit = limit.map(|limit| ours!(#limit,));
    let check = ours!(__checks::#function(#value, #limit #at, violations););
    match before.is_empty() {
        true => check,
        false => ours!({ #before #check }),
    }
}

/// The check of an assertion; none for a format that is an annotation.
fn call(written: &Written<Assertion>, ty: &Type, scope: &Scope) -> Option<Call> {
    let krate = &scope.krate;
    let mut before = TokenStream::new();
    let limit = match &written.value {
        Assertion::Minimum(number)
        | Assertion::Maximum(number)
        | Assertion::ExclusiveMinimum(number)
        | Assertion::ExclusiveMaximum(number)
        | Assertion::MultipleOf(number) => Some(assertion::bound(number)),
        Assertion::MinLength(count)
        | Assertion::MaxLength(count)
        | Assertion::MinItems(count)
        | Assertion::MaxItems(count)
        | Assertion::MinProperties(count)
        | Assertion::MaxProperties(count) => Some(ours!(#count)),
        Assertion::UniqueItems => None,
        Assertion::Pattern(text) => {
            before = ours! {
                static PATTERN: #krate::checks::Pattern = #krate::checks::Pattern::new(#text);
            };
            Some(ours!(&PATTERN))
        }
        Assertion::Format(name) => {
            let constant = format_constant(name, written.span)?;
            Some(ours!(&#krate::formats::#constant))
        }
        Assertion::Const(literal) => {
            let literal = assertion::literal(literal);
            Some(ours!(&#literal))
        }
        Assertion::Enum(literals) => Some(enumerated(literals, ty, scope)),
    };
    Some(Call {
        before,
        function: Ident::new(function(&written.value), Span::mixed_site()),
        limit,
    })
}

fn enumerated(literals: &[Literal], ty: &Type, scope: &Scope) -> TokenStream {
    let literals = literals
        .iter()
        .filter(|literal| **literal != Literal::Null || Kind::of(ty, scope) == Kind::Null)
        .map(assertion::literal);
    ours!(&[#(#literals),*])
}

fn function(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Const(_) => "constant",
        Assertion::Enum(_) => "enumeration",
        other => other.keyword(),
    }
}

/// The constant of an asserted format (every other name is an annotation), at the attribute: that is where a format is missing whose feature is off.
pub(super) fn format_constant(name: &str, span: Span) -> Option<Ident> {
    let constant = name.to_ascii_uppercase().replace('-', "_");
    is_asserted(name).then(|| Ident::new(&constant, span))
}
