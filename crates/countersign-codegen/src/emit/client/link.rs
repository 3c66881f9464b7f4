//! Links as methods of the response that has them: what the next request is made of.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::comment_of;
use crate::emit::module::gate_of;
use crate::emit::one_line;
use crate::layout::Layout;
use crate::name::{field_names, ident};
use crate::operation::{Link, Plan, Response, Source, Value};

/// What a response has for itself.
const TAKEN: [&str; 6] = [
    "is_documented",
    "parts",
    "read",
    "reply",
    "status",
    "validate",
];

/// The methods of an operation's links; `None` where it has none.
///
/// Links of one name that lead to one operation are one method, whichever response has them.
pub(crate) fn links(
    layout: &Layout,
    plans: &[Plan<'_>],
    plan: &Plan<'_>,
    links: &[Link<'_>],
) -> Option<TokenStream> {
    let mut groups: Vec<Vec<&Link<'_>>> = Vec::new();
    for link in links {
        let key = |link: &Link<'_>| (link.link.name.clone(), link.target);
        match groups.iter_mut().find(|group| key(group[0]) == key(link)) {
            Some(group) => group.push(link),
            None => groups.push(vec![link]),
        }
    }
    let names: Vec<String> = groups
        .iter()
        .map(|group| group[0].link.name.clone())
        .collect();
    let taken = BTreeSet::from(TAKEN.map(str::to_owned));
    let methods: Vec<TokenStream> = groups
        .iter()
        .zip(field_names(&names, &taken))
        .map(|(group, name)| {
            let gate = gate_of(layout, [layout.of_operation[group[0].target]]);
            let method = method(plans, plan, group, &name);
            quote!(#gate #method)
        })
        .collect();
    let module = ident(&plan.name);
    (!methods.is_empty()).then(|| {
        quote! {
            impl operations::#module::Response { #(#methods)* }
        }
    })
}

fn method(plans: &[Plan<'_>], plan: &Plan<'_>, group: &[&Link<'_>], name: &str) -> TokenStream {
    let target = &plans[group[0].target];
    let docs = comment_of(&docs(target, group[0]));
    let (name, module) = (ident(name), ident(&target.name));
    let asks = group.iter().any(|link| takes(link, is_of_request));
    let own = ident(&plan.name);
    let argument = asks.then(|| quote!(, parameters: &operations::#own::Parameters));
    let arms = group.iter().flat_map(|link| arms(plan, target, link));
    quote! {
        #docs
        pub fn #name(
            &self #argument
        ) -> Result<Option<operations::#module::Parameters>, countersign::Violations> {
            match self {
                #(#arms,)*
                _ => Ok(None),
            }
        }
    }
}

fn docs(target: &Plan<'_>, link: &Link<'_>) -> Vec<String> {
    let plain = |text: &str| one_line(text).replace('`', "'");
    let operation = target.operation;
    let (method, path) = (operation.method.as_str(), plain(&operation.path));
    let name = plain(&link.link.name);
    let mut lines = vec![
        format!("The link `{name}`: the parameters of `{method} {path}` that it leads to."),
        String::new(),
        "`None` where it leads nowhere: the response does not have what it takes, as on a last page.".to_owned(),
    ];
    if link.link.request_body.is_some() {
        lines.push(
            "The document has a body for that request as well, which is the caller's to write."
                .to_owned(),
        );
    }
    lines.extend([
        String::new(),
        "# Errors".to_owned(),
        "Values whose shape the parameters cannot have.".to_owned(),
    ]);
    lines
}

fn takes(link: &Link<'_>, wanted: fn(&Source) -> bool) -> bool {
    link.parameters
        .iter()
        .any(|(_, sources)| sources.iter().any(wanted))
}

fn is_of_request(source: &Source) -> bool {
    matches!(source, Source::Request(_))
}

/// The arms of one response: one, or one for each media type that has values.
fn arms(plan: &Plan<'_>, target: &Plan<'_>, link: &Link<'_>) -> Vec<TokenStream> {
    let response = &plan.responses[link.response];
    let with_headers = takes(link, |source| matches!(source, Source::Header(_)));
    let with_body = takes(link, |source| matches!(source, Source::Body(_)));
    let constant = constant(target, link);
    let request = takes(link, is_of_request).then(|| quote!(.request(parameters)));
    let headers = with_headers.then(|| quote!(.headers(headers)));
    let body = with_body.then(|| quote!(.body(body)));
    let bodies = match with_body {
        true => bodies(plan, response).into_iter().map(Some).collect(),
        false => vec![None],
    };
    let arm = |inside| {
        let pattern = pattern(response, with_headers, inside);
        quote! {
            #pattern => {
                #constant
                LINK.of(countersign::http::Response::status(self)) #request #headers #body .parameters()
            }
        }
    };
    bodies.into_iter().map(arm).collect()
}

/// The patterns of a body that bind its values as `body`.
fn bodies(plan: &Plan<'_>, response: &Response<'_>) -> Vec<TokenStream> {
    let (module, choice) = (ident(&plan.name), ident(&response.body_name()));
    let is_only = response.forms.len() == 1;
    let typed = response
        .forms
        .iter()
        .filter(|form| matches!(form.value, Value::Typed(_)));
    typed
        .map(|form| match is_only {
            true => quote!(body),
            false => {
                let variant = ident(&form.variant);
                quote!(operations::#module::#choice::#variant(body))
            }
        })
        .collect()
}

fn pattern(response: &Response<'_>, with_headers: bool, body: Option<TokenStream>) -> TokenStream {
    let variant = ident(&response.variant);
    let has_fields = response.code().is_none() || !response.headers.is_empty();
    match (has_fields, body) {
        (true, body) => {
            let headers = with_headers.then(|| quote!(headers,));
            let body = body.map(|body| match body.to_string() == "body" {
                true => quote!(body,),
                false => quote!(body: #body,),
            });
            quote!(Self::#variant { #headers #body .. })
        }
        (false, Some(body)) => quote!(Self::#variant(#body)),
        (false, None) if response.forms.is_empty() => quote!(Self::#variant),
        (false, None) => quote!(Self::#variant(_)),
    }
}

fn constant(target: &Plan<'_>, link: &Link<'_>) -> TokenStream {
    let module = ident(&target.name);
    let parameters = link.parameters.iter().map(|(member, sources)| {
        let sources = sources.iter().map(source);
        quote!((#member, &[#(#sources),*]))
    });
    quote! {
        static LINK: countersign::client::Link = countersign::client::Link {
            operation: &operations::#module::OPERATION,
            parameters: &[#(#parameters),*],
        };
    }
}

fn source(source: &Source) -> TokenStream {
    let path = quote!(countersign::client::Source);
    match source {
        Source::Constant(json) => quote!(#path::Constant(#json)),
        Source::Request(member) => quote!(#path::Request(#member)),
        Source::Header(name) => quote!(#path::Header(#name)),
        Source::Body(pointer) => quote!(#path::Body(#pointer)),
        Source::Status => quote!(#path::Status),
    }
}
