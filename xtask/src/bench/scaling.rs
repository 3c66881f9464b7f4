//! Growth: one shape of document in sizes of 1, 2, 4 and 8, and the exponent that its times fit.

use std::fs;

use tempfile::TempDir;

use super::Failure;
use super::codegen::{Runs, milliseconds};
use super::peers::Tool;
use super::statistics::exponent;
use super::synthetic::Shape;
use super::table::{Cell, Table};

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
    pub(super) fn add_round(&mut self, tool: &Tool) -> Result<(), Failure> {
        for size in &mut self.sizes {
            size.runs.add(tool, &self.folder.path().join(&size.file))?;
        }
        Ok(())
    }

    /// What is wrong where time grows faster than the document.
    pub(super) fn complaint(&self) -> Option<String> {
        let exponent = self.exponent();
        let name = self.name();
        (exponent > MOST).then(|| format!("`{name}` grows with an exponent of {exponent:.2}"))
    }

    /// The time of all threads counts: how many there are is the machine's.
    fn exponent(&self) -> f64 {
        let pairs = self
            .sizes
            .iter()
            .map(|size| (size.bytes, size.runs.least_cpu()));
        exponent(&pairs.collect::<Vec<_>>())
    }
}

/// A line for each shape: its best time in each size, all threads together.
pub(super) fn table(growth: &[Growth]) -> Table {
    let heads = SIZES.map(|size| format!("{size}x ms"));
    let columns = ["shape", "kB"]
        .into_iter()
        .chain(heads.iter().map(String::as_str));
    let columns: Vec<&str> = columns.chain(["exponent"]).collect();
    let mut table = Table::new(
        "Growth with the size of synthetic documents",
        "Types, client and server; the least processor time of the rounds, and the exponent that it fits: 1 is linear.",
        &columns,
    );
    for growth in growth {
        let first = growth.sizes.first().map_or(0, |size| size.bytes);
        let mut cells: Vec<Cell> = vec![growth.name().into(), (first / 1_000).into()];
        let times = growth.sizes.iter();
        cells.extend(times.map(|size| milliseconds(size.runs.least_cpu())));
        cells.push(Cell::Number(growth.exponent(), 2));
        table.row(cells);
    }
    table
}
