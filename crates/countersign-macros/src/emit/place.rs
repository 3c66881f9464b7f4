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

/// The same of a property whose value is at the reference `value`. One check is one statement: most properties have no
/// more, and a local each would be most of what there is to compile.
pub(super) fn property(
    name: &str,
    value: &TokenStream,
    ty: &Type,
    assertions: &Assertions,
    scope: &Scope,
) -> TokenStream {
    if let Some(check) = itself(name, value, ty, assertions, scope) {
        return check;
    }
    let at = ours!(&at.property(#name));
    if let Some(check) = only(value, &at, ty, assertions, scope) {
        return check;
    }
    let checks = checks(ty, assertions, scope);
    if checks.is_empty() {
        return checks;
    }
    ours! {
        {
            let value = #value;
            let at = #at;
            #checks
        }
    }
}

/// The check of a value that has none but its own, whatever it is wrapped in.
fn itself(
    name: &str,
    value: &TokenStream,
    ty: &Type,
    assertions: &Assertions,
    scope: &Scope,
) -> Option<TokenStream> {
    let krate = &scope.krate;
    let inside = assertions.items.is_some() || assertions.additional_properties.is_some();
    if inside || !assertions.own.is_empty() {
        return None;
    }
    let here = super::at(innermost(ty));
    let value = located(value, here);
    Some(match Kind::of(ty, scope).holds_by_itself() {
        true => TokenStream::new(),
        false => quote_spanned!(here=> #krate::private::check(#value, #name, at, violations);),
    })
}

/// The type inside all wrappers: that is what may be no contract.
fn innermost(ty: &Type) -> &Type {
    match layer(ty) {
        Some((_, inner)) => innermost(inner),
        None => ty,
    }
}

/// The one check of a value, where it has no more.
fn only(
    value: &TokenStream,
    at: &TokenStream,
    ty: &Type,
    assertions: &Assertions,
    scope: &Scope,
) -> Option<TokenStream> {
    let krate = &scope.krate;
    let (pattern, inner) = match layer(ty) {
        None => (None, ty),
        Some((Layer::Option, inner)) => (Some(ours!(::core::option::Option::Some(value))), inner),
        Some((Layer::Maybe, inner)) => (Some(ours!(#krate::Maybe::Value(value))), inner),
        Some((Layer::Box, _)) => return None,
    };
    let own = usize::from(!Kind::of(inner, scope).holds_by_itself());
    let inside = assertions.items.is_some() || assertions.additional_properties.is_some();
    if inside || layer(inner).is_some() || own + assertions.own.len() != 1 {
        return None;
    }
    let local = ours!(value);
    let spot = Spot {
        value: pattern.as_ref().map_or(value, |_| &local).clone(),
        at: at.clone(),
    };
    let check = at_spot(inner, assertions, Own::Checked, &spot, scope);
    Some(match pattern {
        Some(pattern) if !check.is_empty() => ours!(if let #pattern = #value { #check }),
        _ => check,
    })
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
    let krate = &scope.krate;
    let mut checks = TokenStream::new();
    if own == Own::Checked && !Kind::of(ty, scope).holds_by_itself() {
        let here = super::at(ty);
        let Spot { value, at } = spot;
        let value = located(value, here);
        checks.extend(quote_spanned!(here=> #krate::Validate::check(#value, #at, violations);));
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

fn check(written: &Written<Assertion>, ty: &Type, spot: &Spot, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let Spot { value, at } = spot;
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
            return ours!(#krate::checks::#function(#value, #at, violations););
        }
        Assertion::Pattern(text) => return pattern(text, spot, scope),
        Assertion::Format(name) => return format(name, written.span, spot, scope),
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
    ours!(#krate::checks::#function(#value, #limit, #at, violations);)
}

fn function(assertion: &Assertion) -> &'static str {
    match assertion {
        Assertion::Const(_) => "constant",
        Assertion::Enum(_) => "enumeration",
        other => other.keyword(),
    }
}

fn pattern(text: &str, spot: &Spot, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let Spot { value, at } = spot;
    ours! {
        {
            static PATTERN: #krate::checks::Pattern = #krate::checks::Pattern::new(#text);
            #krate::checks::pattern(#value, &PATTERN, #at, violations);
        }
    }
}

fn format(name: &str, span: Span, spot: &Spot, scope: &Scope) -> TokenStream {
    let Some(constant) = format_constant(name, span) else {
        return TokenStream::new();
    };
    let krate = &scope.krate;
    let Spot { value, at } = spot;
    ours!(#krate::checks::format(#value, &#krate::formats::#constant, #at, violations);)
}

/// The constant of an asserted format (every other name is an annotation), at the attribute: that is where a format is missing whose feature is off.
pub(super) fn format_constant(name: &str, span: Span) -> Option<Ident> {
    let constant = name.to_ascii_uppercase().replace('-', "_");
    is_asserted(name).then(|| Ident::new(&constant, span))
}
