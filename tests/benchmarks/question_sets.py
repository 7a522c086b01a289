"""Question sets for comparing search systems: texts, questions, and which spans of which texts answer."""

from __future__ import annotations

import json
import math
import os
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent.parent
EVALDATA = Path(os.environ.get("BENCHMARK_SETS") or PROJECT.parent / "shared" / "evaldata")
SETS = ("samples", "covid-faq", "xquad")
"""Each has German texts (the samples a few English ones too), and questions in German and English."""
LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Texts by id; queries (language, text) by id; for each the right texts' ids and, where known, the quoted spans.

    `evidence` holds for a query (text id, start, end) of every quote that the answer needs.
    """

    texts: dict[str, str]
    queries: dict[str, tuple[str, str]]
    right: dict[str, set[str]]
    evidence: dict[str, list[tuple[str, int, int]]]

    def to_json(self) -> dict[str, Any]:
        """Return what a system is given: no judgements."""
        return {"texts": self.texts, "queries": self.queries}

    def judge(self, found: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, float]]:
        """Return by language nDCG@10 and recall@10 over texts, and evidence recall@4 over quotes where there are any.

        `found` holds for each query pieces {"id", "text"}, best first; of several pieces of one text the first counts.
        """
        ranked = {query: list(dict.fromkeys(piece["id"] for piece in found[query])) for query in self.queries}
        judged = {}
        for language in LANGUAGES:
            own = [query for query, (spoken, _) in self.queries.items() if spoken == language]
            judged[language] = {
                "queries": len(own),
                "ndcg_at_10": _mean([_ndcg(ranked[query], self.right[query]) for query in own]),
                "recall_at_10": _mean([_recall(ranked[query], self.right[query]) for query in own]),
            }
            if self.evidence:
                shares = [self._evidence(query, found[query][:4]) for query in own]
                judged[language]["evidence_recall_at_4"] = _mean(shares)
        return judged

    def _evidence(self, query: str, pieces: list[dict[str, Any]]) -> float:
        """Return the share of a query's quotes that stand in the pieces, blanks aside."""
        held = [
            any(piece["id"] == key and _plain(self.texts[key][start:end]) in _plain(piece["text"]) for piece in pieces)
            for key, start, end in self.evidence[query]
        ]
        return sum(held) / len(held)


def missing(name: str) -> str:
    """Return why a set can't be loaded, or an empty text."""
    if name == "samples" or _folder(name).is_dir():
        return ""
    return f"{_folder(name)} is not on this machine (the public sets are not part of the project)"


def load(name: str, most: int | None = None) -> QuestionSet:
    """Return a set, with `most` only that many questions of each language, evenly drawn."""
    whole = _samples() if name == "samples" else _judged(name)
    queries: dict[str, tuple[str, str]] = {}
    for language in LANGUAGES:
        own = [(key, query) for key, query in whole.queries.items() if query[0] == language]
        queries |= dict(own[:: max(1, len(own) // most) if most else 1][:most])
    return replace(whole, queries=queries)


def _folder(name: str) -> Path:
    return EVALDATA / f"{name}-de"


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _judged(name: str) -> QuestionSet:
    folder = _folder(name)
    judged: dict[str, set[str]] = defaultdict(set)
    for one in _read(folder / "qrels.jsonl"):
        judged[one["query_id"]].add(one["corpus_id"])
    queries, right = {}, {}
    for language in LANGUAGES:
        for one in _read(folder / f"queries_{language}.jsonl"):
            if one["id"] in judged:
                key = f"{language}:{one['id']}"
                queries[key], right[key] = (language, one["text"]), judged[one["id"]]
    return QuestionSet({one["id"]: one["text"] for one in _read(folder / "corpus.jsonl")}, queries, right, {})


def _samples() -> QuestionSet:
    """Return the golden questions on the samples that name quotes; the samples are given as their plain text."""
    from corpus.reading import ReadingLimits, read_document

    folder = PROJECT / "corpus" / "samples"
    texts = {file.name: read_document(file, file.name, ReadingLimits()).text for file in sorted(folder.iterdir())}
    queries, right, evidence = {}, {}, {}
    for one in _read(PROJECT / "tests" / "golden" / "samples.jsonl"):
        named = [quote for quote in one["expect"].get("quotes", ()) if quote["source"] in texts]
        starts = [(quote, texts[quote["source"]].find(quote["text"])) for quote in named]
        spans = [(quote["source"], start, start + len(quote["text"])) for quote, start in starts if start >= 0]
        if spans and not one.get("history"):
            queries[one["id"]] = (one["language"], one["question"])
            right[one["id"]], evidence[one["id"]] = {source for source, _, _ in spans}, spans
    return QuestionSet(texts, queries, right, evidence)


def _ndcg(ranked: list[str], right: set[str]) -> float:
    gained = sum(1 / math.log2(rank + 1) for rank, key in enumerate(ranked[:10], start=1) if key in right)
    return gained / sum(1 / math.log2(rank + 1) for rank in range(1, min(10, len(right)) + 1))


def _recall(ranked: list[str], right: set[str]) -> float:
    return len(right & set(ranked[:10])) / len(right)


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4)


def _plain(text: str) -> str:
    return "".join(text.split())
