//! Which specification a document declares.

use crate::document::SpecVersion;
use crate::{Code, Diagnostic, Node};

impl SpecVersion {
    /// The version as it is spoken of: `3.1`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SpecVersion::V3_0 => "3.0",
            SpecVersion::V3_1 => "3.1",
            SpecVersion::V3_2 => "3.2",
        }
    }
}

/// The version that the root of a document declares.
pub(crate) fn declared(root: Node<'_>) -> Result<SpecVersion, Box<Diagnostic>> {
    let Some(field) = root.get("openapi") else {
        return Err(Box::new(undeclared(root)));
    };
    let text = field.as_str().or_else(|| field.number()).unwrap_or("");
    let line = |version: &str| {
        text == version
            || text
                .strip_prefix(version)
                .is_some_and(|rest| rest.starts_with('.'))
    };
    [SpecVersion::V3_0, SpecVersion::V3_1, SpecVersion::V3_2]
        .into_iter()
        .find(|version| line(version.as_str()))
        .ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    Code::UnsupportedVersion,
                    format!("OpenAPI `{text}` is not supported"),
                )
                .at(field.span(), "the version that the document declares")
                .help("supported are 3.0, 3.1 and 3.2, as in `openapi: 3.1.0`"),
            )
        })
}

fn undeclared(root: Node<'_>) -> Diagnostic {
    if let Some(swagger) = root.entry("swagger") {
        return Diagnostic::error(
            Code::SwaggerTwo,
            "the document is Swagger 2.0, not OpenAPI 3",
        )
        .at(swagger.key_span, "declared here")
        .help("convert it first: `npx swagger2openapi --yaml --outfile openapi.yaml FILE`");
    }
    let diagnostic = Diagnostic::error(Code::UnsupportedVersion, "this is not an OpenAPI document");
    let Some(first) = root.entries().next() else {
        return diagnostic
            .at(root.span(), root.kind().described())
            .help("an OpenAPI document begins with `openapi: 3.1.0`");
    };
    diagnostic
        .at(first.key_span, "no field `openapi` in this mapping")
        .help("add `openapi: 3.1.0`, or the version that the document is written for")
}
