//! The derives without a compiler: which errors there are, all of them at once.

mod schema_text;
mod unions;

use quote::quote;

use super::*;

type Check = fn(Input, &mut Errors) -> Option<TokenStream>;

fn messages(input: TokenStream, check: Check) -> Vec<String> {
    let mut errors = Errors::default();
    let input = parse::parse(syn::parse2(input).unwrap(), &mut errors);
    check(input, &mut errors);
    errors.messages()
}

fn of_contract(input: TokenStream) -> Vec<String> {
    messages(input, |input, errors| {
        check::contract(input, errors).map(|checked| emit::contract(&checked))
    })
}

fn of_validate(input: TokenStream) -> Vec<String> {
    messages(input, |input, errors| {
        check::validated(input, errors).map(|checked| emit::validated(&checked))
    })
}

#[test]
fn all_errors_at_once() {
    let found = of_contract(quote! {
        #[contract(bilder, min_properties = 3, max_properties = 2)]
        struct Order {
            #[contract(minimun = 1, maximum = "x", pattern = 5)]
            a: i64,
            #[contract(minimum = 5, maximum = 4, minimum = 3)]
            b: i64,
            #[contract(rename = "a", min_length = -1)]
            c: String,
        }
    });
    assert_eq!(
        found,
        [
            "unknown key `minimun` on a field: did you mean `minimum`?",
            "`maximum` takes a number: `1`, `-0.5`, or \"1e400\" where Rust has no such literal",
            "`pattern` takes a string literal",
            "`minimum` stands twice",
            "`min_length` takes a whole number from 0 to 2^64 - 1",
            "unknown key `bilder` on a type: did you mean `builder`?",
            "empty range: no integer is within `minimum = 5` and `maximum = 4`",
            "two fields have the JSON name `a`",
            "empty range: `min_properties = 3` is above `max_properties = 2`",
        ],
        "{found:#?}"
    );
}

#[test]
fn a_broken_item_does_not_hide_the_next() {
    let found = of_contract(quote! {
        struct A {
            #[contract(minimum = , maximum = "x")]
            a: i64,
            #[contract(minimum 5, unknown, max_length = 1)]
            b: i64,
        }
    });
    assert!(found.len() >= 4, "{found:#?}");
    assert!(found.iter().any(|text| text.starts_with("`maximum` takes")));
    assert!(
        found
            .iter()
            .any(|text| text.contains("unknown key `unknown`"))
    );
    assert!(
        found
            .iter()
            .any(|text| text.starts_with("`max_length` is for strings"))
    );
}

