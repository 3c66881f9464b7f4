//! The contextual rules of U-labels (RFC 5892, appendix A).

use icu_properties::{
    CodePointMapData,
    props::{CanonicalCombiningClass, JoiningType, Script},
};

/// Whether the rule of the code point at a place is fulfilled.
pub(super) fn is_fulfilled(label: &[char], at: usize) -> bool {
    let (before, after) = label.split_at(at.min(label.len()));
    let Some((character, after)) = after.split_first() else {
        return false;
    };
    match character {
        '\u{200c}' => follows_virama(before) || joins(before, after),
        '\u{200d}' => follows_virama(before),
        '·' => before.last() == Some(&'l') && after.first() == Some(&'l'),
        '\u{375}' => after
            .first()
            .is_some_and(|next| is_of(*next, &[Script::Greek])),
        '\u{5f3}' | '\u{5f4}' => before
            .last()
            .is_some_and(|last| is_of(*last, &[Script::Hebrew])),
        '・' => {
            let scripts = [Script::Hiragana, Script::Katakana, Script::Han];
            label.iter().any(|character| is_of(*character, &scripts))
        }
        '\u{660}'..='\u{669}' => !label.iter().any(|it| ('\u{6f0}'..='\u{6f9}').contains(it)),
        '\u{6f0}'..='\u{6f9}' => !label.iter().any(|it| ('\u{660}'..='\u{669}').contains(it)),
        _ => false,
    }
}

fn is_of(character: char, scripts: &[Script]) -> bool {
    scripts.contains(&CodePointMapData::<Script>::new().get(character))
}

fn follows_virama(before: &[char]) -> bool {
    let class = CodePointMapData::<CanonicalCombiningClass>::new();
    let last = before.last();
    last.is_some_and(|last| class.get(*last) == CanonicalCombiningClass::Virama)
}

/// Whether the letters around would join each other (appendix A.1).
fn joins(before: &[char], after: &[char]) -> bool {
    let joins_left = [JoiningType::LeftJoining, JoiningType::DualJoining];
    let joins_right = [JoiningType::RightJoining, JoiningType::DualJoining];
    let first = first_joining(before.iter().rev());
    let next = first_joining(after.iter());
    first.is_some_and(|it| joins_left.contains(&it))
        && next.is_some_and(|it| joins_right.contains(&it))
}

/// How the first character joins that is not transparent.
fn first_joining<'a>(mut characters: impl Iterator<Item = &'a char>) -> Option<JoiningType> {
    let joining = CodePointMapData::<JoiningType>::new();
    characters.find_map(|character| {
        let found = joining.get(*character);
        (found != JoiningType::Transparent).then_some(found)
    })
}
