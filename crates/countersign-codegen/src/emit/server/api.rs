//! The trait that a server implements.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scheme, Writer};
use crate::emit::docs::comment_of;
use crate::emit::one_line;
use crate::emit::operations::headline;
use crate::name::ident;
use crate::operation::{Body, Form, Kind, Plan, Value};

/// Who calls an operation, as its method is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Caller {
    /// Nobody is asked for.
    Nobody,
    /// One caller.
    One,
    /// One caller, or nobody.
    Any,
    /// A caller for each scheme of the requirement that is satisfied.
    Several,
}

impl Caller {
    pub(super) fn of(plan: &Plan<'_>) -> Caller {
        let security = &plan.operation.security;
        let most = security.iter().map(|group| group.schemes.len()).max();
        match most {
            None | Some(0) => Caller::Nobody,
            Some(1) if security.iter().any(|group| group.schemes.is_empty()) => Caller::Any,
            Some(1) => Caller::One,
            Some(_) => Caller::Several,
        }
    }
}

impl Writer<'_> {
    pub(super) fn api(&mut self, plans: &[Plan<'_>]) -> TokenStream {
        let title = one_line(&self.emitter.named.api().title).replace('`', "'");
        let docs = comment_of(&[
            format!("What {title} asks of a server: a method for each operation."),
            String::new(),
            "Requests arrive decoded, admitted and validated; [`router`] does that.".to_owned(),
        ]);
        let caller = (!self.schemes.is_empty()).then(|| {
            let callers = plans.iter().enumerate();
            let callers = callers.filter(|(_, plan)| Caller::of(plan) != Caller::Nobody);
            let gate = self.gate(callers.map(|(index, _)| index));
            quote! {
                #gate
                #[doc = " Who sends a request, as its credentials say."]
                type Caller: Send + 'static;
            }
        });
        let admissions: Vec<TokenStream> = self
            .schemes
            .iter()
            .map(|scheme| {
                let (gate, method) = (
                    self.gate(scheme.operations.iter().copied()),
                    admission(scheme),
                );
                quote!(#gate #method)
            })
            .collect();
        let refusals: Vec<TokenStream> = self
            .shaped
            .iter()
            .map(|shaped| self.refusal(shaped))
            .collect();
        self.uses_types |= !refusals.is_empty();
        let methods: Vec<TokenStream> = plans
            .iter()
            .enumerate()
            .map(|(index, plan)| {
                let (gate, method) = (self.gate([index]), self.method(plan));
                quote!(#gate #method)
            })
            .collect();
        quote! {
            #docs
            pub trait Api: Send + Sync + 'static {
                #caller
                #(#admissions)*
                #(#refusals)*
                #(#methods)*
            }
        }
    }

    fn method(&mut self, plan: &Plan<'_>) -> TokenStream {
        let docs = comment_of(&headline(plan));
        let deprecated = plan.operation.deprecated.then(|| quote!(#[deprecated]));
        let name = ident(&plan.name);
        let caller = match Caller::of(plan) {
            Caller::Nobody => None,
            Caller::One => Some(quote!(, caller: Self::Caller)),
            Caller::Any => Some(quote!(, caller: Option<Self::Caller>)),
            Caller::Several => Some(quote!(, callers: Vec<Self::Caller>)),
        };
        let parameters = (!plan.parameters.is_empty()).then(|| {
            let valid = self.valid(&quote!(operations::#name::Parameters));
            quote!(, parameters: #valid)
        });
        let body = plan.body.as_ref().map(|body| {
            let kind = self.body_type(plan, body);
            match body.required {
                true => quote!(, body: #kind),
                false => quote!(, body: Option<#kind>),
            }
        });
        quote! {
            #docs
            #deprecated
            fn #name(&self #caller #parameters #body)
                -> impl Future<Output = operations::#name::Response> + Send;
        }
    }

    /// The type of a body that is there.
    pub(super) fn body_type(&mut self, plan: &Plan<'_>, body: &Body<'_>) -> TokenStream {
        let module = ident(&plan.name);
        match body.single() {
            None => self.valid(&quote!(operations::#module::Body)),
            Some(form) => match &form.value {
                Value::Bytes => quote!(http::Body),
                Value::Content => quote!(http::Content),
                Value::Multipart(multipart) => {
                    let name = ident(&multipart.name);
                    self.valid(&quote!(operations::#module::#name))
                }
                Value::Typed(_) => {
                    let kind = self.value_type(plan, form);
                    self.valid(&kind)
                }
                Value::Items(_) => {
                    let kind = self.value_type(plan, form);
                    quote!(http::Items<#kind>)
                }
            },
        }
    }

    /// The type of a value, or of an item.
    fn value_type(&mut self, plan: &Plan<'_>, form: &Form<'_>) -> TokenStream {
        let (Value::Typed(typed) | Value::Items(typed)) = &form.value else {
            return quote!(());
        };
        match (&typed.newtype, typed.slot) {
            (Some(name), _) => {
                let (module, name) = (ident(&plan.name), ident(name));
                quote!(operations::#module::#name)
            }
            (None, Some(slot)) => self.slot_type(slot),
            (None, None) if form.kind == Kind::Text => quote!(String),
            (None, None) => self.emitter.ours("Value"),
        }
    }
}

fn admission(scheme: &Scheme<'_>) -> TokenStream {
    let mut lines = vec![format!(
        "Whom the credentials of `{}` belong to, and whether they are enough.",
        one_line(&scheme.scheme.name.value).replace('`', "'")
    )];
    if let Some(description) = &scheme.scheme.description {
        lines.push(String::new());
        lines.extend(crate::emit::markdown::lines(description));
    }
    let docs = comment_of(&lines);
    let method = ident(&scheme.method);
    quote! {
        #docs
        fn #method(&self, credentials: server::Credentials<'_>)
            -> impl Future<Output = Result<Self::Caller, server::Denied>> + Send;
    }
}
