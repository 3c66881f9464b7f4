//! How expressions are laid out.

use super::{Arm, Value};
use crate::render::page::body::Body;
use crate::render::page::layout::{Layout, Manner, Place};
use crate::render::page::pattern::Pattern;
use crate::render::page::signature::Type;

/// A struct expression that is wider is broken even where it fits.
const WIDEST_STRUCT: isize = 34;

impl Value {
    fn is_short(&self) -> bool {
        matches!(self, Value::Word(word) if word.len() as isize <= Layout::STEP && !word.contains("::")
            && word.starts_with(|first: char| first.is_alphabetic() || first == '_'))
    }

    /// Writes it; a short word keeps the first of its methods where it stands at the beginning of a line.
    pub(in crate::render::page) fn write(&self, layout: &mut Layout, begins_line: bool) {
        match self {
            Value::Word(word) => layout.text(word),
            Value::Generic(path, types) => {
                layout.text(path);
                Self::write_types(layout, types);
            }
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
            Value::Array(list) => {
                layout.text("[");
                layout.list(list, |layout, value| value.write(layout, false));
                layout.text("]");
            }
            Value::Struct(path, fields) => Self::write_struct(layout, path, fields),
            Value::Match(of, arms) => Self::write_match(layout, of, arms),
            Value::IfLet(pattern, value, body) => {
                Self::write_condition(layout, pattern, value, body)
            }
            Value::Return(value) => {
                layout.text("return");
                if let Some(value) = value {
                    layout.text(" ");
                    value.write(layout, false);
                }
            }
            Value::Closure(names, value) => Self::write_closure(layout, names, value),
        }
    }

    /// A chain without the box around it. `keeps` says whether the arguments of the outermost method stand where a
    /// short word keeps it.
    fn write_chain(&self, layout: &mut Layout, begins_line: bool, keeps: bool) {
        match self {
            Value::Method(receiver, name, types, arguments) => {
                receiver.write_chain(layout, begins_line, false);
                let is_kept = begins_line && receiver.is_short();
                if !is_kept {
                    layout.nothing();
                }
                layout.text(".");
                layout.text(name);
                Self::write_types(layout, types);
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

    /// `::<Type>`, where there are any.
    fn write_types(layout: &mut Layout, types: &[Type]) {
        if types.is_empty() {
            return;
        }
        layout.text("::<");
        layout.list(types, |layout, kind| kind.write(layout));
        layout.text(">");
    }

    fn write_arguments(layout: &mut Layout, arguments: &[Value]) {
        layout.text("(");
        match arguments {
            [
                only @ (Value::Struct(..) | Value::Tuple(_) | Value::Array(_) | Value::Closure(..)),
            ] => only.write(layout, false),
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

    fn write_closure(layout: &mut Layout, names: &[String], value: &Value) {
        let blank = Place {
            blank: 1,
            ..Place::default()
        };
        layout.open(0, Manner::Each);
        layout.open(Layout::STEP, Manner::Together);
        layout.text("|");
        for (index, name) in names.iter().enumerate() {
            if index == 0 {
                layout.nothing();
            } else {
                layout.text(",");
                layout.place(blank);
            }
            layout.text(name);
        }
        layout.text("|");
        layout.place(Place {
            offset: -Layout::STEP,
            ..blank
        });
        layout.close();
        layout.never();
        value.write(layout, false);
        layout.close();
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

    fn write_condition(layout: &mut Layout, pattern: &Pattern, value: &Value, body: &Body) {
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
