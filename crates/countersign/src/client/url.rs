//! Where requests go: the base URL, or a server of the document with its variables.

use ::http::Uri;

use super::Failure;
use crate::http::{Operation, Server};

/// Where requests go.
pub(super) struct Servers {
    /// The base URL that was given, in place of all servers.
    pub(super) url: Option<String>,
    /// The servers of the document.
    pub(super) of_api: &'static [Server],
    /// Which one of them.
    pub(super) index: usize,
    /// Values of variables; those of others are the defaults.
    pub(super) variables: Vec<(String, String)>,
}

impl Servers {
    /// The URL before the path of an operation, without a slash at its end.
    pub(super) fn base(&self, operation: &Operation) -> Result<String, Failure> {
        let url = match (&self.url, operation.servers.first()) {
            (Some(url), _) => url.clone(),
            (None, Some(server)) => self.filled(server)?,
            (None, None) => match self.of_api.get(self.index) {
                Some(server) => self.filled(server)?,
                None => return Err(unusable("the document has no such server")),
            },
        };
        let is_absolute = |uri: &Uri| uri.scheme().is_some() && uri.authority().is_some();
        match url.parse::<Uri>() {
            Ok(uri) if is_absolute(&uri) && uri.query().is_none() => {
                Ok(url.trim_end_matches('/').to_owned())
            }
            _ => Err(unusable(&format!("`{url}` is no absolute URL"))),
        }
    }

    fn filled(&self, server: &Server) -> Result<String, Failure> {
        let mut url = server.url.to_owned();
        for variable in server.variables {
            let given = self
                .variables
                .iter()
                .find(|(name, _)| name == variable.name);
            let value = given.map_or(variable.default, |(_, value)| value);
            if !variable.values.is_empty() && !variable.values.contains(&value) {
                let values = variable.values.join(", ");
                return Err(unusable(&format!(
                    "the variable `{}` is one of {values}",
                    variable.name
                )));
            }
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(url)
    }
}

fn unusable(reason: &str) -> Failure {
    Failure::Unsendable {
        place: "server".to_owned(),
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Servers;
    use crate::http::{Operation, Server, Variable};

    static OPERATION: Operation = Operation::new("get", "GET", "/");

    static SERVERS: &[Server] = &[Server {
        url: "https://{region}.example/v1/",
        variables: &[Variable {
            name: "region",
            default: "eu",
            values: &["eu", "us"],
        }],
    }];

    fn base(url: Option<&str>, index: usize, region: Option<&str>) -> Result<String, String> {
        let servers = Servers {
            url: url.map(str::to_owned),
            of_api: SERVERS,
            index,
            variables: region
                .map(|value| ("region".to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
        };
        servers.base(&OPERATION).map_err(|error| error.to_string())
    }

    #[test]
    fn variables_and_their_defaults() {
        assert_eq!(base(None, 0, None).unwrap(), "https://eu.example/v1");
        assert_eq!(base(None, 0, Some("us")).unwrap(), "https://us.example/v1");
        assert!(base(None, 0, Some("moon")).unwrap_err().contains("eu, us"));
        assert!(base(None, 1, None).is_err());
    }

    #[test]
    fn a_url_replaces_them_and_is_absolute() {
        assert_eq!(
            base(Some("http://127.0.0.1:80/a/"), 0, None).unwrap(),
            "http://127.0.0.1:80/a"
        );
        for bad in ["/v1", "", "example.org", "http://a/?q", "http:// a"] {
            assert!(base(Some(bad), 0, None).is_err(), "{bad}");
        }
    }
}
