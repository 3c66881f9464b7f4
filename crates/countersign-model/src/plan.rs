//! Schemas to types: which shape a value may take, what is checked besides, and which types get names.

mod boxes;
mod branch;
mod checked;
mod conjunction;
mod define;
mod form;
mod format;
mod intersection;
mod kinds;
mod listed;
mod merged;
mod names;
mod order;
mod overlap;
mod places;
mod range;
mod roles;
mod scalar;
mod shapeless;
mod tags;
mod union;

use std::collections::{HashMap, HashSet, VecDeque};

use countersign_json::Value;
use countersign_spec::document::Components;

use crate::judge;
use crate::lower::Arena;
use crate::{
    Annotations, Definition, JsonType, Roles, SchemaId, Shape, Slot, TypeDef, TypeId, TypeSet,
};

pub(crate) use boxes::box_cycles;
pub(crate) use names::{Name, component_words};
pub(crate) use order::{in_reading_order, only};
pub(crate) use places::target;
pub(crate) use range::{Bound, Gap};
pub(crate) use roles::{Reached, mark_roles, reach};

use form::Form;
use intersection::Intersections;
use kinds::Kinds;

/// How many schemas written in place may nest before the next gets a name.
const INLINE_DEPTH: usize = 64;

/// The types as far as they are planned.
pub(crate) struct Planner<'a, 'r> {
    arena: &'a mut Arena<'r>,
    kinds: Kinds,
    intersections: Intersections,
    types: Vec<TypeDef>,
    /// Parallel to `types`: the type inside of which it is written, or first used.
    parents: Vec<Option<TypeId>>,
    by_schema: HashMap<SchemaId, TypeId>,
    /// The component that gives its name to a schema elsewhere: `Order: {$ref: order.yaml}`.
    named_by: HashMap<SchemaId, SchemaId>,
    queue: VecDeque<(TypeId, Option<Form>)>,
    /// The schemas in place whose slots are being planned, the outermost first.
    inlining: Vec<SchemaId>,
    /// How many more parts and properties may be merged across references.
    merges_left: usize,
    /// How many references deep the form of a target is being looked at for what stands beside the reference.
    looking: u32,
    /// What is known about the alternatives of unions.
    facts: tags::KnownFacts,
    /// The formats that have been reported as not checked: the schema, and what they would be formats of.
    told_formats: HashSet<(SchemaId, &'static str)>,
}

impl<'a, 'r> Planner<'a, 'r> {
    pub(crate) fn new(arena: &'a mut Arena<'r>) -> Self {
        Planner {
            arena,
            kinds: Kinds::default(),
            intersections: Intersections::default(),
            types: Vec::new(),
            parents: Vec::new(),
            by_schema: HashMap::new(),
            named_by: HashMap::new(),
            queue: VecDeque::new(),
            inlining: Vec::new(),
            merges_left: 500_000,
            looking: 0,
            facts: tags::KnownFacts::default(),
            told_formats: HashSet::new(),
        }
    }

    /// Plans every schema of `components`, in document order.
    pub(crate) fn plan_components(&mut self, components: &Components) {
        let mut declared = Vec::new();
        for (name, node) in &components.schemas {
            let id = self.arena.schema_of(*node);
            declared.push((id, name.value.clone()));
        }
        for (id, name) in &declared {
            if !self.by_schema.contains_key(id) {
                self.add_type(*id, vec![name.clone()], None);
                self.types
                    .last_mut()
                    .into_iter()
                    .for_each(|def| def.component = true);
            }
        }
        self.give_names(&declared);
        for (id, _) in &declared {
            self.enqueue(*id, None);
        }
        self.define_pending();
    }

    /// The place of a value outside of the components: a body, a parameter.
    pub(crate) fn plan_root(&mut self, id: SchemaId, name: &Name) -> Slot {
        let slot = self.slot(id, name);
        self.define_pending();
        slot
    }

    /// The schemas, to read and to make more.
    pub(crate) fn arena(&mut self) -> &mut Arena<'r> {
        self.arena
    }

    /// What is planned, each type with its parent.
    pub(crate) fn finish(self) -> (Vec<TypeDef>, Vec<Option<TypeId>>) {
        (self.types, self.parents)
    }

    /// A component that is nothing but a reference to a schema which is none gives it its name.
    fn give_names(&mut self, declared: &[(SchemaId, String)]) {
        for (id, _) in declared {
            let mut target = *id;
            let mut steps = 0;
            while let Some(next) = self.pure_reference(target).filter(|_| steps < 64) {
                target = next;
                steps += 1;
                if self.by_schema.contains_key(&target) {
                    break;
                }
                self.named_by.entry(target).or_insert(*id);
                if let (Some(target), Some(id)) =
                    (self.arena.sent_form(target), self.arena.sent_form(*id))
                {
                    self.named_by.entry(target).or_insert(id);
                }
            }
        }
    }

