//! How far the letter of a document is followed where its authors plainly mean something else.

/// Which of two meanings a schema is given.
#[derive(Copy, Clone, Eq, PartialEq, Debug, Default)]
pub enum Reading {
    /// What authors of API documents mean; each difference from the letter is reported. `properties` without `type` is an
    /// object; `additionalProperties: false` in a member of `allOf` does not refuse what the other members declare; a
    /// `discriminator` decides; members that no keyword speaks of are not kept; an empty `enum` is none.
    #[default]
    Intended,
    /// JSON Schema 2020-12 to the letter: every instance is judged as the schema judges it.
    Literal,
}
