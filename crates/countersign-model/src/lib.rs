//! The API as plain data: schemas, types, operations.
