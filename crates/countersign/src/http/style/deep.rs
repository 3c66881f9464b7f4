//! `deepObject`: a pair for each leaf, under the path that leads to it.

use std::collections::BTreeMap;

use super::{
    super::{
        Malformed, Unsayable,
        percent::{self, Plus},
    },
    Guide, Pairs,
    escape::{Escape, Part},
    scalar, write,
};
use crate::{json::Value, schema::Types};

/// How deep the brackets may go: beyond it, a pair is an attack.
const DEPTH: usize = 32;

/// The pairs of a value; `None` where it has no leaf.
pub(super) fn write(
    name: &str,
    value: &Value,
    escape: &Escape,
) -> Result<Option<String>, Unsayable> {
    let mut pairs = Vec::new();
    let empty = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    if empty {
        return Ok(None);
    }
    let mut writer = Leaves {
        escape,
        pairs: &mut pairs,
    };
    writer.value(&escape.write(name, Part::Name)?, value, DEPTH)?;
    Ok(Some(pairs.join("&")))
}

struct Leaves<'w> {
    escape: &'w Escape,
    pairs: &'w mut Vec<String>,
}

impl Leaves<'_> {
    fn value(&mut self, path: &str, value: &Value, depth: usize) -> Result<(), Unsayable> {
        if depth == 0 {
            return Err(Unsayable("nested too deeply"));
        }
        match value {
            Value::Array(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    self.value(&format!("{path}%5B{index}%5D"), item, depth - 1)?;
                }
            }
            Value::Object(members) if !members.is_empty() => {
                for (name, value) in members {
                    self.value(
                        &format!("{path}%5B{}%5D", self.step(name)?),
                        value,
                        depth - 1,
                    )?;
                }
            }
            Value::Array(_) | Value::Object(_) => {
                return Err(Unsayable(
                    "nothing says that an array or object inside is empty",
                ));
            }
            leaf => {
                let text = self.escape.write(&write::scalar(leaf)?, Part::Whole)?;
                self.pairs.push(format!("{path}={text}"));
            }
        }
        Ok(())
    }

    fn step(&self, name: &str) -> Result<String, Unsayable> {
        if name.is_empty() || name.contains(['[', ']']) {
            return Err(Unsayable("a member's name is empty or contains brackets"));
        }
        self.escape.write(name, Part::Name)
    }
}

/// The value under a name; `None` where there is none.
pub(super) fn read(
    name: &str,
    pairs: &Pairs<'_>,
    guide: &Guide,
) -> Result<Option<Value>, Malformed> {
    let mut root = Tree::default();
    for (own, texts) in pairs.iter() {
        match own.strip_prefix(name) {
            Some("") => root.texts.extend(texts),
            Some(path) if path.starts_with('[') => root.insert(path, texts)?,
            _ => {}
        }
    }
    if root.texts.is_empty() && root.children.is_empty() {
        return Ok(None);
    }
    root.value(guide).map(Some)
}

/// What stands under one path, and under longer ones.
#[derive(Default)]
struct Tree<'p> {
    texts: Vec<&'p str>,
    children: Vec<(&'p str, Tree<'p>)>,
    index: BTreeMap<&'p str, usize>,
}

impl<'p> Tree<'p> {
    fn insert(&mut self, path: &'p str, texts: &[&'p str]) -> Result<(), Malformed> {
        let mut node = self;
        let mut rest = path;
        for _ in 0..DEPTH {
            if rest.is_empty() {
                node.texts.extend(texts);
                return Ok(());
            }
            let inside = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let (step, after) = inside.ok_or(Malformed("brackets that do not match"))?;
            node = node.child(step);
            rest = after;
        }
        Err(Malformed("nested too deeply"))
    }

    fn child(&mut self, step: &'p str) -> &mut Self {
        let next = self.children.len();
        let at = *self.index.entry(step).or_insert(next);
        if at == next {
            self.children.push((step, Tree::default()));
        }
        &mut self.children[at].1
    }

    fn value(&self, guide: &Guide) -> Result<Value, Malformed> {
        match (self.texts.as_slice(), self.children.as_slice()) {
            ([text], []) => leaf(text, guide),
            (texts, []) => items(texts.iter().copied(), guide),
            ([], [("", only)]) if only.children.is_empty() => {
                items(only.texts.iter().copied(), guide)
            }
            ([], children) => match self.indexed().filter(|_| array_like(guide)) {
                Some(items) => {
                    let items = items.into_iter().enumerate();
                    let items = items.map(|(index, item)| item.value(&guide.item(index)));
                    Ok(Value::Array(items.collect::<Result<_, _>>()?))
                }
                None => {
                    let members = children.iter();
                    let members = members.map(|(name, child)| {
                        Ok(((*name).to_owned(), child.value(&guide.member(name))?))
                    });
                    Ok(Value::Object(members.collect::<Result<_, Malformed>>()?))
                }
            },
            _ => Err(Malformed("a value and members under one name")),
        }
    }

    /// The children by their indices, where they have indices.
    fn indexed(&self) -> Option<Vec<&Tree<'p>>> {
        let index = |step: &str| step.parse::<u32>().ok();
        let mut items = self
            .children
            .iter()
            .map(|(step, child)| Some((index(step)?, child)))
            .collect::<Option<Vec<_>>>()?;
        items.sort_by_key(|(index, _)| *index);
        Some(items.into_iter().map(|(_, child)| child).collect())
    }
}

/// Whether indices mean an array: wherever arrays are taken, and where nothing is known.
fn array_like(guide: &Guide) -> bool {
    guide.types().meets(Types::ARRAY)
}

fn leaf(text: &str, guide: &Guide) -> Result<Value, Malformed> {
    let decoded = percent::decode(text, Plus::Space)?;
    if guide.wants(Types::ARRAY) && !scalar::fits(&decoded, guide) {
        return items([text].into_iter(), guide);
    }
    Ok(scalar::read(&decoded, guide))
}

fn items<'t>(texts: impl Iterator<Item = &'t str>, guide: &Guide) -> Result<Value, Malformed> {
    let item = |(index, text)| {
        let decoded = percent::decode(text, Plus::Space)?;
        Ok(scalar::read(&decoded, &guide.item(index)))
    };
    Ok(Value::Array(
        texts
            .enumerate()
            .map(item)
            .collect::<Result<_, Malformed>>()?,
    ))
}
