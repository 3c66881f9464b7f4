//! scratch
use countersign_tests::{case, oracle::Oracle};
#[test]
fn the_oracle_and_the_cases_agree() {
    let mut n = 0;
    let mut bad = 0;
    for case in case::all() {
        for c in &case.components {
            let o = Oracle::new(&case.document, &c.name);
            for i in &c.instances {
                n += 1;
                let got = o.accepts(&i.json);
                if (got == Ok(i.valid)) == i.except.jsonschema.is_some() {
                    bad += 1;
                    println!(
                        "{} {} {} case {} oracle {:?} {}",
                        case.file,
                        c.name,
                        i.json,
                        i.valid,
                        got,
                        o.explain(&i.json)
                    );
                }
            }
        }
    }
    println!("{n}");
    assert_eq!(bad, 0);
}
