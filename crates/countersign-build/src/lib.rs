//! The driver: configuration to generated files; the library for xtasks and build scripts.
//!
//! [`generate`] writes the bindings that a [`Config`] asks for, [`check`] says whether they are current, and
//! [`assert_fresh`] is the same as a test. The order of the stages is known here and nowhere else.

mod config;

mod module;
mod own;
mod part;
mod pipeline;
mod place;

mod change;
mod diff;
mod disk;

mod report;

mod expand;
mod fresh;
mod survey;

pub use change::{Change, ChangeKind};
pub use config::{Config, Entry, Target, Warnings};
pub use countersign_codegen::{Builders, Examples, Inline, Modules};
pub use countersign_model::{Calendar, Formats, IntegerWidth, Mapping, NumberWidth, Wanted};
pub use expand::{Expansion, expand};
pub use fresh::assert_fresh;
pub use pipeline::{check, diagnose, generate};
pub use report::{Format, Outcome, Report};
pub use survey::{Figures, Survey, survey};
