"""The domain glossary: official German terms, their English, and the everyday German that leads to them.

`corpus/vocabulary/glossary.csv` has the columns german;english;related, several values separated by "|", the most
usual first. Staff members add a file of their own (`use_extension`); mistakes are reported with file and line.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.analysis import content_words, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_PATH = Path(__file__).parent.parent / "corpus" / "vocabulary" / "glossary.csv"

COLUMNS = ["german", "english", "related"]

LONGEST_PHRASE = 4
"""Content words of the longest phrase that is looked up as one."""

_SYNONYM, _FROM_EVERYDAY, _TO_EVERYDAY = 0.6, 0.8, 0.3
"""Weights of an official term for another official one, of an official for an everyday one, and the other way."""

Key = tuple[str, ...]
Weighted = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning: official German terms, English terms, everyday German ones; the most usual of each first."""

    german: tuple[str, ...]
    english: tuple[str, ...]
    related: tuple[str, ...]


class Glossary:
    """Looks up words and phrases in any inflection."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._english = _index(self.entries, "english")
        self._german = _index(self.entries, "german")
        self._related = _index(self.entries, "related")

    @classmethod
    def load(cls, path: Path = DEFAULT_PATH) -> Glossary:
        """Read a glossary.

        Raises ValueError that names file and line where a row is not as it should be, OSError where there is no file.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: this is no UTF-8 text; save it as CSV in UTF-8") from error
        rows = csv.reader(text.splitlines(), delimiter=";")
        if next(rows, None) != COLUMNS:
            raise ValueError(f"{path}, line 1: the columns must be {';'.join(COLUMNS)}")
        return cls([_entry(row, f"{path}, line {rows.line_num}") for row in rows if row])

    def phrase_at(self, words: Sequence[str], start: int, language: str) -> int:
        """Return how many words from `start` make the longest phrase the glossary knows; 1 where it knows none."""
        indexes = [self._english] if language == "en" else [self._german, self._related]
        for length in range(min(LONGEST_PHRASE, len(words) - start), 1, -1):
            key = _key(words[start : start + length], language)
            if any(key in index for index in indexes):
                return length
        return 1

    def translations(self, words: Sequence[str]) -> Weighted:
        """Return German terms for an English word or phrase, best first, with weights up to 1."""
        found: dict[str, float] = {}
        for entry, position in self._english.get(_key(words, "en"), ()):
            for place, term in enumerate(entry.german):
                # A word that an entry names late is a side meaning of it; a term named late is a rarer one.
                _raise(found, term, 1 / (1 + 0.15 * position) / (1 + 0.3 * place))
        return _best_first(found)

    def english(self, words: Sequence[str]) -> Weighted:
        """Return English terms for an official German word or phrase, the most usual first, weights up to 1."""
        found: dict[str, float] = {}
        for entry, position in self._german.get(_key(words, "de"), ()):
            for place, term in enumerate(entry.english):
                _raise(found, term, 1 / (1 + 0.15 * position) / (1 + 0.3 * place))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def relatives(self, words: Sequence[str]) -> Weighted:
        """Return other German terms of the same meaning for a German word or phrase, best first, weights up to 1."""
        found: dict[str, float] = {}
        key = _key(words, "de")
        for entry, _ in self._german.get(key, ()):
            _add(found, entry.german, _SYNONYM)
            _add(found, entry.related, _TO_EVERYDAY)
        for entry, _ in self._related.get(key, ()):
            _add(found, entry.german, _FROM_EVERYDAY)
            _add(found, entry.related, _TO_EVERYDAY)
        return [pair for pair in _best_first(found) if _key([pair[0]], "de") != key]


class _InUse:
    extension: Path | None = None


def use_extension(path: Path | None) -> None:
    """Let `default_glossary` hold the entries of a file of the user's too, in this whole process; None ends that."""
    _InUse.extension = path


def default_glossary() -> Glossary:
    """Return the glossary that comes with the program, with the extension that is in use; each is read once."""
    return _extended(_InUse.extension)


@lru_cache(maxsize=4)
def _extended(extension: Path | None) -> Glossary:
    if extension is None:
        return Glossary.load()
    return Glossary([*_extended(None).entries, *Glossary.load(extension).entries])


def _entry(row: Sequence[str], place: str) -> Entry:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{place}: {len(COLUMNS)} columns separated by ';' are needed, not {len(row)}")
    columns = [tuple(cell.split("|")) if cell else () for cell in row]
    if any(value != value.strip() or not value for values in columns for value in values):
        raise ValueError(f"{place}: a value is empty or has blanks around it; separate values by a single '|'")
    if not columns[0] or not (columns[1] or columns[2]):
        raise ValueError(f"{place}: a German term and an English or an everyday one are needed")
    if twice := next((value for values in columns for value in values if values.count(value) > 1), None):
        raise ValueError(f"{place}: {twice!r} stands twice in one column")
    for values, language in zip(columns, ("de", "en", "de"), strict=True):
        if never := next((value for value in values if not content_words(value, language)), None):
            raise ValueError(f"{place}: {never!r} has no word that a search looks for")
    return Entry(*columns)


def _index(entries: Sequence[Entry], column: str) -> dict[Key, list[tuple[Entry, int]]]:
    """Map the stems of each value of a column to the entries that have it, and its position there."""
    language = "en" if column == "english" else "de"
    index: dict[Key, list[tuple[Entry, int]]] = defaultdict(list)
    for entry in entries:
        for position, value in enumerate(getattr(entry, column)):
            if key := _key([value], language):
                index[key].append((entry, position))
    return dict(index)


def _key(words: Sequence[str], language: str) -> Key:
    return _stems(" ".join(words), language)


@lru_cache(maxsize=20_000)
def _stems(text: str, language: str) -> Key:
    return tuple(stem(word, language) for word in content_words(text, language))


def _add(found: dict[str, float], terms: Sequence[str], weight: float) -> None:
    for place, term in enumerate(terms):
        _raise(found, term, weight / (1 + 0.3 * place))


def _raise(found: dict[str, float], term: str, weight: float) -> None:
    found[term] = max(found.get(term, 0.0), weight)


def _best_first(found: dict[str, float]) -> Weighted:
    """Sort terms by weight, and keep the best of those that differ only in inflection."""
    different: dict[Key, tuple[str, float]] = {}
    for term, weight in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        different.setdefault(_key([term], "de"), (term, weight))
    return list(different.values())
