"""Keyword search: BM25 over stems and character 4-grams. The only module that imports tantivy.

The index is derived from the store. It lies in a folder named after the store's state, so an index that doesn't fit
is never found, and one that is found is whole: it is built elsewhere and moved there. It can be deleted at any time.
Where the index of an earlier state lies beside it and little has changed, a copy of that is brought up to date.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import tantivy

from index.analysis import ANALYSIS_VERSION, SearchTerms, content_words, grams, stem
from index.sealing import damage, seal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.document import Passage
    from index.store import Store

# nDCG@10 on XQuAD-de and an official FAQ for stems : grams of 1:0 94.1, 54.0; 0:1 96.0, 59.1; 1:1 96.3, 60.0;
# 2:1 96.4, 59.8; 4:1 96.4, 59.1.
_WEIGHTS = {"stems": 2.0, "grams": 1.0}

_WRITER_BYTES = 50_000_000

_FORM = f"{ANALYSIS_VERSION}.2"
"""The analysis, and the version of the index's fields."""

_HELD = "held.json"
"""Which documents an index holds: `form`, `revisions` by document id, and how many were `deleted` from it."""

_MOST_CHANGED = 0.1
"""Share of the documents up to which an index is brought up to date; from there on building it anew is as fast."""

_MOST_DELETED = 0.05
"""Share of the documents whose words may still be counted though they are gone: weights shift by so little."""


_MOST_FOR_ALL_TERMS = 1_500_000
"""Passages, counted for each term anew, up to which all terms are searched for: it takes 5 nanoseconds each."""

_MOST_FOR_TELLING_TERMS = 500_000
"""Passages that are gone through for the terms that tell most, where all would be too many: some 3 milliseconds. With a
twentieth of this in 50,000 passages (the share that it is of a million), 99.5 % of the first ten hits were those of a
search for all terms, with a fortieth 97.4 %."""

_CANDIDATES = 2
"""How many times as many passages as are asked for are then scored by all terms: some 7 milliseconds for 200."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A term as it is searched for: its query, how much it tells (BM25's weight), in how many passages it stands."""

    query: tantivy.Query
    telling: float
    passages: int


def _any_of(clauses: Iterable[_Clause]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause.query) for clause in clauses])


