//! Each object against its fields: wrong types, missing and unknown fields.

use crate::document::SpecVersion;
use crate::grammar::{Field, Form, Need, Object};
use crate::read::is_old_boolean;
use crate::{
    Code, Diagnostic, Diagnostics, Entry, Kind, Node, NodeId, Severity, Span, Tree, nearest,
};

/// Checks every object that the document has.
pub(super) fn check(
    tree: &Tree,
    objects: &[(NodeId, Object)],
    version: SpecVersion,
    diagnostics: &mut Diagnostics,
) {
    let mut checker = Checker {
        tree,
        version,
        diagnostics,
    };
    for (id, object) in objects {
        checker.object(tree.node(*id), *object);
    }
}

struct Checker<'a> {
    tree: &'a Tree,
    version: SpecVersion,
    diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn object(&mut self, node: Node<'_>, object: Object) {
        if node.kind() != Kind::Mapping {
            self.wrong_type(node, object.described(), Kind::Mapping, Severity::Error);
            return;
        }
        let is_reference = node.get("$ref").is_some();
        for entry in node.entries() {
            self.entry(object, entry);
        }
        if !is_reference {
            self.missing(node, object);
        }
    }

    fn entry(&mut self, object: Object, entry: Entry<'_>) {
        let fields = object.fields();
        match fields.get(entry.key) {
            Some(field) if field.since > self.version => self.too_new(object, entry, field),
            Some(field) => self.form(entry.value, field.form, field.name),
            None if entry.key.starts_with("x-") => {}
            None => match fields.rest {
                Some(form) => {
                    self.patterned_key(object, entry);
                    self.form(entry.value, form, entry.key);
                }
                None => self.unknown(object, entry),
            },
        }
    }

    /// Keys that are no fields but have a form of their own (OpenAPI 3.1 sections 4.8.8.1 and 4.8.16.2).
    fn patterned_key(&mut self, object: Object, entry: Entry<'_>) {
        let (wrong, help) = match object {
            Object::Paths => (
                !entry.key.starts_with('/'),
                "a path begins with `/`".to_owned(),
            ),
            Object::Responses => {
                let help = match nearest(entry.key, ["default"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "a key is a status code (`200`), a class of them (`2XX`) or `default`"
                        .to_owned(),
                };
                (super::typed::status(entry.key).is_none(), help)
            }
            _ => return,
        };
        if wrong {
            let message = format!("{} cannot have the key `{}`", object.described(), entry.key);
            self.diagnostics.push(
                Diagnostic::error(Code::InvalidValue, message)
                    .at(entry.key_span, "not used")
                    .help(help),
            );
        }
    }

    fn form(&mut self, node: Node<'_>, form: Form, name: &str) {
        let expected = match form {
            Form::Text | Form::Prose | Form::SchemaName => Kind::String,
            Form::Boolean => Kind::Boolean,
            Form::List(_) => Kind::Sequence,
            Form::Map(_) => Kind::Mapping,
            // Objects come on their own, schemas are the model's.
            Form::Any
            | Form::Object(_)
            | Form::Reference(_)
            | Form::Subschema
            | Form::Subschemas => return,
        };
        if node.kind() != expected {
            let severity = match form {
                Form::Prose => Severity::Warning,
                _ => Severity::Error,
            };
            self.wrong_type(node, &format!("`{name}`"), expected, severity);
            return;
        }
        match form {
            Form::List(form) => node.items().for_each(|item| self.form(item, *form, name)),
            Form::Map(form) => node
                .entries()
                .for_each(|entry| self.form(entry.value, *form, entry.key)),
            _ => {}
        }
    }

    fn wrong_type(&mut self, node: Node<'_>, what: &str, expected: Kind, severity: Severity) {
        let message = format!("{what} must be {}", expected.described());
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(Code::WrongType, message),
            _ => Diagnostic::warning(Code::WrongType, message),
        };
        let diagnostic = diagnostic.at(node.span(), format!("this is {}", node.kind().described()));
        let text = self.tree.sources().slice(node.span());
        let diagnostic = match (expected, node.kind()) {
            (Kind::String, Kind::Number | Kind::Boolean) => {
                diagnostic.help(format!("quote it: \"{text}\""))
            }
            (Kind::Boolean, Kind::String) if node.as_str().is_some_and(is_old_boolean) => {
                diagnostic.help("the booleans of YAML 1.2 are `true` and `false`")
            }
            (Kind::Boolean, Kind::String) => {
                diagnostic.help("write `true` or `false`, without quotes")
            }
            (_, Kind::Null) => diagnostic.help("give it a value, or remove it"),
            (Kind::Mapping, _) => diagnostic.help("write `key: value` entries"),
            (Kind::Sequence, _) => diagnostic.help("write a list, even of one: `- item`"),
            _ => diagnostic.help(format!("write {}", expected.described())),
        };
        self.diagnostics.push(diagnostic);
    }

    fn missing(&mut self, node: Node<'_>, object: Object) {
        for field in object.fields().known {
            if field.need == Need::Optional || node.get(field.name).is_some() {
                continue;
            }
            let message = format!("{} must have a field `{}`", object.described(), field.name);
            let diagnostic = match field.need {
                Need::Formal => Diagnostic::warning(Code::MissingField, message),
                _ => Diagnostic::error(Code::MissingField, message),
            };
            let diagnostic = diagnostic.at(self.head(node), format!("no `{}` here", field.name));
            self.diagnostics
                .push(diagnostic.help(format!("add `{}`", field.name)));
        }
    }

    fn too_new(&mut self, object: Object, entry: Entry<'_>, field: &Field) {
        let (declared, since) = (self.version.as_str(), field.since.as_str());
        let message = format!(
            "{} has no field `{}` in OpenAPI {declared}",
            object.described(),
            field.name
        );
        let diagnostic = Diagnostic::warning(Code::UnknownField, message)
            .at(entry.key_span, "not used")
            .help(format!(
                "it came with OpenAPI {since}: declare `openapi: {since}.0`, or remove it"
            ));
        self.diagnostics.push(diagnostic);
    }

    fn unknown(&mut self, object: Object, entry: Entry<'_>) {
        let names = object
            .fields()
            .known
            .iter()
            .filter(|field| field.since <= self.version)
            .map(|field| field.name);
        let help = match nearest(entry.key, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove it; the names of extensions begin with `x-`".to_owned(),
        };
        let message = format!("{} has no field `{}`", object.described(), entry.key);
        self.diagnostics.push(
            Diagnostic::warning(Code::UnknownField, message)
                .at(entry.key_span, "not used")
                .help(help),
        );
    }

    /// Where an object is named: its key, or else the object itself.
    fn head(&self, node: Node<'_>) -> Span {
        self.tree
            .key(node.id())
            .map_or(node.span(), |(_, span)| span)
    }
}
