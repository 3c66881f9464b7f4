//! Growth: one shape of document in sizes of 1, 2, 4 and 8, and the exponent that its times fit.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Failure;
use super::codegen::{Runs, milliseconds};
use super::statistics::{exponent, least};
use super::synthetic::Shape;

/// How often larger than the first.
const SIZES: [usize; 4] = [1, 2, 4, 8];

/// Units of the first.
const UNITS: usize = 1_000;

/// Growth beyond this is more than noise and caches: it fails the run.
const MOST: f64 = 1.2;

/// The sizes of one shape.
pub(super) struct Growth {
    shape: Shape,
    folder: TempDir,
    sizes: Vec<Size>,
}

struct Size {
    file: String,
    bytes: u64,
    runs: Runs,
}

/// Writes the documents of every shape.
pub(super) fn all() -> Result<Vec<Growth>, Failure> {
    Shape::ALL.into_iter().map(growth).collect()
}

fn growth(shape: Shape) -> Result<Growth, Failure> {
    let folder = tempfile::tempdir()?;
    let mut sizes = Vec::new();
    for size in SIZES {
        let text = shape.document(size * UNITS);
        let file = format!("{}-{size}.json", shape.name());
        fs::write(folder.path().join(&file), &text)?;
        sizes.push(Size {
            file,
            bytes: text.len() as u64,
            runs: Runs::default(),
        });
    }
    Ok(Growth {
        shape,
        folder,
        sizes,
    })
}

impl Growth {
    pub(super) fn name(&self) -> &'static str {
        self.shape.name()
    }

    /// Measures each size once more.
    pub(super) fn add_round(&mut self) -> Result<(), Failure> {
        for size in &mut self.sizes {
            size.runs.add(self.folder.path(), &size.file)?;
        }
        Ok(())
    }

    /// Whether time grows faster than the document.
    pub(super) fn is_too_fast(&self) -> bool {
        self.exponent() > MOST
    }

    /// The time of all threads counts: how many there are is the machine's.
    fn exponent(&self) -> f64 {
        let pairs = self
            .sizes
            .iter()
            .map(|size| (size.bytes, least(&size.runs.cpu)));
        exponent(&pairs.collect::<Vec<_>>())
    }

    pub(super) fn json(&self) -> Value {
        let sizes = self.sizes.iter().map(|size| {
            let mut row = size.runs.json();
            row["bytes"] = json!(size.bytes);
            row
        });
        json!({"shape": self.name(), "exponent": self.exponent(), "sizes": sizes.collect::<Vec<_>>()})
    }
}

/// A line for each shape: its best time in each size, all threads together.
pub(super) fn table(growth: &[Growth]) -> String {
    let mut text = format!("\n{:10} {:>7}", "growth", "kB");
    for size in SIZES {
        let _ = write!(text, " {:>9}", format!("{size}x ms")); // a String takes everything
    }
    let _ = writeln!(text, " {:>9}", "exponent");
    for growth in growth {
        let first = growth.sizes.first().map_or(0, |size| size.bytes);
        let _ = write!(text, "{:10} {:>7}", growth.name(), first / 1_000);
        for size in &growth.sizes {
            let _ = write!(text, " {:>9}", milliseconds(least(&size.runs.cpu)));
        }
        let _ = writeln!(text, " {:>9.2}", growth.exponent());
    }
    text
}
