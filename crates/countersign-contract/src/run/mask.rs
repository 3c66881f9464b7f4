//! The user's secrets in text that came back from the service: they are shown by their names there too, however they
//! are written.

mod written;

use countersign_model::Api;

use super::{Credential, GivenHeader, Options};
use crate::check::Problem;
use crate::plan::Disagreement;
use crate::send::SendError;
use written::Written;

/// The fewest bytes of a secret: what is shorter stands in every text by chance.
pub(super) const FEWEST: usize = 4;

/// The secrets, each with what is shown instead, the longest first.
#[derive(Clone)]
pub(crate) struct Mask {
    given: Vec<(String, String)>,
    secrets: Vec<(Written, String)>,
    /// Whether a secret may start with a byte.
    starts: [bool; 256],
}

impl Mask {
    pub(crate) fn of(options: &Options, api: &Api) -> Mask {
        let carriers = super::access::carriers(api, &options.credentials);
        let headers = options.headers.iter().chain(&options.other);
        let mut secrets: Vec<(String, String)> =
            headers.chain(&carriers).flat_map(secrets).collect();
        secrets.extend(options.credentials.iter().flat_map(Credential::secrets));
        Mask::new(secrets)
    }

    /// The mask for the headers that came later as well.
    pub(crate) fn with(self, later: &[GivenHeader]) -> Mask {
        let mut masks = later.iter().flat_map(secrets).collect::<Vec<_>>();
        if masks.is_empty() {
            return self;
        }
        masks.extend(self.given);
        Mask::new(masks)
    }

