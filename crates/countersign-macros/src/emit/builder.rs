//! The builder: a setter for each field, and `build`, which gives a `Valid` value or every violation.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote_spanned};
use syn::{Type, Visibility, ext::IdentExt as _};

use crate::check::{Captured, Contract, Form, Kind, Layer, Object, Others, Property, Scope, layer};

/// The builder's struct, which stands beside the type.
pub(super) fn declared(object: &Object, contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let Contract { vis, .. } = contract;
    let name = name(scope);
    let declared = &scope.generics;
    let clause = &scope.generics.where_clause;
    let slots = slots(object, scope);
    let doc = format!(" Makes a [`{}`] field by field.", scope.ident);
    ours! {
        #[doc = #doc]
        #[must_use = "nothing is made before `build()`"]
        #vis struct #name #declared #clause { #(#slots)* }
    }
}

/// The setters and `Type::builder()`.
pub(super) fn builder(object: &Object, contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let vis = &contract.vis;
    let ident = &scope.ident;
    let name = name(scope);
    let generics = scope.bounded(&ours!(__Contract));
    let (parameters, arguments, clause) = generics.split_for_impl();
    let empty = empty(object);
    let setters = object
        .properties
        .iter()
        .map(|property| setters(property, contract));
    let rest = captured(object).map(|captured| captured_setter(captured, contract));
    let build = build(object, contract);
    let doc = format!(" Starts a [`{ident}`] with no field set.");
    ours! {
        #[automatically_derived]
        #[allow(dead_code, reason = "a program may not need every builder")]
        impl #parameters #ident #arguments #clause {
            #[doc = #doc]
            #vis fn builder() -> #name #arguments {
                #name { #(#empty)* }
            }
        }

        #[automatically_derived]
        #[allow(dead_code, reason = "a program may not need every setter")]
        impl #parameters #name #arguments #clause {
            #(#setters)*
            #rest
            #build
        }
    }
}

fn name(scope: &Scope) -> Ident {
    format_ident!("{}Builder", scope.ident)
}

fn captured(object: &Object) -> Option<&Captured> {
    match &object.others {
        Others::Captured(captured) => Some(captured),
        Others::Ignored | Others::Refused => None,
    }
}

