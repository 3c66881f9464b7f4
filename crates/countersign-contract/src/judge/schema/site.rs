//! Where our judge stands: one schema applied to one value, at a place of the whole.

use countersign_json::{Value, escape_pointer_token};
use countersign_model::SchemaId;

/// One schema applied to one value.
#[derive(Copy, Clone)]
pub(super) struct Site<'v> {
    pub(super) id: SchemaId,
    pub(super) value: &'v Value,
    pub(super) place: &'v Place<'v>,
    pub(super) depth: usize,
}

/// Where a value stands, seen from the whole: written out only where something is broken.
#[derive(Copy, Clone)]
pub(super) enum Place<'v> {
    Whole,
    Member(&'v Place<'v>, &'v str),
    Item(&'v Place<'v>, usize),
}

impl Place<'_> {
    /// It as a JSON Pointer (RFC 6901).
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer);
        pointer
    }

    fn write(&self, pointer: &mut String) {
        match self {
            Place::Whole => {}
            Place::Member(outer, name) => {
                outer.write(pointer);
                pointer.push('/');
                pointer.push_str(&escape_pointer_token(name));
            }
            Place::Item(outer, index) => {
                outer.write(pointer);
                pointer.push_str(&format!("/{index}"));
            }
        }
    }
}

impl<'v> Site<'v> {
    /// Another schema applied to the same value.
    pub(super) fn beside(self, id: SchemaId) -> Site<'v> {
        Site {
            id,
            depth: self.depth + 1,
            ..self
        }
    }

    /// A schema applied to a part of the value.
    pub(super) fn inside<'p>(
        self,
        id: SchemaId,
        value: &'p Value,
        place: &'p Place<'p>,
    ) -> Site<'p> {
        Site {
            id,
            value,
            place,
            depth: self.depth + 1,
        }
    }
}