    /// The target of a schema that says nothing besides.
    fn pure_reference(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = self.arena.schema(id);
        let mut alone = crate::Schema::empty(schema.origin.clone());
        alone.reference = schema.reference;
        alone.annotations = schema.annotations.clone();
        schema.reference.filter(|_| alone == *schema)
    }

    /// The type of a schema that a reference names.
    fn type_of_target(&mut self, target: SchemaId) -> TypeId {
        let target = self.named_by.get(&target).copied().unwrap_or(target);
        if let Some(id) = self.by_schema.get(&target) {
            return *id;
        }
        let words = names::words_of_type(self.arena, target);
        // What clients send stands behind what the service sends.
        let doubled = self.arena.doubled(target);
        let parent = doubled.and_then(|id| self.by_schema.get(&id).copied());
        let id = self.add_type(target, words, parent);
        self.queue.push_back((id, None));
        id
    }

    /// The type of a schema in place, named by its use.
    fn type_in_place(&mut self, id: SchemaId, name: &Name, form: Option<Form>) -> TypeId {
        if let Some(known) = self.by_schema.get(&id) {
            return *known;
        }
        let type_id = self.add_type(id, name.words.clone(), name.parent);
        self.queue.push_back((type_id, form));
        type_id
    }

    fn add_type(&mut self, schema: SchemaId, words: Vec<String>, parent: Option<TypeId>) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        let annotations: Annotations = (*self.arena.schema(schema).annotations).clone();
        self.types.push(TypeDef {
            id,
            schema,
            name: words,
            component: false,
            roles: Roles::default(),
            nullable: false,
            annotations,
            definition: Definition::Newtype(Slot::new(Shape::Any)),
        });
        self.parents.push(parent);
        self.by_schema.insert(schema, id);
        id
    }

    fn enqueue(&mut self, schema: SchemaId, form: Option<Form>) {
        if let Some(id) = self.by_schema.get(&schema) {
            self.queue.push_back((*id, form));
        }
    }

    /// The place of a value of a schema.
    fn slot(&mut self, id: SchemaId, name: &Name) -> Slot {
        let named = self.named_by.get(&id).copied().unwrap_or(id);
        let mut slot = if let Some(type_id) = self.by_schema.get(&named) {
            Slot::new(Shape::Named(*type_id))
        } else if self.inlining.contains(&id) || self.inlining.len() >= INLINE_DEPTH {
            Slot::new(Shape::Named(self.type_in_place(id, name, None)))
        } else {
            let form = self.form(id);
            self.inlining.push(id);
            let slot = self.slot_of_form(id, form, name);
            self.inlining.pop();
            slot
        };
        if !matches!(slot.shape, Shape::Any | Shape::Null) {
            slot.nullable = self.admits_null(id);
        }
        slot
    }

    fn slot_of_form(&mut self, id: SchemaId, form: Form, name: &Name) -> Slot {
        let (shape, checks) = match form {
            Form::Plain(shape, checks) => (shape, checks),
            Form::Use(target, checks) => (Shape::Named(self.type_of_target(target)), checks),
            Form::Array(items, checks) => {
                let item = self.slot_of_all(&items, &name.then("item"));
                (Shape::Array(Box::new(item)), checks)
            }
            Form::Map(values, checks) => {
                let value = self.slot_of_all(&values, &name.then("value"));
                (Shape::Map(Box::new(value)), checks)
            }
            form @ (Form::Object(_) | Form::Enumeration(_) | Form::Union(_) | Form::Checked) => {
                let type_id = self.type_in_place(id, name, Some(form));
                return Slot::new(Shape::Named(type_id));
            }
        };
        Slot {
            checks: *checks,
            ..Slot::new(shape)
        }
    }

    /// The place of a value that several schemas hold for; of none, any value.
    fn slot_of_all(&mut self, ids: &[SchemaId], name: &Name) -> Slot {
        match self.intersection(ids) {
            Some(id) => {
                let name = names::for_schema(self.arena, id, name);
                self.slot(id, &name)
            }
            None => Slot::new(Shape::Any),
        }
    }

    /// Whether null is admitted: by the types, and by what is composed with them.
    fn admits_null(&mut self, id: SchemaId) -> bool {
        self.admitted(id).contains(JsonType::Null)
            && judge::refusal(self.arena, id, &Value::Null).is_none()
    }

    /// The types that a schema admits, null among them.
    fn admitted(&mut self, id: SchemaId) -> TypeSet {
        self.kinds.of(self.arena, id).effective
    }
}
