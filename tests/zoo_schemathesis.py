#!/usr/bin/env python3
"""Runs schemathesis and countersign on the zoo's library, one bug at a time: found, requests and seconds of each.

    python3 -m venv /tmp/st && /tmp/st/bin/pip install schemathesis
    cargo build --release -p countersign-contract --example zoo && cargo build --release -p countersign-cli
    python3 tests/zoo_schemathesis.py --schemathesis /tmp/st/bin/schemathesis --bin target/release [--every 5]

Both are first run on the correct library. What schemathesis reports there is accepted (its `--baseline`): a bug counts as
found where a tester reports anything beyond that. Requests are counted by the server. Both get the document, the address,
two identities (schemathesis takes one), and nothing else; schemathesis runs all phases and all checks, each with its
defaults, and fuzzes for as long as `--budget` says.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCUMENT = os.path.join(ROOT, "crates/countersign-contract/tests/zoo/zoo.yaml")
FIRST, SECOND = "Authorization: Bearer sesame", "Authorization: Bearer tahini"


def served(binary, bug):
    command = [binary, "127.0.0.1:0"] + ([bug] if bug else [])
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return server, "http://" + server.stdout.readline().strip()


def run(tester, options, url, bug):
    if tester == "schemathesis":
        command = [options.schemathesis, "run", DOCUMENT, "--url", url, "--header", FIRST, "--checks", "all",
                   "--phases", "examples,coverage,fuzzing,stateful", "--seed", str(options.seed),
                   "--max-time", str(options.budget), "--baseline", options.baseline]
        command += ["--baseline-update"] if bug is None else []
    else:
        command = [os.path.join(options.bin, "countersign"), "test", DOCUMENT, "--url", url, "--header", FIRST,
                   "--other-header", SECOND, "--seed", str(options.seed)]
    with tempfile.TemporaryDirectory() as folder:
        started = time.time()
        try:
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=options.timeout)
            code, text = ran.returncode, ran.stdout + ran.stderr
        except subprocess.TimeoutExpired:
            code, text = None, "timeout"
        return code, time.time() - started, text


def reported(text):
    """What a tester says that it has found: the lines of its summary that count failures, without colours."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith(("❌", "finding", "no findings"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schemathesis", help="the program; left out, only countersign runs")
    parser.add_argument("--without-ours", action="store_true", help="only schemathesis runs")
    parser.add_argument("--bin", default=os.path.join(ROOT, "target/release"), help="the folder of our programs")
    parser.add_argument("--every", type=int, default=1, help="only every N-th bug")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--budget", type=int, default=120, help="seconds that schemathesis fuzzes for in one run")
    parser.add_argument("--timeout", type=int, default=600, help="seconds after which a run is ended")
    parser.add_argument("--only", nargs="*", help="only these bugs")
    options = parser.parse_args()
    options.baseline = os.path.join(tempfile.mkdtemp(), "baseline.json")
    zoo = os.path.join(options.bin, "examples/zoo")
    listed = subprocess.run([zoo, "bugs"], capture_output=True, text=True, check=True).stdout
    bugs = options.only or [line.split()[0] for line in listed.splitlines()][:: options.every]
    testers = [] if options.without_ours else ["countersign"]
    testers += ["schemathesis"] if options.schemathesis else []
    totals = {tester: {"found": 0, "requests": 0, "seconds": 0.0, "missed": []} for tester in testers}
    for tester in testers:
        for bug in [None] + bugs:
            server, url = served(zoo, bug)
            code, seconds, text = run(tester, options, url, bug)
            requests = int(urllib.request.urlopen(url + "/-/requests").read())
            server.kill()
            print(json.dumps({"tester": tester, "bug": bug, "code": code, "requests": requests,
                              "seconds": round(seconds, 1)}), flush=True)
            if bug is None:
                totals[tester]["on_the_correct_library"] = reported(text)
                continue
            totals[tester]["requests"] += requests
            totals[tester]["seconds"] += seconds
            if code == 1:
                totals[tester]["found"] += 1
            else:
                totals[tester]["missed"].append(bug)
    for tester, total in totals.items():
        total["seconds"] = round(total["seconds"], 1)
        print(json.dumps({"tester": tester, "bugs": len(bugs), **total}))


if __name__ == "__main__":
    main()
