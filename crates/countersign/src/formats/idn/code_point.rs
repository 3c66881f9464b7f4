//! Which code points a U-label may have (RFC 5892, sections 2 and 3).

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{
        ChangesWhenNfkcCasefolded, DefaultIgnorableCodePoint, GeneralCategory,
        GeneralCategoryGroup, HangulSyllableType, NoncharacterCodePoint, WhiteSpace,
    },
};

/// The derived property of a code point; what is not assigned is disallowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Derived {
    /// `PVALID`
    Valid,
    /// `CONTEXTJ` and `CONTEXTO`
    InContext,
    /// `DISALLOWED` and `UNASSIGNED`
    Disallowed,
}

/// Section 3, in its order.
pub(super) fn derived(character: char) -> Derived {
    if let Some(exception) = exception(character) {
        return exception;
    }
    match character {
        '-' | '0'..='9' | 'a'..='z' => Derived::Valid,
        '\u{200c}' | '\u{200d}' => Derived::InContext,
        _ if is_unstable(character) || is_ignorable(character) || is_old_hangul(character) => {
            Derived::Disallowed
        }
        _ if is_letter_or_digit(character) => Derived::Valid,
        _ => Derived::Disallowed,
    }
}

/// Section 2.6.
fn exception(character: char) -> Option<Derived> {
    match character {
        'ß' | 'ς' | '\u{6fd}' | '\u{6fe}' | '\u{f0b}' | '〇' => Some(Derived::Valid),
        '·'
        | '\u{375}'
        | '\u{5f3}'
        | '\u{5f4}'
        | '・'
        | '\u{660}'..='\u{669}'
        | '\u{6f0}'..='\u{6f9}' => Some(Derived::InContext),
        '\u{640}' | '\u{7fa}' | '\u{302e}' | '\u{302f}' | '\u{3031}'..='\u{3035}' | '\u{303b}' => {
            Some(Derived::Disallowed)
        }
        _ => None,
    }
}

/// Section 2.2: folding its case and normalising it make another text of it.
fn is_unstable(character: char) -> bool {
    CodePointSetData::new::<ChangesWhenNfkcCasefolded>().contains(character)
}

/// Sections 2.3 and 2.4.
fn is_ignorable(character: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
        || CodePointSetData::new::<WhiteSpace>().contains(character)
        || CodePointSetData::new::<NoncharacterCodePoint>().contains(character)
        || matches!(character, '\u{20d0}'..='\u{20ff}' | '\u{1d100}'..='\u{1d1ff}' | '\u{1d200}'..='\u{1d24f}')
}

/// Section 2.9.
fn is_old_hangul(character: char) -> bool {
    let syllable = CodePointMapData::<HangulSyllableType>::new().get(character);
    [
        HangulSyllableType::LeadingJamo,
        HangulSyllableType::VowelJamo,
        HangulSyllableType::TrailingJamo,
    ]
    .contains(&syllable)
}

/// Section 2.1.
fn is_letter_or_digit(character: char) -> bool {
    matches!(
        category(character),
        GeneralCategory::LowercaseLetter
            | GeneralCategory::UppercaseLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::DecimalNumber
            | GeneralCategory::ModifierLetter
            | GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
    )
}

/// Whether it is a mark, which no label starts with (RFC 5891, section 4.2.3.2).
pub(super) fn is_mark(character: char) -> bool {
    GeneralCategoryGroup::Mark.contains(category(character))
}

fn category(character: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(character)
}
