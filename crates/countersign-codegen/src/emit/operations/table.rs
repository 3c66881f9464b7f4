//! The description of an operation as constants: what the runtime's executors read.

use countersign_model::{Encoding, MediaType, ParameterLocation, Presence, Server, Status, Style};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::name::{Named, ident};
use crate::operation::{Argument, Body, Form, Header, Kind, Plan, Response, Value, single};

impl Writer<'_> {
    pub(super) fn table(&mut self, plan: &Plan<'_>) -> TokenStream {
        self.http();
        let operation = plan.operation;
        let (id, path) = (&operation.id, &operation.path);
        let method = operation.method.as_str();
        let parameters = plan
            .parameters
            .iter()
            .map(|argument| self.argument(argument));
        let parameters = call(quote!(parameters), parameters.collect());
        let parameters = parameters.map(|list| quote!(#list.schema::<Parameters>()));
        let body = plan.body.as_ref().map(|body| self.request_body(body));
        let body = body.map(|body| quote!(.body(#body)));
        let responses = plan.responses.iter().map(|response| self.case(response));
        let responses = call(quote!(responses), responses.collect());
        let security = self.security.of(&operation.security, self.emitter.named);
        let servers = call(
            quote!(servers),
            operation.servers.iter().map(server).collect(),
        );
        quote! {
            #[doc = " What the document says."]
            pub static OPERATION: http::Operation = http::Operation::new(#id, #method, #path)
                #parameters #body #responses #security #servers;
        }
    }

    fn argument(&mut self, argument: &Argument<'_>) -> TokenStream {
        let parameter = argument.parameter;
        let (name, place) = (&parameter.name, parameter.location);
        let new = ident(match place {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::QueryString => "query_string",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        });
        let member = (argument.member != *name).then(|| {
            let member = &argument.member;
            quote!(.member(#member))
        });
        let written = written(usual_style(place), parameter.style, parameter.explode);
        let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
        let empty = parameter.allow_empty_value.then(|| quote!(.allow_empty()));
        let is_required = parameter.presence == Presence::Required;
        let required =
            (is_required && place != ParameterLocation::Path).then(|| quote!(.required()));
        let content = self.content(parameter.content.first());
        let made = quote! {
            http::Parameter::#new(#name) #member #written #reserved #empty #required #content
        };
        match place {
            ParameterLocation::Path if !is_required => {
                quote!(http::Parameter { required: false, ..#made })
            }
            _ => made,
        }
    }

    fn header(&mut self, header: &Header<'_>) -> TokenStream {
        let described = header.header;
        let name = &described.name;
        let exploded = described.explode.then(|| quote!(.exploded()));
        let required = (described.presence == Presence::Required).then(|| quote!(.required()));
        let content = self.content(described.content.first());
        quote!(http::Parameter::header(#name) #exploded #required #content)
    }

    /// The `content` of a parameter; its schema is that of the member.
    fn content(&mut self, media: Option<&MediaType>) -> Option<TokenStream> {
        let media = media_table(media?, Kind::of(&media?.name), None);
        Some(quote!(.content(#media)))
    }

    fn request_body(&mut self, body: &Body<'_>) -> TokenStream {
        let required = body.required.then(|| quote!(.required()));
        let made = single(&body.forms).and_then(|form| self.usual(form, &["json", "form"]));
        let made = made.unwrap_or_else(|| {
            let content = body.forms.iter().map(|form| self.media(form));
            let content: Vec<TokenStream> = content.collect();
            quote!(new(&[#(#content),*]))
        });
        quote!(http::RequestBody::#made #required)
    }

    /// What makes a body of a media type that most bodies are of; nothing for others, and where `encoding` is given.
    fn usual(&mut self, form: &Form<'_>, known: &[&str]) -> Option<TokenStream> {
        let new = usual(&form.media.name, form.kind)?;
        let is_known = known.contains(&new) && form.media.encoding.is_empty();
        let kind = self.schema_type(form).filter(|_| is_known)?;
        let new = ident(new);
        Some(quote!(#new::<#kind>()))
    }

    fn case(&mut self, response: &Response<'_>) -> TokenStream {
        let new = match response.response.status {
            Status::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(code(#code))
            }
            Status::Class(class) => {
                let class = Literal::u8_unsuffixed(class);
                quote!(new(http::Statuses::Class(#class)))
            }
            Status::Default => quote!(rest()),
        };
        let headers = response.headers_name().map(|name| {
            let name = ident(&name);
            let headers = response.headers.iter().map(|header| self.header(header));
            let headers = call(quote!(headers), headers.collect());
            quote!(#headers.schema::<#name>())
        });
        let content = single(&response.forms);
        let content = content.and_then(|form| self.usual(form, &["json", "problem"]));
        let content = content.map(|usual| quote!(.#usual));
        let content = content.or_else(|| {
            let content = response.forms.iter().map(|form| self.media(form));
            call(quote!(content), content.collect())
        });
        quote!(http::Case::#new #headers #content)
    }

    fn media(&mut self, form: &Form<'_>) -> TokenStream {
        let kind = self.schema_type(form);
        media_table(form.media, form.kind, kind)
    }

    /// The type that has the schema of a body.
    fn schema_type(&mut self, form: &Form<'_>) -> Option<TokenStream> {
        match &form.value {
            Value::Typed(typed) | Value::Items(typed) => Some(self.typed(typed, form)),
            Value::Multipart(_) | Value::Bytes | Value::Content => None,
        }
    }
}

/// The function that makes a media type of these, for those that most bodies are of.
fn usual(name: &str, kind: Kind) -> Option<&'static str> {
    match (name, kind) {
        ("application/json", Kind::Json) => Some("json"),
        ("application/problem+json", Kind::Json) => Some("problem"),
        ("application/x-www-form-urlencoded", Kind::Form) => Some("form"),
        _ => None,
    }
}

/// The call of a method with a list; nothing where the list is empty.
fn call(method: TokenStream, list: Vec<TokenStream>) -> Option<TokenStream> {
    (!list.is_empty()).then(|| quote!(.#method(&[#(#list),*])))
}

fn media_table(media: &MediaType, kind: Kind, schema: Option<TokenStream>) -> TokenStream {
    let name = &media.name;
    let made = match (usual(name, kind), schema) {
        (Some(new), Some(schema)) => {
            let new = ident(new);
            quote!(http::Media::#new::<#schema>())
        }
        (_, schema) => {
            let kind = ident(kind.variant());
            let schema = schema.map(|schema| quote!(.of::<#schema>()));
            quote!(http::Media::new(#name, http::Kind::#kind) #schema)
        }
    };
    let encoding = media
        .encoding
        .iter()
        .map(|(name, encoding)| property(name, encoding));
    let encoding = call(quote!(encoding), encoding.collect());
    quote!(#made #encoding)
}

fn property(name: &str, encoding: &Encoding) -> TokenStream {
    let content_type = encoding.content_type.as_ref();
    let content_type = content_type.map(|name| quote!(.content_type(#name)));
    let made = match (encoding.style, encoding.explode) {
        (Some(Style::DeepObject), Some(true)) => quote!(deep_object(#name)),
        (style_of, explode) => {
            let style = style_of.map(style).map(|style| quote!(.style(#style)));
            let explode = explode.map(exploded);
            quote!(new(#name) #style #explode)
        }
    };
    let reserved = encoding.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(http::Encoding::#made #content_type #reserved)
}

/// What is said of `style` and `explode` where they are not those that a place has by default.
fn written(usual: Style, written: Style, explode: bool) -> Option<TokenStream> {
    let by_default = |style| matches!(style, Style::Form | Style::Cookie);
    match (written, explode) {
        (Style::DeepObject, true) => Some(quote!(.deep_object())),
        (same, explode) if same == usual => {
            (explode != by_default(same)).then(|| exploded(explode))
        }
        (other, explode) => {
            let style = style(other);
            let explode = (explode != by_default(other)).then(|| exploded(explode));
            Some(quote!(.style(#style) #explode))
        }
    }
}

fn exploded(explode: bool) -> TokenStream {
    match explode {
        true => quote!(.exploded()),
        false => quote!(.joined()),
    }
}

/// The style of a location by default (OpenAPI 3.2, section 4.12.2.2).
fn usual_style(location: ParameterLocation) -> Style {
    match location {
        ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
        ParameterLocation::Query | ParameterLocation::QueryString | ParameterLocation::Cookie => {
            Style::Form
        }
    }
}

pub(super) fn location(location: ParameterLocation) -> TokenStream {
    match location {
        ParameterLocation::Path => quote!(http::Location::Path),
        ParameterLocation::Query => quote!(http::Location::Query),
        ParameterLocation::QueryString => quote!(http::Location::QueryString),
        ParameterLocation::Header => quote!(http::Location::Header),
        ParameterLocation::Cookie => quote!(http::Location::Cookie),
    }
}

fn style(style: Style) -> TokenStream {
    match style {
        Style::Matrix => quote!(http::Style::Matrix),
        Style::Label => quote!(http::Style::Label),
        Style::Form => quote!(http::Style::Form),
        Style::Simple => quote!(http::Style::Simple),
        Style::SpaceDelimited => quote!(http::Style::SpaceDelimited),
        Style::PipeDelimited => quote!(http::Style::PipeDelimited),
        Style::DeepObject => quote!(http::Style::DeepObject),
        Style::Cookie => quote!(http::Style::Cookie),
    }
}

/// The servers of the document.
pub(crate) fn servers(named: &Named<'_>) -> TokenStream {
    let servers = named.api().servers.iter().map(server);
    quote! {
        #[doc = " The servers of the document."]
        pub static SERVERS: &[::countersign::http::Server] = {
            use ::countersign::http;
            &[#(#servers),*]
        };
    }
}

fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|variable| {
        let (name, default, values) = (&variable.name, &variable.default, &variable.values);
        quote!(http::Variable { name: #name, default: #default, values: &[#(#values),*] })
    });
    quote!(http::Server { url: #url, variables: &[#(#variables),*] })
}
