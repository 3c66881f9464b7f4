//! See `countersign_fuzz::generate`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzz::generate(input));
