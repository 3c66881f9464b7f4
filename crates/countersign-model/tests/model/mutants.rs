//! Whatever is done to a document, lowering ends and does not panic.

use countersign_model::lower;
use countersign_spec::{Memory, read, resolve};

/// Knuth's generator: the same mutants on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

const VALUES: [&str; 16] = [
    "true",
    "null",
    "5",
    "-1",
    "1e400",
    "[]",
    "{}",
    "[a, 1]",
    "\"\"",
    "string",
    "object",
    "{type: string}",
    "[{type: string}]",
    "{$ref: '#/components/schemas/CreateOrderRequest'}",
    "{$ref: '#'}",
    "{allOf: [{$ref: '#/components/schemas/OrderState'}]}",
];

const KEYS: [&str; 14] = [
    "type",
    "properties",
    "allOf",
    "anyOf",
    "oneOf",
    "items",
    "required",
    "enum",
    "const",
    "default",
    "nullable",
    "exclusiveMinimum",
    "additionalProperties",
    "format",
];

fn mutant(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(lines.len());
        let line = lines[at].clone();
        let indent = &line[..line.len() - line.trim_start().len()];
        let key = line
            .trim_start()
            .split(':')
            .next()
            .unwrap_or("a")
            .to_owned();
        match dice.below(5) {
            0 => lines[at] = format!("{indent}{key}: {}", VALUES[dice.below(VALUES.len())]),
            1 => lines.insert(
                at,
                format!(
                    "{indent}{}: {}",
                    KEYS[dice.below(KEYS.len())],
                    VALUES[dice.below(VALUES.len())]
                ),
            ),
            2 => lines[at] = line.replacen(&key, KEYS[dice.below(KEYS.len())], 1),
            3 => drop(lines.remove(at)),
            _ => lines[at] = line.replace("3.1.0", "3.0.3"),
        }
    }
    lines.join("\n")
}

#[test]
fn mutants_of_the_worked_example() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/lsps1.yaml"
    ))
    .unwrap();
    let (mut dice, mut lowered) = (Dice(7), 0);
    for _ in 0..400 {
        let files = Memory::new().with("api.yaml", mutant(&text, &mut dice));
        let (read, _) = read(&files, "api.yaml");
        if let (Some(resolved), _) = resolve(read) {
            let (api, _) = lower(&resolved);
            assert!(
                api.types
                    .iter()
                    .enumerate()
                    .all(|(index, def)| def.id.index() == index)
            );
            lowered += 1;
        }
    }
    assert!(lowered > 100, "{lowered} mutants were documents at all");
}
