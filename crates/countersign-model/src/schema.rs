//! A schema object as data: JSON Schema 2020-12, whatever dialect the document was written in.

use countersign_json::{Decimal, Value};
use countersign_spec::{Location, Span};

use crate::{Empty, Sparse, TypeSet};

/// A schema of [`Api::schemas`](crate::Api::schemas), by its index.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Ord, PartialOrd, Debug)]
pub struct SchemaId(pub(crate) u32);

impl SchemaId {
    /// The index into [`Api::schemas`](crate::Api::schemas).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One schema object of the document, or one that an intersection of two made (see `origin`).
///
/// All keywords apply together. What a keyword that has no field here would assert has been reported by a diagnostic.
#[derive(Clone, PartialEq, Debug)]
pub struct Schema {
    /// Where the document has it.
    pub origin: Origin,
    /// `true` or `false` as a whole schema (core, section 4.3.2); nothing else is set then.
    pub boolean: Option<bool>,
    /// `$ref`; the other keywords apply beside it.
    pub reference: Option<SchemaId>,
    /// `type`; `None` admits every type.
    pub types: Option<TypeSet>,
    /// `enum`, without duplicates.
    pub enumeration: Option<Vec<Value>>,
    /// `const`.
    pub constant: Option<Value>,
    /// The assertions about numbers.
    pub number: Sparse<NumberAssertions>,
    /// The assertions about strings.
    pub string: Sparse<StringAssertions>,
    /// The keywords about arrays.
    pub array: Sparse<ArrayAssertions>,
    /// The keywords about objects.
    pub object: Sparse<ObjectAssertions>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `not` and the condition.
    pub logic: Sparse<LogicAssertions>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// Keywords that assert something which could not be read: references that are broken. Each has been reported. A schema
    /// with one accepts less than its other fields say.
    pub unmodelled: Vec<&'static str>,
    /// The annotations.
    pub annotations: Sparse<Annotations>,
}

impl Schema {
    /// The schema without keywords, which accepts everything.
    #[must_use]
    pub fn empty(origin: Origin) -> Self {
        Schema {
            origin,
            boolean: None,
            reference: None,
            types: None,
            enumeration: None,
            constant: None,
            number: Sparse::new(),
            string: Sparse::new(),
            array: Sparse::new(),
            object: Sparse::new(),
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            logic: Sparse::new(),
            discriminator: None,
            unmodelled: Vec::new(),
            annotations: Sparse::new(),
        }
    }
}

impl Schema {
    /// The schemas inside this one, without those that it refers to.
    pub fn subschemas(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let (array, object, logic) = (&*self.array, &*self.object, &*self.logic);
        let named = [
            &object.properties,
            &object.pattern_properties,
            &object.dependent_schemas,
        ];
        let lists = [
            &self.all_of,
            &self.any_of,
            &self.one_of,
            &array.prefix_items,
        ];
        let single = [
            array.items,
            array.contains,
            array.unevaluated_items,
            object.additional_properties,
            object.property_names,
            object.unevaluated_properties,
            logic.not,
            logic.condition,
            logic.then,
            logic.otherwise,
        ];
        let named = named.into_iter().flatten().map(|(_, id)| *id);
        let listed = lists.into_iter().flatten().copied();
        named.chain(listed).chain(single.into_iter().flatten())
    }
}

impl Schema {
    /// Lets a function replace each schema that this one leads to.
    pub(crate) fn replace_each(&mut self, replace: &mut dyn FnMut(SchemaId) -> SchemaId) {
        let mut each = |id: &mut SchemaId| *id = replace(*id);
        self.reference.iter_mut().for_each(&mut each);
        let lists = [&mut self.all_of, &mut self.any_of, &mut self.one_of];
        lists.into_iter().flatten().for_each(&mut each);
        if let Some(discriminator) = &mut self.discriminator {
            let mapping = discriminator.mapping.iter_mut();
            mapping.for_each(|(_, id)| each(id));
            discriminator.default.iter_mut().for_each(&mut each);
        }
        if !self.array.is_empty() {
            self.array.replace_each(&mut each);
        }
        if !self.object.is_empty() {
            self.object.replace_each(&mut each);
        }
        if !self.logic.is_empty() {
            let logic = &mut *self.logic;
            let LogicAssertions {
                not,
                condition,
                then,
                otherwise,
            } = logic;
            let single = [not, condition, then, otherwise];
            single.into_iter().flatten().for_each(&mut each);
        }
    }
}

impl ArrayAssertions {
    fn replace_each(&mut self, each: &mut dyn FnMut(&mut SchemaId)) {
        let single = [
            &mut self.items,
            &mut self.contains,
            &mut self.unevaluated_items,
        ];
        self.prefix_items.iter_mut().for_each(&mut *each);
        single.into_iter().flatten().for_each(each);
    }
}

impl ObjectAssertions {
    fn replace_each(&mut self, each: &mut dyn FnMut(&mut SchemaId)) {
        let named = [
            &mut self.properties,
            &mut self.pattern_properties,
            &mut self.dependent_schemas,
        ];
        let single = [
            &mut self.additional_properties,
            &mut self.property_names,
            &mut self.unevaluated_properties,
        ];
        let named = named.into_iter().flatten();
        named.for_each(|(_, id)| each(id));
        single.into_iter().flatten().for_each(each);
    }
}

/// Where a schema comes from. An intersection of several schemas has the origin of the first.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Origin {
    /// The file and the JSON Pointer in it.
    pub location: Location,
    /// The text.
    pub span: Span,
}

