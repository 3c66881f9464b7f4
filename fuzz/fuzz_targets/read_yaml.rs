//! See `countersign_fuzz::read_yaml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzz::read_yaml(input));
