#!/usr/bin/env python3
"""Runs schemathesis, with every check, against the generated server of tests/cases/http/library.yaml.

    python3 -m venv venv && venv/bin/pip install schemathesis
    venv/bin/python tests/schemathesis.py [--examples N] [--seed N] [--limit SECONDS] [more options of `schemathesis run`]

It builds and starts the example server on a free port of 127.0.0.1 and exits as schemathesis does: 0 without findings.
Where schemathesis is not installed, it says so and exits 0: nothing was found because nothing was run. A run that takes
longer than its limit is ended, and is a failure.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "tests/cases/http/library.yaml"

# What is no finding, and why.
CONFIGURATION = ROOT / "tests/schemathesis.toml"


def command() -> list[str] | None:
    """The command beside this interpreter, or on the path."""
    beside = Path(sys.executable).with_name("schemathesis")
    if beside.exists():
        return [str(beside)]
    found = subprocess.run(["which", "schemathesis"], capture_output=True, text=True, check=False)
    return [found.stdout.strip()] if found.returncode == 0 else None


def serve() -> tuple[subprocess.Popen, str]:
    """The running server and its address."""
    cargo = ["cargo", "run", "--quiet", "--package", "countersign-library", "--example", "serve", "--", "127.0.0.1:0"]
    server = subprocess.Popen(cargo, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    match = re.search(r"http://\S+", line)
    if match is None:
        server.kill()
        sys.exit("the server did not start")
    return server, match.group()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", default="10", help="cases for each operation and phase")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--limit", default=300, type=int, help="seconds")
    arguments, more = parser.parse_known_args()
    schemathesis = command()
    if schemathesis is None:
        print("skipped: schemathesis is not installed (pip install schemathesis)")
        return 0
    server, address = serve()
    try:
        # No `--checks all`: all are on without it, and it would overrule what the configuration says of single operations.
        options = ["--url", address, "--max-examples", arguments.examples, "--seed", arguments.seed]
        run = [*schemathesis, "--config-file", str(CONFIGURATION), "run", str(DOCUMENT), *options, *more]
        with tempfile.TemporaryDirectory() as folder:
            return subprocess.run(run, cwd=folder, check=False, timeout=arguments.limit).returncode
    except subprocess.TimeoutExpired:
        print(f"error: schemathesis took longer than {arguments.limit} seconds")
        return 1
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
