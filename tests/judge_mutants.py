#!/usr/bin/env python3
"""Mutants of the exact judge (crates/countersign/src/judge), switched on one at a time, and which of them no test notices.

    nice -n 10 tests/judge_mutants.py [file ...]

All mutants are in one build: a condition is turned round, a statement left out, a verdict exchanged, each behind a number that
the environment gives. So a mutant costs a run of the tests, not a compilation. Exit 1 when one survives that is not in
EQUIVALENT. Not part of CI. MUTANTS_TARGET names the target folder that is kept between runs (default: mutants-target in the
system's temporary folder).
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CRATE = pathlib.Path("crates/countersign")
TESTS = ["judge_keywords", "derive_judge", "derive_unions", "laws", "judge_suite"]
SECONDS = 120

# What changes nothing that a caller can see, each with the reason: the line, without its spaces.
EQUIVALENT = {}

SWITCH = """
/// The mutant that the environment switches on.
fn mutant() -> usize {
    static NUMBER: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    *NUMBER.get_or_init(|| std::env::var("MUTANT").ok().and_then(|it| it.parse().ok()).unwrap_or(0))
}
pub(crate) fn on(number: usize) -> bool { mutant() == number }
pub(crate) fn flip(number: usize, value: bool) -> bool { value != on(number) }
pub(crate) fn pick<T>(number: usize, value: T, other: T) -> T { if on(number) { other } else { value } }
"""

CONDITION = re.compile(r"^(\s*(?:\} else )?(?:if|while) )(?!let )([^{]*[^{ ]) \{$")
STATEMENT = re.compile(r"^(\s+)((?!let |return|break|continue|use |mod |pub |type |const |static |fn )[a-z_*][\w.*]*(?:\(.*\)|\s*[|&+-]?=\s.*));$")
RETURN = re.compile(r"^(\s+)(return\b.*;|break;)$")
ARM = re.compile(r"^(\s.*=> )Verdict::(Valid|Broken)(,)$")
VALUE = re.compile(r"^(\s+)Verdict::(Valid|Broken)()$")
OTHER = {"Valid": "Broken", "Broken": "Valid"}


def mutated(line, number):
    """The line with the mutant of this number in it, or None where it has none."""
    if " && let " in line or line.lstrip().startswith("//"):
        return None
    if match := CONDITION.match(line):
        return f"{match[1]}crate::mutant::flip({number}, {match[2]}) {{"
    if match := RETURN.match(line):
        return f"{match[1]}if !crate::mutant::on({number}) {{ {match[2]} }}"
    if match := STATEMENT.match(line):
        return f"{match[1]}if !crate::mutant::on({number}) {{ {match[2]}; }}"
    for pattern in (ARM, VALUE):
        if match := pattern.match(line):
            other = OTHER[match[2]]
            return f"{match[1]}crate::mutant::pick({number}, Verdict::{match[2]}, Verdict::{other}){match[3]}"
    return None


def copy(folder):
    listed = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def plant(folder, wanted):
    """Puts the mutants into the copy; their places by number."""
    source = folder / CRATE / "src"
    places = {}
    for file in [source / "judge.rs", *sorted((source / "judge").glob("*.rs"))]:
        if wanted and file.stem not in wanted:
            continue
        lines = file.read_text().split("\n")
        for index, line in enumerate(lines):
            if line.startswith("#[cfg(test)]"):
                break
            if index and lines[index - 1].endswith(" else {") and " let " in lines[index - 1]:
                continue  # `let .. else` has to leave
            changed = mutated(line, len(places) + 1)
            if changed is not None:
                places[len(places) + 1] = (file.name, index + 1, line.strip())
                lines[index] = changed
        text = "\n".join(lines)
        file.write_text(re.sub(r"\bconst fn\b", "fn", text))  # a switch is no constant
    (source / "mutant.rs").write_text("//! Which mutant is on.\n" + SWITCH)
    library = source / "lib.rs"
    library.write_text(library.read_text().replace("\nmod judge;", "\nmod judge;\nmod mutant;", 1))
    return places


def binaries(folder, target):
    """The tests, compiled once."""
    command = ["cargo", "test", "--no-run", "--message-format=json", "-p", "countersign", "--lib"]
    command += [word for name in TESTS for word in ("--test", name)]
    environment = {**os.environ, "CARGO_TARGET_DIR": target}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    messages = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    found = [message["executable"] for message in messages if message.get("executable")]
    if run.returncode or not found:
        said = [message["message"]["rendered"] for message in messages if message.get("reason") == "compiler-message"]
        sys.exit("the mutants do not compile:\n" + "\n".join(said) + run.stderr[-2000:])
    return found


def notices(folder, tests, number):
    """The first test binary that fails."""
    environment = {**os.environ, "MUTANT": str(number), "RUST_BACKTRACE": "0", "CARGO_MANIFEST_DIR": str(folder / CRATE)}
    for test in tests:
        try:
            run = subprocess.run([test], cwd=folder / CRATE, env=environment, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "hangs"
        if run.returncode:
            return pathlib.Path(test).name.rsplit("-", 1)[0]
    return None


def main():
    target = os.environ.get("MUTANTS_TARGET") or os.path.join(tempfile.gettempdir(), "mutants-target")
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = pathlib.Path(name) / "tree"
        copy(folder)
        os.symlink((ROOT / "../shared").resolve(), pathlib.Path(name) / "shared")
        places = plant(folder, sys.argv[1:])
        tests = binaries(folder, target)
        if failing := notices(folder, tests, 0):
            sys.exit(f"{failing} does not pass without a mutant")
        survivors = 0
        for number, (file, line, text) in places.items():
            noticed = notices(folder, tests, number)
            if noticed is None:
                reason = EQUIVALENT.get(text.replace(" ", ""))
                survivors += reason is None
                print(f"{file}:{line}: {'equivalent: ' + reason if reason else 'SURVIVES'}: {text}", flush=True)
        print(f"{len(places)} mutants, {survivors} survive", flush=True)
        sys.exit(survivors > 0)


main()
