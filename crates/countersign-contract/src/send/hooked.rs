//! Hooks: what changes each request before it is sent, and looks at each answer, in Rust or in a program of the user.
//!
//! What a hook changes is not judged again: it is the user's word that the request still means the same.

use std::fmt;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Bytes;

use super::program::Program;
use super::{SendError, Transport};
use crate::GivenHeader;

/// A function that changes a request.
type Before = dyn Fn(&mut Request<Bytes>) + Send + Sync;
/// A function that is given the head of the request that was sent, and may change the answer.
type After = dyn Fn(&http::request::Parts, &mut Response<Bytes>) + Send + Sync;

/// A hook.
#[derive(Clone)]
enum Hook {
    Before(Arc<Before>),
    After(Arc<After>),
    Program(Arc<Program>),
}

/// A transport with hooks; they are called in the order in which they were added.
#[derive(Clone)]
pub struct Hooked<T> {
    inner: T,
    hooks: Vec<Hook>,
}

impl<T> Hooked<T> {
    /// A transport without a hook.
    pub fn new(inner: T) -> Hooked<T> {
        let hooks = Vec::new();
        Hooked { inner, hooks }
    }

    /// Calls a function with each request before it is sent: to sign it, to add a header that is never twice the same.
    #[must_use]
    pub fn before(mut self, hook: impl Fn(&mut Request<Bytes>) + Send + Sync + 'static) -> Self {
        self.hooks.push(Hook::Before(Arc::new(hook)));
        self
    }

    /// Calls a function with the head of each request and its answer, before the answer is checked.
    #[must_use]
    pub fn after(
        mut self,
        hook: impl Fn(&http::request::Parts, &mut Response<Bytes>) + Send + Sync + 'static,
    ) -> Self {
        self.hooks.push(Hook::After(Arc::new(hook)));
        self
    }

    /// Starts a program that is given each request as a line of JSON, and answers with a line of JSON: the request as
    /// it is to be sent.
    ///
    /// A line has `method`, `target`, `headers` (pairs), and `body` (text) or `body_hex` where the bytes are no UTF-8.
    /// A member that the program leaves out stays as it was, so that `{}` changes nothing.
    ///
    /// # Errors
    /// [`SendError::Hook`] where the program cannot be started.
    pub fn program(mut self, program: &str, arguments: &[String]) -> Result<Self, SendError> {
        let program = Program::start(program, arguments)?;
        self.hooks.push(Hook::Program(Arc::new(program)));
        Ok(self)
    }
}

impl<T: fmt::Debug> fmt::Debug for Hooked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooked")
            .field("inner", &self.inner)
            .field("hooks", &self.hooks.len())
            .finish()
    }
}

impl<T: Transport> Transport for Hooked<T> {
    async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
        if self.hooks.is_empty() {
            return self.inner.send(request).await;
        }
        for hook in &self.hooks {
            match hook {
                Hook::Before(hook) => hook(&mut request),
                Hook::Program(program) => request = program.changed(request).await?,
                Hook::After(_) => {}
            }
        }
        let (head, body) = request.into_parts();
        let sent = Request::from_parts(head.clone(), body);
        let mut response = self.inner.send(sent).await?;
        for hook in &self.hooks {
            if let Hook::After(hook) = hook {
                hook(&head, &mut response);
            }
        }
        Ok(response)
    }

    fn base(&self) -> String {
        self.inner.base()
    }

    fn renewed(&self) -> Vec<GivenHeader> {
        self.inner.renewed()
    }
}

#[cfg(test)]
mod tests {
    use http::{Request, Response};
    use hyper::body::Bytes;

    use super::Hooked;
    use crate::send::{SendError, Transport};

    /// Answers with the request.
    struct Echo;

    impl Transport for Echo {
        async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, SendError> {
            let (head, body) = request.into_parts();
            let mut text = format!("{} {}\n", head.method, head.uri);
            for (name, value) in &head.headers {
                text.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
            }
            Ok(Response::new(Bytes::from(
                [text.as_bytes(), &body].concat(),
            )))
        }

        fn base(&self) -> String {
            String::new()
        }
    }

    fn request() -> Request<Bytes> {
        let request = Request::put("/a?b=1").header("x-a", "1");
        request.body(Bytes::from_static(b"\xff")).unwrap()
    }

    async fn text(hooked: &Hooked<Echo>) -> Result<String, SendError> {
        let response = hooked.send(request()).await?;
        Ok(String::from_utf8_lossy(response.body()).into_owned())
    }

    #[tokio::test]
    async fn functions_see_requests_and_answers() {
        let hooked = Hooked::new(Echo)
            .before(|request| drop(request.headers_mut().insert("x-a", "2".parse().unwrap())))
            .after(|sent, response| {
                let whole = [response.body(), sent.uri.path().as_bytes()].concat();
                *response.body_mut() = whole.into();
            });
        assert_eq!(
            text(&hooked).await.unwrap(),
            "PUT /a?b=1\nx-a: 2\n\u{fffd}/a"
        );
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_is_given_json_and_gives_json() {
        let script = r#"while read -r line; do case "$line" in
            *'"body_hex":"ff"'*) echo '{"target":"/z","headers":[["x-b","3"]]}';; *) echo '{}';; esac; done"#;
        let arguments = ["-c".to_owned(), script.to_owned()];
        let hooked = Hooked::new(Echo).program("sh", &arguments).unwrap();
        for _ in 0..2 {
            assert_eq!(text(&hooked).await.unwrap(), "PUT /z\nx-b: 3\n\u{fffd}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_that_ends_or_says_nonsense_is_told() {
        for (script, reason) in [("exit 3", "ended"), ("read -r x; echo no", "no JSON")] {
            let arguments = ["-c".to_owned(), script.to_owned()];
            let hooked = Hooked::new(Echo).program("sh", &arguments).unwrap();
            let error = text(&hooked).await.unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
        assert!(Hooked::new(Echo).program("/no/such/program", &[]).is_err());
    }
}
