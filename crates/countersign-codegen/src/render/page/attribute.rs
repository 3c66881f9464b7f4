//! Attributes: doc comments as such, others on one line, or with each of their arguments on a line.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::tokens::Tokens;
use super::{INDENT, Page, WIDTH};

impl Page {
    /// Attributes, each on lines of its own.
    pub(super) fn attributes(&mut self, tokens: &mut Tokens) -> Option<()> {
        while let Some(attribute) = tokens.attribute() {
            self.begin_line();
            match documentation(attribute.stream()) {
                Some(text) => {
                    self.text.push_str("///");
                    self.text.push_str(&text?);
                    self.text.push('\n');
                }
                None => self.attribute_lines(attribute)?,
            }
        }
        Some(())
    }

    /// An attribute on one line, or with each of its arguments on a line.
    fn attribute_lines(&mut self, attribute: Group) -> Option<()> {
        let start = self.text.len();
        self.attribute(attribute.stream())?;
        if self.text.len() - self.line <= WIDTH {
            self.text.push('\n');
            return Some(());
        }
        self.text.truncate(start);
        let mut tokens = Tokens::of(attribute.stream());
        let TokenTree::Ident(name) = tokens.next()? else {
            return None;
        };
        let TokenTree::Group(arguments) = tokens.next()? else {
            return None;
        };
        let _ = writeln!(self.text, "#[{name}("); // a String takes everything
        self.indent += INDENT;
        self.arguments(arguments)?;
        self.indent -= INDENT;
        self.begin_line();
        self.text.push_str(")]\n");
        tokens.next().is_none().then_some(())
    }

    /// Arguments on lines of their own. One that does not fit would be broken at its parentheses, one in braces anyway.
    fn arguments(&mut self, arguments: Group) -> Option<()> {
        let mut tokens = Tokens::of(arguments.stream());
        let mut argument = Vec::new();
        loop {
            let token = tokens.next();
            let is_comma =
                matches!(&token, Some(TokenTree::Punct(punct)) if punct.as_char() == ',');
            match token {
                Some(token) if !is_comma => argument.push(token),
                _ => {
                    let is_flat = !argument
                        .iter()
                        .any(|token| matches!(token, TokenTree::Group(_)));
                    if argument.iter().any(is_braced) {
                        return None;
                    }
                    self.begin_line();
                    self.words(argument.drain(..).collect(), &mut After::Punct);
                    self.text.push_str(if is_comma { "," } else { "" });
                    let fits = self.end_line().is_some();
                    if !(fits || is_flat) {
                        return None;
                    }
                    if !is_comma {
                        return Some(());
                    }
                }
            }
        }
    }

    /// An attribute, without its line.
    pub(super) fn attribute(&mut self, attribute: TokenStream) -> Option<()> {
        let mut tokens = attribute.into_iter();
        let Some(TokenTree::Ident(name)) = tokens.next() else {
            return None;
        };
        let _ = write!(self.text, "#[{name}"); // a String takes everything
        match (tokens.next(), tokens.next()) {
            (None, _) => {}
            (Some(TokenTree::Group(group)), None) => {
                self.words(TokenTree::Group(group).into(), &mut After::Punct);
            }
            _ => return None,
        }
        self.text.push(']');
        Some(())
    }

    /// Tokens of an attribute with the spaces between them.
    fn words(&mut self, tokens: TokenStream, after: &mut After) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(group, after),
                TokenTree::Punct(punct) => {
                    let punct = punct.as_char();
                    if punct == '=' && *after == After::Word {
                        self.text.push(' ');
                    }
                    let trails = punct == ',' && tokens.peek().is_none();
                    if !trails {
                        self.text.push(punct);
                        if matches!(punct, '=' | ',') {
                            self.text.push(' ');
                        }
                    }
                    *after = After::Punct;
                }
                word @ (TokenTree::Ident(_) | TokenTree::Literal(_)) => {
                    if *after == After::Word {
                        self.text.push(' ');
                    }
                    let _ = write!(self.text, "{word}"); // a String takes everything
                    *after = After::Word;
                }
            }
        }
    }

    pub(super) fn group(&mut self, group: Group, after: &mut After) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.text.push_str(open);
        *after = After::Punct;
        self.words(group.stream(), after);
        self.text.push_str(close);
        *after = After::Punct;
    }
}

/// Whether lines are broken inside of a token as soon as they are broken around it.
fn is_braced(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() != Delimiter::Parenthesis)
}

/// What a token of an attribute stands behind.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum After {
    Word,
    Punct,
}

/// The text of `doc = ".."`; nothing of another attribute, and `Some(None)` of one that is no line comment.
fn documentation(attribute: TokenStream) -> Option<Option<String>> {
    let mut tokens = attribute.into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (
            Some(TokenTree::Ident(name)),
            Some(TokenTree::Punct(_)),
            Some(TokenTree::Literal(literal)),
        ) if name == "doc" => {
            let line = |text: &str| {
                (!text.contains('\n') && !text.starts_with('/'))
                    .then(|| text.trim_end_matches(' ').to_owned())
            };
            let quoted = literal.to_string();
            let plain = quoted
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
                .filter(|text| !text.contains('\\'));
            match plain {
                Some(text) => Some(line(text)),
                None => Some(
                    syn::parse_str::<syn::LitStr>(&quoted)
                        .ok()
                        .and_then(|text| line(&text.value())),
                ),
            }
        }
        _ => None,
    }
}
