//! Every package that we link may be used by anyone: MIT, Apache-2.0, or alike.

use cargo_metadata::Metadata;

use super::Findings;

/// Licences that ask for no more than their notice.
const FREE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Reports each package none of whose alternatives is free.
pub(super) fn check(metadata: &Metadata, findings: &mut Findings) {
    for package in &metadata.packages {
        let licence = package.license.as_deref().unwrap_or_default();
        if !is_free(licence) {
            findings.push(format!(
                "the licence of `{} {}` is `{licence}`",
                package.name, package.version
            ));
        }
    }
}

/// Reads an SPDX expression as alternatives of conjunctions; parentheses only ever group alternatives in practice.
fn is_free(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], " ").replace('/', " OR ");
    flat.split(" AND ").all(|part| {
        part.split(" OR ").any(|licence| {
            FREE.contains(&licence.split(" WITH ").next().unwrap_or_default().trim())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_free;

    #[test]
    fn each_conjunct_needs_a_free_alternative() {
        assert!(is_free("MIT OR Apache-2.0"));
        assert!(is_free("MIT/Apache-2.0"));
        assert!(is_free("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_free("Apache-2.0 WITH LLVM-exception OR GPL-3.0"));
        assert!(!is_free("MPL-2.0"));
        assert!(!is_free("MIT AND GPL-3.0"));
        assert!(!is_free(""));
    }
}
