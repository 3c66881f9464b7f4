//! [`Mapping`]: the shapes of values where the choice is the user's.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Calendar, IntegerWidth, NumberWidth};

/// Which shapes formats and numbers get, and whether formats assert.
///
/// No choice changes what is accepted, but that narrower types hold fewer numbers, and that annotations refuse nothing.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Mapping {
    /// Whether the formats of strings are asserted.
    pub formats: Formats,
    /// What `date-time` and `date` become; text that is checked where it is nothing.
    pub dates: Option<Calendar>,
    /// The width of an `integer` whose format says none.
    pub integer: IntegerWidth,
    /// The width of a `number` whose format says none.
    pub number: NumberWidth,
    /// Types of the user's own, by format: each a path that the target language resolves.
    pub own: BTreeMap<String, Arc<str>>,
}

impl Default for Mapping {
    fn default() -> Self {
        Mapping {
            formats: Formats::default(),
            dates: Some(Calendar::Jiff),
            integer: IntegerWidth::I64,
            number: NumberWidth::F64,
            own: BTreeMap::new(),
        }
    }
}

/// What `format` means for strings (JSON Schema 2020-12, Validation section 7.2).
#[derive(Copy, Clone, Eq, PartialEq, Debug, Default)]
pub enum Formats {
    /// The format-assertion vocabulary: a string without its format is refused. What authors of API documents mean.
    #[default]
    Asserted,
    /// The format-annotation vocabulary, which the dialect itself has: every string is text.
    Annotated,
}
