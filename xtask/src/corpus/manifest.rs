//! The corpus' own list of its documents: `manifest.tsv`.

use std::path::Path;
use std::{fs, io};

/// A document of the corpus.
pub(crate) struct Document {
    /// Its entry file, relative to the corpus.
    pub(crate) file: String,
    /// What `openapi` or `swagger` says in it.
    pub(super) version: String,
    /// Its size, all of its files together.
    pub(crate) bytes: u64,
}

impl Document {
    /// The error that it has to end in; nothing where source is made from it.
    pub(crate) fn end(&self) -> Option<End> {
        if self.version.starts_with("2.") {
            return Some(End {
                code: "CS0123",
                reason: "it is Swagger 2.0",
            });
        }
        DEFECTIVE
            .iter()
            .find(|(file, _)| self.file == *file)
            .map(|(_, end)| *end)
    }

    /// A name for the crate that holds its types.
    pub(super) fn crate_name(&self) -> String {
        let word = |character: char| {
            if character.is_ascii_alphanumeric() {
                character.to_ascii_lowercase()
            } else {
                '-'
            }
        };
        format!("corpus-{}", self.file.chars().map(word).collect::<String>())
    }
}

/// The error that a document ends in, and why it does.
#[derive(Clone, Copy)]
pub(crate) struct End {
    pub(super) code: &'static str,
    pub(super) reason: &'static str,
}

/// Documents that mean nothing definite. One that no longer ends so fails the run, so that this list stays true.
const DEFECTIVE: &[(&str, End)] = &[(
    "btcpay.json",
    End {
        code: "CS0104",
        reason: "two of its references lead to `/components/parameters/Subscriptions/Currency`, which it does not have",
    },
)];

/// Reads the list, small documents first.
pub(crate) fn read(folder: &Path) -> io::Result<Vec<Document>> {
    let path = folder.join("manifest.tsv");
    let text = fs::read_to_string(&path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    let mut documents: Vec<Document> = text.lines().skip(1).filter_map(document).collect();
    for document in &mut documents {
        document.file = placed(folder, &document.file);
    }
    documents.sort_by_key(|document| document.bytes);
    Ok(documents)
}

fn document(line: &str) -> Option<Document> {
    let mut columns = line.split('\t');
    Some(Document {
        file: columns.next()?.to_owned(),
        version: columns.next()?.to_owned(),
        bytes: columns.next()?.parse().ok()?,
    })
}

/// The file as it lies in the corpus: the list leaves the one folder out that a document of many files stands in.
fn placed(folder: &Path, file: &str) -> String {
    let inner = file.split_once('/').and_then(|(outer, rest)| {
        let entries = fs::read_dir(folder.join(outer)).ok()?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut places: Vec<String> = names.map(|name| format!("{outer}/{name}/{rest}")).collect();
        places.retain(|place| folder.join(place).is_file());
        places.pop()
    });
    match inner {
        Some(inner) if !folder.join(file).is_file() => inner,
        _ => file.to_owned(),
    }
}
