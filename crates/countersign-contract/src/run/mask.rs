//! The user's secrets in text that came back from the service: they are shown by their names there too.

use countersign_model::Api;

use super::{Credential, GivenHeader, Options};
use crate::check::Problem;

/// The fewest bytes of a secret: what is shorter stands in every text by chance.
pub(super) const FEWEST: usize = 4;

/// The secrets, each with what is shown instead, the longest first.
#[derive(Clone)]
pub(crate) struct Mask(Vec<(String, String)>);

impl Mask {
    pub(crate) fn of(options: &Options, api: &Api) -> Mask {
        let carriers = super::access::carriers(api, &options.credentials);
        let headers = options.headers.iter().chain(&options.other);
        let mut secrets: Vec<(String, String)> =
            headers.chain(&carriers).flat_map(secrets).collect();
        secrets.extend(options.credentials.iter().flat_map(Credential::secrets));
        secrets.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        Mask(secrets)
    }

    /// A text without the secrets.
    pub(crate) fn text(&self, text: &str) -> String {
        let masked = |text: String, (secret, shown): &(String, String)| text.replace(secret, shown);
        self.0.iter().fold(text.to_owned(), masked)
    }

    /// A problem without the secrets.
    pub(crate) fn problem(&self, problem: Problem) -> Problem {
        Problem {
            message: self.text(&problem.message),
            expected: self.text(&problem.expected),
            got: self.text(&problem.got),
            pointer: self.text(&problem.pointer),
            ..problem
        }
    }
}

/// The whole value of a header, and what follows its scheme: `sesame` of `Bearer sesame`.
fn secrets(header: &GivenHeader) -> Vec<(String, String)> {
    let value = String::from_utf8_lossy(header.value.as_bytes()).into_owned();
    let credentials = value
        .split_once(' ')
        .map(|(_, rest)| rest.trim().to_owned());
    let all = [Some(value), credentials].into_iter().flatten();
    all.filter(|secret| secret.len() >= FEWEST)
        .map(|secret| (secret, header.shown().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use countersign_model::Api;

    use super::Mask;
    use crate::run::{GivenHeader, Options};

    #[test]
    fn a_secret_is_not_shown_with_or_without_its_scheme() {
        let options = Options {
            headers: vec![
                GivenHeader::secret("Authorization", "Bearer sesame").unwrap(),
                GivenHeader::secret("X-Version", "1").unwrap(),
            ],
            other: vec![GivenHeader::secret("X-Key", "sesame-two").unwrap()],
            ..Options::default()
        };
        assert_eq!(
            Mask::of(&options, &Api::default()).text("Bearer sesame, sesame, sesame-two, 1"),
            "${AUTHORIZATION}, ${AUTHORIZATION}, ${X_KEY}, 1"
        );
    }
}
