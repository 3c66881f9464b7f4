//! Expressions of bodies: calls, chains of methods, matches and structs.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::body::Body;
use super::layout::{Layout, Manner, Place};
use super::pattern::Pattern;
use super::tokens::Tokens;

/// A struct expression that is wider is broken even where it fits.
const WIDEST_STRUCT: isize = 34;

/// An expression in a body.
pub(super) enum Value {
    /// A literal or a path.
    Word(String),
    Reference(&'static str, Box<Value>),
    Call(Box<Value>, Vec<Value>),
    Method(Box<Value>, String, Vec<Value>),
    /// A field, or `await`.
    Field(Box<Value>, String),
    Try(Box<Value>),
    Tuple(Vec<Value>),
    Struct(String, Vec<(String, Option<Value>)>),
    Match(Box<Value>, Vec<(Pattern, Arm)>),
    IfLet(Pattern, Box<Value>, Body),
    Return(Option<Box<Value>>),
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
        if matches!(value, Value::Return(_) | Value::Reference(..)) {
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
            TokenTree::Ident(word) if word == "return" => {
                let is_over = matches!(tokens.peek(), None | Some(TokenTree::Punct(_)));
                let value = match is_over {
                    true => None,
                    false => Some(Self::read(tokens, context)?.into()),
                };
                Some(Value::Return(value))
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' => Self::denied(tokens),
            TokenTree::Ident(word) if word == "match" => Self::choice(tokens),
            TokenTree::Ident(word) if word == "if" => Self::condition(tokens),
            TokenTree::Ident(word) => {
                let path = tokens.path(word.to_string())?;
                match tokens.peek() {
                    Some(TokenTree::Group(group))
                        if group.delimiter() == Delimiter::Brace
                            && context == Context::Anywhere =>
                    {
                        let fields = Self::fields(group)?;
                        tokens.next();
                        Some(Value::Struct(path, fields))
                    }
                    _ => Some(Value::Word(path)),
                }
            }
            TokenTree::Literal(literal) => Some(Value::Word(literal.to_string())),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let list = Self::list(&group)?;
                (list.len() != 1).then_some(Value::Tuple(list))
            }
            _ => None,
        }
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
        match tokens.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let arguments = Self::list(group)?;
                tokens.next();
                Some(Value::Method(value.into(), name, arguments))
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == ':' => None,
            _ => Some(Value::Field(value.into(), name)),
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

    fn is_short(&self) -> bool {
        matches!(self, Value::Word(word) if word.len() as isize <= Layout::STEP && !word.contains("::")
            && word.starts_with(|first: char| first.is_alphabetic() || first == '_'))
    }

    /// Writes it; a short word keeps the first of its methods where it stands at the beginning of a line.
    pub(super) fn write(&self, layout: &mut Layout, begins_line: bool) {
        match self {
            Value::Word(word) => layout.text(word),
            Value::Reference(mark, inner) => {
                layout.text(mark);
                inner.write(layout, false);
            }
            Value::Call(function, arguments) => {
                function.write(layout, false);
                Self::write_arguments(layout, arguments);
            }
            Value::Method(..) | Value::Field(..) => {
                layout.open(Layout::STEP, Manner::Together);
                self.write_chain(layout, begins_line, begins_line);
                layout.close();
            }
            Value::Try(inner) => {
                inner.write(layout, begins_line);
                layout.text("?");
            }
            Value::Tuple(list) => {
                layout.text("(");
                layout.list(list, |layout, value| value.write(layout, false));
                layout.text(")");
            }
            Value::Struct(path, fields) => Self::write_struct(layout, path, fields),
            Value::Match(of, arms) => Self::write_match(layout, of, arms),
            Value::IfLet(pattern, value, body) => {
                layout.open(Layout::STEP, Manner::Together);
                layout.text("if ");
                layout.open(-Layout::STEP, Manner::Together);
                layout.open(0, Manner::Together);
                layout.open(0, Manner::Each);
                layout.text("let ");
                layout.open(0, Manner::Each);
                pattern.write(layout);
                layout.close();
                layout.text(" = ");
                layout.never();
                layout.open(0, Manner::Each);
                value.write(layout, false);
                layout.close();
                layout.close();
                value.write_end_of_condition(layout);
                layout.close();
                layout.close();
                layout.text("{");
                body.write(layout);
                layout.text("}");
                layout.close();
            }
            Value::Return(value) => {
                layout.text("return");
                if let Some(value) = value {
                    layout.text(" ");
                    value.write(layout, false);
                }
            }
        }
    }

    /// A chain without the box around it. `keeps` says whether the arguments of the outermost method stand where a
    /// short word keeps it.
    fn write_chain(&self, layout: &mut Layout, begins_line: bool, keeps: bool) {
        match self {
            Value::Method(receiver, name, arguments) => {
                receiver.write_chain(layout, begins_line, false);
                let is_kept = begins_line && receiver.is_short();
                if !is_kept {
                    layout.nothing();
                }
                layout.text(".");
                layout.text(name);
                let offset = if keeps && is_kept { -Layout::STEP } else { 0 };
                layout.open(offset, Manner::Together);
                Self::write_arguments(layout, arguments);
                layout.close();
            }
            Value::Field(receiver, name) => {
                receiver.write_chain(layout, begins_line, false);
                if !(begins_line && receiver.is_short()) {
                    layout.nothing();
                }
                layout.text(".");
                layout.text(name);
            }
            Value::Try(inner) => {
                inner.write_chain(layout, begins_line, false);
                layout.text("?");
            }
            Value::Call(function, arguments) => {
                function.write_chain(layout, false, false);
                Self::write_arguments(layout, arguments);
            }
            _ => {
                layout.open(-Layout::STEP, Manner::Together);
                self.write(layout, false);
                layout.close();
            }
        }
    }

    fn write_arguments(layout: &mut Layout, arguments: &[Value]) {
        layout.text("(");
        match arguments {
            [only @ (Value::Struct(..) | Value::Tuple(_))] => only.write(layout, false),
            several => layout.list(several, |layout, value| value.write(layout, false)),
        }
        layout.text(")");
    }

    fn write_struct(layout: &mut Layout, path: &str, fields: &[(String, Option<Value>)]) {
        let mark = layout.mark();
        layout.open(Layout::STEP, Manner::Together);
        layout.open(-Layout::STEP, Manner::Each);
        layout.text(path);
        layout.close();
        layout.text(" {");
        if !fields.is_empty() {
            layout.place(Place {
                blank: 1,
                ..Place::default()
            });
        }
        for (index, (name, value)) in fields.iter().enumerate() {
            layout.text(name);
            if let Some(value) = value {
                layout.text(": ");
                layout.open(0, Manner::Each);
                value.write(layout, false);
                layout.close();
            }
            layout.comma(index + 1 == fields.len(), 1);
        }
        layout.at_most(mark, WIDEST_STRUCT);
        layout.text("}");
    }

    fn write_match(layout: &mut Layout, of: &Value, arms: &[(Pattern, Arm)]) {
        layout.open(0, Manner::Each);
        layout.text("match ");
        layout.open(0, Manner::Together);
        of.write(layout, false);
        of.write_end_of_condition(layout);
        layout.close();
        layout.text("{");
        layout.never();
        layout.open(Layout::STEP, Manner::Together);
        layout.line();
        for (index, (pattern, arm)) in arms.iter().enumerate() {
            layout.open(0, Manner::Each);
            pattern.write(layout);
            layout.text(" => ");
            arm.write(layout);
            layout.close();
            let is_last = index + 1 == arms.len();
            layout.line_at(if is_last { -Layout::STEP } else { 0 });
        }
        layout.close();
        layout.text("}");
        layout.close();
    }

    /// The brace behind a chain that had to be broken stands on a line of its own.
    fn write_end_of_condition(&self, layout: &mut Layout) {
        if self.needs_line() {
            layout.place(Place {
                blank: 1,
                ..Place::default()
            });
        } else {
            layout.text(" ");
        }
    }

    fn needs_line(&self) -> bool {
        match self {
            Value::Method(..) | Value::Field(..) => true,
            Value::Call(inner, _) | Value::Reference(_, inner) | Value::Try(inner) => {
                inner.needs_line()
            }
            _ => false,
        }
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

    fn write(&self, layout: &mut Layout) {
        match self {
            Arm::Nothing => {
                layout.text("{");
                layout.never();
                layout.text("}");
            }
            Arm::Block(body) => {
                layout.text("{");
                layout.never();
                layout.open(Layout::STEP, Manner::Together);
                body.write(layout);
                layout.close();
                layout.text("}");
            }
            Arm::Value(value) => {
                layout.never();
                layout.open(Layout::STEP, Manner::Together);
                layout.place(Place {
                    before: "{",
                    ..Place::default()
                });
                value.write(layout, true);
                let is_return = matches!(value, Value::Return(_));
                layout.place(Place {
                    offset: -Layout::STEP,
                    before: if is_return { ";" } else { "" },
                    after: "}",
                    instead: if value.is_block() { "" } else { "," },
                    ..Place::default()
                });
                layout.close();
            }
        }
    }
}
