//! The derives as a pipeline: parse, check, emit.

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::{
    check, emit,
    errors::Errors,
    parse::{self, Input},
};

/// `#[derive(Contract)]`.
pub(crate) fn contract(input: TokenStream) -> TokenStream {
    derive(input, |input, errors| {
        check::contract(input, errors).map(|checked| emit::contract(&checked))
    })
}

/// `#[derive(Validate)]`.
pub(crate) fn validate(input: TokenStream) -> TokenStream {
    derive(input, |input, errors| {
        check::validated(input, errors).map(|checked| emit::validated(&checked))
    })
}

fn derive(
    input: TokenStream,
    items: impl FnOnce(Input, &mut Errors) -> Option<TokenStream>,
) -> TokenStream {
    let mut errors = Errors::default();
    let items = match syn::parse2::<DeriveInput>(input) {
        Ok(input) => {
            let input = parse::parse(input, &mut errors);
            items(input, &mut errors)
        }
        Err(error) => {
            errors.add(error);
            None
        }
    };
    errors.finish(items.unwrap_or_default())
}

#[cfg(test)]
mod tests;
