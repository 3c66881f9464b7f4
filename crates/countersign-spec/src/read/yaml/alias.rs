//! Aliases: shared nodes, within bounds.

use std::ops::Range;

use super::{Anchored, Reader, Stop};
use crate::tree::{Piece, Scalar};
use crate::{Code, Diagnostic};

impl Reader<'_, '_> {
    pub(super) fn alias(&mut self, anchor: usize, range: &Range<usize>) -> Result<(), Stop> {
        self.end = range.end;
        if self.builder.awaits_key() {
            return self.alias_key(anchor, range);
        }
        match self.anchors.get(&anchor) {
            Some(Anchored::Node(finished)) => {
                let finished = *finished;
                self.builder
                    .alias(finished)
                    .map_err(|refusal| self.refused(refusal, range))
            }
            Some(Anchored::Key(key)) => {
                self.builder
                    .scalar(Scalar::String(Piece::Cooked(key)), range.clone());
                Ok(())
            }
            Some(Anchored::Open) | None => Err(Box::new(
                Diagnostic::error(Code::BadAlias, "an alias stands inside of its own anchor")
                    .at(self.span(range), "this value would contain itself")
                    .help("recursion belongs in schemas: use `$ref`"),
            )),
        }
    }

    fn alias_key(&mut self, anchor: usize, range: &Range<usize>) -> Result<(), Stop> {
        let Some(Anchored::Key(key)) = self.anchors.get(&anchor) else {
            return Err(Box::new(
                Diagnostic::error(Code::KeyNotString, "a key is an alias of a value")
                    .at(self.span(range), "an alias as a key")
                    .help("write the key out"),
            ));
        };
        let piece = Piece::Cooked(key);
        self.builder.key(piece, range.clone());
        Ok(())
    }

    pub(super) fn unknown_alias(&self, name: &str, range: &Range<usize>) -> Stop {
        Box::new(
            Diagnostic::error(
                Code::BadAlias,
                format!("there is no anchor `&{name}` before this alias"),
            )
            .at(self.span(range), "an alias of nothing")
            .help("quote the text if a leading `*` is meant"),
        )
    }
}