/// How a field is kept until `build`: `Option<T>` means not set, `Maybe<T>` and optional ones are what they are.
fn slots(object: &Object, scope: &Scope) -> Vec<TokenStream> {
    let properties = object.properties.iter().map(|property| {
        let field = &property.field;
        let ty = outside(&property.place.ty, scope);
        match property.form {
            Form::Optional | Form::Maybe => ours!(#field: #ty,),
            Form::Required | Form::Default(_) => ours!(#field: ::core::option::Option<#ty>,),
        }
    });
    let rest = captured(object).map(|captured| {
        let field = &captured.field;
        let ty = outside(&captured.ty, scope);
        ours!(#field: #ty,)
    });
    properties.chain(rest).collect()
}

fn empty(object: &Object) -> Vec<TokenStream> {
    fields(object)
        .into_iter()
        .map(|field| ours!(#field: __default(),))
        .collect()
}

fn setters(property: &Property, contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let vis = &contract.vis;
    let field = &property.field;
    let docs = docs(field, scope);
    let ty = outside(&property.place.ty, scope);
    let wrapper = layer(&property.place.ty).filter(|(outer, _)| *outer != Layer::Box);
    let inner = wrapper.map_or(ty, |(_, inner)| outside(inner, scope));
    let kind = wrapper.map_or(&property.place.ty, |(_, inner)| inner);
    let (argument, converted) = argument(kind, &inner, scope);
    let some = ours!(__Some);
    let set = match (&property.form, wrapper.is_some()) {
        (Form::Maybe, _) => ours!(__Maybe::Value(#converted)),
        (Form::Optional, _) | (_, false) => ours!(#some(#converted)),
        (_, true) => ours!(#some(#some(#converted))),
    };
    let null = match (&property.form, wrapper.is_some()) {
        (Form::Maybe, _) => Some(ours!(__Maybe::Null)),
        (Form::Optional, _) | (_, false) => None,
        (_, true) => Some(ours!(#some(__None))),
    };
    let null = null.map(|null| null_setter(property, vis, &null));
    ours! {
        #docs
        #vis fn #field(mut self, value: #argument) -> Self {
            self.#field = #set;
            self
        }
        #null
    }
}

/// Where the documentation is: again at each setter, it would be half of the tokens of a well described type.
fn docs(field: &Ident, scope: &Scope) -> TokenStream {
    let (owner, field) = (&scope.ident, field.unraw());
    let doc = format!(" Sets `{owner}::{field}`.");
    ours!(#[doc = #doc])
}

fn null_setter(property: &Property, vis: &Visibility, null: &TokenStream) -> TokenStream {
    let Property { field, name, .. } = property;
    let setter = format_ident!("{field}_null");
    let doc = format!(" Sets `{name}` to null.");
    ours! {
        #[doc = #doc]
        #vis fn #setter(mut self) -> Self {
            self.#field = #null;
            self
        }
    }
}

fn captured_setter(captured: &Captured, contract: &Contract) -> TokenStream {
    let vis = &contract.vis;
    let field = &captured.field;
    let docs = docs(field, &contract.scope);
    let ty = outside(&captured.ty, &contract.scope);
    ours! {
        #docs
        #vis fn #field(mut self, value: impl __Into<#ty>) -> Self {
            self.#field = __into(value);
            self
        }
    }
}

/// A setter's parameter. Numbers are taken as they are: `impl Into<u64>` would refuse the literal `1`, which is an `i32` then.
fn argument(ty: &Type, inner: &TokenStream, scope: &Scope) -> (TokenStream, TokenStream) {
    let is_scalar = matches!(
        Kind::of(ty, scope),
        Kind::Boolean | Kind::Integer | Kind::Number
    ) && layer(ty).is_none();
    if is_scalar {
        (inner.clone(), ours!(value))
    } else {
        (ours!(impl __Into<#inner>), ours!(__into(value)))
    }
}

/// `build`: a required field that is not set is a violation, beside those of the fields that are.
fn build(object: &Object, contract: &Contract) -> TokenStream {
    let scope = &contract.scope;
    let vis = &contract.vis;
    let ty = scope.ty();
    let fields = fields(object);
    let slots: Vec<_> = (0..fields.len()).map(slot).collect();
    let whole = whole(object, scope);
    let needed: Vec<_> = object
        .properties
        .iter()
        .enumerate()
        .filter(|(_, property)| matches!(property.form, Form::Required))
        .map(|(index, _)| slot(index))
        .collect();
    let made = if needed.is_empty() {
        whole
    } else {
        let incomplete = incomplete(object, scope);
        ours! {
            match (#(#needed,)*) {
                (#(__Some(#needed),)*) => #whole,
                (#(#needed,)*) => { #incomplete }
            }
        }
    };
    ours! {
        /// Checks the whole.
        ///
        /// # Errors
        /// All violations: of what was set, and of the required fields that were not.
        #vis fn build(self) -> __Result<__Valid<#ty>, __Violations> {
            let Self { #(#fields: #slots),* } = self;
            #made
        }
    }
}

/// Every field, the capturing one last.
fn fields(object: &Object) -> Vec<&Ident> {
    let properties = object.properties.iter().map(|property| &property.field);
    let rest = captured(object).map(|captured| &captured.field);
    properties.chain(rest).collect()
}

fn slot(index: usize) -> Ident {
    format_ident!("slot{index}", span = Span::mixed_site())
}

fn whole(object: &Object, scope: &Scope) -> TokenStream {
    let ident = &scope.ident;
    let fields = object
        .properties
        .iter()
        .enumerate()
        .map(|(index, property)| {
            let field = &property.field;
            let slot = slot(index);
            match &property.form {
                Form::Required | Form::Optional | Form::Maybe => ours!(#field: #slot,),
                Form::Default(default) => ours! {
                    #field: match #slot {
                        __Some(value) => value,
                        __None => #default,
                    },
                },
            }
        });
    let rest = captured(object).map(|captured| {
        let field = &captured.field;
        let slot = slot(object.properties.len());
        ours!(#field: #slot,)
    });
    ours!(__Valid::new(#ident { #(#fields)* #rest }))
}

/// Adds what is set to the members that are judged.
fn incomplete(object: &Object, scope: &Scope) -> TokenStream {
    let properties = object.properties.iter().enumerate();
    let members = properties.map(|(index, property)| {
        let (slot, name) = (slot(index), &property.name);
        let here = super::at(&property.place.ty);
        match property.form {
            Form::Maybe => quote_spanned!(here=> partial.maybe(#name, &#slot);),
            _ => quote_spanned!(here=> partial.member(#name, &#slot);),
        }
    });
    let captured = captured(object).map(|_| {
        let slot = slot(object.properties.len());
        ours!(partial.captured(&#slot);)
    });
    let ty = scope.ty();
    ours! {
        let mut partial = __Partial::new();
        #(#members)*
        #captured
        let schema = <#ty as __Contract>::schema();
        __Err(partial.violations(schema))
    }
}

/// A type as it is written outside the struct: `Self` is the struct there, and the builder here.
fn outside(ty: &Type, scope: &Scope) -> TokenStream {
    replace(ty.to_token_stream(), &scope.ty())
}

fn replace(tokens: TokenStream, own: &TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) if ident == "Self" => own.clone(),
            TokenTree::Group(group) => {
                let inner = replace(group.stream(), own);
                TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner)).into()
            }
            other => other.into(),
        })
        .collect()
}
