//! `impl Debug`, where it is asked for: the instance as it would be written, so that no field needs `Debug`.

use proc_macro2::TokenStream;

use crate::check::Contract;

/// `impl Debug`, or nothing.
pub(super) fn debug(contract: &Contract) -> TokenStream {
    contract
        .debug
        .map(|()| implementation(&contract.scope))
        .unwrap_or_default()
}

/// `inline`, as in what `derive(Debug)` writes: the encoding that it calls is compiled where somebody shows the type.
fn implementation(scope: &crate::check::Scope) -> TokenStream {
    let name = scope.name();
    let head = super::head(scope, &ours!(__Debug));
    ours! {
        #[automatically_derived]
        #head {
            #[inline]
            fn fmt(&self, formatter: &mut __Formatter<'_>) -> __Written {
                __debug(self, #name, formatter)
            }
        }
    }
}
