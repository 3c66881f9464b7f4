//! Patterns that one pass over the bytes decides: `^[0-9a-f]{66}$`, `^rgb:\w+$`.

use std::iter::Peekable;
use std::str::Chars;

/// A pattern from the very start to the very end, of ASCII characters and sets of them with counts.
///
/// Each step takes as many bytes as it may. That is right because no byte could belong to two neighbours: what
/// would have to be tried both ways is no scan.
#[derive(Debug)]
pub(super) struct Scan {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    set: Box<[bool; 256]>,
    least: usize,
    most: usize,
}

impl Scan {
    /// The scan that a pattern of ECMA-262 comes to; `None` for one that needs an engine.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let inside = pattern.strip_prefix('^')?.strip_suffix('$')?;
        let mut rest = inside.chars().peekable();
        let mut steps = Vec::new();
        while rest.peek().is_some() {
            let set = set(&mut rest)?;
            let (least, most) = counts(&mut rest)?;
            steps.push(Step { set, least, most });
        }
        let decided = (0..steps.len()).all(|at| is_decided(steps.get(at..).unwrap_or_default()));
        decided.then_some(Self { steps })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        for step in &self.steps {
            let most = rest.iter().take(step.most);
            let count = most.take_while(|byte| step.takes(**byte)).count();
            if count < step.least {
                return false;
            }
            rest = rest.get(count..).unwrap_or_default();
        }
        rest.is_empty()
    }
}

impl Step {
    fn takes(&self, byte: u8) -> bool {
        self.set[usize::from(byte)]
    }

    fn meets(&self, other: &Step) -> bool {
        (0..=127).any(|byte| self.takes(byte) && other.takes(byte))
    }
}

/// Whether what the first of the steps leaves over cannot have been its own.
fn is_decided(steps: &[Step]) -> bool {
    let Some((first, next)) = steps.split_first() else {
        return true;
    };
    let skipped = next.iter().take_while(|step| step.least == 0).count();
    let mut next = next.iter().take(skipped + 1);
    first.least == first.most || !next.any(|step| first.meets(step))
}

type Rest<'p> = Peekable<Chars<'p>>;

/// One character, or a class.
fn set(rest: &mut Rest<'_>) -> Option<Box<[bool; 256]>> {
    let mut set = Box::new([false; 256]);
    match rest.next()? {
        '[' => class(rest, &mut set)?,
        '\\' => escape(rest.next()?, &mut set).map(drop)?,
        '^' | '$' | '.' | '*' | '+' | '?' | '(' | ')' | ']' | '{' | '}' | '|' => return None,
        character => add(character, character, &mut set)?,
    }
    Some(set)
}

/// The inside of `[..]`. A hyphen stands for itself at the ends alone.
fn class(rest: &mut Rest<'_>, set: &mut [bool; 256]) -> Option<()> {
    let mut members = 0;
    loop {
        let first = match rest.next()? {
            ']' if members > 0 => return Some(()),
            ']' | '^' if members == 0 => return None,
            '-' if members > 0 && rest.peek() != Some(&']') => return None,
            '\\' => escape(rest.next()?, set)?,
            character => Some(character),
        };
        members += 1;
        let Some(first) = first else { continue };
        let mut ahead = rest.clone();
        let last = match (ahead.next(), ahead.next()) {
            (Some('-'), Some(last)) if last != ']' => {
                *rest = ahead;
                if last == '\\' || last == '-' {
                    return None;
                }
                last
            }
            _ => first,
        };
        add(first, last, set)?;
    }
}

/// The character that an escape stands for, or `None` inside for a class, which is added; what ECMA-262 has beyond
/// these is for an engine.
fn escape(character: char, set: &mut [bool; 256]) -> Option<Option<char>> {
    match character {
        'd' => add('0', '9', set)?,
        'w' => {
            add('0', '9', set)?;
            add('A', 'Z', set)?;
            add('a', 'z', set)?;
            add('_', '_', set)?;
        }
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
        | '/' => {
            add(character, character, set)?;
            return Some(Some(character));
        }
        _ => return None,
    }
    Some(None)
}

