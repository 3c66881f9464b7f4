//! Every code has a page, and the failing example of each page of this crate fails with that code.

use countersign_spec::{Code, Memory, read, resolve};

/// The first fenced block of a page, with its language.
fn example(page: &str) -> Option<(&str, &str)> {
    let (_, block) = page.split_once("\n```")?;
    let (language, rest) = block.split_once('\n')?;
    let (text, _) = rest.split_once("```")?;
    Some((language, text))
}

fn bytes(language: &str, text: &str) -> (&'static str, Vec<u8>) {
    match language {
        "hex" => {
            let byte = |hex| u8::from_str_radix(hex, 16).ok();
            (
                "example.yaml",
                text.split_whitespace().filter_map(byte).collect(),
            )
        }
        "json" => ("example.json", text.as_bytes().to_vec()),
        _ => ("example.yaml", text.as_bytes().to_vec()),
    }
}

#[test]
fn every_code_has_a_page_that_begins_with_it() {
    for code in Code::all() {
        let heading = format!("# {}: ", code.as_str());
        assert!(
            code.page().starts_with(&heading),
            "{} has no heading",
            code.as_str()
        );
        assert!(
            example(code.page()).is_some(),
            "{} has no example",
            code.as_str()
        );
    }
}

#[test]
fn the_example_of_a_page_gives_its_code() {
    let mut tried = 0;
    for code in Code::all().filter(|code| code.as_str().starts_with("CS01")) {
        let (language, text) = example(code.page()).unwrap();
        let (name, bytes) = bytes(language, text);
        let files = Memory::new().with(name, bytes);
        let (document, mut diagnostics) = read(&files, name);
        diagnostics.extend(resolve(document).1);
        let codes: Vec<&str> = diagnostics.iter().map(|one| one.code.as_str()).collect();
        assert!(
            codes.contains(&code.as_str()),
            "{} gives {codes:?}",
            code.as_str()
        );
        assert!(
            codes.len() == 1,
            "{} gives more than itself: {codes:?}",
            code.as_str()
        );
        tried += 1;
    }
    assert!(tried >= 35);
}

#[test]
fn codes_are_sorted_and_parse() {
    let codes: Vec<&str> = Code::all().map(Code::as_str).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    for code in Code::all() {
        assert_eq!(Code::parse(&code.as_str().to_lowercase()), Some(code));
    }
    assert_eq!(Code::parse("CS9999"), None);
}

/// The codes whose pages say that something is not enforced are those that `docs/not-enforced.md` justifies.
#[test]
fn what_is_not_enforced_is_justified() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/not-enforced.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| CS"));
    let mut justified: Vec<String> = rows.map(|row| format!("CS{}", &row[..4])).collect();
    justified.sort();
    let codes = Code::all().filter(|code| code.page().contains("docs/not-enforced.md"));
    let codes: Vec<&str> = codes.map(Code::as_str).collect();
    assert_eq!(justified, codes);
    for row in text.lines().filter(|line| line.starts_with("| CS")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
        assert_eq!(cells.len(), 4, "{row}");
        assert!(cells.iter().all(|cell| cell.trim().len() > 3), "{row}");
    }
}
