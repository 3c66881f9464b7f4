//! `impl JsonSchema`, where the feature `schemars` is on: made from the schema table.

use proc_macro2::TokenStream;

use crate::check::Scope;

/// `impl JsonSchema`, or nothing.
pub(super) fn json_schema(scope: &Scope) -> TokenStream {
    if cfg!(feature = "schemars") {
        implementation(scope)
    } else {
        TokenStream::new()
    }
}

fn implementation(scope: &Scope) -> TokenStream {
    let krate = &scope.krate;
    let head = super::head(scope, &ours!(#krate::schemars_support::JsonSchema));
    ours! {
        #[automatically_derived]
        #head {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #krate::schemars_support::schema_name::<Self>()
            }

            fn json_schema(
                generator: &mut #krate::schemars_support::SchemaGenerator,
            ) -> #krate::schemars_support::Schema {
                #krate::schemars_support::json_schema(<Self as __Contract>::schema, generator)
            }
        }
    }
}