fn add(first: char, last: char, set: &mut [bool; 256]) -> Option<()> {
    if !first.is_ascii() || !last.is_ascii() || first > last {
        return None;
    }
    set.get_mut(first as usize..=last as usize)?.fill(true);
    Some(())
}

/// `{2}`, `{2,}`, `{2,3}`, `*`, `+`, `?` or nothing.
fn counts(rest: &mut Rest<'_>) -> Option<(usize, usize)> {
    let counts = match rest.peek() {
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('?') => (0, 1),
        Some('{') => return braces(rest),
        _ => return Some((1, 1)),
    };
    rest.next();
    eager(rest, counts)
}

fn braces(rest: &mut Rest<'_>) -> Option<(usize, usize)> {
    rest.next();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '}' => break,
            character => text.push(character),
        }
    }
    let number = |text: &str| {
        let digits = text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits)
    };
    let counts = match text.split_once(',') {
        None => (number(&text)?, number(&text)?),
        Some((least, "")) => (number(least)?, usize::MAX),
        Some((least, most)) => (number(least)?, number(most)?),
    };
    if counts.0 > counts.1 {
        None
    } else {
        eager(rest, counts)
    }
}

/// A second quantifier would be a lazy one, or no pattern.
fn eager(rest: &mut Rest<'_>, counts: (usize, usize)) -> Option<(usize, usize)> {
    match rest.peek() {
        Some('?' | '*' | '+' | '{') => None,
        _ => Some(counts),
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;

    /// Texts that come close to the patterns below.
    const TEXTS: [&str; 31] = [
        "",
        "a",
        "b",
        "ab",
        "aab",
        "abb",
        "aabb",
        "abc",
        "a-b",
        "-",
        "a.b",
        "axb",
        "0",
        "09af",
        "09aF",
        "0G",
        "é",
        "aé",
        "a\n",
        "\na",
        "rgb:",
        "rgb:x_1",
        "rgb:x-1",
        "a^b",
        "]",
        "\\",
        "/",
        "0123456789abcdef",
        "2024-02-30",
        "aaaa",
        "z9",
    ];

    #[test]
    fn what_is_a_scan_is_decided_as_the_engine_does() {
        for pattern in [
            "^$",
            "^a$",
            "^ab$",
            "^a*b$",
            "^a+b*$",
            "^a?b$",
            "^[ab]{2}$",
            "^[ab]{1,3}$",
            "^[ab]{2,}$",
            "^[0-9a-f]{4}$",
            "^\\d+$",
            "^rgb:\\w+$",
            "^[a-c-]+$",
            "^[-a]+$",
            "^a\\.b$",
            "^[\\w.]+$",
            "^[\\]\\\\]$",
            "^\\/$",
            "^a[\\^-]b$",
            "^\\d{4}-\\d{2}-\\d{2}$",
            "^[a-z][0-9]?$",
            "^a*b?c$",
            "^[0-9a-f]{16}$",
            "^a{0}$",
        ] {
            let scan = Scan::of(pattern).unwrap_or_else(|| panic!("{pattern} is a scan"));
            let engine = regress::Regex::with_flags(pattern, "u").unwrap();
            for text in TEXTS {
                assert_eq!(
                    scan.is_match(text),
                    engine.find(text).is_some(),
                    "{pattern} {text:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_scan() {
        for pattern in [
            "",
            "a",
            "^a",
            "a$",
            "^a*a$",
            "^a+b?a$",
            "^\\w+\\d$",
            "^(a)$",
            "^a|b$",
            "^.$",
            "^[^a]$",
            "^[]$",
            "^é$",
            "^[a-é]$",
            "^a\\$",
            "^\\s$",
            "^\\n$",
            "^\\u0061$",
            "^\\p{L}$",
            "^a{2,1}$",
            "^a{$",
            "^a{x}$",
            "^a{1$",
            "^a{,2}$",
            "^*$",
            "^a**$",
            "^a+?$",
            "^[a$",
            "^[b-a]$",
            "^[a-\\d]$",
            "^[\\d-a]$",
            "^[a--]$",
            "^a]$",
            "^a}$",
            "^[a-c-e]$",
            "^\\-$",
            "^a{99999999999}$",
        ] {
            assert!(Scan::of(pattern).is_none(), "{pattern}");
        }
    }
}
