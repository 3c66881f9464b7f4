//! The tables of a schema's text: one nested function for each schema inside it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::Path;

use crate::{
    check::Scope,
    parse::Assertion,
    schema_text::{JsonType, Keyword, Table, Tables, Target},
};

use super::{assertion, place};

/// The body of `Contract::schema`.
pub(super) fn body(tables: &Tables, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let features = features(tables, scope);
    let mut parts = tables.tables.iter();
    let name = scope.name();
    let name = ours!(::core::option::Option::Some(#name));
    let whole = parts.next().map(|whole| table(whole, &name, scope));
    let nested = parts.zip(1..).map(|(part, index)| {
        let function = function(index);
        let part = table(part, &ours!(::core::option::Option::None), scope);
        ours! {
            fn #function() -> &'static #krate::schema::Schema {
                const { &#part }
            }
        }
    });
    ours! {
        #features
        #(#nested)*
        const { &#whole }
    }
}

/// What does not compile where a feature is off that the schema needs: nothing goes unchecked in silence.
fn features(tables: &Tables, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let keywords = || tables.tables.iter().flat_map(|table| &table.keywords);
    let formats: BTreeSet<_> = keywords()
        .filter_map(|keyword| match keyword {
            Keyword::Plain(Assertion::Format(name)) => place::format_constant(name, tables.span),
            _ => None,
        })
        .collect();
    let patterns = keywords().any(|keyword| {
        matches!(
            keyword,
            Keyword::Plain(Assertion::Pattern(_)) | Keyword::Map("PatternProperties", _)
        )
    });
    let pattern = patterns.then(|| Ident::new("Pattern", tables.span));
    let pattern = pattern.iter();
    let formats = formats.iter();
    ours! {
        #(const _: fn(&'static str) -> #krate::checks::#pattern = #krate::checks::#pattern::new;)*
        #(const _: &#krate::formats::Format = &#krate::formats::#formats;)*
    }
}

fn function(index: usize) -> Ident {
    format_ident!("s{index}", span = proc_macro2::Span::mixed_site())
}

fn table(table: &Table, name: &TokenStream, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let types = types(table.types.as_deref(), krate);
    let assertions = table
        .keywords
        .iter()
        .map(|keyword| self::keyword(keyword, scope));
    ours! {
        #krate::schema::Schema {
            name: #name,
            types: #types,
            assertions: &[#(#krate::schema::Assertion::#assertions),*],
        }
    }
}

fn types(types: Option<&[JsonType]>, krate: &Path) -> TokenStream {
    let Some(types) = types else {
        return ours!(#krate::schema::Types::ANY);
    };
    let mut names = types.iter().map(|name| match name {
        JsonType::Null => ours!(NULL),
        JsonType::Boolean => ours!(BOOLEAN),
        JsonType::Object => ours!(OBJECT),
        JsonType::Array => ours!(ARRAY),
        JsonType::Number => ours!(NUMBER),
        JsonType::String => ours!(STRING),
        JsonType::Integer => ours!(INTEGER),
    });
    let first = names.next().unwrap_or_else(|| ours!(NONE));
    ours!(#krate::schema::Types::#first #(.with(#krate::schema::Types::#names))*)
}

/// What follows `Assertion::`.
fn keyword(keyword: &Keyword, scope: &Scope) -> TokenStream {
    match keyword {
        Keyword::Plain(plain) => assertion::plain(plain, &scope.krate),
        Keyword::ConstJson(text) => ours!(ConstJson(#text)),
        Keyword::EnumJson(texts) => ours!(EnumJson(&[#(#texts),*])),
        Keyword::One(name, target) => call(name, &link(target, scope)),
        Keyword::List(name, targets) => {
            let links = targets.iter().map(|target| link(target, scope));
            call(name, &ours!(&[#(#links),*]))
        }
        Keyword::Map(name, members) => {
            let pairs = members.iter().map(|(name, target)| {
                let link = link(target, scope);
                ours!((#name, #link))
            });
            call(name, &ours!(&[#(#pairs),*]))
        }
        Keyword::Properties(members) => properties(members, scope),
        Keyword::Required(names) => ours!(Required(&[#(#names),*])),
        Keyword::DependentRequired(members) => {
            let pairs = members
                .iter()
                .map(|(name, names)| ours!((#name, &[#(#names),*])));
            ours!(DependentRequired(&[#(#pairs),*]))
        }
        Keyword::NoAdditionalProperties => ours!(NoAdditionalProperties),
        Keyword::ItemsAfter(count, target) => {
            let link = link(target, scope);
            ours!(ItemsAfter(#count, #link))
        }
        Keyword::Contains { target, min, max } => {
            let link = link(target, scope);
            let max = optional(max.map(|max| ours!(#max)));
            ours!(Contains { link: #link, min: #min, max: #max })
        }
        Keyword::IfThenElse {
            condition,
            then,
            otherwise,
        } => {
            let condition = link(condition, scope);
            let branch =
                |target: &Option<_>| optional(target.as_ref().map(|target| link(target, scope)));
            let (then, otherwise) = (branch(then), branch(otherwise));
            ours!(IfThenElse { condition: #condition, then: #then, otherwise: #otherwise })
        }
    }
}

fn call(name: &str, value: &TokenStream) -> TokenStream {
    let name = Ident::new(name, proc_macro2::Span::mixed_site());
    ours!(#name(#value))
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => ours!(::core::option::Option::Some(#value)),
        None => ours!(::core::option::Option::None),
    }
}

/// Which of them are required, `Required` says.
fn properties(members: &[(String, Target)], scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let members = members.iter().map(|(name, target)| {
        let link = link(target, scope);
        ours! {
            #krate::schema::Property {
                name: #name,
                link: #link,
                presence: #krate::schema::Presence::Optional,
            }
        }
    });
    ours!(Properties(&[#(#members),*]))
}

fn link(target: &Target, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let schema = match target {
        Target::Any => ours!(#krate::schema::any),
        Target::Never => ours!(#krate::schema::never),
        // A nested function has no `Self`.
        Target::Type(path) if path.is_ident("Self") => {
            let own = scope.ty();
            ours!(<#own as #krate::Contract>::schema)
        }
        Target::Type(path) => ours!(<#path as #krate::Contract>::schema),
        Target::Table(index) => {
            let function = function(*index);
            ours!(#function)
        }
    };
    ours! {
        #krate::schema::Link {
            schema: #schema,
            nullable: #krate::schema::Nullable::No,
            assertions: &[],
        }
    }
}
