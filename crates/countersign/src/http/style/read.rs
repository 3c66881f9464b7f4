//! Text into values, by the style of their parameter and the types of their schema.

use std::borrow::Cow;

use super::super::{
    Location, Malformed, Parameter, Style,
    percent::{self, Plus},
};
use super::{
    Guide, Pairs, content, deep,
    operator::Operator,
    scalar,
    written::{EmptyValue, Explode, Written},
};
use crate::{json::Value, schema::Types};

/// The part of a request that holds a parameter, as it came.
#[derive(Clone, Copy, Debug)]
pub enum Raw<'a> {
    /// What stands at the place of a path parameter, still encoded.
    Path(&'a str),
    /// The pairs of the query string.
    Query(&'a Pairs<'a>),
    /// The whole query string, still encoded; `None` where there is no `?`.
    QueryString(Option<&'a str>),
    /// The values of the fields of that name.
    Header(&'a [&'a str]),
    /// The pairs of the cookies.
    Cookie(&'a Pairs<'a>),
}

/// Reads the value of a parameter; `None` where it is absent. `siblings` are the parameters of the operation: an
/// exploded object leaves them their names.
///
/// The schema decides what text means and is not asserted: a text that no type of it fits is read as a string, and
/// too many values as an array, for the judge to say so.
///
/// # Errors
/// What breaks the syntax of the place: percent-encoding that is none or not UTF-8, a missing prefix of the style,
/// a name without a value, a document that does not keep its media type.
pub fn decode(
    parameter: &Parameter,
    raw: Raw<'_>,
    guide: &Guide,
    siblings: &[Parameter],
) -> Result<Option<Value>, Malformed> {
    if let Some(media) = &parameter.content {
        return content::read(parameter, media, raw, guide);
    }
    let written = Written::parameter(parameter);
    let reader = Reader::of(written, guide, siblings);
    match raw {
        Raw::Path(text) => reader.path(text).map(Some),
        Raw::Query(pairs) | Raw::Cookie(pairs) => reader.named(pairs),
        Raw::Header(fields) => reader.header(fields),
        Raw::QueryString(_) => Err(Malformed("a query string has no style")),
    }
}

/// What reading one value needs.
pub(super) struct Reader<'n> {
    written: Written,
    guide: &'n Guide,
    siblings: &'n [Parameter],
}

impl<'n> Reader<'n> {
    pub(super) const fn of(written: Written, guide: &'n Guide, siblings: &'n [Parameter]) -> Self {
        Self {
            written,
            guide,
            siblings,
        }
    }

    fn path(&self, text: &str) -> Result<Value, Malformed> {
        match self.written.style {
            Style::Matrix => {
                let missing = Malformed("the `;` and the name of the parameter are missing");
                let pairs = Pairs::of_matrix(text.strip_prefix(';').ok_or(missing)?)?;
                self.named(&pairs)?.ok_or(missing)
            }
            Style::Label => {
                let text = text.strip_prefix('.');
                self.alone(text.ok_or(Malformed("the `.` before the value is missing"))?)
            }
            _ => self.alone(text),
        }
    }

    fn header(&self, fields: &[&str]) -> Result<Option<Value>, Malformed> {
        match fields {
            [] => Ok(None),
            [one] => self.alone(one.trim()).map(Some),
            several => self.alone(several.join(", ").trim()).map(Some),
        }
    }

    /// A value that stands without the parameter's name.
    fn alone(&self, text: &str) -> Result<Value, Malformed> {
        let separator =
            Operator::of(self.written.style, self.written.location).separator(self.written.explode);
        self.whole(text, separator, self.written.explode)
    }

    /// A text that is a scalar, or the items or members between the separators.
    fn whole(&self, text: &str, separator: &str, explode: Explode) -> Result<Value, Malformed> {
        let parts = self.split(text, separator, explode);
        let scalars = Types::STRING.with(Types::NUMBER).with(Types::BOOLEAN);
        let [array, object] = [Types::ARRAY, Types::OBJECT].map(|types| self.guide.wants(types));
        let one =
            parts.len() == 1 && self.guide.wants(scalars) && !(explode == Explode::Yes && object);
        if one || !(array || object) {
            let text = self.text(text)?;
            if !one || scalar::fits(&text, self.guide) {
                return Ok(self.scalar(&text));
            }
        }
        if array {
            self.items(&parts)
        } else if explode == Explode::Yes {
            self.members(parts.iter().map(|part| {
                part.split_once('=')
                    .ok_or(Malformed("a member without `=`"))
            }))
        } else if parts.len() % 2 == 0 {
            let pairs = parts.chunks_exact(2);
            self.members(pairs.map(|pair| Ok((pair[0], pair[1]))))
        } else {
            Err(Malformed("names and values that do not come in pairs"))
        }
    }

