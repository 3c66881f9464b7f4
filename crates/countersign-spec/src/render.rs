//! Diagnostics as text: for people, for editors that match lines, and for programs.

use crate::{Diagnostics, Sources};

/// Whether the text carries colours for a terminal.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum Colour {
    /// ANSI escapes.
    On,
    /// Plain text.
    Off,
}
/// rustc's manner: message, source line, caret, label, help.
#[must_use]
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let _ = (diagnostics, sources, colour);
    String::new()
}
