#!/usr/bin/env python3
"""Disables each check of the runtime in turn, in a copy of the tree, and says which tests notice.

    nice -n 10 tests/mutants.py [keyword ...]

In the file of a keyword (crates/countersign/src/checks/<keyword>.rs) everything that is found is reported to a list
that nobody reads, so that its predicate always passes. Exit 1 when a mutant survives. Not part of CI: it compiles the
runtime once for each keyword. A copy of the tree is made in a temporary folder; MUTANTS_TARGET names the target folder
that is kept between runs (default: mutants-target in the system's temporary folder).
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECKS = pathlib.Path("crates/countersign/src/checks")
REPORT = re.compile(r"\bviolations\s*\.(report|push)\(")
COMMAND = ["cargo", "test", "--no-fail-fast", "-p", "countersign", "-p", "countersign-tests", "--lib", "--test", "judges"]


def copy(folder):
    listed = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def failures(folder):
    """The tests that fail, or None where the tree does not compile."""
    target = os.environ.get("MUTANTS_TARGET") or os.path.join(tempfile.gettempdir(), "mutants-target")
    environment = {**os.environ, "CARGO_TARGET_DIR": target, "INSTA_UPDATE": "no"}
    run = subprocess.run(COMMAND, cwd=folder, env=environment, capture_output=True, text=True)
    if "test result:" not in run.stdout:
        print(run.stderr[-4000:], file=sys.stderr)
        return None
    return re.findall(r"^test (\S+) .*FAILED$", run.stdout, re.MULTILINE)


def main():
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder = pathlib.Path(name)
        copy(folder)
        if failures(folder) != []:
            sys.exit("the tests do not pass without a mutant")
        survivors = 0
        for file in sorted((folder / CHECKS).glob("*.rs")):
            text = file.read_text()
            code, marker, tests = text.partition("#[cfg(test)]")
            mutant, count = REPORT.subn(r"Violations::new().\1(", code)
            if count == 0 or sys.argv[1:] and file.stem not in sys.argv[1:]:
                continue
            file.write_text(mutant + marker + tests)
            noticed = failures(folder)
            file.write_text(text)
            survivors += not noticed
            print(f"{file.stem:24} {', '.join(noticed) if noticed else 'SURVIVES'}", flush=True)
        sys.exit(survivors > 0)


main()
