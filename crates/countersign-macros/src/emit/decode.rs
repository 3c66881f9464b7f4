//! Decoding: what depends on the fields of a type. Everything else is in the runtime's `private`.

use countersign_json::Value;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};

use crate::check::{Alternative, Body, Contract, Form, Object, Others, Property};

/// The body of `Contract::decode`.
pub(super) fn decode(contract: &Contract) -> TokenStream {
    match &contract.body {
        Body::Object(body) => object(body),
        Body::Newtype(_) => ours!(__Contract::decode(reader).map(Self)),
        Body::Judged(_) => ours! {
            let schema = <Self as __Contract>::schema();
            __decode_value(schema, reader).map(Self)
        },
        Body::Words(_) => ours!(__decode_word(reader)),
        Body::Union(alternatives) => union(alternatives),
        Body::Tagged(_) | Body::OneOf(_) => ours!(__decode_choice(reader)),
    }
}

/// One slot a field, filled by the index of its name.
fn object(object: &Object) -> TokenStream {
    let tokens = object
        .properties
        .iter()
        .map(|property| name_token(&property.name));
    let slots = object.properties.iter().enumerate().map(slot_of);
    let fill = fill(object);
    let rest = rest(object);
    let filled = filled(object);
    let fields = object
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| value(&slot(index), property));
    let captured = match &object.others {
        Others::Captured(captured) => {
            let field = &captured.field;
            Some(ours!(#field: rest,))
        }
        Others::Ignored | Others::Refused => None,
    };
    let end = end(object, &ours!(Self { #(#fields,)* #captured }));
    ours! {
        let mut members = __Members::open(reader, &[#(#tokens),*]);
        #(#slots)*
        #rest
        #fill
        #filled
        #end
    }
}

/// What is in the slots that must be filled.
fn filled(object: &Object) -> Option<TokenStream> {
    let properties = object.properties.iter().enumerate();
    let needed: Vec<_> = properties
        .filter(|(_, property)| matches!(property.form, Form::Required))
        .map(|(index, _)| slot(index))
        .collect();
    let any = !needed.is_empty();
    any.then(|| ours!(let (#(__Some(#needed),)*) = (#(#needed,)*) else { return __None; };))
}

/// A name as it stands in JSON text, with its quotes and its colon.
pub(super) fn name_token(name: &str) -> String {
    format!("{}:", Value::String(name.to_owned()))
}

fn slot(index: usize) -> Ident {
    format_ident!("slot{index}", span = Span::mixed_site())
}

fn slot_of((index, property): (usize, &Property)) -> TokenStream {
    let slot = slot(index);
    match property.form {
        Form::Maybe => ours!(let mut #slot = __Absent;),
        Form::Required | Form::Optional | Form::Default(_) => {
            ours!(let mut #slot = __None;)
        }
    }
}

fn rest(object: &Object) -> Option<TokenStream> {
    match &object.others {
        Others::Captured(captured) => {
            let ty = &captured.ty;
            Some(ours!(let mut rest: #ty = __default();))
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
        while let __Some(index) = #next {
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
    match property.form {
        Form::Maybe => quote_spanned!(here=> members.maybe(&mut #slot)),
        Form::Required | Form::Optional | Form::Default(_) => {
            quote_spanned!(here=> members.value(&mut #slot))
        }
    }
}

/// The value, if all is well. Members that the struct does not keep are counted as well, so only the reader can hold the limit.
fn end(object: &Object, value: &TokenStream) -> TokenStream {
    match (&object.others, object.max_properties) {
        (Others::Ignored, Some(limit)) => ours!(members.end_at_most(#limit, #value)),
        _ => ours!(members.end(#value)),
    }
}

fn value(slot: &Ident, property: &Property) -> TokenStream {
    let field = &property.field;
    match &property.form {
        Form::Required | Form::Optional | Form::Maybe => ours!(#field: #slot),
        Form::Default(default) => ours! {
            #field: match #slot {
                __Some(value) => value,
                __None => #default,
            }
        },
    }
}

/// The JSON type chooses.
fn union(alternatives: &[Alternative]) -> TokenStream {
    let arms = alternatives.iter().map(|alternative| {
        let variant = &alternative.variant;
        let ty = &alternative.place.ty;
        ours! {
            if __takes::<#ty>(types) {
                return __Contract::decode(reader).map(Self::#variant);
            }
        }
    });
    ours! {
        let types = __types_ahead(reader)?;
        #(#arms)*
        __None
    }
}
