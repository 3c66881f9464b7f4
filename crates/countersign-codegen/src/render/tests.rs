//! rustfmt as the judge: what is rendered here must be what it would write, at every width.

use std::io::Write;
use std::process::{Command, Stdio};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::item;

/// What rustfmt makes of a text; `None` where there is no rustfmt on this machine.
fn rustfmt(text: &str) -> Option<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    assert!(output.status.success(), "rustfmt refuses:\n{text}");
    String::from_utf8(output.stdout).ok()
}

fn rendered(items: Vec<TokenStream>) -> String {
    let texts: Vec<String> = items
        .into_iter()
        .map(|tokens| item(&syn::parse_quote!(#tokens)))
        .collect();
    texts.join("\n")
}

fn assert_stable(text: &str) {
    if let Some(formatted) = rustfmt(text) {
        pretty_assert(text, &formatted);
    }
}

fn pretty_assert(ours: &str, theirs: &str) {
    for (line, (ours, theirs)) in ours.lines().zip(theirs.lines()).enumerate() {
        assert_eq!(ours, theirs, "line {} differs from rustfmt's", line + 1);
    }
    assert_eq!(ours, theirs);
}

#[test]
fn fields_of_every_width() {
    let fields = (1..=110).map(|width| {
        let name = format_ident!("{}", "x".repeat(width));
        let short = format_ident!("Struct{}", width);
        quote!(pub struct #short { pub #name: BTreeMap<String, Vec<Option<i64>>>, pub y: Option<i64> })
    });
    assert_stable(&rendered(fields.collect()));
}

#[test]
fn types_of_every_width() {
    let fields = (1..=80).map(|width| {
        let name = format_ident!("T{}", "x".repeat(width));
        let short = format_ident!("Struct{}", width);
        quote!(pub struct #short { pub field: Maybe<#name>, pub map: BTreeMap<String, #name>, pub bare: #name })
    });
    assert_stable(&rendered(fields.collect()));
}

#[test]
fn attributes_of_every_width() {
    let fields = (1..=110).map(|width| {
        let text = "x".repeat(width);
        let name = format_ident!("Struct{}", width);
        quote! {
            #[contract(builder, additional_properties = false)]
            pub struct #name {
                #[contract(rename = #text)]
                pub a: i64,
                #[contract(rename = #text, minimum = -1, maximum = 0.5)]
                pub b: i64,
                #[contract(enum(#text, "b", "c"))]
                pub c: String,
                #[contract(min_items = 1, items(minimum = 0, pattern = #text))]
                pub d: Vec<String>,
                #[contract(items(items(pattern = #text, max_length = 5)))]
                pub e: Vec<Vec<String>>,
                #[contract(items(pattern = #text), min_items = 1)]
                pub e2: Vec<String>,
                #[contract(items(pattern = #text))]
                pub e3: Vec<String>,
                #[contract(additional_properties(enum(#text, #text)))]
                pub e4: BTreeMap<String, String>,
                #[contract(const = "a, (b", enum(1, 2))]
                pub f: i64,
            }
        }
    });
    assert_stable(&rendered(fields.collect()));
}

#[test]
fn enums_of_every_width() {
    let items = (1..=110).map(|width| {
        let text = "x".repeat(width);
        let name = format_ident!("Enum{}", width);
        let variant = format_ident!("V{}", "x".repeat(width.min(60)));
        quote! {
            #[derive(Clone, Debug, PartialEq, Eq, Hash, Contract)]
            pub enum #name {
                #[contract(rename = #text)]
                A,
                #variant(Vec<i64>),
                B(#[contract(minimum = 0, pattern = #text)] i64),
                C(#[contract(minimum = 0)] #variant),
                #[contract(other)]
                Unknown(String),
            }
        }
    });
    assert_stable(&rendered(items.collect()));
}

/// Wider ones are left out: rustfmt itself leaves trailing white space behind in some of them.
#[test]
fn newtypes_of_every_width() {
    let items = (1..=50).map(|width| {
        let text = "x".repeat(width);
        let name = format_ident!("Newtype{}", width);
        let inside = format_ident!("T{}", "x".repeat(width));
        quote! {
            mod unused {
                pub struct #name(#[contract(pattern = #text)] pub String);
                pub struct Bare(pub #inside);
                pub struct Two(#[contract(pattern = #text, max_length = 9)] pub String);
                pub struct Nested(#[contract(items(pattern = "x"))] pub Vec<#inside>);
            }
        }
    });
    let structs = items.flat_map(|module| match syn::parse_quote!(#module) {
        syn::Item::Mod(module) => module.content.map(|(_, items)| items).unwrap_or_default(),
        other => vec![other],
    });
    let texts: Vec<String> = structs.map(|structure| item(&structure)).collect();
    assert_stable(&texts.join("\n"));
}
