//! Checked values: a newtype over a value that a schema's text judges as a whole.

use crate::{
    errors::Errors,
    parse::{InputField, Text, Written},
    schema_text,
};

use super::{Judged, contract::check_no_property, tagged::spans};

pub(super) fn check(schema: &Written<Text>, field: InputField, errors: &mut Errors) -> Judged {
    check_no_property(&field.attributes, "the field of a newtype", errors);
    for span in spans(&field.attributes.assertions) {
        errors.at(
            span,
            "an assertion beside `schema`: write it into the schema's text",
        );
    }
    let Text { text, literal } = &schema.value;
    Judged {
        ty: field.ty,
        tables: schema_text::read(text, *literal, errors),
    }
}
