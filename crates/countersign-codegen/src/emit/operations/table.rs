//! The description of an operation as constants: what the runtime's executors read.

use countersign_model::{
    MediaType, ParameterLocation, Presence, SecurityForm, SecurityRequirement, SecurityScheme,
    Server, Status, Style,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::name::{Named, constant_names, ident};
use crate::operation::{Argument, Body, Form, Header, Kind, Piece, Plan, Response, Value, pieces};

impl Writer<'_> {
    pub(super) fn table(&mut self, plan: &Plan<'_>) -> TokenStream {
        self.http();
        let operation = plan.operation;
        let (id, path) = (&operation.id, &operation.path);
        let method = operation.method.as_str();
        let pieces = path_pieces(plan);
        let parameters: Vec<TokenStream> = plan
            .parameters
            .iter()
            .map(|argument| self.argument(argument))
            .collect();
        let schema = self.schema_of((!parameters.is_empty()).then(|| quote!(Parameters)));
        let body = match &plan.body {
            Some(body) => self.request_body(body),
            None => quote!(None),
        };
        let responses: Vec<TokenStream> = plan
            .responses
            .iter()
            .map(|response| self.case(response))
            .collect();
        let security = security(self.emitter.named, &operation.security);
        let servers = operation.servers.iter().map(server);
        quote! {
            #[doc = " What the document says."]
            pub static OPERATION: http::Operation = http::Operation {
                id: #id,
                method: #method,
                path: #path,
                pieces: &[#(#pieces),*],
                parameters: &[#(#parameters),*],
                schema: #schema,
                body: #body,
                responses: &[#(#responses),*],
                security: &[#(#security),*],
                servers: &[#(#servers),*],
            };
        }
    }

    fn argument(&mut self, argument: &Argument<'_>) -> TokenStream {
        let parameter = argument.parameter;
        let (name, member) = (&parameter.name, &argument.member);
        let place = location(parameter.location);
        let style = style(parameter.style);
        let explode = parameter.explode;
        let (reserved, empty) = (parameter.allow_reserved, parameter.allow_empty_value);
        let required = parameter.presence == Presence::Required;
        let content = self.content(parameter.content.first());
        quote! {
            http::Parameter {
                name: #name, member: #member, location: #place, style: #style, explode: #explode,
                allow_reserved: #reserved, allow_empty: #empty, required: #required, content: #content,
            }
        }
    }

    fn header(&mut self, header: &Header<'_>) -> TokenStream {
        let described = header.header;
        let (name, explode) = (&described.name, described.explode);
        let required = described.presence == Presence::Required;
        match self.content(described.content.first()) {
            content if described.content.is_empty() => {
                let _none = content;
                quote!(http::Parameter::header(#name, #explode, #required))
            }
            content => quote! {
                http::Parameter { content: #content, ..http::Parameter::header(#name, #explode, #required) }
            },
        }
    }

    /// The `content` of a parameter; its schema is that of the member.
    fn content(&mut self, media: Option<&MediaType>) -> TokenStream {
        let Some(media) = media else {
            return quote!(None);
        };
        let schema = self.schema_of(None);
        let media = media_table(media, Kind::of(&media.name), &schema);
        quote!(Some(#media))
    }

    fn request_body(&mut self, body: &Body<'_>) -> TokenStream {
        let required = body.required;
        let content: Vec<TokenStream> = body.forms.iter().map(|form| self.media(form)).collect();
        quote!(Some(http::RequestBody { required: #required, content: &[#(#content),*] }))
    }

    fn case(&mut self, response: &Response<'_>) -> TokenStream {
        let status = match response.response.status {
            Status::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(http::Statuses::Code(#code))
            }
            Status::Class(class) => {
                let class = Literal::u8_unsuffixed(class);
                quote!(http::Statuses::Class(#class))
            }
            Status::Default => quote!(http::Statuses::Default),
        };
        let headers: Vec<TokenStream> = response
            .headers
            .iter()
            .map(|header| self.header(header))
            .collect();
        let content: Vec<TokenStream> =
            response.forms.iter().map(|form| self.media(form)).collect();
        let case = quote!(http::Case::new(#status, &[#(#content),*]));
        match response.headers_name().map(|name| ident(&name)) {
            Some(name) => {
                let schema = self.schema_of(Some(quote!(#name)));
                quote!(http::Case { headers: &[#(#headers),*], schema: #schema, ..#case })
            }
            None => case,
        }
    }

    fn media(&mut self, form: &Form<'_>) -> TokenStream {
        let kind = match &form.value {
            Value::Typed(typed) | Value::Items(typed) => Some(self.typed(typed, form)),
            Value::Multipart(_) | Value::Bytes | Value::Content => None,
        };
        let schema = self.schema_of(kind);
        media_table(form.media, form.kind, &schema)
    }

    /// The function that gives the schema of a type.
    fn schema_of(&mut self, kind: Option<TokenStream>) -> TokenStream {
        match kind {
            Some(kind) => {
                let contract = self.emitter.ours("Contract");
                quote!(<#kind as #contract>::schema)
            }
            None => quote!(http::no_schema),
        }
    }
}

fn media_table(media: &MediaType, kind: Kind, schema: &TokenStream) -> TokenStream {
    let name = &media.name;
    let kind = ident(kind.variant());
    let encoding = media.encoding.iter().map(|(property, encoding)| {
        let content_type = option(encoding.content_type.as_ref().map(|name| quote!(#name)));
        let style = option(encoding.style.map(style));
        let explode = option(encoding.explode.map(|explode| quote!(#explode)));
        let reserved = encoding.allow_reserved;
        quote! {
            http::Encoding {
                property: #property, content_type: #content_type, style: #style, explode: #explode,
                allow_reserved: #reserved,
            }
        }
    });
    let plain = quote!(http::Media::new(#name, http::Kind::#kind, #schema));
    match media.encoding.is_empty() {
        true => plain,
        false => quote!(http::Media { encoding: &[#(#encoding),*], ..#plain }),
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

fn path_pieces(plan: &Plan<'_>) -> Vec<TokenStream> {
    let pieces = pieces(&plan.operation.path, &plan.parameters);
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => quote!(http::Piece::Text(#text)),
        Piece::Parameter(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(http::Piece::Parameter(#index))
        }
    };
    pieces.into_iter().map(piece).collect()
}

fn location(location: ParameterLocation) -> TokenStream {
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

/// The constants of the security schemes, by which operations name them.
fn scheme_names(named: &Named<'_>) -> Vec<String> {
    let schemes = &named.api().security_schemes;
    let names: Vec<String> = schemes
        .iter()
        .map(|scheme| scheme.name.value.clone())
        .collect();
    constant_names(&names, "SCHEME")
}

/// What an operation requires; a scheme that the document does not have is left out of it.
fn security(named: &Named<'_>, security: &[SecurityRequirement]) -> Vec<TokenStream> {
    let names = scheme_names(named);
    let schemes = &named.api().security_schemes;
    let index = |name: &str| schemes.iter().position(|scheme| scheme.name.value == name);
    let requirement = |(name, scopes): &(countersign_model::Spanned<String>, Vec<String>)| {
        let scheme = match index(&name.value).and_then(|index| names.get(index)) {
            Some(constant) => {
                let constant = ident(constant);
                quote!(super::#constant)
            }
            // Were it left out, the group would ask for nothing: an open door.
            None => {
                let name = &name.value;
                quote!(http::Scheme { name: #name, kind: http::SchemeKind::Undeclared })
            }
        };
        quote!(http::Requirement { scheme: &#scheme, scopes: &[#(#scopes),*] })
    };
    let group = |group: &SecurityRequirement| {
        let all = group.schemes.iter().map(requirement);
        quote!(&[#(#all),*])
    };
    security.iter().map(group).collect()
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
                super::super::one_line(name).replace('`', "'")
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
