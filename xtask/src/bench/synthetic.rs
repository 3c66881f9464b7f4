//! Documents of any size and one shape, for what real ones cannot show: how cost grows with size.

use std::fmt::Write as _;

/// What a document has a lot of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// Components of a dozen properties, and operations that use them.
    Wide,
    /// Objects in objects, written in place.
    Deep,
    /// Components that all reach each other.
    Cyclic,
    /// Components that extend each other by `allOf`.
    AllOf,
    /// `oneOf` and `anyOf` over components, with and without `discriminator`.
    Unions,
    /// One object, one enumeration and one union, as large as they may get.
    Broad,
}

impl Shape {
    /// Every shape.
    pub(super) const ALL: [Shape; 6] = [
        Shape::Wide,
        Shape::Deep,
        Shape::Cyclic,
        Shape::AllOf,
        Shape::Unions,
        Shape::Broad,
    ];

    /// Its name in tables.
    pub(super) fn name(self) -> &'static str {
        match self {
            Shape::Wide => "wide",
            Shape::Deep => "deep",
            Shape::Cyclic => "cyclic",
            Shape::AllOf => "allOf",
            Shape::Unions => "unions",
            Shape::Broad => "broad",
        }
    }

    /// A document of `count` units as JSON; a unit has about 1 kB.
    pub(super) fn document(self, count: usize) -> String {
        let mut document = Document::default();
        match self {
            Shape::Wide => (0..count).for_each(|unit| wide(&mut document, unit)),
            Shape::Deep => (0..count).for_each(|unit| deep(&mut document, unit)),
            Shape::Cyclic => (0..count).for_each(|unit| cyclic(&mut document, unit, count)),
            Shape::AllOf => (0..count).for_each(|unit| all_of(&mut document, unit)),
            Shape::Unions => (0..count).for_each(|unit| unions(&mut document, unit)),
            Shape::Broad => broad(&mut document, count),
        }
        document.finish()
    }
}

#[derive(Default)]
struct Document {
    paths: String,
    schemas: String,
}

impl Document {
    fn schema(&mut self, name: &str, schema: &str) {
        let comma = if self.schemas.is_empty() { "" } else { ",\n" };
        let _ = write!(self.schemas, "{comma}\"{name}\": {schema}"); // a String takes everything
    }

    fn get(&mut self, path: &str, name: &str) {
        let comma = if self.paths.is_empty() { "" } else { ",\n" };
        let _ = write!(
            self.paths,
            r##"{comma}"/{path}/{{id}}": {{"get": {{"operationId": "get_{path}", "parameters": [{{"name": "id", "in": "path", "required": true, "schema": {{"type": "integer", "minimum": 1}}}}], "responses": {{"200": {{"description": "The one that was asked for", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/{name}"}}}}}}}}}}}}}}"##
        );
    }

    fn finish(self) -> String {
        format!(
            "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"Synthetic\", \"version\": \"1\"}},\n\"paths\": {{{}}},\n\"components\": {{\"schemas\": {{{}}}}}}}\n",
            self.paths, self.schemas
        )
    }
}

fn wide(document: &mut Document, unit: usize) {
    let properties: Vec<String> = (0..6)
        .map(|index| {
            format!(
                r#""name_{index}": {{"type": "string", "maxLength": 80, "description": "What people call it, in place {index}"}}, "count_{index}": {{"type": "integer", "minimum": {index}, "maximum": 1000}}"#
            )
        })
        .collect();
    let schema = format!(
        r#"{{"type": "object", "description": "Number {unit} of many", "required": ["name_0", "count_0"], "properties": {{{}}}}}"#,
        properties.join(", ")
    );
    let name = format!("Wide{unit}");
    document.schema(&name, &schema);
    if unit.is_multiple_of(4) {
        document.get(&format!("wide_{unit}"), &name);
    }
}

fn deep(document: &mut Document, unit: usize) {
    const LEVELS: usize = 12;
    let mut schema = r#"{"type": "string"}"#.to_owned();
    for level in 0..LEVELS {
        schema = format!(
            r#"{{"type": "object", "properties": {{"level": {{"const": {level}}}, "inner": {schema}}}}}"#
        );
    }
    document.schema(&format!("Deep{unit}"), &schema);
}

