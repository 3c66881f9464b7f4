//! The other forms of a union, each changed within.

use std::rc::Rc;

use countersign_json::Value;

use super::{Mutation, Place, at, changes, places};
use crate::generate::instance::{Extent, Instances, Way};

/// How many other forms of a union are changed within.
const MOST_FORMS: usize = 8;

/// The changes within the objects that a union allows at a place besides the one that stands there.
pub(super) fn others(instances: &Instances<'_>, place: &Place, base: &Value) -> Vec<Mutation> {
    let ways = instances.ways(&place.schemas);
    let here = at(base, &place.path);
    let Some(here) = here.filter(|here| ways.len() > 1 && here.as_object().is_some()) else {
        return Vec::new();
    };
    let own = instances.fitting(&place.schemas, here);
    let is_other = |way: &&Rc<Way<'_>>| !own.as_ref().is_some_and(|own| Rc::ptr_eq(own, way));
    let judge = instances.judge();
    let mut forms: Vec<Value> = Vec::new();
    for way in ways.iter().filter(is_other).take(MOST_FORMS) {
        let made = instances.candidates(&way.facets, Extent::Full, 1);
        let mut fitting = made.into_iter().filter(|value| {
            value.as_object().is_some() && value != here && judge.accepts(&place.schemas, value)
        });
        forms.extend(fitting.next().filter(|form| !forms.contains(form)));
    }
    let path: Rc<[String]> = place.path.clone().into();
    let within = |form: &Value| {
        let (inner, _left_out) = places(instances, &place.schemas, form);
        let changes = changes(instances, inner.get(1..).unwrap_or_default(), form);
        let outwards = changes.into_iter().filter_map(|change| {
            Some(Mutation {
                pointer: format!("{}{}", place.pointer(), change.pointer),
                keyword: change.keyword,
                value: change.apply(form)?,
                what: format!("of another form: {}", change.what),
                path: Rc::clone(&path),
            })
        });
        outwards.collect::<Vec<_>>()
    };
    forms.iter().flat_map(within).collect()
}