    fn split<'t>(&self, text: &'t str, separator: &str, explode: Explode) -> Vec<&'t str> {
        let parts = self.split_by(text, separator);
        // What encodes its commas has none left to split by; one part could not be read.
        let scalars = Types::STRING.with(Types::NUMBER).with(Types::BOOLEAN);
        let one_is_wrong = match self.guide.wants(Types::ARRAY) {
            true => !self.guide.item(0).types().meets(Types::STRING),
            // One member with its `=` can be read, whatever its name has in it.
            false => {
                let is_object = self.guide.wants(Types::OBJECT);
                explode == Explode::No && is_object && !self.guide.types().meets(scalars)
            }
        };
        let is_encoded = self.written.location != Location::Header && separator == ",";
        if parts.len() == 1 && is_encoded && one_is_wrong {
            return text
                .split("%2C")
                .flat_map(|part| part.split("%2c"))
                .collect();
        }
        parts
    }

    fn split_by<'t>(&self, text: &'t str, separator: &str) -> Vec<&'t str> {
        match self.written.style {
            Style::SpaceDelimited => text.split('+').flat_map(|part| part.split("%20")).collect(),
            Style::PipeDelimited => text
                .split('|')
                .flat_map(|part| part.split("%7C"))
                .flat_map(|part| part.split("%7c"))
                .collect(),
            _ if self.written.location == Location::Header => {
                text.split(separator).map(str::trim).collect()
            }
            _ => text.split(separator).collect(),
        }
    }

    fn items(&self, parts: &[&str]) -> Result<Value, Malformed> {
        self.items_of(parts, self.guide)
    }

    fn items_of(&self, parts: &[&str], guide: &Guide) -> Result<Value, Malformed> {
        if parts == [""] && !guide.takes_an_empty_item() {
            return Ok(Value::Array(Vec::new()));
        }
        let item =
            |(index, part): (usize, &&str)| Ok(scalar::read(&self.text(part)?, &guide.item(index)));
        let items = parts.iter().enumerate().map(item);
        Ok(Value::Array(items.collect::<Result<_, Malformed>>()?))
    }

    fn members<'t>(
        &self,
        pairs: impl Iterator<Item = Result<(&'t str, &'t str), Malformed>>,
    ) -> Result<Value, Malformed> {
        let member = |pair: Result<(&'t str, &'t str), Malformed>| {
            let (name, text) = pair?;
            let name = self.text(name)?.into_owned();
            let value = scalar::read(&self.text(text)?, &self.guide.member(&name));
            Ok((name, value))
        };
        Ok(Value::Object(
            pairs.map(member).collect::<Result<_, Malformed>>()?,
        ))
    }

    /// A value that stands under the parameter's name, or under those of its members.
    pub(super) fn named(&self, pairs: &Pairs<'_>) -> Result<Option<Value>, Malformed> {
        if self.written.style == Style::DeepObject {
            return deep::read(self.written.name, pairs, self.guide);
        }
        match (pairs.values(self.written.name), self.written.explode) {
            ([], Explode::Yes) if self.guide.wants(Types::OBJECT) => self.spread(pairs),
            ([], _) => Ok(None),
            ([""], _) if self.written.empty == EmptyValue::Allowed => Ok(self.empty()),
            ([one], Explode::No) => {
                let operator = Operator::of(self.written.style, self.written.location);
                self.whole(one, operator.inner, Explode::No).map(Some)
            }
            ([one], Explode::Yes) => self.single(one).map(Some),
            (several, _) => self.items(several).map(Some),
        }
    }

    /// One exploded value: the only item of an array, or a scalar where that may be one.
    fn single(&self, text: &str) -> Result<Value, Malformed> {
        let decoded = self.text(text)?;
        if self.guide.wants(Types::ARRAY) && !scalar::fits(&decoded, self.guide) {
            self.items(&[text])
        } else {
            Ok(self.scalar(&decoded))
        }
    }

    /// The members of an exploded object, which stand under their own names.
    fn spread(&self, pairs: &Pairs<'_>) -> Result<Option<Value>, Malformed> {
        let names: Vec<_> = self.guide.names().collect();
        let is_open = self.guide.is_open();
        let own = |name: &str| names.contains(&name) || (is_open && !self.is_claimed(name));
        let mut members = Vec::new();
        for (name, texts) in pairs.iter() {
            let name = self.name(name)?;
            if !own(&name) {
                continue;
            }
            let guide = self.guide.member(&name);
            let value = match texts {
                [text] => scalar::read(&self.text(text)?, &guide),
                several => self.items_of(several, &guide)?,
            };
            members.push((name.into_owned(), value));
        }
        Ok((!members.is_empty()).then_some(Value::Object(members)))
    }

    /// Whether a name belongs to another parameter of the same place.
    fn is_claimed(&self, name: &str) -> bool {
        let beside = |other: &&Parameter| {
            other.location == self.written.location && other.name != self.written.name
        };
        self.siblings.iter().filter(beside).any(|other| {
            let rest = name.strip_prefix(other.name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        })
    }

    /// What `allowEmptyValue` makes of nothing.
    fn empty(&self) -> Option<Value> {
        if self.guide.types().meets(Types::STRING) {
            Some(Value::String(String::new()))
        } else if self.guide.wants(Types::NULL) {
            Some(Value::Null)
        } else {
            self.guide
                .wants(Types::BOOLEAN)
                .then_some(Value::Bool(true))
        }
    }

    fn scalar(&self, text: &str) -> Value {
        scalar::read(text, self.guide)
    }

    /// The name of a pair: that of a query has been decoded, that of a cookie has not.
    fn name<'t>(&self, name: &'t str) -> Result<Cow<'t, str>, Malformed> {
        match self.written.location {
            Location::Cookie => self.text(name),
            _ => Ok(Cow::Borrowed(name)),
        }
    }

    fn text<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Malformed> {
        match (self.written.location, self.written.style) {
            (Location::Header, _) | (Location::Cookie, Style::Cookie) => Ok(Cow::Borrowed(text)),
            (Location::Query | Location::QueryString, _) => percent::decode(text, Plus::Space),
            (Location::Path | Location::Cookie, _) => percent::decode(text, Plus::Plus),
        }
    }
}
