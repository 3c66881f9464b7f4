//! String enums: the way between a word and its variant.

use proc_macro2::TokenStream;
use syn::Visibility;

use crate::check::{Scope, Words};

/// `impl Word`.
pub(super) fn words(words: &Words, scope: &Scope) -> TokenStream {
    let texts = words.words.iter().map(|word| {
        let variant = &word.variant;
        let text = &word.text;
        ours!(Self::#variant => #text,)
    });
    let variants = words.words.iter().map(|word| {
        let variant = &word.variant;
        let text = &word.text;
        ours!(#text => Self::#variant,)
    });
    let other = words
        .other
        .as_ref()
        .map(|other| ours!(Self::#other(text) => text,));
    let fallback = fallback(words);
    let word = super::head(scope, &ours!(__Word));
    ours! {
        #[automatically_derived]
        #word {
            fn word(text: &str) -> __Option<Self> {
                __Some(match text {
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
    }
}

/// `as_str`, `Display` and `FromStr`.
pub(super) fn texts(vis: &Visibility, scope: &Scope) -> TokenStream {
    let ident = &scope.ident;
    let (parameters, arguments, clause) = scope.generics.split_for_impl();
    let display = super::head(scope, &ours!(__Display));
    let from_str = super::head(scope, &ours!(__FromStr));
    ours! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program may not need the text of every enum")]
        impl #parameters #ident #arguments #clause {
            /// The string that stands in the JSON.
            #vis fn as_str(&self) -> &str {
                __Word::text(self)
            }
        }

        #[automatically_derived]
        #display {
            fn fmt(&self, formatter: &mut __Formatter<'_>) -> __Written {
                formatter.pad(__Word::text(self))
            }
        }

        #[automatically_derived]
        #from_str {
            type Err = __Violations;

            fn from_str(text: &str) -> __Result<Self, __Violations> {
                __parse_word(text)
            }
        }
    }
}

/// What a string that is no word becomes.
fn fallback(words: &Words) -> TokenStream {
    match &words.other {
        Some(other) => ours!(_ => Self::#other(__into(text)),),
        None => ours!(_ => return __None,),
    }
}
