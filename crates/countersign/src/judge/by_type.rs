//! Unions of disjoint JSON types: the type of the instance chooses the branch.

use super::{Judge, Marks, Mode, Place, Verdict};
use crate::{
    checks,
    private::json_types,
    schema::{Link, Types},
};

impl Judge {
    pub(super) fn one_of_by_type(
        &mut self,
        links: &'static [Link],
        place: Place<'_>,
        marks: &mut Marks,
    ) -> Verdict {
        let of_value = Types::of(place.value);
        if let Some(link) = links.iter().find(|link| json_types(link).meets(of_value)) {
            return self.link(link, place, marks);
        }
        if self.mode == Mode::Report {
            let all = links.iter().map(json_types).fold(Types::NONE, Types::with);
            checks::json_type(place.value, all, place.at, &mut self.violations);
        }
        Verdict::WrongType
    }
}
