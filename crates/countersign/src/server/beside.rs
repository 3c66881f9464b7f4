//! [`beside`]: several routers of implementations as one.

use axum::{Router, extract::Request, response::Response};
use tower_service::Service as _;

/// The routers that are still to be asked, the next one last.
#[derive(Clone, Default)]
struct Rest(Vec<Router>);

/// The two as one: a request that no operation of `first` has a path for goes to `rest`, as it came.
///
/// `first` is the router of an implementation, within its layers, or several of them beside each other; `rest` is any router.
/// `Router::merge` cannot do this: the fallback of a generated router is all of it. Where the APIs have prefixes of their
/// own, `Router::nest` makes them one.
pub fn beside(first: Router, rest: Router) -> Router {
    Router::new().fallback(move |mut request: Request| {
        let extensions = request.extensions_mut();
        extensions
            .get_or_insert_default::<Rest>()
            .0
            .push(rest.clone());
        answer(first.clone(), request)
    })
}

/// What the next router answers; nothing where there is none.
pub(super) async fn next(mut request: Request) -> Option<Response> {
    let rest = request.extensions_mut().get_mut::<Rest>();
    let next = rest.and_then(|rest| rest.0.pop())?;
    Some(answer(next, request).await)
}

async fn answer(mut router: Router, request: Request) -> Response {
    match router.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
