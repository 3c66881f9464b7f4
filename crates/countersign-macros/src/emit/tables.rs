//! The table of a schema's text: schemas inside it stand inside its table.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;

use crate::{
    check::Scope,
    parse::Assertion,
    schema_text::{JsonType, Keyword, Table, Tables, Target},
};

use super::{assertion, place, table::Text};

/// The body of `Contract::schema`.
pub(super) fn body(tables: &Tables, scope: &Scope) -> TokenStream {
    let features = features(tables, scope);
    let mut text = Text::new();
    let writer = Writer { tables };
    writer.table(0, &scope.name(), &mut text);
    let schema = text.finish();
    ours!(#features #schema)
}

/// What does not compile where a feature is off that the schema needs: nothing goes unchecked in silence.
fn features(tables: &Tables, scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let keywords = || tables.tables.iter().flat_map(|table| &table.keywords);
    let formats: BTreeSet<_> = keywords()
        .filter_map(|keyword| match keyword {
            Keyword::Plain(Assertion::Format(name)) => place::format_constant(name, tables.span),
            _ => None,
        })
        .collect();
    let patterns = keywords().any(|keyword| {
        matches!(
            keyword,
            Keyword::Plain(Assertion::Pattern(_)) | Keyword::Map("PatternProperties", _)
        )
    });
    let pattern = patterns.then(|| Ident::new("Pattern", tables.span));
    let pattern = pattern.iter();
    let formats = formats.iter();
    ours! {
        #(const _: fn(&'static str) -> #krate::checks::#pattern = #krate::checks::#pattern::new;)*
        #(const _: &#krate::formats::Format = &#krate::formats::#formats;)*
    }
}

struct Writer<'t> {
    tables: &'t Tables,
}

impl Writer<'_> {
    /// Writes the table at an index, under a name or none.
    fn table(&self, index: usize, name: &str, text: &mut Text) {
        let Some(table) = self.tables.tables.get(index) else {
            return;
        };
        text.head(name, &letters(table));
        text.list(&table.keywords, |text, keyword| self.keyword(keyword, text));
    }

    fn keyword(&self, keyword: &Keyword, text: &mut Text) {
        match keyword {
            Keyword::Plain(plain) => assertion::write(plain, text),
            Keyword::ConstJson(value) => {
                text.name("ConstJson").text(value);
            }
            Keyword::EnumJson(values) => {
                text.name("EnumJson").texts(values);
            }
            Keyword::Required(names) => {
                text.name("Required").texts(names);
            }
            Keyword::DependentRequired(members) => {
                text.name("DependentRequired")
                    .list(members, |text, (name, names)| {
                        text.text(name).texts(names);
                    });
            }
            Keyword::NoAdditionalProperties => {
                text.name("NoAdditionalProperties");
            }
            Keyword::One(name, target) => self.link(target, text.name(name)),
            Keyword::List(name, targets) => {
                text.name(name)
                    .list(targets, |text, target| self.link(target, text));
            }
            Keyword::Map(name, members) => self.members("", members, text.name(name)),
            // Which of them are required, `Required` says.
            Keyword::Properties(members) => self.members("-", members, text.name("Properties")),
            Keyword::ItemsAfter(count, target) => {
                self.link(target, text.name("ItemsAfter").number(count));
            }
            Keyword::Contains { target, min, max } => {
                self.link(target, text.name("Contains"));
                text.number(min);
                match max {
                    Some(max) => text.push("+").number(max),
                    None => text.push("-"),
                };
            }
            Keyword::IfThenElse {
                condition,
                then,
                otherwise,
            } => {
                self.link(condition, text.name("IfThenElse"));
                self.optional(then.as_ref(), text);
                self.optional(otherwise.as_ref(), text);
            }
        }
    }

    fn members(&self, mark: &str, members: &[(String, Target)], text: &mut Text) {
        text.list(members, |text, (name, target)| {
            self.link(target, text.push(mark).text(name));
        });
    }

    fn optional(&self, target: Option<&Target>, text: &mut Text) {
        match target {
            Some(target) => self.link(target, text.push("+")),
            None => {
                text.push("-");
            }
        }
    }

    fn link(&self, target: &Target, text: &mut Text) {
        match target {
            Target::Any => text.push("*"),
            Target::Never => text.push("!"),
            Target::Type(path) => text.reference(path.to_token_stream()),
            Target::Table(index) => {
                self.table(*index, "", text.push("{"));
                text.push("}")
            }
        };
        text.push("[]");
    }
}

/// The letters of `type`.
fn letters(table: &Table) -> String {
    let Some(types) = &table.types else {
        return "*".to_owned();
    };
    let letter = |each: &JsonType| match each {
        JsonType::Null => 'n',
        JsonType::Boolean => 'b',
        JsonType::Object => 'o',
        JsonType::Array => 'a',
        JsonType::Integer => 'i',
        JsonType::Number => 'r',
        JsonType::String => 's',
    };
    types.iter().map(letter).collect()
}
