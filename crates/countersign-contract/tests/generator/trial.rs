//! One schema, with what the generator makes of it and the judge that is not ours: the `jsonschema` crate.

use std::collections::BTreeSet;

use countersign_contract::{Change, Generator, Judge, Opinion, Role, Seed};
use countersign_json::Value;
use countersign_model::{Api, Formats, Mapping, Reading, SchemaId, lower_as};
use countersign_spec::{Memory, Mirror, read_mirrored, resolve};
use jsonschema::{Draft, Registry, Validator};

/// Where the suite serves the documents that its references lead to.
const SERVED: &str = "http://localhost:1234/";
/// Where they stand beside ours.
const REMOTES: &str = "remotes/";

/// A document that references lead to: its path below [`SERVED`], and its text.
pub(crate) type Remote = (String, String);

/// A schema as both sides see it.
pub(crate) struct Trial {
    api: Api,
    schema: SchemaId,
    validator: Validator,
}

/// What the `jsonschema` crate says about a value.
pub(crate) enum Said {
    Valid,
    /// Invalid for one reason alone: the keywords that lead to it from the root, the broken one last.
    Broken(BTreeSet<String>),
    /// Invalid for several reasons, or beyond the numbers of the crate.
    Other,
}

impl Trial {
    /// # Errors
    /// Why one of them does not read the schema.
    pub(crate) fn new(schema: &Value, remotes: &[Remote]) -> Result<Trial, String> {
        let api = api(schema, remotes)?;
        let root = api.types.iter().find(|it| it.component);
        let root = root.ok_or("the component has no type")?.schema;
        Ok(Trial {
            api,
            schema: root,
            validator: validator(schema, remotes)?,
        })
    }

    pub(crate) fn valid(&self, seed: u64) -> Vec<Value> {
        self.generator(seed).valid(self.schema).collect()
    }

    /// The changes of what is valid.
    pub(crate) fn changes(&self, seed: u64) -> Vec<Change> {
        let generator = self.generator(seed);
        let bases = generator.valid(self.schema);
        bases
            .flat_map(|base| generator.changes(self.schema, &base))
            .collect()
    }

    /// What our judge says about a value.
    pub(crate) fn opinion(&self, value: &Value) -> Opinion {
        Judge::new(&self.api, Role::Request).judge(&[self.schema], value)
    }

    fn generator(&self, seed: u64) -> Generator<'_> {
        Generator::new(&self.api, Role::Request, Seed(seed))
    }

    pub(crate) fn said(&self, value: &Value) -> Said {
        let Ok(value) = serde_json::from_str(&value.to_string()) else {
            return Said::Other;
        };
        let mut errors = self.validator.iter_errors(&value);
        match (errors.next(), errors.next()) {
            (None, _) => Said::Valid,
            (Some(error), None) => Said::Broken(keywords(error.evaluation_path().as_str())),
            _ => Said::Other,
        }
    }
}

/// The keywords of the way to an assertion, without the names and numbers between them.
fn keywords(path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut tokens = path.split('/').skip(1);
    while let Some(token) = tokens.next() {
        if matches!(
            token,
            "properties" | "patternProperties" | "dependentSchemas"
        ) {
            tokens.next();
        }
        if token.parse::<usize>().is_err() {
            found.insert(token.to_owned());
        }
    }
    found
}

fn api(schema: &Value, remotes: &[Remote]) -> Result<Api, String> {
    let document = format!(
        r#"{{"openapi": "3.1.1", "info": {{"title": "A schema", "version": "1"}}, "components": {{"schemas": {{"Root": {}}}}}}}"#,
        placed(schema)
    );
    let mut files = Memory::new().with("suite.json", document);
    for (path, text) in remotes {
        files = files.with(format!("{REMOTES}{path}"), text.as_str());
    }
    let mirror = Mirror {
        uri: SERVED.to_owned(),
        folder: REMOTES.to_owned(),
    };
    let (read, _) = read_mirrored(&files, &[mirror], "", "suite.json");
    let resolved = resolve(read).0.ok_or("it is not resolved")?;
    let mapping = Mapping {
        formats: Formats::Asserted,
        ..Mapping::default()
    };
    let (api, diagnostics) = lower_as(&resolved, Reading::Literal, &mapping);
    if diagnostics.has_errors() {
        return Err(format!("{:?}", diagnostics.iter().next()));
    }
    Ok(api)
}

/// A component starts from the document, a schema of the suite from itself.
fn placed(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else {
        return schema.clone();
    };
    let mut keywords = keywords.clone();
    if schema.get("$id").is_none() {
        keywords.push(("$id".to_owned(), Value::from("urn:countersign:suite")));
    }
    Value::Object(keywords)
}

fn validator(schema: &Value, remotes: &[Remote]) -> Result<Validator, String> {
    let json = |text: &str| -> Result<serde_json::Value, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    };
    let mut registry = Registry::new();
    for (path, text) in remotes {
        registry = registry
            .add(format!("{SERVED}{path}"), json(text)?)
            .map_err(|error| error.to_string())?;
    }
    let registry = registry.prepare().map_err(|error| error.to_string())?;
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .with_registry(&registry)
        .build(&json(&schema.to_string())?)
        .map_err(|error| error.to_string())
}
