//! [`FormParts`]: a multipart body on its way into the struct that generated code has for it.

use super::{
    Input, Objection, Refusal, Source,
    multipart::{self, Part},
};
use crate::{
    Contract, Location, Violation,
    http::{
        Encoding, File, Media, media_type,
        style::{Guide, form},
    },
    lenient_from_value,
};

/// The parts of a multipart body, and what is wrong with those that have been asked for.
#[derive(Debug)]
pub struct FormParts {
    media: &'static Media,
    parts: Vec<Part>,
    objections: Vec<Objection>,
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
        })
    }
}

impl FormParts {
    /// A value that must be there.
    pub fn value<T: Contract>(&mut self, name: &'static str) -> Option<T> {
        let value = self.optional(name);
        if value.is_none() && self.parts_of(name).next().is_none() {
            self.missing(name);
        }
        value
    }

    /// A value that may be absent.
    pub fn optional<T: Contract>(&mut self, name: &'static str) -> Option<T> {
        let decoded: Option<Vec<String>> = self
            .parts_of(name)
            .map(|part| String::from_utf8(part.bytes.to_vec()).ok())
            .collect();
        let Some(texts) = decoded else {
            self.object(name, "type", "it is not UTF-8".to_owned());
            return None;
        };
        if texts.is_empty() {
            return None;
        }
        match form::property_of(self.encoding(name), &Guide::of(T::schema()), &texts) {
            Ok(value) => match lenient_from_value(&value) {
                Ok(value) => Some(value),
                Err(violations) => {
                    for violation in violations {
                        let place = Location::root();
                        let place = place.property(name).instance() + violation.instance_location();
                        self.push(violation.at_pointer(place));
                    }
                    None
                }
            },
            Err(malformed) => {
                self.object(name, "contentType", malformed.to_string());
                None
            }
        }
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
            omitted: 0,
        })
    }

    fn parts_of(&self, name: &'static str) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.name == name)
    }

    fn encoding(&self, name: &'static str) -> Option<&'static Encoding> {
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
