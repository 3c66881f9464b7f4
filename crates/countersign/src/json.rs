//! JSON values with exact numbers, as violations carry them and as the exact judge reads them, and the reader of text.

pub use countersign_json::{Decimal, Limits, Number, Place, Reader, SyntaxError, Value, read};
