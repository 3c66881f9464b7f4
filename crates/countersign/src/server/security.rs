//! Security schemes: the credentials of a request, and whether any requirement is satisfied.

use axum::http::{
    HeaderMap, HeaderValue, header::AUTHORIZATION, header::WWW_AUTHENTICATE, request::Parts,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Callers, Dispatch, Refusal};
use crate::http::{Location, Operation, Requirement, Scheme, SchemeKind, style::Pairs};

/// What a request shows for a security scheme (OpenAPI 3.2, section 4.27).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Credentials<'a> {
    /// The key, the token, the password, or what follows the name of the scheme; empty for mutual TLS.
    pub secret: String,
    /// The user of basic authentication; empty elsewhere.
    pub user: String,
    /// The scopes or roles that the operation needs.
    pub scopes: &'static [&'static str],
    /// The request, without its body.
    pub request: &'a Parts,
}

/// Why a scheme does not admit credentials.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Denied {
    /// They are not known: 401.
    Unauthenticated,
    /// They are known, and not enough for the operation: 403.
    Forbidden,
}

/// The callers that satisfy the first requirement that can be satisfied; nobody where nothing is required.
pub(super) async fn admit(
    dispatch: &dyn Dispatch,
    operation: &Operation,
    request: &Parts,
) -> Result<Callers, Refusal> {
    if operation.security.is_empty() {
        return Ok(Callers::new());
    }
    let mut refusal = Refusal::Unauthenticated;
    // One that asks for nothing comes last, so that a caller who says who he is is known.
    let (open, closed): (Vec<&[Requirement]>, Vec<&[Requirement]>) = operation
        .security
        .iter()
        .copied()
        .partition(|all| all.is_empty());
    for all in closed {
        match every(dispatch, all, request).await {
            Ok(callers) => return Ok(callers),
            Err(Denied::Forbidden) => refusal = Refusal::Forbidden,
            Err(Denied::Unauthenticated) => {}
        }
    }
    match open.is_empty() {
        true => Err(refusal),
        false => Ok(Callers::new()),
    }
}

async fn every(
    dispatch: &dyn Dispatch,
    requirements: &'static [Requirement],
    request: &Parts,
) -> Result<Callers, Denied> {
    let mut callers = Callers::new();
    for requirement in requirements {
        let shown = credentials(requirement, request).ok_or(Denied::Unauthenticated)?;
        callers.push(dispatch.admit(requirement.scheme.name, shown).await?);
    }
    Ok(callers)
}

/// What the request shows for a scheme; `None` where it shows nothing.
fn credentials<'a>(requirement: &Requirement, request: &'a Parts) -> Option<Credentials<'a>> {
    let (user, secret) = match requirement.scheme.kind {
        SchemeKind::ApiKey { location, name } => (String::new(), key(request, location, name)?),
        SchemeKind::Basic => basic(&authorization(request, "basic")?)?,
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            (String::new(), authorization(request, "bearer")?)
        }
        SchemeKind::Http(scheme) => (String::new(), authorization(request, scheme)?),
        SchemeKind::MutualTls => Default::default(),
        SchemeKind::Undeclared => return None,
    };
    Some(Credentials {
        secret,
        user,
        scopes: requirement.scopes,
        request,
    })
}

/// What follows the name of the scheme in `Authorization` (RFC 9110, section 11.6.2), which is written in any case.
fn authorization(request: &Parts, scheme: &str) -> Option<String> {
    let value = request.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (name, rest) = value.split_once(' ').unwrap_or((value, ""));
    let rest = rest.trim();
    (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then(|| rest.to_owned())
}

/// User and password (RFC 7617, section 2).
fn basic(text: &str) -> Option<(String, String)> {
    let pair = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let (user, password) = pair.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

fn key(request: &Parts, location: Location, name: &str) -> Option<String> {
    let text = match location {
        Location::Header => request.headers.get(name)?.to_str().ok()?.to_owned(),
        Location::Cookie => {
            let fields = super::parameters::cookies(&request.headers)?;
            (*Pairs::of_cookies(&fields).values(name).first()?).to_owned()
        }
        _ => {
            let pairs = Pairs::of_query(request.uri.query()?).ok()?;
            let value = pairs.values(name).first().copied()?;
            crate::http::percent::decode(value, crate::http::percent::Plus::Space)
                .ok()?
                .into_owned()
        }
    };
    (!text.is_empty()).then_some(text)
}

/// Adds the challenges of an operation's schemes to a 401 (RFC 9110, section 11.6.1).
pub(super) fn challenge(headers: &mut HeaderMap, operation: &Operation) {
    let schemes = operation
        .security
        .iter()
        .copied()
        .flatten()
        .map(|all| all.scheme);
    let mut seen: Vec<String> = Vec::new();
    for text in schemes.filter_map(challenge_of) {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    for text in seen {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.append(WWW_AUTHENTICATE, value);
        }
    }
}

fn challenge_of(scheme: &Scheme) -> Option<String> {
    match scheme.kind {
        SchemeKind::Basic => Some("Basic realm=\"api\", charset=\"UTF-8\"".to_owned()),
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            Some("Bearer".to_owned())
        }
        SchemeKind::Http(name) => Some(name.to_owned()),
        SchemeKind::ApiKey { name, .. } => Some(format!("ApiKey name=\"{name}\"")),
        SchemeKind::MutualTls | SchemeKind::Undeclared => None,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::credentials;
    use crate::http::{Requirement, Scheme, SchemeKind};

    #[test]
    fn nothing_satisfies_a_scheme_that_the_document_does_not_declare() {
        let request = Request::builder().header("authorization", "Bearer secret");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let shows_for = |kind| {
            let name = "keys";
            let scheme: &'static Scheme = Box::leak(Box::new(Scheme { name, kind }));
            let requirement = Requirement {
                scheme,
                scopes: &[],
            };
            credentials(&requirement, &parts).is_some()
        };
        assert!(shows_for(SchemeKind::Bearer));
        assert!(!shows_for(SchemeKind::Undeclared));
    }
}
