//! A document of the corpus with the source of its types.

use std::path::Path;

use countersign_codegen::{Examples, Header, name, render};
use countersign_contract::{LoadError, Role, Subject};
use countersign_model::{Api, SchemaId, TypeDef};
use countersign_spec::Folder;

/// A document, and what is made of it.
pub(crate) struct Document {
    /// Its file, relative to the corpus.
    pub(crate) file: String,
    /// The document with its two judges.
    pub(crate) subject: Subject,
    /// The source of its types.
    pub(crate) source: String,
    /// The types, in the order of the model.
    pub(crate) types: Vec<Type>,
}

/// A generated type.
pub(crate) struct Type {
    /// Its name in Rust.
    pub(crate) ident: String,
    /// Whether null stands beside it.
    pub(crate) nullable: bool,
    /// The schema that it was made from.
    pub(crate) schema: SchemaId,
    /// Who sends it.
    pub(crate) role: Role,
}

impl Document {
    /// Reads a document; `None` where it has errors, which are for `cargo xtask corpus` to judge.
    pub(crate) fn read(folder: &Path, file: &str) -> Option<Self> {
        let subject = match Subject::read(&Folder::new(folder), file) {
            Ok(subject) => subject,
            Err(LoadError::Document(_)) => return None,
            Err(error) => panic!("{file}: {error}"),
        };
        let (named, _) = name(subject.api());
        let header = Header {
            source: file,
            command: "cargo test",
        };
        let (source, _) = render(&named, Examples::Omitted, header);
        let of = |definition: &TypeDef| Type {
            ident: named.type_name(definition.id).unwrap().to_owned(),
            nullable: definition.nullable,
            schema: definition.schema,
            role: match definition.roles.response {
                true => Role::Response,
                false => Role::Request,
            },
        };
        let api = subject.api();
        let types = api.types.iter().filter(|it| is_written(api, it));
        let types = types.map(of).collect();
        Some(Self {
            file: file.to_owned(),
            source,
            types,
            subject,
        })
    }
}

/// Whether the schema of a type stands in the document: an alternative taken together with what stands beside the choice has
/// no place of its own, and with that no second judge. Its place is that of the choice, which was read before it was made.
fn is_written(api: &Api, definition: &TypeDef) -> bool {
    let Some(schema) = api.schema(definition.schema) else {
        return false;
    };
    let here = &schema.origin.location;
    let first = api.schemas.iter().find(|it| it.origin.location == *here);
    first.is_some_and(|first| std::ptr::eq(first, schema))
}

impl Type {
    /// The Rust type of a place that refers to it, in the module of its document.
    pub(crate) fn place(&self, module: &str) -> String {
        let ident = format!("{module}::{}", self.ident);
        if self.nullable {
            format!("Option<{ident}>")
        } else {
            ident
        }
    }
}
