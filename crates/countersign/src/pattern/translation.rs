//! From ECMA-262 with the `u` flag to the syntax of the `regex` crate, for the patterns that both can say.
//!
//! Every character and every class is spelled out on the way, so that nothing is left to mean something else: `\d`
//! becomes `[0-9]`, `$` becomes `\z`, `.` leaves out four line terminators. What is not surely in the common
//! subset is not translated: lookaround, backreferences, modifiers, scripts, and whatever ECMA-262 calls an error.

use std::{iter::Peekable, str::Chars};

/// The pattern in the other syntax; `None` for what is not surely in the common subset.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut translation = Translation {
        rest: pattern.chars().peekable(),
        text: String::with_capacity(2 * pattern.len()),
    };
    translation.disjunction()?;
    Some(translation.text)
}

const DIGIT: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// White space and line terminators (ECMA-262, sections 12.2 and 12.3).
const SPACE: &str =
    r"\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
const LINE_END: &str = r"\n\r\x{2028}\x{2029}";

/// The general categories by their short names, which both engines read alike.
const CATEGORIES: [&str; 37] = [
    "C", "Cc", "Cf", "Cn", "Co", "L", "LC", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn",
    "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm",
    "So", "Z", "Zl", "Zp", "Zs",
];

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    text: String,
}

/// What a quantifier may follow.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Last {
    Atom,
    Nothing,
}

/// A member of a class.
enum Member {
    One(char),
    /// The inside of a class of the other syntax.
    Many(String),
}

