//! [`Scope`]: what every impl of one type has in common: its name, its generics, and the crate that it names.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, Ident, Path, ext::IdentExt as _};

/// The head of every impl.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub(crate) krate: Path,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
}

impl Scope {
    /// The name of the type without `r#`.
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// The generics of an impl whose type parameters all satisfy `bound`.
    pub(crate) fn bounded(&self, bound: &TokenStream) -> Generics {
        let mut generics = self.generics.clone();
        for parameter in &mut generics.params {
            if let GenericParam::Type(parameter) = parameter {
                parameter.bounds.push(syn::parse_quote!(#bound));
            }
        }
        generics
    }

    /// The type itself.
    pub(crate) fn ty(&self) -> TokenStream {
        let ident = &self.ident;
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#ident #arguments)
    }

    /// Whether a name is a type parameter, and so no type that we know.
    pub(crate) fn is_parameter(&self, name: &Ident) -> bool {
        self.generics
            .type_params()
            .any(|parameter| parameter.ident == *name)
    }
}
