//! [`FormParts`]: a multipart body on its way into the struct that generated code has for it.

use super::{
    Input, Objection, Refusal, Source,
    input::strict,
    multipart::{self, Part},
};
use crate::{
    Contract, Location, Value, Violation,
    http::{
        Encoding, File, Media, media_type,
        style::{Guide, form},
    },
};

/// The parts of a multipart body, and what is wrong with those that have been asked for.
#[derive(Debug)]
pub struct FormParts {
    media: &'static Media,
    parts: Vec<Part>,
    objections: Vec<Objection>,
    /// Violations that nobody keeps.
    omitted: usize,
}

impl Input {
    /// The parts of a multipart body of the media type of that index.
    ///
    /// # Errors
    /// A body over the limit, and one that is none of parts.
    pub async fn form(&mut self, media: usize) -> Result<FormParts, Refusal> {
        let broken = |error| Refusal::malformed(Source::Body, error);
        let content_type = self.parts().headers.get("content-type");
        let boundary = content_type.and_then(|value| multipart::boundary(value.to_str().ok()?));
        let boundary =
            boundary.ok_or_else(|| Refusal::malformed(Source::Body, "it has no boundary"))?;
        let (bytes, media) = self.collected(media).await?;
        Ok(FormParts {
            media: media.ok_or(Refusal::Internal)?,
            parts: multipart::parts(&bytes, &boundary).map_err(broken)?,
            objections: Vec::new(),
            omitted: 0,
        })
    }
}

impl FormParts {
    /// The parts that are values, decoded and validated as the members of one object; `None` where anything is wrong with
    /// them, which [`FormParts::finish`] tells.
    pub fn values<T: Contract>(&mut self) -> Option<T> {
        let guide = Guide::of(T::schema());
        let (mut members, mut unread) = (Vec::new(), Vec::new());
        for name in guide.names() {
            match self.member(name, &guide.member(name)) {
                Ok(value) => members.extend(value.map(|value| (name.to_owned(), value))),
                Err(message) => {
                    self.object(name, "contentType", message);
                    // It is there, whatever it is.
                    members.push((name.to_owned(), Value::Null));
                    unread.push(Location::root().property(name).instance());
                }
            }
        }
        match strict::<T>(&Value::Object(members)) {
            Ok(values) => Some(values.into_inner()),
            Err(violations) => {
                self.omitted += violations.omitted();
                let mut told = violations.into_iter();
                told.by_ref()
                    .filter(|violation| {
                        !unread
                            .iter()
                            .any(|known| known == violation.instance_location())
                    })
                    .for_each(|violation| self.push(violation));
                None
            }
        }
    }

    /// The value that stands under a name; what is wrong with its text.
    fn member(&self, name: &str, guide: &Guide) -> Result<Option<Value>, String> {
        let texts = self.parts.iter().filter(|part| part.name == name);
        let texts: Vec<String> = texts
            .map(|part| String::from_utf8(part.bytes.to_vec()))
            .collect::<Result<_, _>>()
            .map_err(|_| "it is not UTF-8".to_owned())?;
        if texts.is_empty() {
            return Ok(None);
        }
        let value = form::property_of(self.encoding(name), guide, &texts);
        value.map(Some).map_err(|malformed| malformed.to_string())
    }

    /// A file that must be there.
    pub fn file(&mut self, name: &'static str) -> Option<File> {
        let file = self.optional_file(name);
        if file.is_none() && self.parts_of(name).next().is_none() {
            self.missing(name);
        }
        file
    }

    /// A file that may be absent; of several the first.
    pub fn optional_file(&mut self, name: &'static str) -> Option<File> {
        let files = self.files(name);
        files.into_iter().next()
    }

    /// All files of a name.
    pub fn files(&mut self, name: &'static str) -> Vec<File> {
        let parts: Vec<Part> = self.parts_of(name).cloned().collect();
        for part in &parts {
            let content_type = part.content_type.as_deref().unwrap_or("text/plain");
            let list = self
                .encoding(name)
                .and_then(|encoding| encoding.content_type);
            if list.is_some_and(|list| !is_listed(list, content_type)) {
                self.object(
                    name,
                    "contentType",
                    format!("`{content_type}` is not among the documented media types"),
                );
            }
        }
        parts.into_iter().map(file).collect()
    }

    /// What was asked for is there and has its shape.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn finish(self) -> Result<(), Refusal> {
        if self.objections.is_empty() {
            return Ok(());
        }
        Err(Refusal::Invalid {
            objections: self.objections,
            omitted: self.omitted,
        })
    }

    fn parts_of(&self, name: &'static str) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    fn encoding(&self, name: &str) -> Option<&'static Encoding> {
        self.media
            .encoding
            .iter()
            .find(|encoding| encoding.property == name)
    }

    fn missing(&mut self, name: &str) {
        let message = format!("the part `{name}` is missing");
        self.push(Violation::new(&Location::root(), "required", message));
    }

    fn object(&mut self, name: &str, keyword: &'static str, message: String) {
        let root = Location::root();
        self.push(Violation::new(&root.property(name), keyword, message));
    }

    fn push(&mut self, violation: Violation) {
        self.objections.push(Objection {
            source: Source::Body,
            violation,
        });
    }
}

fn file(part: Part) -> File {
    File {
        name: part.filename,
        content_type: part.content_type,
        body: part.bytes.into(),
    }
}

/// Whether a media type is one of a list of media types and ranges.
fn is_listed(list: &str, content_type: &str) -> bool {
    let own = media_type::essence(content_type);
    list.split(',').map(media_type::essence).any(|range| {
        let of_type = range.strip_suffix("/*");
        let matches_type = of_type.is_some_and(|of_type| {
            own.split('/')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(of_type))
        });
        range == "*/*" || matches_type || range.eq_ignore_ascii_case(own)
    })
}
