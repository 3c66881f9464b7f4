//! Decoding: what depends on the fields of a type. Everything else is in the runtime's `private`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};

use crate::check::{Alternative, Body, Contract, Form, Object, Others, Property, Scope};

/// The body of `Contract::decode`.
pub(super) fn decode(contract: &Contract) -> TokenStream {
    let krate = &contract.scope.krate;
    match &contract.body {
        Body::Object(_) => ours!(#krate::private::decode_object(deserializer)),
        Body::Newtype(_) => ours!(#krate::Contract::decode(deserializer).map(Self)),
        Body::Judged(_) => ours! {
            let schema = <Self as #krate::Contract>::schema();
            #krate::private::decode_value(schema, deserializer).map(Self)
        },
        Body::Words(_) => ours!(#krate::private::decode_word(deserializer)),
        Body::Union(_) => ours!(#krate::private::decode_union(deserializer)),
        Body::Tagged(_) | Body::OneOf(_) => ours!(#krate::private::decode_choice(deserializer)),
    }
}

/// `impl Object`: one slot a field, filled by the index of its name.
pub(super) fn object(object: &Object, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let names = object.properties.iter().map(|property| &property.name);
    let slots = object.properties.iter().enumerate().map(slot_of);
    let fill = fill(object);
    let rest = rest(object);
    let limits = limits(object);
    let fields = object
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| value(&slot(index), property, scope));
    let captured = match &object.others {
        Others::Captured(captured) => {
            let field = &captured.field;
            Some(ours!(#field: rest,))
        }
        Others::Ignored | Others::Refused => None,
    };
    let made = made(object, &ours!(Self { #(#fields,)* #captured }), scope);
    let head = super::head(scope, &ours!(#krate::private::Object));
    ours! {
        #[automatically_derived]
        #head {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn read<'__de, __A: #krate::private::serde::de::MapAccess<'__de>>(
                members: &mut #krate::private::Members<'__de, __A>,
            ) -> ::core::option::Option<Self> {
                #(#slots)*
                #rest
                #fill
                #limits
                #made
            }
        }
    }
}

fn slot(index: usize) -> Ident {
    format_ident!("slot{index}", span = Span::mixed_site())
}

fn slot_of((index, property): (usize, &Property)) -> TokenStream {
    let slot = slot(index);
    let ty = &property.place.ty;
    match property.form {
        Form::Optional => ours!(let mut #slot: #ty = ::core::option::Option::None;),
        Form::Maybe => ours!(let mut #slot = ::core::option::Option::None;),
        Form::Required | Form::Default(_) => {
            ours!(let mut #slot: ::core::option::Option<#ty> = ::core::option::Option::None;)
        }
    }
}

fn rest(object: &Object) -> Option<TokenStream> {
    match &object.others {
        Others::Captured(captured) => {
            let ty = &captured.ty;
            Some(ours!(let mut rest: #ty = ::core::default::Default::default();))
        }
        Others::Ignored | Others::Refused => None,
    }
}

/// The loop over the members.
fn fill(object: &Object) -> TokenStream {
    let next = match &object.others {
        Others::Ignored => ours!(members.next()),
        Others::Refused => ours!(members.next_known()),
        Others::Captured(_) => ours!(members.next_or_capture(&mut rest)),
    };
    let mut values: Vec<_> = object.properties.iter().enumerate().map(read).collect();
    let Some(last) = values.pop() else {
        return ours!(while #next.is_some() {});
    };
    if values.is_empty() {
        return ours!(while #next.is_some() { #last; });
    }
    let indices = (0..values.len()).map(proc_macro2::Literal::usize_unsuffixed);
    ours! {
        while let ::core::option::Option::Some(index) = #next {
            match index {
                #(#indices => #values,)*
                _ => #last,
            }
        }
    }
}

fn read((index, property): (usize, &Property)) -> TokenStream {
    let mut slot = slot(index);
    let here = super::at(&property.place.ty);
    slot.set_span(here);
    quote_spanned!(here=> members.value(&mut #slot))
}

/// Members that the struct does not keep are counted as well, so only the reader can hold the limits.
fn limits(object: &Object) -> Option<TokenStream> {
    if !matches!(object.others, Others::Ignored) {
        return None;
    }
    let limit = object.max_properties?;
    Some(ours!(members.at_most(#limit);))
}

/// The struct, once every required slot is filled.
fn made(object: &Object, whole: &TokenStream, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let (indices, slots): (Vec<_>, Vec<_>) = object
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| matches!(property.form, Form::Required))
        .map(|(index, _)| (proc_macro2::Literal::usize_unsuffixed(index), slot(index)))
        .unzip();
    let some = ours!(::core::option::Option::Some);
    if slots.is_empty() {
        return ours!(#some(#whole));
    }
    ours! {
        match (#(#slots,)*) {
            (#(#some(#slots),)*) => #some(#whole),
            (#(#slots,)*) => {
                members.missing(&[#((#indices, #krate::private::Slot::of(&#slots))),*]);
                ::core::option::Option::None
            }
        }
    }
}

fn value(slot: &Ident, property: &Property, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let field = &property.field;
    match &property.form {
        Form::Required | Form::Optional => ours!(#field: #slot),
        Form::Maybe => ours!(#field: #krate::private::maybe(#slot)),
        Form::Default(default) => ours! {
            #field: match #slot {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => #default,
            }
        },
    }
}

/// `impl Union`: the JSON type chooses.
pub(super) fn union(alternatives: &[Alternative], scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let arms = alternatives.iter().map(|alternative| {
        let variant = &alternative.variant;
        let ty = &alternative.place.ty;
        ours! {
            if #krate::private::takes::<#ty>(types) {
                return #krate::Contract::decode(deserializer).map(Self::#variant);
            }
        }
    });
    let head = super::head(scope, &ours!(#krate::private::Union));
    ours! {
        #[automatically_derived]
        #head {
            fn read<'__de, __D: #krate::private::serde::Deserializer<'__de>>(
                types: #krate::schema::Types,
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #(#arms)*
                ::core::result::Result::Err(#krate::private::no_variant())
            }
        }
    }
}
