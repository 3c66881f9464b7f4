//! What the service did at each bound of the document: to values just below it, at it, and just above it.
//!
//! It is told from what was sent, and not from what a case was meant for: a valid request is at or inside of every bound
//! of its values, an invalid one is outside of the bound that both judges find broken.

mod beside;
mod given;

use std::collections::BTreeMap;

use countersign_model::Api;

use crate::Seed;
use crate::check::Exchange;
use crate::generate::Instances;
use crate::judge::Role;
use crate::plan::Phase;

/// A bound of a request, and what was answered on either side of it.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct BoundCoverage {
    /// The operation's id.
    pub operation: String,
    /// The part of the request: `body`, or ``query parameter `limit` ``.
    pub part: String,
    /// Where in the part, as a JSON Pointer whose array indices are `*`.
    pub pointer: String,
    /// The keyword, `minimum`.
    pub keyword: String,
    /// The bound, as the document writes it.
    pub limit: String,
    /// What was answered, by [`Side`].
    pub answers: [Answers; 3],
}

/// Where a value is, seen from a bound. Numbers, lengths and counts are compared alike.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Side {
    /// Less than it.
    Below,
    /// The bound itself.
    At,
    /// Greater than it.
    Above,
}

impl Side {
    /// All of them, from below.
    pub const ALL: [Side; 3] = [Side::Below, Side::At, Side::Above];

    /// The name, `below`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Below => "below",
            Side::At => "at",
            Side::Above => "above",
        }
    }

    /// Its place in [`Side::ALL`], and in what is listed by side.
    fn index(self) -> usize {
        match self {
            Side::Below => 0,
            Side::At => 1,
            Side::Above => 2,
        }
    }
}

/// How often each status was answered; 0 stands for no answer.
pub type Answers = BTreeMap<u16, usize>;

/// The name of a bound among all: operation, part, pointer, keyword.
type Name = (usize, String, String, &'static str);

/// What is known of bounds while a run goes on.
#[derive(Debug)]
pub(crate) struct Bounds<'a> {
    /// What tells by which choice of a union a value is built.
    instances: Instances<'a>,
    known: BTreeMap<Name, (String, [Answers; 3])>,
}

impl BoundCoverage {
    /// Whether the document lets a service take what is on a side.
    #[must_use]
    pub fn allows(&self, side: Side) -> bool {
        match side {
            Side::At => !self.keyword.starts_with("exclusive"),
            Side::Below => is_upper(&self.keyword),
            Side::Above => !is_upper(&self.keyword),
        }
    }

    /// What was answered on a side.
    #[must_use]
    pub fn on(&self, side: Side) -> &Answers {
        &self.answers[side.index()]
    }

    /// Whether an answer on a side is not what the document allows: 2xx outside of the bound, 400 or 422 inside of it.
    #[must_use]
    pub fn is_wrong(&self, side: Side) -> bool {
        let allows = self.allows(side);
        let mut statuses = self.on(side).keys();
        statuses.any(|status| match status {
            200..=299 => !allows,
            400 | 422 => allows,
            status => *status >= 500,
        })
    }

    /// The answers on a side in words: `201 x3, 400 x1`; empty where nothing was tried.
    #[must_use]
    pub fn told(&self, side: Side) -> String {
        let all = self.on(side).iter();
        let words = all.map(|(status, count)| match status {
            0 => format!("no answer x{count}"),
            status => format!("{status} x{count}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl<'a> Bounds<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Bounds {
            instances: Instances::new(api, Role::Request, Seed(0)),
            known: BTreeMap::new(),
        }
    }

    /// Takes in an exchange of the phases that are about bounds; what hid the request's meaning tells nothing.
    pub(crate) fn add(&mut self, exchange: &Exchange<'_>) {
        let case = exchange.case;
        let is_about = matches!(case.phase, Phase::Examples | Phase::Coverage);
        if !is_about || case.sequel.is_some() || crate::run::is_hidden(exchange) {
            return;
        }
        let status = exchange.answer().map_or(0, |answer| answer.status.as_u16());
        for (part, beside) in beside::told_by(&self.instances, exchange) {
            let name = (case.operation, part, beside.pointer, beside.keyword);
            let known = self.known.entry(name);
            let (_, answers) = known.or_insert_with(|| (beside.limit, Default::default()));
            let answers = &mut answers[beside.side.index()];
            *answers.entry(status).or_default() += 1;
        }
    }

    /// The bounds in the order of operations and places.
    pub(crate) fn finish(self, ids: &[String]) -> Vec<BoundCoverage> {
        let one =
            |((operation, part, pointer, keyword), (limit, answers)): (Name, _)| BoundCoverage {
                operation: ids.get(operation).cloned().unwrap_or_default(),
                part,
                pointer,
                keyword: keyword.to_owned(),
                limit,
                answers,
            };
        self.known.into_iter().map(one).collect()
    }
}

/// Whether a keyword bounds from above.
fn is_upper(keyword: &str) -> bool {
    keyword.starts_with("max") || keyword == "exclusiveMaximum"
}
