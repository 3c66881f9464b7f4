//! Security schemes and requirements.

use super::{Typer, entries};
use crate::document::{ParameterLocation, SecurityForm, SecurityRequirement, SecurityScheme};
use crate::{Code, Diagnostic, Entry, Kind, Node};

/// `type` of a scheme, with the field that it cannot do without.
#[derive(Copy, Clone)]
enum Type {
    ApiKey,
    Http,
    MutualTls,
    OAuth2,
    OpenIdConnect,
}

const TYPES: [(&str, Type); 5] = [
    ("apiKey", Type::ApiKey),
    ("http", Type::Http),
    ("mutualTLS", Type::MutualTls),
    ("oauth2", Type::OAuth2),
    ("openIdConnect", Type::OpenIdConnect),
];

const KEY_LOCATIONS: [(&str, ParameterLocation); 3] = [
    ("query", ParameterLocation::Query),
    ("header", ParameterLocation::Header),
    ("cookie", ParameterLocation::Cookie),
];

impl<'a> Typer<'a> {
    /// `security` of the document or of an operation; `None` where it has none.
    pub(super) fn security(&self, node: Node<'a>) -> Option<Vec<SecurityRequirement>> {
        let list = node
            .get("security")
            .filter(|list| list.kind() == Kind::Sequence)?;
        let scopes = |node: Node<'a>| {
            node.items()
                .filter_map(|scope| self.owned(scope.as_str()?, scope))
                .collect()
        };
        let requirement = |node: Node<'a>| SecurityRequirement {
            schemes: node
                .entries()
                .map(|entry| (self.key(entry), scopes(entry.value)))
                .collect(),
        };
        Some(
            list.items()
                .filter(|item| item.kind() == Kind::Mapping)
                .map(requirement)
                .collect(),
        )
    }

    /// `components/securitySchemes`.
    pub(super) fn security_schemes(&mut self, components: Node<'a>) -> Vec<SecurityScheme> {
        entries(components, "securitySchemes")
            .filter_map(|entry| self.security_scheme(entry))
            .collect()
    }

    fn security_scheme(&mut self, entry: Entry<'a>) -> Option<SecurityScheme> {
        let node = self.follow(entry.value)?;
        let form = self.security_form(node)?;
        Some(SecurityScheme {
            name: self.key(entry),
            node: node.id(),
            description: self.text(node, "description"),
            form,
        })
    }

    fn security_form(&mut self, node: Node<'a>) -> Option<SecurityForm> {
        let form = match self.word(node.get("type")?, &TYPES, "`type` of a security scheme")? {
            Type::ApiKey => {
                let name = self.needed(node, "name", "apiKey");
                self.needed(node, "in", "apiKey");
                let location = self.word(node.get("in")?, &KEY_LOCATIONS, "`in` of an API key")?;
                SecurityForm::ApiKey {
                    name: name?,
                    location,
                }
            }
            Type::Http => SecurityForm::Http {
                scheme: self.needed(node, "scheme", "http")?.to_ascii_lowercase(),
                bearer_format: self.text(node, "bearerFormat"),
            },
            Type::MutualTls => SecurityForm::MutualTls,
            Type::OAuth2 => SecurityForm::OAuth2,
            Type::OpenIdConnect => SecurityForm::OpenIdConnect {
                url: self.needed(node, "openIdConnectUrl", "openIdConnect")?,
            },
        };
        Some(form)
    }

    /// A field that the type of the scheme needs; its own type has been checked.
    fn needed(&mut self, node: Node<'a>, field: &str, of: &str) -> Option<String> {
        if node.get(field).is_none()
            && let Some(place) = self.spanned(node, "type")
        {
            let diagnostic = Diagnostic::error(
                Code::MissingField,
                format!("a security scheme of type `{of}` must have a field `{field}`"),
            )
            .at(place.span, format!("no `{field}` beside it"))
            .help(format!("add `{field}`"));
            self.diagnostics.push(diagnostic);
        }
        self.text(node, field)
    }
}
