//! Where a decoder had to guess: a text that reached an integer as a float may have been rounded on the way.

use std::cell::Cell;

thread_local! {
    static IN_DOUBT: Cell<bool> = const { Cell::new(false) };
}

/// Notes that an integer was taken from a float, whose text may have said something else: `0.99999999999999999999`.
#[cold]
pub(crate) fn doubt() {
    IN_DOUBT.set(true);
}

/// Runs `decode`, and says whether anything in it was in doubt.
pub(crate) fn watched<T>(decode: impl FnOnce() -> T) -> (T, bool) {
    let outer = IN_DOUBT.replace(false);
    let decoded = decode();
    (decoded, IN_DOUBT.replace(outer))
}
