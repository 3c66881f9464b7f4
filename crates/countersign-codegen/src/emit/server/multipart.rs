//! The reader of a multipart body: its values as one object, so that all that is wrong with them is told at once, and its
//! files each by itself.

use countersign_model::{Annotations, Definition, Presence, Property, Slot, TypeDef};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Writer;
use crate::emit::operations::qualify::with_types;
use crate::name::ident;
use crate::operation::{Holds, Multipart, Part, Plan};

impl Writer<'_> {
    /// The struct of a multipart body from its parts.
    pub(super) fn parts(
        &mut self,
        plan: &Plan<'_>,
        multipart: &Multipart<'_>,
        media: &Literal,
    ) -> TokenStream {
        let (module, name) = (ident(&plan.name), ident(&multipart.name));
        let values = self.values(multipart);
        let read_values = values
            .is_some()
            .then(|| quote!(let values: Option<Values> = form.values();));
        let parts = || multipart.parts.iter().enumerate();
        let files = parts().filter(|(_, part)| is_file(part));
        let reads = files.map(|(index, part)| {
            let (local, method, name) = (local(index), method(part), &part.property.name);
            quote!(let #local = form.#method(#name);)
        });
        let needed = parts().filter(|(_, part)| is_file(part) && is_needed(part));
        let needed: Vec<Ident> = needed.map(|(index, _)| local(index)).collect();
        let needed: Vec<Ident> = values
            .iter()
            .map(|_| ident("values"))
            .chain(needed)
            .collect();
        let given = (!needed.is_empty()).then(|| {
            quote! {
                let (#(Some(#needed),)*) = (#(#needed,)*) else {
                    return Err(server::Refusal::Internal);
                };
            }
        });
        let fields = parts().map(|(index, part)| {
            let (field, local) = (ident(&part.field), local(index));
            match is_file(part) {
                true => quote!(#field: #local),
                false => quote!(#field: values.#field),
            }
        });
        quote! {{
            #values
            let mut form = input.form(#media).await?;
            #read_values
            #(#reads)*
            form.finish()?;
            #given
            operations::#module::#name { #(#fields,)* }
        }}
    }

    /// The values as a struct; `None` where all parts are files.
    fn values(&mut self, multipart: &Multipart<'_>) -> Option<TokenStream> {
        let parts: Vec<&Part<'_>> = multipart
            .parts
            .iter()
            .filter(|part| !is_file(part))
            .collect();
        let fields: Vec<TokenStream> = parts.into_iter().map(|part| self.value(part)).collect();
        if fields.is_empty() {
            return None;
        }
        let contract = self.emitter.ours("Contract");
        Some(quote! {
            #[derive(#contract)]
            struct Values { #(#fields,)* }
        })
    }

    fn value(&mut self, part: &Part<'_>) -> TokenStream {
        let property = part.property;
        let nullable = property.slot.nullable;
        // Null and absence are one in a form.
        let presence = match property.presence {
            Presence::Required if !nullable => Presence::Required,
            _ => Presence::Optional,
        };
        let property = Property {
            slot: Slot {
                nullable: false,
                ..property.slot.clone()
            },
            presence,
            name: property.name.clone(),
            annotations: Annotations::default(),
        };
        let definition = TypeDef::apart(part.schema, Definition::Newtype(property.slot.clone()));
        let field = self.emitter.field(&property, &part.field, &definition);
        let (field, found) = with_types(field, self.emitter.own);
        self.uses_types |= found;
        field
    }
}

/// The variable of a file.
fn local(index: usize) -> Ident {
    format_ident!("part_{index}")
}

fn is_file(part: &Part<'_>) -> bool {
    matches!(part.holds, Holds::File | Holds::Files)
}

fn is_needed(part: &Part<'_>) -> bool {
    part.holds != Holds::Files && part.property.presence == Presence::Required
}

fn method(part: &Part<'_>) -> Ident {
    ident(match (part.holds, is_needed(part)) {
        (Holds::Files, _) => "files",
        (_, true) => "file",
        (_, false) => "optional_file",
    })
}
