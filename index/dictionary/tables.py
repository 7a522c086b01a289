"""The tables of the dictionary, opened for reading."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis import stem
from index.dictionary.building import build_tables
from index.dictionary.wording import key_of, lemma

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TABLES_VERSION = 1
"""Raised when tables come out differently than before: they are then built anew."""

_LEMMA, _STEM = 0.7, 0.5
"""What a translation of another form of the word counts, and of a word that shares its stem only."""
_UNLIKELY = 0.02
"""What a translation counts that IBM Model 1 gives nothing: dictionaries don't list without reason."""

Weighted = list[tuple[str, float]]

_log = logging.getLogger(__name__)


class Dictionary:
    """Looks up words and phrases in any form; safe for several threads."""

    def __init__(self, tables: Path) -> None:
        self.path = tables
        self._local = threading.local()
        self._entries = lru_cache(maxsize=50_000)(self._read)
        self.translations = lru_cache(maxsize=50_000)(self._translations)
        self._entries("en", "test")  # a damaged file is found now, not in the middle of a question

    def has(self, words: Sequence[str], language: str) -> bool:
        """Tell whether a word or phrase stands in the dictionary, in this or another form."""
        return bool(
            self._entries(language, " ".join(words))
            or self._entries(language, "L:" + " ".join(lemma(word, language) for word in words))
        )

    def phrase(self, words: Sequence[str], language: str) -> Weighted:
        """Return the translations of a phrase as written (lower case), best first; none where it isn't there."""
        found = self._entries(language, " ".join(words).lower())
        return [(entry[0], float(entry[1])) for entry in found]

    def _translations(self, phrase: str, language: str, most: int = 15) -> Weighted:
        """Return translations of a word or phrase, best first, weights relative to the best (1).

        Forms of one German word count together, under the form that counts most.
        """
        raw = self._raw(phrase, language)
        other = "de" if language == "en" else "en"
        merged: dict[str, tuple[float, float, str]] = {}
        for translation, (place, factor, probability) in raw.items():
            weight = place * factor * (_UNLIKELY + probability)
            key = " ".join(stem(word, other) for word in translation.split())
            total, best, form = merged.get(key, (0.0, -1.0, translation))
            merged[key] = (total + weight, max(best, weight), translation if weight > best else form)
        ordered = sorted(merged.values(), key=lambda entry: (-entry[0], entry[2]))[:most]
        return [(form, total / ordered[0][0]) for total, _, form in ordered]

    def _raw(self, phrase: str, language: str) -> dict[str, tuple[float, float, float]]:
        """Return translations with weight, factor of the form they were found by, and probability."""
        words = phrase.split()
        own = phrase.lower()
        raw: dict[str, tuple[float, float, float]] = {}
        for form, factor in [(own, 1.0), *((form, _LEMMA) for form in self._forms(words, language) if form != own)]:
            for translation, place, probability in self._entries(language, form):
                before = raw.get(translation, (0.0, factor, 0.0))
                raw[translation] = (before[0] + float(place) * factor, before[1], max(before[2], float(probability)))
        if not raw and len(words) == 1:
            key = key_of(words[0], language)
            for (form,) in [*self._entries(language, f"S:{key}"), (key,)]:
                for translation, place, probability in self._entries(language, form):
                    raw[translation] = (float(place), _STEM, float(probability))
        return raw

    def _forms(self, words: Sequence[str], language: str) -> list[str]:
        base = " ".join(lemma(word, language) for word in words)
        return [form for (form,) in self._entries(language, f"L:{base}")] or [base]

    def _read(self, language: str, key: str) -> list[tuple[str, ...]]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            self._local.connection = connection
        row = connection.execute(f"select entries from {language} where key = ?", (key,)).fetchone()  # noqa: S608 (ours)
        return [tuple(line.split("\t")) for line in row[0].split("\n")] if row else []


def find_dictionary(places: Sequence[Path]) -> Path | None:
    """Return the first of some files that exists."""
    return next((place for place in places if place.is_file()), None)


def open_dictionary(ding: Path, folder: Path, *, build: bool) -> Dictionary | None:
    """Open the tables of a Ding file, which lie in a folder of ours; with `build`, make them first if they are missing.

    None, with a line in the log, where that can't be done: everything works without.
    """
    tables = tables_of(ding, folder)
    try:
        if not tables.is_file():
            if not build:
                return None
            _log.warning("Reading the dictionary %s; the first time this takes a minute.", ding)
            build_tables(ding, tables)
            _delete_others(tables)
        return Dictionary(tables)
    except (OSError, ValueError, sqlite3.Error) as error:
        _log.warning("The dictionary %s can't be used (%s); English questions find less without it.", ding, error)
        return None


def tables_of(ding: Path, folder: Path) -> Path:
    """Return where the tables of a Ding file lie: named after its size and beginning, so a new file gets new ones."""
    with ding.open("rb") as file:
        beginning = file.read(100_000)
    tag = hashlib.sha256(f"{TABLES_VERSION} {ding.stat().st_size} ".encode() + beginning).hexdigest()[:12]
    return folder / f"tables-{tag}.sqlite"


def _delete_others(tables: Path) -> None:
    for other in tables.parent.glob("tables-*.sqlite"):
        if other != tables:
            other.unlink(missing_ok=True)
