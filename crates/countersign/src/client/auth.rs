//! Credentials: which ones an operation needs, and how they are sent.

mod client_credentials;

use std::sync::Arc;

use base64::{Engine as _, prelude::BASE64_STANDARD};

pub use self::client_credentials::ClientCredentials;
use super::{Failure, executor::Settings};
use crate::http::{Location, Operation, Requirement, Scheme, SchemeKind};

/// What a client can show.
#[derive(Clone)]
#[non_exhaustive]
pub enum Credential {
    /// A token (RFC 6750).
    Bearer(String),
    /// A user and a password (RFC 7617).
    Basic {
        /// The user, without a colon.
        user: String,
        /// The password.
        password: String,
    },
    /// A key.
    ApiKey(String),
    /// Tokens that are fetched from a token endpoint, and renewed (RFC 6749, section 4.4).
    ClientCredentials(Arc<ClientCredentials>),
}

/// Secrets are not shown.
impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bearer(_) => "Bearer(..)",
            Self::Basic { .. } => "Basic(..)",
            Self::ApiKey(_) => "ApiKey(..)",
            Self::ClientCredentials(_) => "ClientCredentials(..)",
        })
    }
}

impl Credential {
    /// Whether a scheme of this kind takes it.
    fn serves(&self, kind: SchemeKind) -> bool {
        match self {
            Self::Bearer(_) => {
                matches!(
                    kind,
                    SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect
                )
            }
            Self::Basic { .. } => kind == SchemeKind::Basic,
            Self::ApiKey(_) => matches!(kind, SchemeKind::ApiKey { .. } | SchemeKind::Http(_)),
            Self::ClientCredentials(_) => {
                matches!(kind, SchemeKind::OAuth2 | SchemeKind::OpenIdConnect)
            }
        }
    }
}

/// A credential as it is sent.
#[derive(Clone)]
pub(super) struct Paid {
    pub(super) location: Location,
    pub(super) name: String,
    pub(super) value: String,
}

/// Whether a token is to be had anew, though there is one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Renewal {
    Yes,
    No,
}

/// The credentials of a client, those of named schemes before the others.
#[derive(Default)]
pub(super) struct Wallet(pub(super) Vec<(Option<String>, Credential)>);

impl Wallet {
    /// What is shown for an operation: the first alternative of its security that the wallet can pay in full.
    ///
    /// Where it can pay none, nothing is shown, and the service says what it says.
    pub(super) async fn pay(
        &self,
        operation: &Operation,
        settings: &Settings,
        renewal: Renewal,
    ) -> Result<Vec<Paid>, Failure> {
        let mut paid = Vec::new();
        for requirement in self.alternative(operation) {
            if let Some(credential) = self.find(requirement.scheme) {
                let value = value(credential, requirement, settings, renewal).await?;
                paid.extend(placed(requirement.scheme.kind, value));
            }
        }
        Ok(paid)
    }

    /// Whether what is shown for an operation can be had anew.
    pub(super) fn renews(&self, operation: &Operation) -> bool {
        let renews = |requirement: &Requirement| {
            let credential = self.find(requirement.scheme);
            matches!(credential, Some(Credential::ClientCredentials(_)))
        };
        self.alternative(operation).iter().any(renews)
    }

    fn alternative(&self, operation: &Operation) -> &'static [Requirement] {
        let affordable = |group: &&&'static [Requirement]| {
            let mut all = group.iter();
            all.all(|requirement| {
                let kind = requirement.scheme.kind;
                kind == SchemeKind::MutualTls || self.find(requirement.scheme).is_some()
            })
        };
        operation
            .security
            .iter()
            .find(affordable)
            .copied()
            .unwrap_or_default()
    }

    fn find(&self, scheme: &Scheme) -> Option<&Credential> {
        let named = |name: &Option<String>| name.as_deref() == Some(scheme.name);
        let of_name = self.0.iter().find(|(name, _)| named(name));
        let of_kind = || {
            let mut others = self.0.iter();
            others.find(|(name, credential)| name.is_none() && credential.serves(scheme.kind))
        };
        of_name.or_else(of_kind).map(|(_, credential)| credential)
    }
}

/// The text of a credential, without the name of its scheme.
async fn value(
    credential: &Credential,
    requirement: &Requirement,
    settings: &Settings,
    renewal: Renewal,
) -> Result<String, Failure> {
    Ok(match credential {
        Credential::Bearer(token) | Credential::ApiKey(token) => token.clone(),
        Credential::Basic { user, password } => {
            BASE64_STANDARD.encode(format!("{user}:{password}"))
        }
        Credential::ClientCredentials(source) => {
            let token = source.token(requirement.scopes, settings, renewal);
            token.await.map_err(Failure::Credentials)?
        }
    })
}

/// Where a scheme has its credential.
fn placed(kind: SchemeKind, value: String) -> Option<Paid> {
    let authorization = |scheme: &str| Paid {
        location: Location::Header,
        name: "authorization".to_owned(),
        value: format!("{scheme} {value}"),
    };
    Some(match kind {
        SchemeKind::ApiKey { location, name } => Paid {
            location,
            name: name.to_owned(),
            value,
        },
        SchemeKind::Basic => authorization("Basic"),
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            authorization("Bearer")
        }
        SchemeKind::Http(scheme) => authorization(scheme),
        SchemeKind::MutualTls | SchemeKind::Undeclared => return None,
    })
}
