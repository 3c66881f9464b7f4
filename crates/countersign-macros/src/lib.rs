//! The derives of countersign, and openapi!.