fn cyclic(document: &mut Document, unit: usize, count: usize) {
    let mut properties = String::new();
    for (index, step) in [1, 2, 7, 31, 127, 1021].into_iter().enumerate() {
        let target = (unit + step) % count;
        let _ = write!(
            properties,
            r##""next_{index}": {{"$ref": "#/components/schemas/Cyclic{target}"}}, "all_{index}": {{"type": "array", "items": {{"$ref": "#/components/schemas/Cyclic{target}"}}}}, "##
        ); // a String takes everything
    }
    let schema = format!(
        r#"{{"type": "object", "properties": {{{properties}"name": {{"type": "string"}}}}}}"#
    );
    document.schema(&format!("Cyclic{unit}"), &schema);
}

fn all_of(document: &mut Document, unit: usize) {
    const CHAIN: usize = 4;
    let own: Vec<String> = (0..5)
        .map(|index| {
            format!(r#""own_{unit}_{index}": {{"type": "string", "description": "Of number {unit} alone"}}"#)
        })
        .collect();
    let own = format!(
        r#"{{"type": "object", "properties": {{{}}}}}"#,
        own.join(", ")
    );
    let schema = match unit % CHAIN {
        0 => own,
        _ => format!(
            r##"{{"allOf": [{{"$ref": "#/components/schemas/AllOf{}"}}, {own}]}}"##,
            unit - 1
        ),
    };
    document.schema(&format!("AllOf{unit}"), &schema);
}

fn unions(document: &mut Document, unit: usize) {
    let kinds = ["cat", "dog", "fish"];
    for kind in kinds {
        let schema = format!(
            r#"{{"type": "object", "required": ["kind", "{kind}_name"], "properties": {{"kind": {{"const": "{kind}"}}, "{kind}_name": {{"type": "string"}}, "age": {{"type": "integer"}}}}}}"#
        );
        document.schema(&format!("Union{unit}{kind}"), &schema);
    }
    let members: Vec<String> = kinds
        .iter()
        .map(|kind| format!(r##"{{"$ref": "#/components/schemas/Union{unit}{kind}"}}"##))
        .collect();
    let members = members.join(", ");
    document.schema(
        &format!("Tagged{unit}"),
        &format!(r#"{{"oneOf": [{members}], "discriminator": {{"propertyName": "kind"}}}}"#),
    );
    document.schema(
        &format!("Tried{unit}"),
        &format!(r#"{{"oneOf": [{members}]}}"#),
    );
    document.schema(
        &format!("Typed{unit}"),
        &format!(r##"{{"anyOf": [{{"$ref": "#/components/schemas/Tried{unit}"}}, {{"type": "string"}}]}}"##),
    );
}

fn broad(document: &mut Document, count: usize) {
    let listed =
        |each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<Vec<_>>().join(", ");
    let properties = listed(&|unit| {
        format!(
            r#""field_{unit}": {{"type": "string", "description": "Number {unit} of the fields of one object"}}"#
        )
    });
    document.schema(
        "BroadObject",
        &format!(r#"{{"type": "object", "properties": {{{properties}}}}}"#),
    );
    let values = listed(&|unit| format!(r#""value-{unit}""#));
    document.schema(
        "BroadEnum",
        &format!(r#"{{"type": "string", "enum": [{values}]}}"#),
    );
    for unit in 0..count {
        document.schema(
            &format!("Broad{unit}"),
            &format!(
                r#"{{"type": "object", "required": ["kind"], "properties": {{"kind": {{"const": "kind-{unit}"}}, "text": {{"type": "string"}}}}}}"#
            ),
        );
    }
    let members = listed(&|unit| format!(r##"{{"$ref": "#/components/schemas/Broad{unit}"}}"##));
    document.schema(
        "BroadUnion",
        &format!(r#"{{"oneOf": [{members}], "discriminator": {{"propertyName": "kind"}}}}"#),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_is_in_proportion_and_every_document_is_generated() {
        for shape in Shape::ALL {
            let (one, eight) = (shape.document(20), shape.document(160));
            let growth = eight.len() as f64 / one.len() as f64;
            assert!((6.0..9.0).contains(&growth), "{}: {growth}", shape.name());
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join("a.json"), one).expect("a file");
            let survey = countersign_build::survey(folder.path(), "a.json", "a test");
            let figures = survey.source.map(|(_, figures)| figures);
            let figures = figures.expect("no errors");
            assert_eq!(figures.typed, figures.schemas, "{}", shape.name());
        }
    }
}
