//! Texts that match a regular expression, made from the expression; the matcher has the last word about them.

/// The most repetitions that are written out for one quantifier.
const MOST_REPETITIONS: usize = 2_000;
/// How deep groups may nest.
const MOST_DEPTH: usize = 40;

/// A text that should match the pattern and has so many code points, where stretching its repetitions allows that.
/// `None` for an expression with parts that are not understood here (lookaround, back references, `\p`).
pub(super) fn text(pattern: &str, length: usize) -> Option<String> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut parser = Parser {
        chars: &chars,
        at: 0,
    };
    let node = parser.alternation(0)?;
    if parser.at < chars.len() {
        return None;
    }
    let mut budget = length.saturating_sub(least(&node));
    let mut text = String::new();
    write(&node, &mut budget, &mut text);
    Some(text)
}

/// A part of an expression, as far as generating needs it.
enum Node {
    /// One of these characters, all of them good.
    OneOf(char),
    Sequence(Vec<Node>),
    Repeat(Box<Node>, usize, usize),
}

/// The fewest code points that a node takes.
fn least(node: &Node) -> usize {
    match node {
        Node::OneOf(_) => 1,
        Node::Sequence(parts) => parts
            .iter()
            .fold(0_usize, |sum, part| sum.saturating_add(least(part))),
        Node::Repeat(inner, from, _) => least(inner).saturating_mul(*from),
    }
}

fn write(node: &Node, budget: &mut usize, text: &mut String) {
    match node {
        Node::OneOf(c) => text.push(*c),
        Node::Sequence(parts) => parts.iter().for_each(|part| write(part, budget, text)),
        Node::Repeat(inner, from, to) => {
            let size = least(inner);
            let room = (to - from).min(budget.checked_div(size).unwrap_or(0));
            *budget -= room * size;
            for _ in 0..(from + room).min(MOST_REPETITIONS) {
                if text.len() > 4 * MOST_REPETITIONS {
                    return;
                }
                write(inner, budget, text);
            }
        }
    }
}

