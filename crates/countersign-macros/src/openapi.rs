//! `openapi!`: the items of a document, with its diagnostics where it has errors.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

/// Expands `openapi!("schema/x.yaml")`, a path below the folder of the crate's manifest.
pub(crate) fn openapi(input: TokenStream) -> TokenStream {
    let expanded = syn::parse2::<LitStr>(input).and_then(|schema| match manifest_dir() {
        Some(folder) => expand(&folder, &schema),
        None => Err(syn::Error::new(
            schema.span(),
            "no CARGO_MANIFEST_DIR: the path is below the folder of the crate's manifest, which cargo names",
        )),
    });
    expanded.unwrap_or_else(syn::Error::into_compile_error)
}

fn manifest_dir() -> Option<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

fn expand(folder: &Path, schema: &LitStr) -> syn::Result<TokenStream> {
    let path = schema.value();
    let expansion = countersign_build::expand(folder, &path).map_err(|diagnostics| {
        let message = format!("`{path}` has errors\n\n{}", diagnostics.trim_end());
        syn::Error::new(schema.span(), message)
    })?;
    let items = expansion.tokens;
    let read = read(&expansion.files);
    Ok(quote!(#items #read))
}

/// Names the files that were read: rustc builds again when one of them changes.
fn read(files: &[PathBuf]) -> TokenStream {
    let files = files.iter().map(|file| {
        let file = file.to_string_lossy();
        quote!(
            const _: &[u8] = ::core::include_bytes!(#file);
        )
    });
    quote!(#(#files)*)
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    fn fixtures() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi")
    }

    fn expanded(schema: &str) -> Result<String, String> {
        expand(&fixtures(), &LitStr::new(schema, Span::call_site()))
            .map(|items| items.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn items_and_every_file_that_was_read() {
        let items = expanded("whole.yaml").unwrap();
        assert!(items.contains("struct Pet"), "{items}");
        for file in ["whole.yaml", "part.yaml"] {
            assert!(items.contains(file), "{file} in {items}");
        }
        assert_eq!(items.matches("include_bytes").count(), 2);
        let equal = countersign_build::expand(&fixtures(), "whole.yaml").unwrap();
        assert!(items.starts_with(&equal.tokens.to_string()));
    }

    #[test]
    fn every_diagnostic_with_its_place() {
        let text = expanded("broken.yaml").unwrap_err();
        assert!(text.starts_with("`broken.yaml` has errors"), "{text}");
        assert!(text.contains("broken.yaml:"), "{text}");
        assert!(text.matches("error[CS").count() >= 2, "{text}");
    }

    #[test]
    fn no_such_file() {
        assert!(expanded("nowhere.yaml").is_err());
    }

    #[test]
    fn only_a_string() {
        let text = openapi(quote!(schema.yaml)).to_string();
        assert!(text.contains("compile_error"), "{text}");
    }
}
