//! Security: the schemes of the document, what most operations require, and what each requires.

use std::collections::BTreeMap;

use countersign_model::{SecurityForm, SecurityRequirement, SecurityScheme, Spanned};
use proc_macro2::TokenStream;
use quote::quote;

use super::table::location;
use crate::name::{Named, constant_names, ident};

/// The names of schemes and their scopes, of each requirement.
type Names<'a> = Vec<Vec<(&'a str, &'a [String])>>;

/// What most operations require: it stands once, as `SECURITY`.
#[derive(Default)]
pub(crate) struct Security<'a>(Option<Names<'a>>);

impl<'a> Security<'a> {
    /// Of all that is required by several operations, what most of them require; of equals, the first by name.
    pub(crate) fn of_most(named: &'a Named<'a>) -> Self {
        let mut counts: BTreeMap<Names<'a>, usize> = BTreeMap::new();
        for operation in &named.api().operations {
            if !operation.security.is_empty() {
                *counts.entry(names(&operation.security)).or_default() += 1;
            }
        }
        let shared = counts.into_iter().filter(|(_, count)| *count > 1).rev();
        Self(
            shared
                .max_by_key(|(_, count)| *count)
                .map(|(names, _)| names),
        )
    }

    /// The constant, where there is something that several operations require.
    pub(crate) fn constant(&self, named: &Named<'_>) -> Option<TokenStream> {
        let groups = groups(named, self.0.as_ref()?, &TokenStream::new());
        Some(quote! {
            #[doc = " What most operations require."]
            pub static SECURITY: &[&[::countersign::http::Requirement]] = {
                use ::countersign::http;
                &[#(#groups),*]
            };
        })
    }

    /// What an operation requires; nothing where it requires nothing.
    pub(super) fn of(
        &self,
        security: &[SecurityRequirement],
        named: &Named<'_>,
    ) -> Option<TokenStream> {
        let names = names(security);
        if self.0.as_ref() == Some(&names) {
            return Some(quote!(.security(super::SECURITY)));
        }
        let groups = groups(named, &names, &quote!(super::));
        (!groups.is_empty()).then(|| quote!(.security(&[#(#groups),*])))
    }
}

fn names(security: &[SecurityRequirement]) -> Names<'_> {
    security.iter().map(group).collect()
}

fn group(group: &SecurityRequirement) -> Vec<(&str, &[String])> {
    group.schemes.iter().map(scheme).collect()
}

fn scheme((name, scopes): &(Spanned<String>, Vec<String>)) -> (&str, &[String]) {
    (&name.value, scopes)
}

/// The requirements as constants, whose schemes are in the module `of`.
fn groups(named: &Named<'_>, security: &Names<'_>, of: &TokenStream) -> Vec<TokenStream> {
    let constants = scheme_names(named);
    let schemes = &named.api().security_schemes;
    let index = |name: &str| schemes.iter().position(|scheme| scheme.name.value == name);
    let requirement = |(name, scopes): &(&str, &[String])| {
        let scheme = match index(name).and_then(|index| constants.get(index)) {
            Some(constant) => {
                let constant = ident(constant);
                quote!(#of #constant)
            }
            // Were it left out, the group would ask for nothing: an open door.
            None => quote!(http::Scheme { name: #name, kind: http::SchemeKind::Undeclared }),
        };
        let scopes = (!scopes.is_empty()).then(|| quote!(.scopes(&[#(#scopes),*])));
        quote!(http::Requirement::new(&#scheme) #scopes)
    };
    let group = |group: &Vec<(&str, &[String])>| {
        let all = group.iter().map(requirement);
        quote!(&[#(#all),*])
    };
    security.iter().map(group).collect()
}

/// The constants of the security schemes, by which operations name them.
fn scheme_names(named: &Named<'_>) -> Vec<String> {
    let schemes = &named.api().security_schemes;
    let names: Vec<String> = schemes
        .iter()
        .map(|scheme| scheme.name.value.clone())
        .collect();
    constant_names(&names, "SCHEME")
}

/// The security schemes of the document.
pub(crate) fn schemes(named: &Named<'_>) -> Vec<TokenStream> {
    let schemes = named.api().security_schemes.iter();
    let constants = schemes.zip(scheme_names(named));
    constants
        .map(|(scheme, constant)| {
            let (constant, kind) = (ident(&constant), scheme_kind(scheme));
            let name = &scheme.name.value;
            let docs = format!(
                " The security scheme `{}`.",
                crate::emit::one_line(name).replace('`', "'")
            );
            quote! {
                #[doc = #docs]
                pub static #constant: ::countersign::http::Scheme = ::countersign::http::Scheme {
                    name: #name,
                    kind: ::countersign::http::SchemeKind::#kind,
                };
            }
        })
        .collect()
}

fn scheme_kind(scheme: &SecurityScheme) -> TokenStream {
    match &scheme.form {
        SecurityForm::ApiKey {
            name,
            location: place,
        } => {
            let place = location(*place);
            quote!(ApiKey { location: ::countersign::#place, name: #name })
        }
        SecurityForm::Http { scheme, .. } => match scheme.as_str() {
            "basic" => quote!(Basic),
            "bearer" => quote!(Bearer),
            other => quote!(Http(#other)),
        },
        SecurityForm::MutualTls => quote!(MutualTls),
        SecurityForm::OAuth2 => quote!(OAuth2),
        SecurityForm::OpenIdConnect { .. } => quote!(OpenIdConnect),
    }
}