#[test]
fn exact_ranges() {
    let ranges = [
        (
            quote!(minimum = 9007199254740993, maximum = 9007199254740992),
            1,
        ),
        (
            quote!(minimum = 9007199254740992, maximum = 9007199254740993),
            0,
        ),
        (quote!(minimum = "1e400", maximum = "9e399"), 1),
        (quote!(minimum = "9e399", maximum = "1e400"), 0),
        (quote!(minimum = 1, exclusive_maximum = 1), 1),
        (quote!(minimum = 1, maximum = 1), 0),
        (quote!(minimum = -0, maximum = 0), 0),
        (quote!(minimum = -1.5, exclusive_maximum = -1.6), 1),
        (quote!(multiple_of = 0), 1),
        (quote!(multiple_of = -2), 1),
    ];
    for (range, count) in ranges {
        let found = of_contract(quote!(
            struct A {
                #[contract(#range)]
                a: f64,
            }
        ));
        assert_eq!(found.len(), count, "{range}: {found:?}");
    }
    let between = of_contract(quote! {
        struct A { #[contract(exclusive_minimum = 1, exclusive_maximum = 2)] a: i64 }
    });
    assert_eq!(
        between.len(),
        1,
        "no integer is between 1 and 2: {between:?}"
    );
}

#[test]
fn keywords_know_their_types() {
    let wrong = [
        (quote!(minimum = 1), quote!(String)),
        (quote!(minimum = 1), quote!(Option<Vec<i64>>)),
        (quote!(min_length = 1), quote!(Maybe<i64>)),
        (quote!(pattern = "a"), quote!(Box<bool>)),
        (quote!(unique_items), quote!(BTreeMap<String, i64>)),
        (quote!(min_properties = 1), quote!(Vec<i64>)),
        (quote!(items(minimum = 1)), quote!(Vec<String>)),
        (quote!(items(minimum = 1)), quote!(String)),
        (
            quote!(additional_properties(max_length = 1)),
            quote!(HashMap<String, i64>),
        ),
        (quote!(items(items(max_length = 1))), quote!(Vec<Vec<f64>>)),
        (quote!(const = "a"), quote!(i64)),
        (quote!(enum(1, "a")), quote!(i64)),
        (quote!(enum(1.5)), quote!(i64)),
        (quote!(enum(null)), quote!(String)),
        (quote!(const = true), quote!(String)),
    ];
    for (attribute, ty) in wrong {
        let found = of_contract(quote!(struct A { #[contract(#attribute)] a: #ty }));
        assert_eq!(found.len(), 1, "{attribute} on {ty}: {found:?}");
    }
    let right = [
        (quote!(minimum = 1), quote!(Option<Box<i64>>)),
        (quote!(minimum = 1), quote!(Satoshi)),
        (quote!(min_length = 1), quote!(Maybe<String>)),
        (quote!(items(minimum = 1)), quote!(Vec<Option<f64>>)),
        (quote!(enum(1.0)), quote!(i64)),
        (quote!(enum("a", null)), quote!(Option<String>)),
        (quote!(items(min_length = 1)), quote!(Words)),
    ];
    for (attribute, ty) in right {
        let found = of_contract(quote!(struct A { #[contract(#attribute)] a: #ty }));
        assert_eq!(found, [""; 0], "{attribute} on {ty}");
    }
    let parameter = of_contract(quote! {
        struct A<String> { #[contract(minimum = 1)] a: String }
    });
    assert_eq!(parameter, [""; 0], "a parameter may have any name");
}

#[test]
fn presence() {
    let wrong = [
        quote!(#[contract(required)] a: i64),
        quote!(#[contract(required)] a: Maybe<i64>),
        quote!(#[contract(default = 1)] a: Maybe<i64>),
        quote!(#[contract(required, default = 1)] a: Option<i64>),
        quote!(#[contract(skip)] a: i64),
        quote!(a: Option<Option<i64>>),
        quote!(#[contract(flatten)] a: String),
        quote!(#[contract(flatten, rename = "b")] a: BTreeMap<String, i64>),
        quote!(#[contract(flatten, max_properties = 1)] a: BTreeMap<String, i64>),
    ];
    for field in wrong {
        let found = of_contract(quote!(struct A { #field }));
        assert_eq!(found.len(), 1, "{field}: {found:?}");
    }
}

#[test]
fn shapes_without_a_contract() {
    let wrong = [
        "struct A;",
        "struct A(i64, i64);",
        "struct A();",
        "union A { a: i64 }",
        "enum A {}",
        "enum A { B, C(i64) }",
        "enum A { B { c: i64 } }",
        "enum A { B(String), C(String) }",
        "enum A { B(i64), C(f64) }",
        "enum A { B(Option<i64>) }",
        "enum A { B, #[contract(other)] C }",
        "enum A { B, #[contract(other)] C(i64) }",
        "enum A { B, #[contract(other)] C(String), #[contract(other)] D(String) }",
        "enum A { #[contract(other)] C(String) }",
        "enum A { B, #[contract(rename = \"B\")] C }",
        "#[contract(builder)] enum A { B }",
        "#[contract(builder)] struct A(i64);",
        "struct A(#[contract(rename = \"b\")] i64);",
        "struct A(Maybe<i64>);",
    ];
    for input in wrong {
        let found = of_contract(input.parse().unwrap());
        assert_eq!(found.len(), 1, "{input}: {found:?}");
    }
}

#[test]
fn two_captures() {
    let found = of_contract(quote! {
        #[contract(additional_properties = false)]
        struct A {
            #[contract(flatten)] a: BTreeMap<String, i64>,
            #[contract(flatten)] b: BTreeMap<String, i64>,
        }
    });
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn validate_leaves_names_to_serde() {
    let found = of_validate(quote! {
        #[contract(builder, debug, rename_all = "camelCase")]
        struct A {
            #[contract(rename = "b")] a: i64,
            #[contract(default = 1)] b: i64,
            #[contract(skip)] c: Foreign,
            #[serde(rename(deserialize = "x"), with = "y")] #[contract(minimum = 1)] d: i64,
        }
    });
    assert_eq!(found.len(), 5, "{found:?}");
    let enumeration = of_validate(quote! {
        enum A { #[contract(rename = "b")] B, #[contract(minimum = 1)] C(i64) }
    });
    assert_eq!(enumeration.len(), 2, "{enumeration:?}");
}
