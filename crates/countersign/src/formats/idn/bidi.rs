//! The rule for labels of names that are written from right to left somewhere (RFC 5893, section 2).

use icu_properties::{CodePointMapData, props::BidiClass};

/// Whether a label makes its name one with both directions (section 1.4).
pub(super) fn has_right_to_left(label: &str) -> bool {
    let right_to_left = [
        BidiClass::RightToLeft,
        BidiClass::ArabicLetter,
        BidiClass::ArabicNumber,
    ];
    classes(label).any(|class| right_to_left.contains(&class))
}

/// The six conditions.
pub(super) fn satisfies_rule(label: &str) -> bool {
    match classes(label).next() {
        Some(BidiClass::RightToLeft | BidiClass::ArabicLetter) => is_right_to_left(label),
        Some(BidiClass::LeftToRight) => is_left_to_right(label),
        _ => false,
    }
}

/// Conditions 2, 3 and 4.
fn is_right_to_left(label: &str) -> bool {
    let has = |class| classes(label).any(|it| it == class);
    let is_allowed = |class| {
        matches!(
            class,
            BidiClass::RightToLeft | BidiClass::ArabicLetter | BidiClass::ArabicNumber
        ) || is_neutral(class)
    };
    let ends_well = matches!(
        last(label),
        Some(
            BidiClass::RightToLeft
                | BidiClass::ArabicLetter
                | BidiClass::EuropeanNumber
                | BidiClass::ArabicNumber
        )
    );
    classes(label).all(is_allowed)
        && ends_well
        && !(has(BidiClass::EuropeanNumber) && has(BidiClass::ArabicNumber))
}

/// Conditions 5 and 6.
fn is_left_to_right(label: &str) -> bool {
    let is_allowed = |class| class == BidiClass::LeftToRight || is_neutral(class);
    let ends_well = matches!(
        last(label),
        Some(BidiClass::LeftToRight | BidiClass::EuropeanNumber)
    );
    classes(label).all(is_allowed) && ends_well
}

/// What labels of both directions may have.
fn is_neutral(class: BidiClass) -> bool {
    matches!(
        class,
        BidiClass::EuropeanNumber
            | BidiClass::EuropeanSeparator
            | BidiClass::CommonSeparator
            | BidiClass::EuropeanTerminator
            | BidiClass::OtherNeutral
            | BidiClass::BoundaryNeutral
            | BidiClass::NonspacingMark
    )
}

/// The class of the last character that is no mark.
fn last(label: &str) -> Option<BidiClass> {
    let all: Vec<BidiClass> = classes(label).collect();
    all.into_iter()
        .rev()
        .find(|class| *class != BidiClass::NonspacingMark)
}

fn classes(label: &str) -> impl Iterator<Item = BidiClass> + '_ {
    let map = CodePointMapData::<BidiClass>::new();
    label.chars().map(move |character| map.get(character))
}
