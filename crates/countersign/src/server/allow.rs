//! The methods of a path, as `Allow` lists them.

/// The documented methods, with `HEAD` wherever there is `GET`, and `OPTIONS`.
pub(super) fn methods(documented: &[(&'static str, usize)]) -> String {
    let mut names: Vec<&str> = documented.iter().map(|(method, _)| *method).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}
