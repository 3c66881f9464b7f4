//! Expressions: calls, chains of methods, matches, structs and arrays.

mod write;

use proc_macro2::{Delimiter, Group, TokenTree};

use super::body::Body;
use super::pattern::Pattern;
use super::signature::Type;
use super::tokens::Tokens;

/// An expression.
pub(super) enum Value {
    /// A literal or a path.
    Word(String),
    /// `path::<Type>`
    Generic(String, Vec<Type>),
    /// `&`, `&mut` or `*`, and what follows.
    Reference(&'static str, Box<Value>),
    Call(Box<Value>, Vec<Value>),
    /// `.name::<Type>(..)`
    Method(Box<Value>, String, Vec<Type>, Vec<Value>),
    /// A field, or `await`.
    Field(Box<Value>, String),
    Try(Box<Value>),
    Tuple(Vec<Value>),
    Array(Vec<Value>),
    Struct(String, Vec<(String, Option<Value>)>),
    Match(Box<Value>, Vec<(Pattern, Arm)>),
    IfLet(Pattern, Box<Value>, Body),
    Return(Option<Box<Value>>),
    /// `|name, ..| Struct { .. }`
    Closure(Vec<String>, Box<Value>),
}

/// What stands behind the arrow of a match.
pub(super) enum Arm {
    Value(Value),
    Block(Body),
    Nothing,
}

/// Where an expression stands.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Context {
    Anywhere,
    /// Before braces, which are no struct's.
    Condition,
}