/// Assertions about numbers (JSON Schema 2020-12 validation, section 6.2), exact.
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct NumberAssertions {
    /// `minimum`
    pub minimum: Option<Decimal>,
    /// `maximum`
    pub maximum: Option<Decimal>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Decimal>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Decimal>,
    /// `multipleOf`, greater than zero.
    pub multiple_of: Option<Decimal>,
}

impl Empty for NumberAssertions {
    fn empty() -> &'static Self {
        static EMPTY: NumberAssertions = NumberAssertions {
            minimum: None,
            maximum: None,
            exclusive_minimum: None,
            exclusive_maximum: None,
            multiple_of: None,
        };
        &EMPTY
    }
}

/// Assertions about strings (validation, sections 6.3 and 7).
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct StringAssertions {
    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// `pattern`: an ECMA-262 regular expression, not anchored.
    pub pattern: Option<String>,
    /// `format`, as the document spells it.
    pub format: Option<String>,
}

impl Empty for StringAssertions {
    fn empty() -> &'static Self {
        static EMPTY: StringAssertions = StringAssertions {
            min_length: None,
            max_length: None,
            pattern: None,
            format: None,
        };
        &EMPTY
    }
}

/// Keywords about arrays (validation, section 6.4; core, sections 10.3.1 and 11.2).
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct ArrayAssertions {
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `prefixItems`: holds for the items by position.
    pub prefix_items: Vec<SchemaId>,
    /// `items`: holds for every item after those of `prefixItems` of this same schema.
    pub items: Option<SchemaId>,
    /// `contains`: holds for at least `min_contains` items (1 where that is not set).
    pub contains: Option<SchemaId>,
    /// `minContains`; says nothing without `contains`.
    pub min_contains: Option<u64>,
    /// `maxContains`; says nothing without `contains`.
    pub max_contains: Option<u64>,
    /// `unevaluatedItems` (core, section 11.2).
    pub unevaluated_items: Option<SchemaId>,
}

impl Empty for ArrayAssertions {
    fn empty() -> &'static Self {
        static EMPTY: ArrayAssertions = ArrayAssertions {
            min_items: None,
            max_items: None,
            unique_items: false,
            prefix_items: Vec::new(),
            items: None,
            contains: None,
            min_contains: None,
            max_contains: None,
            unevaluated_items: None,
        };
        &EMPTY
    }
}

/// Keywords about objects (validation, section 6.5; core, sections 10.2.2.4, 10.3.2 and 11.3).
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct ObjectAssertions {
    /// `properties`, in document order.
    pub properties: Vec<(String, SchemaId)>,
    /// `required`, in document order and without duplicates.
    pub required: Vec<String>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `patternProperties`: ECMA-262 regular expressions, not anchored, in document order.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `additionalProperties`: holds for every member that neither `properties` nor `patternProperties` of this same
    /// schema names.
    pub additional_properties: Option<SchemaId>,
    /// `propertyNames`: holds for every name.
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`: the names that must be there where the first one is.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`: holds for the whole object where the name is there.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `unevaluatedProperties` (core, section 11.3).
    pub unevaluated_properties: Option<SchemaId>,
}

impl Empty for ObjectAssertions {
    fn empty() -> &'static Self {
        static EMPTY: ObjectAssertions = ObjectAssertions {
            properties: Vec::new(),
            required: Vec::new(),
            min_properties: None,
            max_properties: None,
            pattern_properties: Vec::new(),
            additional_properties: None,
            property_names: None,
            dependent_required: Vec::new(),
            dependent_schemas: Vec::new(),
            unevaluated_properties: None,
        };
        &EMPTY
    }
}

/// `not` and the condition (core, sections 10.2.1.4 and 10.2.2).
#[derive(Clone, Eq, PartialEq, Debug, Default)]
pub struct LogicAssertions {
    /// `not`: refuses the value.
    pub not: Option<SchemaId>,
    /// `if`: decides which of the next two holds.
    pub condition: Option<SchemaId>,
    /// `then`; says nothing without `if`.
    pub then: Option<SchemaId>,
    /// `else`; says nothing without `if`.
    pub otherwise: Option<SchemaId>,
}

impl Empty for LogicAssertions {
    fn empty() -> &'static Self {
        static EMPTY: LogicAssertions = LogicAssertions {
            not: None,
            condition: None,
            then: None,
            otherwise: None,
        };
        &EMPTY
    }
}

/// Which property tells the alternatives of `oneOf` or `anyOf` apart (OpenAPI 3.1, section 4.8.25): a hint for choosing,
/// which asserts nothing by itself.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`: values of the property with the schemas that they name, in document order.
    pub mapping: Vec<(String, SchemaId)>,
    /// `defaultMapping` (OpenAPI 3.2): what is meant where the property is absent, or names no schema.
    pub default: Option<SchemaId>,
}

/// Annotations (validation, section 9): they say something about a value and never reject one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Annotations {
    /// `title`
    pub title: Option<String>,
    /// `description`, Markdown.
    pub description: Option<String>,
    /// `default`
    pub default: Option<Value>,
    /// `examples` that the schema accepts, the others are reported; the `example` of OpenAPI is its first.
    pub examples: Vec<Value>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
}

impl Empty for Annotations {
    fn empty() -> &'static Self {
        static EMPTY: Annotations = Annotations {
            title: None,
            description: None,
            default: None,
            examples: Vec::new(),
            deprecated: false,
            read_only: false,
            write_only: false,
        };
        &EMPTY
    }
}
