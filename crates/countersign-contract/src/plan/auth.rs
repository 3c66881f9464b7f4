//! Phase `auth`: the same valid request with no credentials, and with credentials that no service can accept.

use countersign_model::{ParameterLocation, SecurityForm, SecurityScheme};

use super::Intent;
use super::draft::Draft;
use crate::wire::Credentials;

/// A JWT (RFC 7519) by nobody that expired in 1970.
const EXPIRED: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJjb3VudGVyc2lnbiIsImV4cCI6MX0.\
                       Y291bnRlcnNpZ24gaGFzIG5vIGtleSBmb3IgdGhpcyE";

pub(super) fn add(draft: &mut Draft<'_>) {
    let security = &draft.operation.security;
    if security.is_empty()
        || security
            .iter()
            .any(|requirement| requirement.schemes.is_empty())
        || !draft.is_possible()
    {
        return;
    }
    let schemes: Vec<&SecurityScheme> = security
        .iter()
        .flat_map(|requirement| &requirement.schemes)
        .filter_map(|(name, _)| {
            draft
                .subject
                .api()
                .security_schemes
                .iter()
                .find(|scheme| scheme.name.value == name.value)
        })
        .collect();
    let mut headers = Vec::new();
    for scheme in &schemes {
        match header(scheme) {
            Some(header) => headers.push(header),
            None => draft.not_covered(
                format!("security scheme `{}`", scheme.name.value),
                "what the connection is made with is the same for every request",
                Some(scheme.name.span),
            ),
        }
    }
    headers.sort();
    headers.dedup();
    add_case(draft, &headers, "without credentials", Vec::new());
    for scheme in schemes {
        for (what, value) in wrong(draft, scheme) {
            let Some(name) = header(scheme) else { continue };
            let what = format!("{what} for `{}`", scheme.name.value);
            add_case(draft, &headers, &what, vec![(name, value)]);
        }
    }
}

/// The header in which a scheme's credentials are sent, in lower case; or the query parameter, after a `?`.
fn header(scheme: &SecurityScheme) -> Option<String> {
    match &scheme.form {
        SecurityForm::Http { .. } | SecurityForm::OAuth2 | SecurityForm::OpenIdConnect { .. } => {
            Some("authorization".to_owned())
        }
        SecurityForm::ApiKey {
            name,
            location: ParameterLocation::Header,
        } => Some(name.to_lowercase()),
        SecurityForm::ApiKey {
            location: ParameterLocation::Cookie,
            ..
        } => Some("cookie".to_owned()),
        SecurityForm::ApiKey { name, .. } => Some(format!("?{name}")),
        SecurityForm::MutualTls => None,
    }
}

/// Header values that a service which keeps to the scheme refuses.
fn wrong(draft: &Draft<'_>, scheme: &SecurityScheme) -> Vec<(&'static str, String)> {
    let garbage = draft.seed.word("garbage token", 32);
    match &scheme.form {
        SecurityForm::Http { scheme, .. } if scheme == "basic" => vec![
            (
                "unknown credentials",
                "Basic Y291bnRlcnNpZ246Y291bnRlcnNpZ24=".to_owned(),
            ),
            ("another scheme", format!("Bearer {garbage}")),
            ("a scheme without credentials", "Basic".to_owned()),
        ],
        SecurityForm::ApiKey {
            name,
            location: ParameterLocation::Cookie,
        } => {
            vec![("an unknown key", format!("{name}={garbage}"))]
        }
        SecurityForm::ApiKey { .. } => vec![("an unknown key", garbage)],
        _ => vec![
            ("an unknown token", format!("Bearer {garbage}")),
            ("a token that has expired", format!("Bearer {EXPIRED}")),
            (
                "another scheme",
                "Basic Y291bnRlcnNpZ246Y291bnRlcnNpZ24=".to_owned(),
            ),
            ("a scheme without a token", "Bearer".to_owned()),
            ("a token without a scheme", garbage),
        ],
    }
}

fn add_case(draft: &mut Draft<'_>, without: &[String], what: &str, with: Vec<(String, String)>) {
    let Some(mut request) = draft.base_request() else {
        return;
    };
    request.credentials = Credentials::Replaced {
        without: without.to_vec(),
        with,
    };
    draft.add(what, Intent::Unauthenticated, request);
}
