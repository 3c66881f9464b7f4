//! String enums: the list of words, and the way between a word and its variant.

use proc_macro2::TokenStream;
use syn::Visibility;

use crate::check::{Scope, Words};

/// `impl Word`, and the enum as a string wherever assertions stand beside it.
pub(super) fn words(words: &Words, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let list = words.words.iter().map(|word| &word.text);
    let texts = words.words.iter().map(|word| {
        let variant = &word.variant;
        let text = &word.text;
        ours!(Self::#variant => #text,)
    });
    let variants = words.words.iter().enumerate().map(|(index, word)| {
        let variant = &word.variant;
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        ours!(#index => Self::#variant,)
    });
    let other = words
        .other
        .as_ref()
        .map(|other| ours!(Self::#other(text) => text,));
    let fallback = fallback(words);
    let word = super::head(scope, &ours!(#krate::private::Word));
    let newtype = super::head(scope, &ours!(#krate::checks::Newtype));
    ours! {
        #[automatically_derived]
        #word {
            const WORDS: &'static [&'static str] = &[#(#list),*];

            fn word(index: usize, text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    #(#variants)*
                    #fallback
                })
            }

            fn text(&self) -> &str {
                match self {
                    #(#texts)*
                    #other
                }
            }
        }

        #[automatically_derived]
        #newtype {
            type Inner = str;

            fn inner(&self) -> &str {
                #krate::private::Word::text(self)
            }
        }
    }
}

/// `as_str`, `Display` and `FromStr`.
pub(super) fn texts(vis: &Visibility, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let ident = &scope.ident;
    let (parameters, arguments, clause) = scope.generics.split_for_impl();
    let display = super::head(scope, &ours!(::core::fmt::Display));
    let from_str = super::head(scope, &ours!(::core::str::FromStr));
    ours! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program may not need the text of every enum")]
        impl #parameters #ident #arguments #clause {
            /// The string that stands in the JSON.
            #vis fn as_str(&self) -> &str {
                #krate::private::Word::text(self)
            }
        }

        #[automatically_derived]
        #display {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(#krate::private::Word::text(self))
            }
        }

        #[automatically_derived]
        #from_str {
            type Err = #krate::Violations;

            fn from_str(text: &str) -> ::core::result::Result<Self, #krate::Violations> {
                #krate::private::parse_word(text)
            }
        }
    }
}

/// What a string that is no word becomes.
fn fallback(words: &Words) -> TokenStream {
    match &words.other {
        Some(other) => ours!(_ => Self::#other(::core::convert::Into::into(text)),),
        None => ours!(_ => return ::core::option::Option::None,),
    }
}