class KeywordIndex:
    """Finds passages by their words; made by `KeywordIndex.open` or `KeywordIndex.of`."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = _schema()
        self._index = index
        self._searcher = index.searcher()
        self.holds = lru_cache(maxsize=200_000)(self._holds)

    @classmethod
    def open(cls, store: Store, *, earlier: Path | None = None) -> KeywordIndex:
        """Open the index that belongs to the store's state, and build it first where it is missing or damaged.

        `earlier` is the folder of a state whose index may be brought up to date for that (left out: the store's own).
        """
        tag = hashlib.sha256(f"{_FORM} {store.state}".encode()).hexdigest()[:16]
        folder = store.path / "keywords" / tag
        if folder.is_dir():
            with suppress(OSError, ValueError):
                if not damage(folder):
                    return cls(tantivy.Index.open(str(folder)))
            shutil.rmtree(folder, ignore_errors=True)  # damaged: it is derived, so it is built again
        return cls(_build_in(folder, store, (earlier or store.path) / "keywords"))

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> KeywordIndex:
        """Build an index in memory."""
        return cls(_filled(tantivy.Index(_schema()), passages))

    def search(self, terms: SearchTerms, k: int) -> list[tuple[str, float]]:
        """Return up to k pairs (passage id, BM25 score above 0), best first; ties by their ids.

        Where the terms stand in very many passages, only those that tell most are searched for, and what they find is
        scored by all. Scores are exact; a passage is missed only if it has none but words that tell little.
        """
        clauses = sorted(self._clauses(terms), key=lambda clause: -clause.telling)
        if sum(clause.passages for clause in clauses) <= _MOST_FOR_ALL_TERMS:
            return self._found(_any_of(clauses), k)
        left = _MOST_FOR_TELLING_TERMS
        telling: list[_Clause] = []
        for clause in clauses:
            if clause.passages <= left or not telling:
                telling.append(clause)
                left -= clause.passages
        candidates = [key for key, _ in self._found(_any_of(telling), _CANDIDATES * k)]
        among = tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(self._schema, "passage_id", candidates), 0.0
        )
        scored = tantivy.Query.boolean_query([(tantivy.Occur.Must, among), (tantivy.Occur.Should, _any_of(clauses))])
        return self._found(scored, k)

    def _clauses(self, terms: SearchTerms) -> list[_Clause]:
        """Return what is searched for; terms that stand nowhere are left out."""
        count, clauses = self._searcher.num_docs, []
        for field, weights in (("stems", terms.stems), ("grams", terms.grams)):
            for term, weight in weights.items():
                if passages := self._searcher.doc_freq(field, term):
                    weighted = weight * _WEIGHTS[field]
                    rarity = math.log(1 + (max(0, count - passages) + 0.5) / (passages + 0.5))
                    query = tantivy.Query.term_query(self._schema, field, term)
                    clauses.append(_Clause(tantivy.Query.boost_query(query, weighted), weighted * rarity, passages))
        return clauses

    def _found(self, query: tantivy.Query, k: int) -> list[tuple[str, float]]:
        found = self._searcher.search(query, limit=k, count=False)
        scored = [(self._searcher.doc(address)["passage_id"][0], float(score)) for score, address in found.hits]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _holds(self, gram: str) -> bool:
        """Tell whether any passage holds a character 4-gram."""
        return bool(self._searcher.doc_freq("grams", gram))

    def passages_with(self, word: str) -> int:
        """Return how many passages hold a word in any inflection."""
        return int(self._searcher.doc_freq("stems", stem(word)))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _build_in(folder: Path, store: Store, beside: Path) -> tantivy.Index:
    """Build an index beside its folder, move it there, and delete the indexes of earlier states."""
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
    except OSError:  # the store can't be written to: searching must work all the same
        return _filled(tantivy.Index(_schema()), store.each_passage())
    if not _brought_up_to_date(unfinished, store, beside):
        _filled(tantivy.Index(_schema(), path=str(unfinished), reuse=False), store.each_passage())
        _note_held(unfinished, store, deleted=0)
    seal(unfinished)
    try:
        unfinished.rename(folder)
    except OSError:
        if damage(folder):  # what was damaged lies there still
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
        else:  # another process was faster
            shutil.rmtree(unfinished, ignore_errors=True)
    _delete_others(folder)
    return tantivy.Index.open(str(folder))


def _brought_up_to_date(unfinished: Path, store: Store, beside: Path) -> bool:
    """Make a copy of an earlier index fit the store's state; say False, with an empty folder, where none is of use."""
    revisions = {key: record.revision for key, record in store.records().items()}
    for earlier in sorted(beside.iterdir()) if beside.is_dir() else ():
        try:
            held = json.loads((earlier / _HELD).read_text(encoding="utf-8"))
            gone = [key for key, revision in held["revisions"].items() if revisions.get(key) != revision]
            new = [key for key, revision in revisions.items() if held["revisions"].get(key) != revision]
            deleted = held["deleted"] + len(gone)
            few = len(gone) + len(new) <= _MOST_CHANGED * len(revisions) and deleted <= _MOST_DELETED * len(revisions)
            if few and held["form"] == _FORM and not damage(earlier):
                shutil.copytree(earlier, unfinished, dirs_exist_ok=True)
                _filled(tantivy.Index.open(str(unfinished)), store.passages_of(new), gone)
                _note_held(unfinished, store, deleted)
                return True
        except (OSError, ValueError, KeyError, TypeError, AttributeError):  # no index, or not one of this version
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(exist_ok=True)
    return False


def _note_held(folder: Path, store: Store, deleted: int) -> None:
    revisions = {key: record.revision for key, record in store.records().items()}
    held = {"form": _FORM, "revisions": revisions, "deleted": deleted}
    (folder / _HELD).write_text(json.dumps(held), encoding="utf-8")


def _delete_others(folder: Path) -> None:
    """Delete the indexes of earlier states, and what a killed process left; not what another is building now."""
    hour_ago = time.time() - 3600
    for other in folder.parent.iterdir():
        if other != folder and (not other.name.endswith(".new") or other.stat().st_mtime < hour_ago):
            shutil.rmtree(other, ignore_errors=True)


def _filled(index: tantivy.Index, passages: Iterable[Passage], gone: Iterable[str] = ()) -> tantivy.Index:
    """Take the passages of documents that are gone out of an index, and add others."""
    # One thread, so that equal content gives equal order.
    writer = index.writer(_WRITER_BYTES, num_threads=1)
    for document_id in gone:
        writer.delete_documents_by_term("document_id", document_id)
    for passage in passages:
        terms = [_terms(word) for word in content_words(passage.searched)]
        writer.add_document(
            tantivy.Document(
                passage_id=passage.passage_id,
                document_id=passage.document_id,
                stems=" ".join(stemmed for stemmed, _ in terms),
                grams=" ".join(parts for _, parts in terms),
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


@lru_cache(maxsize=200_000)
def _terms(word: str) -> tuple[str, str]:
    """Return a word's stem and its 4-grams as they are written."""
    return stem(word), " ".join(grams(word))
