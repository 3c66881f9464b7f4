//! See `countersign_fuzz::judge`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzz::judge(input));
