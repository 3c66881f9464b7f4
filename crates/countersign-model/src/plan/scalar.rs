//! Numbers and strings: what `format` makes of them, and whether the bounds fit.

use countersign_json::{Decimal, formats::is_asserted};
use countersign_spec::{Code, Diagnostic, Node};

use super::{Planner, format};
use crate::{
    Checks, IntegerWidth, JsonType, NumberAssertions, SchemaId, Shape, Sparse, StringForm, TypeSet,
};

impl Planner<'_, '_> {
    pub(super) fn integer(&mut self, id: SchemaId, checks: &Checks) -> Shape {
        let format = checks.string.format.as_deref();
        if let Some(own) = self.own_type(format, JsonType::Integer) {
            return own;
        }
        let width = format.and_then(format::integer_width);
        if let (Some(format), None) = (format, width) {
            self.report_format(id, format, "integers");
        }
        let width = width.unwrap_or(self.arena.mapping.integer);
        self.review_width(id, width, &checks.number);
        Shape::Integer(width)
    }

    pub(super) fn number(&mut self, id: SchemaId, checks: &Checks) -> Shape {
        let format = checks.string.format.as_deref();
        if let Some(own) = self.own_type(format, JsonType::Number) {
            return own;
        }
        let width = format.and_then(format::number_width);
        if let (Some(format), None) = (format, width) {
            self.report_format(id, format, "numbers");
        }
        Shape::Number(width.unwrap_or(self.arena.mapping.number))
    }

    /// The form of a string; a format that is the shape itself, or asserts nothing, is no check.
    pub(super) fn string(&mut self, id: SchemaId, checks: &mut Checks) -> Shape {
        let format = checks.string.format.as_deref();
        if let Some(own) = self.own_type(format, JsonType::String) {
            checks.string.format = None;
            return own;
        }
        let dates = self.arena.mapping.dates;
        let form = format.and_then(|format| format::string_form(format, dates));
        if form.is_some() {
            checks.string.format = None;
        } else {
            self.drop_unchecked_format(id, checks, TypeSet::of(JsonType::String));
        }
        Shape::String(form.unwrap_or(StringForm::Text))
    }

    /// The user's own type for a format.
    fn own_type(&self, format: Option<&str>, json_type: JsonType) -> Option<Shape> {
        let path = self.arena.mapping.own.get(format?)?.clone();
        Some(Shape::Own { path, json_type })
    }

    /// Drops a format that is not checked for values of these types, and says so unless it asserts nothing.
    pub(super) fn drop_unchecked_format(
        &mut self,
        id: SchemaId,
        checks: &mut Checks,
        types: TypeSet,
    ) {
        let Some(name) = checks.string.format.clone() else {
            return;
        };
        let is_text = types.contains(JsonType::String);
        if is_text && is_asserted(&name) {
            return;
        }
        checks.string.format = None;
        if checks.string.is_empty() {
            checks.string = Sparse::new();
        }
        if !is_text || !format::asserts_nothing(&name) {
            self.report_format(
                id,
                &name,
                if is_text {
                    "strings"
                } else {
                    "the type that this refers to"
                },
            );
        }
    }

    fn report_format(&mut self, id: SchemaId, format: &str, subject: &'static str) {
        if !self.told_formats.insert((id, subject)) {
            return; // the form of a schema is asked for at each of its uses
        }
        let place = self.arena.node(id).get("format");
        let span = place.map_or_else(|| self.arena.span(id), Node::span);
        let why = match subject {
            "strings" if format::is_annotation(format) => "an annotation".to_owned(),
            _ => format!("no known format of {subject}"),
        };
        let message = format!("format `{format}` not checked: {why}");
        let diagnostic =
            Diagnostic::note(Code::UncheckedFormat, message).at(span, "kept as documentation");
        self.arena.report(
            match countersign_spec::nearest(format, format::known(subject)) {
                Some(known) if known != format && !format::is_annotation(format) => {
                    diagnostic.help(format!("did you mean `{known}`?"))
                }
                _ => diagnostic,
            },
        );
    }

    /// Integers that the bounds admit and the width does not hold: the width is never widened for them.
    fn review_width(&mut self, id: SchemaId, width: IntegerWidth, number: &NumberAssertions) {
        if number == &NumberAssertions::default() {
            return;
        }
        let Some((least, greatest)) = format::integer_range(width) else {
            return;
        };
        let (least, greatest) = (Decimal::from_i128(least), Decimal::from_i128(greatest));
        let bounds = [
            ("minimum", &number.minimum),
            ("exclusiveMinimum", &number.exclusive_minimum),
            ("maximum", &number.maximum),
            ("exclusiveMaximum", &number.exclusive_maximum),
        ];
        // An exclusive bound may lie one beyond: close enough to say nothing about it.
        let one = |bound: &Decimal| {
            bound.to_i128().map(|bound| {
                [bound.saturating_sub(1), bound.saturating_add(1)].map(Decimal::from_i128)
            })
        };
        for (keyword, bound) in bounds {
            let Some(bound) = bound else { continue };
            let near = one(bound).filter(|_| keyword.starts_with("exclusive"));
            let fits = |bound: &Decimal| *bound >= least && *bound <= greatest;
            if fits(bound) || near.is_some_and(|near| near.iter().any(fits)) {
                continue;
            }
            let span = self.arena.keyword_span(id, keyword);
            let message =
                format!("`{keyword}` is beyond what the format holds: {least} to {greatest}");
            let is_low = keyword.ends_with("inimum");
            if (is_low && *bound > greatest) || (!is_low && *bound < least) {
                let message = format!("no value satisfies this schema: {message}");
                self.arena.report(
                    Diagnostic::warning(Code::Unsatisfiable, message)
                        .at(span, "every value is refused"),
                );
                continue;
            }
            self.arena.report(
                Diagnostic::warning(Code::NarrowFormat, message)
                    .at(span, "integers outside of that range are refused, whatever the bound")
                    .help("a bound never picks the width: give a `format` that holds it, such as `uint64`"),
            );
        }
    }
}