impl Value {
    /// Reads an expression as far as it goes; `None` where it is of another form.
    pub(super) fn read(tokens: &mut Tokens, context: Context) -> Option<Value> {
        let mut value = Self::first(tokens, context)?;
        if matches!(
            value,
            Value::Return(_) | Value::Reference(..) | Value::Closure(..)
        ) {
            return Some(value);
        }
        loop {
            value = match tokens.peek() {
                Some(TokenTree::Punct(punct)) if punct.as_char() == '?' => {
                    tokens.next();
                    Value::Try(value.into())
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '.' => {
                    tokens.next();
                    Self::member(value, tokens)?
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    let arguments = Self::list(group)?;
                    tokens.next();
                    Value::Call(value.into(), arguments)
                }
                _ => return Some(value),
            };
        }
    }

    fn first(tokens: &mut Tokens, context: Context) -> Option<Value> {
        match tokens.next()? {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let mark = match tokens.word("mut") {
                    Some(()) => "&mut ",
                    None => "&",
                };
                let inner = Self::read(tokens, context)?;
                Some(Value::Reference(mark, inner.into()))
            }
            TokenTree::Punct(punct) if punct.as_char() == '*' => {
                let inner = Self::read(tokens, context)?;
                Some(Value::Reference("*", inner.into()))
            }
            TokenTree::Ident(word) if word == "return" => {
                let is_over = matches!(tokens.peek(), None | Some(TokenTree::Punct(_)));
                let value = match is_over {
                    true => None,
                    false => Some(Self::read(tokens, context)?.into()),
                };
                Some(Value::Return(value))
            }
            TokenTree::Punct(punct) if punct.as_char() == '|' => Self::closure(tokens),
            TokenTree::Punct(punct) if punct.as_char() == '!' => Self::denied(tokens),
            TokenTree::Ident(word) if word == "match" => Self::choice(tokens),
            TokenTree::Ident(word) if word == "if" => Self::condition(tokens),
            TokenTree::Ident(word) => Self::named(word.to_string(), tokens, context),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                tokens.punct(':')?;
                let TokenTree::Ident(word) = tokens.next()? else {
                    return None;
                };
                Self::named(format!("::{word}"), tokens, context)
            }
            TokenTree::Literal(literal) => Some(Value::Word(literal.to_string())),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let list = Self::list(&group)?;
                (list.len() != 1).then_some(Value::Tuple(list))
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                Some(Value::Array(Self::list(&group)?))
            }
            _ => None,
        }
    }

    /// A path, or a struct.
    fn named(first: String, tokens: &mut Tokens, context: Context) -> Option<Value> {
        match (Self::path(first, tokens)?, tokens.peek()) {
            (Value::Word(path), Some(TokenTree::Group(group)))
                if group.delimiter() == Delimiter::Brace && context == Context::Anywhere =>
            {
                let fields = Self::fields(group)?;
                tokens.next();
                Some(Value::Struct(path, fields))
            }
            (path, _) => Some(path),
        }
    }

    /// What follows the first word of a path, whose last segment may have arguments.
    fn path(mut path: String, tokens: &mut Tokens) -> Option<Value> {
        while tokens.punct(':').is_some() {
            tokens.punct(':')?;
            if tokens.punct('<').is_some() {
                return Some(Value::Generic(path, Type::arguments(tokens)?));
            }
            let TokenTree::Ident(word) = tokens.next()? else {
                return None;
            };
            path.push_str("::");
            path.push_str(&word.to_string());
        }
        Some(Value::Word(path))
    }

    /// What follows the first bar of a closure: other values than those in braces of their own get braces where they are broken.
    fn closure(tokens: &mut Tokens) -> Option<Value> {
        let mut names = Vec::new();
        while tokens.punct('|').is_none() {
            let TokenTree::Ident(name) = tokens.next()? else {
                return None;
            };
            names.push(name.to_string());
            let _ = tokens.punct(','); // behind the last one there is none
        }
        let value = Self::read(tokens, Context::Anywhere)?;
        matches!(value, Value::Struct(..)).then(|| Value::Closure(names, value.into()))
    }

    /// `matches!(..)` behind an exclamation mark.
    fn denied(tokens: &mut Tokens) -> Option<Value> {
        tokens.word("matches")?;
        tokens.punct('!')?;
        let TokenTree::Group(group) = tokens.next()? else {
            return None;
        };
        let patterns = Pattern::list(Tokens::of(group.stream()))?;
        let patterns: Option<Vec<String>> = patterns.iter().map(Pattern::flat).collect();
        Some(Value::Word(format!("!matches!({})", patterns?.join(", "))))
    }

    fn member(value: Value, tokens: &mut Tokens) -> Option<Value> {
        let name = match tokens.next()? {
            TokenTree::Ident(name) => name.to_string(),
            // `self.0.name`: the second dot belongs to the number.
            TokenTree::Literal(literal) => {
                let literal = literal.to_string();
                let Some(index) = literal.strip_suffix('.') else {
                    return Some(Value::Field(value.into(), literal));
                };
                let inner = Value::Field(value.into(), index.to_owned());
                return Self::member(inner, tokens);
            }
            _ => return None,
        };
        let mut types = Vec::new();
        if tokens.punct(':').is_some() {
            tokens.punct(':')?;
            tokens.punct('<')?;
            types = Type::arguments(tokens)?;
        }
        match tokens.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let arguments = Self::list(group)?;
                tokens.next();
                Some(Value::Method(value.into(), name, types, arguments))
            }
            _ => types.is_empty().then(|| Value::Field(value.into(), name)),
        }
    }

    fn list(group: &Group) -> Option<Vec<Value>> {
        let mut tokens = Tokens::of(group.stream());
        let mut list = Vec::new();
        while tokens.peek().is_some() {
            list.push(Self::read(&mut tokens, Context::Anywhere)?);
            tokens.comma()?;
        }
        Some(list)
    }

    fn fields(group: &Group) -> Option<Vec<(String, Option<Value>)>> {
        let mut tokens = Tokens::of(group.stream());
        let mut fields = Vec::new();
        while let Some(token) = tokens.next() {
            let TokenTree::Ident(name) = token else {
                return None;
            };
            let value = match tokens.punct(':') {
                Some(()) => Some(Self::read(&mut tokens, Context::Anywhere)?),
                None => None,
            };
            fields.push((name.to_string(), value));
            tokens.comma()?;
        }
        Some(fields)
    }

    fn choice(tokens: &mut Tokens) -> Option<Value> {
        let of = Self::read(tokens, Context::Condition)?;
        let TokenTree::Group(group) = tokens.next()? else {
            return None;
        };
        let mut tokens = Tokens::of(group.stream());
        let mut arms = Vec::new();
        while tokens.peek().is_some() {
            let pattern = Pattern::read(&mut tokens)?;
            tokens.punct('=')?;
            tokens.punct('>')?;
            arms.push((pattern, Arm::read(&mut tokens)?));
        }
        (!arms.is_empty()).then_some(Value::Match(of.into(), arms))
    }

    /// `if let pattern = value { .. }`, without an `else`.
    fn condition(tokens: &mut Tokens) -> Option<Value> {
        tokens.word("let")?;
        let pattern = Pattern::read(tokens)?;
        tokens.punct('=')?;
        let value = Self::read(tokens, Context::Condition)?;
        let TokenTree::Group(group) = tokens.next()? else {
            return None;
        };
        let body = Body::read(&group)?;
        let is_over = !matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "else");
        (is_over && !body.is_empty()).then_some(Value::IfLet(pattern, value.into(), body))
    }

    /// Whether it ends in a block, and needs no mark behind it.
    pub(super) fn is_block(&self) -> bool {
        matches!(self, Value::Match(..) | Value::IfLet(..))
    }
}

impl Arm {
    /// Reads what follows the arrow, with its comma.
    fn read(tokens: &mut Tokens) -> Option<Arm> {
        if let Some(TokenTree::Group(group)) = tokens.peek()
            && group.delimiter() == Delimiter::Brace
        {
            let body = Body::read(group)?;
            tokens.next();
            let _ = tokens.punct(','); // it may be there
            return match body.into_value() {
                Ok(value) => Some(Arm::Value(value)),
                Err(body) if body.is_empty() => Some(Arm::Nothing),
                Err(body) => Some(Arm::Block(body)),
            };
        }
        let value = Value::read(tokens, Context::Anywhere)?;
        match tokens.comma() {
            Some(()) => Some(Arm::Value(value)),
            None => value.is_block().then_some(Arm::Value(value)),
        }
    }
}
