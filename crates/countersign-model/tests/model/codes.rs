//! The failing example of each CS02xx page gives that code, and no other.

use countersign_model::Code;

use crate::sketch::said;

#[test]
fn the_example_of_a_page_gives_its_code() {
    let mut tried = 0;
    // The example of a limit is too long for a page: `depth.rs` reaches it.
    for code in Code::all()
        .filter(|code| code.as_str().starts_with("CS02") && *code != Code::TooLargeToPlan)
    {
        let page = code.page();
        let (_, block) = page.split_once("```yaml\n").unwrap();
        let (text, _) = block.split_once("```").unwrap();
        let said = said(text);
        let code = code.as_str();
        assert!(!said.is_empty(), "{code} gives nothing");
        assert!(
            said.iter().all(|one| one.contains(&format!(" {code} "))),
            "{code} gives {said:#?}"
        );
        let gives_up = |one: &String| {
            let phrases = ["not enforced", "not checked", "not filled in", "taken as"];
            phrases.iter().any(|phrase| one.contains(phrase))
        };
        if said.iter().any(gives_up) {
            let justified = page.contains("docs/not-enforced.md");
            assert!(
                justified,
                "{code} leaves something out, and no page says why"
            );
        }
        tried += 1;
    }
    assert_eq!(tried, 21);
}
