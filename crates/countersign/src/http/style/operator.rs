//! [`Operator`]: what a style puts before, between and inside values; the table of RFC 6570, appendix A.

use super::{
    super::{Location, Style},
    written::Explode,
};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator {
    /// What stands before the first value.
    pub(super) first: &'static str,
    /// What stands between exploded items and members.
    pub(super) between: &'static str,
    /// What stands between items, names and values that are not exploded.
    pub(super) inner: &'static str,
    /// Whether values stand under the parameter's name.
    pub(super) name: Name,
}

/// Whether values stand under the parameter's name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Name {
    /// They stand alone.
    Unwritten,
    /// They do; `=` is left out before nothing.
    Bare,
    /// They do; `=` is always written.
    Equals,
}

impl Operator {
    /// The operator of a style at a place.
    pub(super) const fn of(style: Style, location: Location) -> Self {
        let between = match location {
            Location::Cookie => "; ",
            _ => "&",
        };
        match style {
            Style::Simple => Self::row("", ",", ",", Name::Unwritten),
            Style::Label => Self::row(".", ".", ",", Name::Unwritten),
            Style::Matrix => Self::row(";", ";", ",", Name::Bare),
            Style::Form | Style::DeepObject | Style::Cookie => {
                Self::row("", between, ",", Name::Equals)
            }
            Style::SpaceDelimited => Self::row("", between, "%20", Name::Equals),
            Style::PipeDelimited => Self::row("", between, "%7C", Name::Equals),
        }
    }

    const fn row(
        first: &'static str,
        between: &'static str,
        inner: &'static str,
        name: Name,
    ) -> Self {
        Self {
            first,
            between,
            inner,
            name,
        }
    }

    /// What keeps the parts of a value that stands alone apart.
    pub(super) const fn separator(&self, explode: Explode) -> &'static str {
        match explode {
            Explode::Yes => self.between,
            Explode::No => self.inner,
        }
    }
}
