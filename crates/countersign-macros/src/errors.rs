//! [`Errors`]: every error of one derive, each at its own span, none lost.

use proc_macro2::{Span, TokenStream};

/// The errors found so far.
#[must_use]
#[derive(Debug, Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Adds an error that points at `span`.
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    /// Adds an error of the parser.
    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// What a macro expands to: the items if there is no error, and one `compile_error!` for each otherwise.
    pub(crate) fn finish(self, items: TokenStream) -> TokenStream {
        match self.0 {
            Some(errors) => errors.into_compile_error(),
            None => items,
        }
    }

    /// The messages, in the order of their discovery.
    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        self.0
            .into_iter()
            .flatten()
            .map(|error| error.to_string())
            .collect()
    }
}
