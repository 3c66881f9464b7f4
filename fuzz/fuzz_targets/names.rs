//! See `countersign_fuzz::names`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzz::names(input));
