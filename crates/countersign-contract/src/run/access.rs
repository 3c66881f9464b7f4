//! Credentials by security scheme: each operation is called with those that the document asks for.

use countersign_model::{Api, Operation, ParameterLocation, SecurityForm, SecurityScheme};

use super::mask::FEWEST;
use super::{GivenHeader, Options};

/// The secret of one security scheme of the document.
#[derive(Clone, Eq, PartialEq)]
pub struct Credential {
    scheme: String,
    secret: String,
    shown: String,
}

impl Credential {
    /// A token, a key, or `user:password`, for the scheme of this name; reports show `shown` instead of it.
    #[must_use]
    pub fn new(
        scheme: impl Into<String>,
        secret: impl Into<String>,
        shown: impl Into<String>,
    ) -> Credential {
        Credential {
            scheme: scheme.into(),
            secret: secret.into(),
            shown: shown.into(),
        }
    }

    /// One whose secret reports do not show: they name an environment variable after the scheme instead.
    #[must_use]
    pub fn secret(scheme: impl Into<String>, secret: impl Into<String>) -> Credential {
        let scheme = scheme.into();
        let shown = format!("${{{}}}", super::given_header::variable(&scheme));
        Credential::new(scheme, secret, shown)
    }

    /// The secret, and the password of `user:password`, with what is shown instead.
    pub(super) fn secrets(&self) -> Vec<(String, String)> {
        let password = self.secret.split_once(':').map(|(_, password)| password);
        let all = [Some(self.secret.as_str()), password];
        let long = all
            .into_iter()
            .flatten()
            .filter(|secret| secret.len() >= FEWEST);
        long.map(|secret| (secret.to_owned(), self.shown.clone()))
            .collect()
    }

    /// What carries it (OpenAPI 3.1, section 4.8.27).
    ///
    /// # Errors
    /// In words: a secret that its place cannot have, or a scheme that is no header, query or cookie.
    fn carrier(&self, form: &SecurityForm) -> Result<GivenHeader, String> {
        let (secret, shown) = (&self.secret, &self.shown);
        match form {
            SecurityForm::Http { scheme, .. } if scheme == "basic" => {
                GivenHeader::basic(secret, shown)
            }
            SecurityForm::Http { scheme, .. } if scheme != "bearer" => {
                let value = format!("{scheme} {secret}");
                GivenHeader::new("authorization", &value, format!("{scheme} {shown}"))
            }
            SecurityForm::Http { .. }
            | SecurityForm::OAuth2
            | SecurityForm::OpenIdConnect { .. } => {
                let value = format!("Bearer {secret}");
                GivenHeader::new("authorization", &value, format!("Bearer {shown}"))
            }
            SecurityForm::ApiKey { name, location } => match location {
                ParameterLocation::Header => GivenHeader::new(name, secret, shown),
                ParameterLocation::Cookie => {
                    let (value, shown) = (format!("{name}={secret}"), format!("{name}={shown}"));
                    GivenHeader::new("cookie", &value, shown)
                }
                _ => GivenHeader::new(&format!("?{name}"), secret, shown),
            },
            SecurityForm::MutualTls => Err(format!("`{}` is no secret but TLS", self.scheme)),
        }
    }
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential")
            .field("scheme", &self.scheme)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}

/// Why a credential cannot be used with a document.
///
/// # Errors
/// In words: there is no such scheme, or its place cannot have the secret.
pub fn fitting(api: &Api, credentials: &[Credential]) -> Result<(), String> {
    for credential in credentials {
        let scheme = scheme(api, &credential.scheme).ok_or_else(|| {
            let known = api.security_schemes.iter().map(|it| it.name.value.as_str());
            let known: Vec<&str> = known.collect();
            format!(
                "the document has no security scheme `{}`; it has: {}",
                credential.scheme,
                known.join(", ")
            )
        })?;
        credential.carrier(&scheme.form)?;
    }
    Ok(())
}

/// What carries each credential.
pub(super) fn carriers(api: &Api, credentials: &[Credential]) -> Vec<GivenHeader> {
    let carrier = |credential: &Credential| {
        let scheme = scheme(api, &credential.scheme)?;
        credential.carrier(&scheme.form).ok()
    };
    credentials.iter().filter_map(carrier).collect()
}

fn scheme<'a>(api: &'a Api, name: &str) -> Option<&'a SecurityScheme> {
    let mut schemes = api.security_schemes.iter();
    schemes.find(|scheme| scheme.name.value == name)
}

/// What goes with the requests of each operation.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    /// By operation.
    headers: Vec<Vec<GivenHeader>>,
    /// What goes with every request.
    every: Vec<GivenHeader>,
}

impl Access {
    pub(crate) fn new(api: &Api, options: &Options) -> Access {
        let of = |operation: &Operation| headers(api, operation, options);
        Access {
            headers: api.operations.iter().map(of).collect(),
            every: options.headers.clone(),
        }
    }

    /// The headers of an operation.
    pub(crate) fn headers(&self, operation: usize) -> &[GivenHeader] {
        self.headers.get(operation).unwrap_or(&self.every)
    }
}

/// Those that go with every request, and those of the first requirement that can be met.
fn headers(api: &Api, operation: &Operation, options: &Options) -> Vec<GivenHeader> {
    let carriers = |schemes: &[(countersign_spec::Spanned<String>, Vec<String>)]| {
        let carrier = |(name, _): &(countersign_spec::Spanned<String>, Vec<String>)| {
            let mut credentials = options.credentials.iter();
            let credential = credentials.find(|it| it.scheme == name.value)?;
            credential.carrier(&scheme(api, &name.value)?.form).ok()
        };
        schemes.iter().map(carrier).collect::<Option<Vec<_>>>()
    };
    let met = operation
        .security
        .iter()
        .filter_map(|it| carriers(&it.schemes));
    let own = met
        .max_by_key(|headers| !headers.is_empty())
        .unwrap_or_default();
    let every = options.headers.iter();
    let every = every.filter(|header| !own.iter().any(|it| it.name() == header.name()));
    every.chain(&own).cloned().collect()
}

#[cfg(test)]
mod tests {
    use countersign_model::{ParameterLocation, SecurityForm};

    use super::Credential;

    fn carried(form: &SecurityForm, secret: &str) -> (String, String, String) {
        let credential = Credential::secret("my key", secret);
        let header = credential.carrier(form).unwrap();
        let value = String::from_utf8(header.value.as_bytes().to_vec()).unwrap();
        (header.name().to_owned(), value, header.shown().to_owned())
    }

    #[test]
    fn each_scheme_has_its_place() {
        let http = |scheme: &str| SecurityForm::Http {
            scheme: scheme.to_owned(),
            bearer_format: None,
        };
        let key = |location| SecurityForm::ApiKey {
            name: "Key".to_owned(),
            location,
        };
        let (name, value, shown) = carried(&http("bearer"), "s3");
        assert_eq!(
            (name.as_str(), value.as_str(), shown.as_str()),
            ("authorization", "Bearer s3", "Bearer ${MY_KEY}")
        );
        // The example of RFC 7617, section 2.
        let (_, value, shown) = carried(&http("basic"), "Aladdin:open sesame");
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(
            shown.contains("${MY_KEY}") && !shown.contains("sesame"),
            "{shown}"
        );
        let places = [
            ParameterLocation::Header,
            ParameterLocation::Query,
            ParameterLocation::Cookie,
        ];
        let places = places.map(|location| carried(&key(location), "s3"));
        let places = places.map(|(name, value, _)| format!("{name}: {value}"));
        assert_eq!(places, ["key: s3", "?Key: s3", "cookie: Key=s3"]);
    }
}
