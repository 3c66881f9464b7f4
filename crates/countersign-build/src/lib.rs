//! The driver: configuration to generated files; the library for xtasks and build scripts.
