"""Keyword search: passages by their words, and whole documents beside them.

A question's words are often spread over a document, and then no passage of it is as near as some passage of another.

The index is derived from the store. It lies in a folder named after the store's state, so an index that doesn't fit
is never found, and one that is found is whole: it is built elsewhere and moved there. It can be deleted at any time.
Where the index of an earlier state lies beside it and little has changed, a copy of that is brought up to date.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from index.analysis import ANALYSIS_VERSION, SearchTerms, content_words, stem
from index.compounds import CompoundSplitter
from index.fusion import scaled
from index.notations import notations
from index.postings import Entry, Postings
from index.records import document_of
from index.sealing import damage, seal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.document import Passage
    from index.store import Store

DOCUMENT_WEIGHT = 0.75
"""What a document's score counts beside its passage's. Evidence is among the first four hits for 91 of 93 quotes of our
own questions and for 280 of 292 questions made of labelled facts of other documents; at 0 for 89 and 257, and from 0.5
to 1 for at most one in a hundred more or less."""

_PASSAGES, _DOCUMENTS = "passages", "documents"
"""The folders of the two parts."""

_FORM = f"{ANALYSIS_VERSION}.3"
"""The analysis, and the version of the index's fields."""

_HELD = "held.json"
"""Which documents an index holds: `form`, `revisions` by document id, and how many were `deleted` from it."""

_MOST_CHANGED = 0.1
"""Share of the documents up to which an index is brought up to date; from there on building it anew is as fast."""

_MOST_DELETED = 0.05
"""Share of the documents whose words may still be counted though they are gone: weights shift by so little."""


class KeywordIndex:
    """Finds passages by their words; made by `KeywordIndex.open` or `KeywordIndex.of`."""

    def __init__(self, passages: Postings, documents: Postings) -> None:
        self._passages = passages
        self._documents = documents
        self.holds = lru_cache(maxsize=200_000)(self._holds)
        self.compounds = CompoundSplitter(lambda word: bool(self.passages_with(word)))
        """Splits compounds into words that stand in the passages."""

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
                    return cls._opened(folder)
            shutil.rmtree(folder, ignore_errors=True)  # damaged: it is derived, so it is built again
        return cls._built_in(folder, store, (earlier or store.path) / "keywords")

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> KeywordIndex:
        """Build an index of passages, those of a document side by side, in memory."""
        index = cls(Postings.create(), Postings.create())
        index._change(passages)
        return index

    def search(self, terms: SearchTerms, k: int) -> list[tuple[str, float]]:
        """Return up to k pairs (passage id, score from 0 to 1), best first; ties by their ids.

        The score is BM25 of the passage and of its document, each scaled to 0 to 1 among those that were found.
        """
        passages = scaled(self._passages.search(terms, k))
        documents = dict(scaled(self._documents.search(terms, k)))
        scores = [
            (key, (score + DOCUMENT_WEIGHT * documents.get(document_of(key), 0.0)) / (1 + DOCUMENT_WEIGHT))
            for key, score in passages
        ]
        return sorted(scores, key=lambda pair: (-pair[1], pair[0]))

    def _holds(self, gram: str) -> bool:
        """Tell whether any passage holds a character 4-gram."""
        return bool(self._passages.frequency("grams", gram))

    def passages_with(self, word: str) -> int:
        """Return how many passages hold a word in any inflection."""
        return self.passages_with_stem(stem(word))

    def passages_with_stem(self, key: str) -> int:
        """Return how many passages hold a word of a stem."""
        return self._passages.frequency("stems", key)

    @classmethod
    def _opened(cls, folder: Path) -> KeywordIndex:
        return cls(Postings.open(folder / _PASSAGES), Postings.open(folder / _DOCUMENTS))

    @classmethod
    def _created(cls, folder: Path) -> KeywordIndex:
        return cls(Postings.create(folder / _PASSAGES), Postings.create(folder / _DOCUMENTS))

    @classmethod
    def _built_in(cls, folder: Path, store: Store, beside: Path) -> KeywordIndex:
        """Build an index beside its folder, move it there, and delete the indexes of earlier states."""
        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.new")
        try:
            _make_empty(unfinished)
        except OSError:  # the store can't be written to: searching must work all the same
            return cls.of(store.each_passage())
        if not cls._brought_up_to_date(unfinished, store, beside):
            cls._created(unfinished)._change(store.each_passage())
            _note_held(unfinished, store, deleted=0)
        seal(unfinished)
        _move(unfinished, folder)
        _delete_others(folder)
        return cls._opened(folder)

    @classmethod
    def _brought_up_to_date(cls, unfinished: Path, store: Store, beside: Path) -> bool:
        """Make a copy of an earlier index fit the store's state; False, with empty folders, where none is of use."""
        revisions = {key: record.revision for key, record in store.records().items()}
        for earlier in sorted(beside.iterdir()) if beside.is_dir() else ():
            try:
                held = json.loads((earlier / _HELD).read_text(encoding="utf-8"))
                gone = [key for key, revision in held["revisions"].items() if revisions.get(key) != revision]
                new = [key for key, revision in revisions.items() if held["revisions"].get(key) != revision]
                deleted = held["deleted"] + len(gone)
                changed = len(gone) + len(new)
                few = changed <= _MOST_CHANGED * len(revisions) and deleted <= _MOST_DELETED * len(revisions)
                if few and held["form"] == _FORM and not damage(earlier):
                    shutil.copytree(earlier, unfinished, dirs_exist_ok=True)
                    cls._opened(unfinished)._change(store.passages_of(new), gone)
                    _note_held(unfinished, store, deleted)
                    return True
            except (OSError, ValueError, KeyError, TypeError, AttributeError):  # no index, or not one of this version
                shutil.rmtree(unfinished, ignore_errors=True)
                _make_empty(unfinished)
        return False

    def _change(self, passages: Iterable[Passage], gone: Iterable[str] = ()) -> None:
        """Take documents that are gone out, and add others: their passages, side by side, and all their words."""
        with self._passages.changing(gone) as add_passage, self._documents.changing(gone) as add_document:
            for document_id, group in groupby(passages, key=lambda passage: passage.document_id):
                every: list[str] = []
                figures: list[str] = []
                for passage in group:
                    words, written = content_words(passage.searched), notations(passage.searched)
                    add_passage(Entry(passage.passage_id, document_id, words, written))
                    every += content_words(passage.text) if every else words  # the title counts once
                    figures += written
                add_document(Entry(document_id, document_id, every, figures))


def _make_empty(unfinished: Path) -> None:
    for part in (_PASSAGES, _DOCUMENTS):
        (unfinished / part).mkdir(parents=True, exist_ok=True)


def _note_held(folder: Path, store: Store, deleted: int) -> None:
    revisions = {key: record.revision for key, record in store.records().items()}
    held = {"form": _FORM, "revisions": revisions, "deleted": deleted}
    (folder / _HELD).write_text(json.dumps(held), encoding="utf-8")


def _move(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError:
        if damage(folder):  # what was damaged lies there still
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
        else:  # another process was faster
            shutil.rmtree(unfinished, ignore_errors=True)


def _delete_others(folder: Path) -> None:
    """Delete the indexes of earlier states, and what a killed process left; not what another is building now."""
    hour_ago = time.time() - 3600
    for other in folder.parent.iterdir():
        if other != folder and (not other.name.endswith(".new") or other.stat().st_mtime < hour_ago):
            shutil.rmtree(other, ignore_errors=True)
