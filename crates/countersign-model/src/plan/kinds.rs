//! Which JSON types a schema admits, whatever it is composed of.

use crate::judge::type_of;
use crate::lower::Arena;
use crate::{JsonType, Reading, Schema, SchemaId, TypeSet};

/// The types of one schema.
#[derive(Copy, Clone, Debug)]
pub(super) struct Admitted {
    /// By the letter.
    pub(super) strict: TypeSet,
    /// With the type that the keywords speak of where no `type` says anything: `properties` means an object.
    pub(super) effective: TypeSet,
}

const EVERYTHING: Admitted = Admitted {
    strict: TypeSet::ALL,
    effective: TypeSet::ALL,
};

#[derive(Copy, Clone, Default)]
enum State {
    #[default]
    Unknown,
    /// A schema that is composed of itself: such a use says nothing.
    Open,
    Known(Admitted),
}

enum Step {
    Enter(SchemaId),
    Leave(SchemaId),
}

/// What is known, by schema.
#[derive(Default)]
pub(super) struct Kinds {
    states: Vec<State>,
}

impl Kinds {
    /// The types of a schema. References chain without end, so this keeps a stack of its own.
    pub(super) fn of(&mut self, arena: &Arena<'_>, root: SchemaId) -> Admitted {
        self.states.resize_with(arena.len(), State::default);
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(id) if matches!(self.state(id), State::Unknown) => {
                    self.set(id, State::Open);
                    steps.push(Step::Leave(id));
                    steps.extend(components_of(arena.schema(id)).map(Step::Enter));
                }
                Step::Enter(_) => {}
                Step::Leave(id) => {
                    let mut admitted = self.combine(arena.schema(id));
                    if arena.reading == Reading::Literal {
                        admitted.effective = admitted.strict;
                    }
                    self.set(id, State::Known(admitted));
                }
            }
        }
        self.known(root)
    }

    fn combine(&self, schema: &Schema) -> Admitted {
        let own = own_types(schema);
        let all = || {
            schema
                .reference
                .iter()
                .chain(&schema.all_of)
                .map(|id| self.known(*id))
        };
        let any_of = self.alternatives(&schema.any_of);
        let one_of = self.alternatives(&schema.one_of);
        let conjoined = all().fold(own, |types, part| types.intersection(part.strict));
        let strict = conjoined
            .intersection(any_of.strict)
            .intersection(one_of.strict);
        let effective = conjoined
            .intersection(any_of.effective)
            .intersection(one_of.effective);
        if effective != TypeSet::ALL {
            return Admitted { strict, effective };
        }
        let inferred = all().fold(inferred_type(schema), |types, part| {
            types.intersection(part.effective)
        });
        Admitted {
            strict,
            effective: inferred,
        }
    }

    fn alternatives(&self, members: &[SchemaId]) -> Admitted {
        let none = Admitted {
            strict: TypeSet::NONE,
            effective: TypeSet::NONE,
        };
        if members.is_empty() {
            return EVERYTHING;
        }
        members
            .iter()
            .map(|id| self.known(*id))
            .fold(none, |all, member| Admitted {
                strict: all.strict.union(member.strict),
                effective: all.effective.union(member.effective),
            })
    }

    fn known(&self, id: SchemaId) -> Admitted {
        match self.state(id) {
            State::Known(admitted) => admitted,
            State::Unknown | State::Open => EVERYTHING,
        }
    }

    fn state(&self, id: SchemaId) -> State {
        self.states.get(id.index()).copied().unwrap_or_default()
    }

    fn set(&mut self, id: SchemaId, state: State) {
        if let Some(place) = self.states.get_mut(id.index()) {
            *place = state;
        }
    }
}

fn components_of(schema: &Schema) -> impl Iterator<Item = SchemaId> + '_ {
    schema
        .reference
        .iter()
        .chain(&schema.all_of)
        .chain(&schema.any_of)
        .chain(&schema.one_of)
        .copied()
}

/// What a schema's own keywords admit: `type`, narrowed by `enum` and `const`.
fn own_types(schema: &Schema) -> TypeSet {
    if schema.boolean == Some(false) {
        return TypeSet::NONE;
    }
    let mut types = schema.types.unwrap_or(TypeSet::ALL);
    let says_number = schema
        .types
        .is_some_and(|types| types.contains(JsonType::Number));
    let listed = |value| match type_of(value) {
        JsonType::Integer if says_number => JsonType::Number, // law 1: which numbers are listed does not pick the type
        json_type => json_type,
    };
    if let Some(values) = &schema.enumeration {
        types = types.intersection(values.iter().map(listed).collect());
    }
    if let Some(constant) = &schema.constant {
        types = types.intersection(TypeSet::of(listed(constant)));
    }
    types
}

/// The one type that the keywords of a schema speak of; every type where they speak of none or of several.
fn inferred_type(schema: &Schema) -> TypeSet {
    let groups = [
        (JsonType::Object, !schema.object.is_empty()),
        (
            JsonType::Array,
            !schema.array.is_empty() || schema.unmodelled.contains(&"items"),
        ),
        (JsonType::String, !schema.string.is_empty()),
        (JsonType::Number, !schema.number.is_empty()),
    ];
    let mut spoken_of = groups.iter().filter(|(_, spoken_of)| *spoken_of);
    match (spoken_of.next(), spoken_of.next()) {
        (Some((json_type, _)), None) => TypeSet::of(*json_type),
        _ => TypeSet::ALL,
    }
}
