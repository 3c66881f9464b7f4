//! Unions of a tag, and those by trial: the runtime picks, derived code reads the variant that was picked.

use proc_macro2::TokenStream;
use syn::{Ident, Type};

use crate::check::{Alternative, Scope, Tagged};

/// `impl Choice` of a union with a tag.
pub(super) fn tagged(tagged: &Tagged, scope: &Scope) -> TokenStream {
    let variants: Vec<_> = tagged
        .cases
        .iter()
        .map(|case| (&case.variant, &case.ty))
        .collect();
    let other = tagged.other.as_ref().map(|other| {
        ours! {
            fn other(value: __Value) -> __Option<Self> {
                __Some(Self::#other(value))
            }
        }
    });
    choice(&variants, other.as_ref(), scope)
}

/// `impl Choice` of a union by trial.
pub(super) fn one_of(alternatives: &[Alternative], scope: &Scope) -> TokenStream {
    let variants: Vec<_> = alternatives
        .iter()
        .map(|alternative| (&alternative.variant, &alternative.place.ty))
        .collect();
    choice(&variants, None, scope)
}

fn choice(variants: &[(&Ident, &Type)], other: Option<&TokenStream>, scope: &Scope) -> TokenStream {
    let arms = variants.iter().enumerate().map(|(index, (variant, ty))| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let here = super::at(ty);
        quote::quote_spanned!(here=> #index => __Contract::decode(reader).map(Self::#variant),)
    });
    let head = super::head(scope, &ours!(__Choice));
    ours! {
        #[automatically_derived]
        #head {
            fn variant(index: usize, reader: &mut __Reader<'_>) -> __Option<Self> {
                match index {
                    #(#arms)*
                    _ => __None,
                }
            }

            #other
        }
    }
}