    /// A mask for secrets, each with what is shown instead.
    pub(crate) fn new(secrets: Vec<(String, String)>) -> Mask {
        let given = secrets.clone();
        let long = secrets
            .into_iter()
            .filter(|(secret, _)| secret.len() >= FEWEST);
        let mut all: Vec<(String, String)> = long
            .flat_map(|(secret, shown)| {
                let encoded = written::base64(&secret);
                let forms = std::iter::once(secret).chain(encoded);
                forms
                    .map(move |form| (form, shown.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        all.sort_by_key(|(secret, _)| std::cmp::Reverse(secret.len()));
        let written = |(secret, shown): (String, String)| (Written::of(&secret), shown);
        let secrets: Vec<(Written, String)> = all.into_iter().map(written).collect();
        let mut starts = [false; 256];
        for byte in secrets.iter().flat_map(|(secret, _)| secret.starts()) {
            if let Some(start) = starts.get_mut(usize::from(byte)) {
                *start = true;
            }
        }
        Mask {
            given,
            secrets,
            starts,
        }
    }

    /// A text without the secrets.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let (mut kept, mut at) = (0, 0);
        while let Some(byte) = text.as_bytes().get(at) {
            match self.at(text, at, *byte) {
                Some((length, shown)) => {
                    masked.push_str(text.get(kept..at).unwrap_or_default());
                    masked.push_str(shown);
                    at += length;
                    kept = at;
                }
                None => at += 1,
            }
        }
        masked.push_str(text.get(kept..).unwrap_or_default());
        masked
    }

    /// The longest secret at a place of a text.
    fn at(&self, text: &str, at: usize, byte: u8) -> Option<(usize, &str)> {
        if !self
            .starts
            .get(usize::from(byte))
            .is_some_and(|is_start| *is_start)
        {
            return None;
        }
        let rest = text.get(at..)?;
        let mut secrets = self.secrets.iter();
        secrets.find_map(|(secret, shown)| Some((secret.length_in(rest)?, shown.as_str())))
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

    /// What two judges say of an answer, without the secrets.
    pub(crate) fn disagreement(&self, disagreement: Disagreement) -> Disagreement {
        Disagreement {
            about: self.text(&disagreement.about),
            opinions: self.text(&disagreement.opinions),
            ..disagreement
        }
    }

    /// Why there is no answer, without the secrets.
    pub(crate) fn error(&self, error: &SendError) -> SendError {
        match error {
            SendError::Url(reason) => SendError::Url(self.text(reason)),
            SendError::Tls(reason) => SendError::Tls(self.text(reason)),
            SendError::Hook(reason) => SendError::Hook(self.text(reason)),
            SendError::Token(reason) => SendError::Token(self.text(reason)),
            SendError::Connect(reason) => SendError::Connect(self.text(reason)),
            SendError::Broken(reason) => SendError::Broken(self.text(reason)),
            SendError::TlsNotBuilt
            | SendError::Timeout(_)
            | SendError::TooLong(_)
            | SendError::NotReached => error.clone(),
        }
    }
}

/// The whole value of a header, what follows its scheme (`sesame` of `Bearer sesame`), the values of its cookies, and what
/// stands in it for each variable that it is shown by.
fn secrets(header: &GivenHeader) -> Vec<(String, String)> {
    let value = String::from_utf8_lossy(header.value.as_bytes()).into_owned();
    let shown = header.shown().to_owned();
    let mut all = variables(&shown, &value);
    all.extend(
        value
            .split_once(' ')
            .map(|(_, rest)| (rest.trim().to_owned(), shown.clone())),
    );
    if header.name() == "cookie" {
        let pairs = value.split(';').filter_map(|pair| pair.split_once('='));
        all.extend(pairs.map(|(_, value)| (value.trim().to_owned(), shown.clone())));
    }
    all.push((value, shown));
    all
}

/// The variables of a text that is shown, each with what stands for it in the text that is meant; before and after each
/// must be what is shown.
fn variables(shown: &str, value: &str) -> Vec<(String, String)> {
    let (mut all, mut value) = (Vec::new(), value);
    let mut parts = shown.split("${");
    let Some(rest) = parts
        .next()
        .and_then(|start| value.strip_prefix(&unescaped(start)))
    else {
        return all;
    };
    value = rest;
    let parts: Vec<&str> = parts.collect();
    for (index, part) in parts.iter().enumerate() {
        let Some((name, after)) = part.split_once('}') else {
            return all;
        };
        let after = unescaped(after);
        let end = if index + 1 == parts.len() {
            value.strip_suffix(&after).map(str::len)
        } else {
            value.find(&after)
        };
        let Some((secret, rest)) = end.and_then(|end| value.split_at_checked(end)) else {
            return all;
        };
        all.push((secret.to_owned(), format!("${{{name}}}")));
        value = rest.strip_prefix(&after).unwrap_or_default();
    }
    all
}

/// What a shell makes of a text between double quotes.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        plain.extend(if c == '\\' { rest.next() } else { Some(c) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use countersign_model::Api;

    use super::Mask;
    use crate::run::{GivenHeader, Options};

    fn mask(headers: &[(&str, &str, &str)]) -> Mask {
        let header =
            |(name, value, shown): &(&str, &str, &str)| GivenHeader::new(name, value, *shown);
        let headers: Result<Vec<GivenHeader>, String> = headers.iter().map(header).collect();
        let options = Options {
            headers: headers.unwrap(),
            ..Options::default()
        };
        Mask::of(&options, &Api::default())
    }

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
            Mask::of(&options, &Api::default()).text("Bearer sesame, sesame, sesame-two, ü 1"),
            "${AUTHORIZATION}, ${AUTHORIZATION}, ${X_KEY}, ü 1"
        );
    }

    #[test]
    fn what_stands_for_a_variable_is_secret_by_itself() {
        let mask = mask(&[(
            "x-keys",
            r#"a="first key", b=second/k\y!"#,
            r#"a=\"${FIRST}\", b=${SECOND}!"#,
        )]);
        assert_eq!(
            mask.text(r#"{"a":"first key","b":"second\/k\\y"} first+key"#),
            r#"{"a":"${FIRST}","b":"${SECOND}"} ${FIRST}"#
        );
    }

    #[test]
    fn a_cookie_is_secret_by_itself() {
        let mask = mask(&[("cookie", "a=sesame1; b=open2", "${COOKIE}")]);
        assert_eq!(mask.text("sesame1 or open2"), "${COOKIE} or ${COOKIE}");
    }
}
