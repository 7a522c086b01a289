"""Keyword search: BM25 over stems and character 4-grams. The only module that imports tantivy.

Passages are searched, and whole documents beside them: a question's words are often spread over a document, and then
no passage of it is as near as some passage of another.

The index is derived from the store. It lies in a folder named after the store's state, so an index that doesn't fit
is never found, and one that is found is whole: it is built elsewhere and moved there. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import tantivy

from index.analysis import ANALYSIS_VERSION, SearchTerms, content_words, grams, stem
from index.fusion import scaled
from index.notations import notations
from index.records import document_of
from index.sealing import damage, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from corpus.document import Passage
    from index.store import Store

# nDCG@10 on XQuAD-de and an official FAQ for stems : grams of 1:0 94.1, 54.0; 0:1 96.0, 59.1; 1:1 96.3, 60.0;
# 2:1 96.4, 59.8; 4:1 96.4, 59.1.
_WEIGHTS = {"stems": 2.0, "grams": 1.0}

_WRITER_BYTES = 50_000_000

DOCUMENT_WEIGHT = 0.75
"""What a document's score counts beside its passage's. Evidence is among the first four hits for 91 of 93 quotes of our
own questions and for 280 of 292 questions made of labelled facts of other documents; at 0 for 89 and 257, and from 0.5
to 1 for at most one in a hundred more or less."""

_PASSAGES, _DOCUMENTS = "passages", "documents"
"""The folders of the two parts."""


class KeywordIndex:
    """Finds passages by their words; made by `KeywordIndex.open` or `KeywordIndex.of`."""

    def __init__(self, passages: tantivy.Index, documents: tantivy.Index) -> None:
        self._schema = _schema()
        self._passages = passages.searcher()
        self._documents = documents.searcher()
        self.holds = lru_cache(maxsize=200_000)(self._holds)

    @classmethod
    def open(cls, store: Store) -> KeywordIndex:
        """Open the index that belongs to the store's state, and build it first where it is missing or damaged."""
        tag = hashlib.sha256(f"{ANALYSIS_VERSION} {store.state}".encode()).hexdigest()[:16]
        folder = store.path / "keywords" / tag
        if folder.is_dir():
            with suppress(OSError, ValueError):
                if not damage(folder):
                    return cls(*_opened(folder))
            shutil.rmtree(folder, ignore_errors=True)  # damaged: it is derived, so it is built again
        return cls(*_build_in(folder, store.each_passage()))

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> KeywordIndex:
        """Build an index of passages, those of a document side by side, in memory."""
        return cls(*_in_memory(passages))

    def search(self, terms: SearchTerms, k: int) -> list[tuple[str, float]]:
        """Return up to k pairs (passage id, score from 0 to 1), best first; ties in reading order.

        The score is BM25 of the passage and of its document, each scaled to 0 to 1 among those that were found.
        """
        query = self._query(terms)
        if query is None:
            return []
        passages = scaled(_found(self._passages, query, k))
        documents = dict(scaled(_found(self._documents, query, k)))
        scores = [
            (key, (score + DOCUMENT_WEIGHT * documents.get(document_of(key), 0.0)) / (1 + DOCUMENT_WEIGHT))
            for key, score in passages
        ]
        return sorted(scores, key=lambda pair: -pair[1])

    def _query(self, terms: SearchTerms) -> tantivy.Query | None:
        wanted = [("stems", term, weight) for term, weight in terms.stems.items()]
        wanted += [("grams", term, weight) for term, weight in terms.grams.items()]
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term), weight * _WEIGHTS[field]
                ),
            )
            for field, term, weight in wanted
        ]
        return tantivy.Query.boolean_query(clauses) if clauses else None

    def _holds(self, gram: str) -> bool:
        """Tell whether any passage holds a character 4-gram."""
        return bool(self._passages.doc_freq("grams", gram))

    def passages_with(self, word: str) -> int:
        """Return how many passages hold a word in any inflection."""
        return self.passages_with_stem(stem(word))

    def passages_with_stem(self, key: str) -> int:
        """Return how many passages hold a word of a stem."""
        return int(self._passages.doc_freq("stems", key))


def _found(searcher: tantivy.Searcher, query: tantivy.Query, k: int) -> list[tuple[str, float]]:
    found = searcher.search(query, limit=k, count=False)
    return [(searcher.doc(address)["key"][0], float(score)) for score, address in found.hits]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _build_in(folder: Path, passages: Iterable[Passage]) -> tuple[tantivy.Index, tantivy.Index]:
    """Build an index beside its folder, move it there, and delete the indexes of earlier states."""
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    try:
        for part in (_PASSAGES, _DOCUMENTS):
            (unfinished / part).mkdir(parents=True, exist_ok=True)
    except OSError:  # the store can't be written to: searching must work all the same
        return _in_memory(passages)
    parts = [tantivy.Index(_schema(), path=str(unfinished / part), reuse=False) for part in (_PASSAGES, _DOCUMENTS)]
    _fill(parts[0], parts[1], passages)
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
    return _opened(folder)


def _opened(folder: Path) -> tuple[tantivy.Index, tantivy.Index]:
    return tantivy.Index.open(str(folder / _PASSAGES)), tantivy.Index.open(str(folder / _DOCUMENTS))


def _in_memory(passages: Iterable[Passage]) -> tuple[tantivy.Index, tantivy.Index]:
    parts = tantivy.Index(_schema()), tantivy.Index(_schema())
    _fill(*parts, passages)
    return parts


def _delete_others(folder: Path) -> None:
    """Delete the indexes of earlier states, and what a killed process left; not what another is building now."""
    hour_ago = time.time() - 3600
    for other in folder.parent.iterdir():
        if other != folder and (not other.name.endswith(".new") or other.stat().st_mtime < hour_ago):
            shutil.rmtree(other, ignore_errors=True)


def _fill(passage_index: tantivy.Index, document_index: tantivy.Index, passages: Iterable[Passage]) -> None:
    # One thread, so that equal content gives equal order; passages come in reading order, and ties stay in it.
    by_passage = passage_index.writer(_WRITER_BYTES, num_threads=1)
    by_document = document_index.writer(_WRITER_BYTES, num_threads=1)
    for document_id, group in groupby(passages, key=lambda passage: passage.document_id):
        every: list[str] = []
        figures: list[str] = []
        for passage in group:
            words, written = content_words(passage.searched), notations(passage.searched)
            _add(by_passage, passage.passage_id, words, written)
            every += content_words(passage.text) if every else words  # the title counts once
            figures += written
        _add(by_document, document_id, every, figures)
    for writer, index in ((by_passage, passage_index), (by_document, document_index)):
        writer.commit()
        writer.wait_merging_threads()
        index.reload()


def _add(writer: tantivy.IndexWriter, key: str, words: Sequence[str], figures: Sequence[str]) -> None:
    stems, four = " ".join([*map(stem, words), *figures]), " ".join(gram for word in words for gram in grams(word))
    writer.add_document(tantivy.Document(key=key, stems=stems, grams=four))