/// A reader of ECMA-262 patterns (section 22.2.1), which takes the first alternative everywhere.
struct Parser<'c> {
    chars: &'c [char],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        self.at += usize::from(found);
        found
    }

    fn alternation(&mut self, depth: usize) -> Option<Node> {
        if depth > MOST_DEPTH {
            return None;
        }
        let first = self.sequence(depth)?;
        while self.eat('|') {
            self.sequence(depth)?;
        }
        Some(first)
    }

    fn sequence(&mut self, depth: usize) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            self.at += 1;
            if c == '^' || c == '$' {
                continue;
            }
            let atom = self.atom(c, depth)?;
            parts.push(self.quantified(atom)?);
        }
        Some(Node::Sequence(parts))
    }

    fn atom(&mut self, c: char, depth: usize) -> Option<Node> {
        match c {
            '(' => {
                if self.eat('?') {
                    self.group_kind()?;
                }
                let inner = self.alternation(depth + 1)?;
                self.eat(')').then_some(inner)
            }
            '[' => self.class(),
            '\\' => self.escape(),
            '.' => Some(Node::OneOf('a')),
            '*' | '+' | '?' | '{' => None,
            plain => Some(Node::OneOf(plain)),
        }
    }

    /// `(?:` and `(?<name>` only group; anything else looks around.
    fn group_kind(&mut self) -> Option<()> {
        match self.next()? {
            ':' => Some(()),
            '<' if !matches!(self.peek()?, '=' | '!') => {
                while self.next()? != '>' {}
                Some(())
            }
            _ => None,
        }
    }

    fn escape(&mut self) -> Option<Node> {
        let c = self.next()?;
        if c == 'b' || c == 'B' {
            return None;
        }
        let ranges = self.escaped(c)?;
        pick(&ranges, false).map(Node::OneOf)
    }

    /// The characters of an escape, as ranges.
    fn escaped(&mut self, c: char) -> Option<Vec<(char, char)>> {
        let single = |c: char| Some(vec![(c, c)]);
        match c {
            'd' => Some(vec![('0', '9')]),
            'w' => Some(vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]),
            's' => single(' '),
            'D' | 'W' => single('-'),
            'S' => Some(vec![('a', 'z')]),
            'n' => single('\n'),
            'r' => single('\r'),
            't' => single('\t'),
            'u' | 'x' => {
                let length = if c == 'u' { 4 } else { 2 };
                let digits: String = self.chars.get(self.at..self.at + length)?.iter().collect();
                self.at += length;
                single(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?)
            }
            c if c.is_ascii_alphanumeric() => None,
            c => single(c),
        }
    }

    fn class(&mut self) -> Option<Node> {
        let negated = self.eat('^');
        let mut ranges: Vec<(char, char)> = Vec::new();
        while !self.eat(']') {
            let from = self.class_atom()?;
            let is_range =
                self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            match (is_range, from.as_slice()) {
                (true, [(from, _)]) => {
                    self.at += 1;
                    let to = self.class_atom()?;
                    ranges.push((*from, to.first()?.1));
                }
                _ => ranges.extend(from),
            }
        }
        pick(&ranges, negated).map(Node::OneOf)
    }

    fn class_atom(&mut self) -> Option<Vec<(char, char)>> {
        match self.next()? {
            '\\' => {
                let c = self.next()?;
                self.escaped(c)
            }
            c => Some(vec![(c, c)]),
        }
    }

    fn quantified(&mut self, atom: Node) -> Option<Node> {
        let (from, to) = match self.peek() {
            Some('*') => (0, MOST_REPETITIONS),
            Some('+') => (1, MOST_REPETITIONS),
            Some('?') => (0, 1),
            Some('{') => return self.counted(atom),
            _ => return Some(atom),
        };
        self.at += 1;
        self.eat('?');
        Some(Node::Repeat(Box::new(atom), from, to))
    }

    fn counted(&mut self, atom: Node) -> Option<Node> {
        let close = self.chars.get(self.at..)?.iter().position(|c| *c == '}')?;
        let inside: String = self
            .chars
            .get(self.at + 1..self.at + close)?
            .iter()
            .collect();
        self.at += close + 1;
        self.eat('?');
        let (from, to) = match inside.split_once(',') {
            None => (inside.parse().ok()?, inside.parse().ok()?),
            Some((from, "")) => (from.parse().ok()?, MOST_REPETITIONS),
            Some((from, to)) => (from.parse().ok()?, to.parse().ok()?),
        };
        let to: usize = to;
        (from <= to && from <= MOST_REPETITIONS).then(|| Node::Repeat(Box::new(atom), from, to))
    }
}

/// A readable character of a class.
fn pick(ranges: &[(char, char)], negated: bool) -> Option<char> {
    let within = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
    let preferred = ('a'..='z')
        .chain('0'..='9')
        .chain('A'..='Z')
        .chain(' '..='~')
        .find(|c| within(*c) != negated);
    preferred.or_else(|| {
        if negated {
            None
        } else {
            ranges.first().map(|(from, _)| *from)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::judge::Pattern;

    #[test]
    fn texts_match_their_pattern_and_length() {
        let cases = [
            ("^[a-z]{3}$", 3),
            ("^[A-F0-9]+$", 9),
            (r"^\d{4}-\d{2}-\d{2}$", 10),
            ("^(foo|bar)(baz)?$", 6),
            (r"^rgb:[\w$!-]{5,40}$", 30),
            (r"^\+?[1-9]\d{1,14}$", 15),
            ("^[^@]+@[^@]+$", 8),
            (r"^#\/[a-z]*$", 2),
        ];
        for (pattern, length) in cases {
            let made = text(pattern, length).unwrap_or_else(|| panic!("nothing for {pattern}"));
            assert_eq!(made.chars().count(), length, "{pattern}: {made}");
            assert_eq!(
                Pattern::new(pattern).and_then(|compiled| compiled.matches(&made)),
                Some(true),
                "{pattern}: {made}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_gives_nothing() {
        for pattern in ["(?=a)b", r"(a)\1", r"\p{L}", "a{", "[a", "(a", "*"] {
            assert_eq!(text(pattern, 3), None, "{pattern}");
        }
    }
}