impl Translation<'_> {
    fn disjunction(&mut self) -> Option<()> {
        let mut last = Last::Nothing;
        let mut open = 0_u32;
        while let Some(next) = self.rest.next() {
            last = match next {
                '|' => self.put("|", Last::Nothing),
                '(' => {
                    open += 1;
                    self.group()?
                }
                ')' => {
                    open = open.checked_sub(1)?;
                    self.put(")", Last::Atom)
                }
                '^' => self.put(r"\A", Last::Nothing),
                '$' => self.put(r"\z", Last::Nothing),
                '.' => self.class(true, LINE_END),
                '[' => self.bracket()?,
                '\\' => self.escape()?,
                '*' | '+' | '?' | '{' if last == Last::Atom => self.quantifier(next)?,
                '*' | '+' | '?' | '{' | '}' | ']' => return None,
                character => self.literal(character),
            };
        }
        (open == 0).then_some(())
    }

    fn put(&mut self, text: &str, last: Last) -> Last {
        self.text.push_str(text);
        last
    }

    fn class(&mut self, negated: bool, inside: &str) -> Last {
        self.text.push_str(if negated { "[^" } else { "[" });
        self.text.push_str(inside);
        self.put("]", Last::Atom)
    }

    fn literal(&mut self, character: char) -> Last {
        let text = literal(character);
        self.put(&text, Last::Atom)
    }

    /// A group without a name, capturing or not: captures are not asked for.
    fn group(&mut self) -> Option<Last> {
        if self.rest.peek() == Some(&'?') {
            self.rest.next();
            if self.rest.next() != Some(':') {
                return None;
            }
        }
        Some(self.put("(?:", Last::Nothing))
    }

    fn quantifier(&mut self, first: char) -> Option<Last> {
        if first == '{' {
            let range = self.until('}')?;
            let (least, most) = range.split_once(',').unwrap_or((&range, &range));
            let least: u16 = count(least)?;
            if most.is_empty() {
                self.text.push_str(&format!("{{{least},}}"));
            } else {
                let most = count(most).filter(|most| least <= *most)?;
                self.text.push_str(&format!("{{{least},{most}}}"));
            }
        } else {
            self.text.push(first);
        }
        if self.rest.next_if_eq(&'?').is_some() {
            self.text.push('?');
        }
        Some(Last::Nothing)
    }

    fn until(&mut self, end: char) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.rest.next()? {
                character if character == end => return Some(text),
                character => text.push(character),
            }
        }
    }

    /// An escape outside of a class.
    fn escape(&mut self) -> Option<Last> {
        let next = self.rest.next()?;
        Some(match next {
            'b' => self.put(r"(?-u:\b)", Last::Nothing),
            'D' => self.class(true, DIGIT),
            'W' => self.class(true, WORD),
            'S' => self.class(true, SPACE),
            '-' => return None,
            _ => match self.member(next)? {
                Member::One(character) => self.literal(character),
                Member::Many(inside) => self.class(false, &inside),
            },
        })
    }

    /// An escape that means the same inside and outside of a class.
    fn member(&mut self, escaped: char) -> Option<Member> {
        Some(match escaped {
            'd' => Member::Many(DIGIT.to_owned()),
            'w' => Member::Many(WORD.to_owned()),
            's' => Member::Many(SPACE.to_owned()),
            'p' | 'P' => Member::Many(self.category(escaped)?),
            't' => Member::One('\t'),
            'n' => Member::One('\n'),
            'v' => Member::One('\u{b}'),
            'f' => Member::One('\u{c}'),
            'r' => Member::One('\r'),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => Member::One('\0'),
            'x' => Member::One(self.hexadecimal(2)?),
            'u' => Member::One(self.unicode()?),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' | '-' => Member::One(escaped),
            _ => return None,
        })
    }

    fn category(&mut self, escaped: char) -> Option<String> {
        self.rest.next_if_eq(&'{')?;
        let name = self.until('}')?;
        CATEGORIES
            .contains(&name.as_str())
            .then(|| format!("\\{escaped}{{{name}}}"))
    }

    fn unicode(&mut self) -> Option<char> {
        if self.rest.next_if_eq(&'{').is_none() {
            // A surrogate has no `char`: a pair of escapes is left to the other engine.
            return self.hexadecimal(4);
        }
        let digits = self.until('}')?;
        let hexadecimal =
            !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        let code = u32::from_str_radix(&digits, 16)
            .ok()
            .filter(|_| hexadecimal)?;
        char::from_u32(code)
    }

    fn hexadecimal(&mut self, digits: u32) -> Option<char> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.rest.next()?.to_digit(16)?;
        }
        char::from_u32(code)
    }

    /// A class in brackets. The empty ones, which match nothing and everything, are left to the other engine.
    fn bracket(&mut self) -> Option<Last> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut inside = String::new();
        loop {
            let member = match self.rest.next()? {
                ']' => break,
                character => self.class_member(character)?,
            };
            if self.rest.next_if_eq(&'-').is_none() {
                inside.push_str(&spelled(&member));
            } else if self.rest.peek() == Some(&']') {
                inside.push_str(&spelled(&member));
                inside.push_str(&literal('-'));
            } else {
                let end = self.rest.next()?;
                let (Member::One(start), Member::One(end)) = (member, self.class_member(end)?)
                else {
                    return None;
                };
                if start > end {
                    return None;
                }
                inside.push_str(&format!("{}-{}", literal(start), literal(end)));
            }
        }
        (!inside.is_empty()).then(|| self.class(negated, &inside))
    }

    fn class_member(&mut self, character: char) -> Option<Member> {
        if character != '\\' {
            return Some(Member::One(character));
        }
        Some(match self.rest.next()? {
            'b' => Member::One('\u{8}'),
            'D' => Member::Many(format!("[^{DIGIT}]")),
            'W' => Member::Many(format!("[^{WORD}]")),
            'S' => Member::Many(format!("[^{SPACE}]")),
            escaped => self.member(escaped)?,
        })
    }
}

fn spelled(member: &Member) -> String {
    match member {
        Member::One(character) => literal(*character),
        Member::Many(inside) => inside.clone(),
    }
}

/// A character that means itself, inside and outside of classes.
fn literal(character: char) -> String {
    if character.is_ascii_alphanumeric() {
        character.to_string()
    } else {
        format!("\\x{{{:x}}}", u32::from(character))
    }
}

/// The number of a quantifier, with the digits of ASCII only.
fn count(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}
