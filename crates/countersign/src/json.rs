//! JSON values with exact numbers, as violations carry them and as the exact judge reads them.

pub use countersign_json::{Decimal, Limits, Number, SyntaxError, Value, read};
