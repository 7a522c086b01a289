"""A Ding file -> two tables in SQLite, one for each direction, with how likely each translation is.

A dictionary lists translations, but not which is usual. IBM Model 1 (Brown et al. 1993), run over the dictionary's own
pairs as if they were a corpus of translations, tells: "funding" stands beside "Finanzierung" in many entries, beside
"Fundierung" in one.
"""

from __future__ import annotations

import math
import os
import sqlite3
from array import array
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from index.dictionary.ding import Pair, read_pairs
from index.dictionary.wording import key_of, lemma, phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

LONGEST_PHRASE = 4
"""Words of the longest phrase that is kept; longer ones are next to never met word for word."""

_INFLECTED = 0.7
"""What a pair of inflections or phrases counts against an entry's first pair."""
_PHRASE_AS_GLOSS = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.4}
"""What an English translation counts by its words: one word for one keeps a gloss as long as its text."""
_ROUNDS = 5
_MOST = {"en": 40, "de": 24}
"""Translations kept of an English and of a German phrase."""

Counts = dict[str, dict[str, float]]


def build_tables(ding: Path, tables: Path) -> None:
    """Read a Ding file and write its tables to a file, which appears only when it is whole (a minute).

    Raises OSError where a file can't be read or written, ValueError where it is no Ding dictionary.
    """
    english: Counts = defaultdict(dict)
    german: Counts = defaultdict(dict)
    links = _Links()
    for pair in read_pairs(ding):
        source, target = phrase_words(pair.english.lower(), "en"), phrase_words(pair.german, "de")
        if source and target and max(len(source), len(target)) <= LONGEST_PHRASE:
            links.add([key_of(word, "en") for word in source], [key_of(word, "de") for word in target])
            _count(pair, " ".join(source), " ".join(target), english, german)
    unfinished = tables.with_name(f"{tables.name}.{os.getpid()}.new")
    tables.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        _write(connection, "en", english, links.probabilities(forwards=True))
        _write(connection, "de", german, links.probabilities(forwards=False))
        connection.commit()
    unfinished.replace(tables)


def _count(pair: Pair, source: str, target: str, english: Counts, german: Counts) -> None:
    """Weigh a pair by the places of its sides among their alternatives."""
    weight = (_INFLECTED if pair.is_inflection else 1.0) / math.sqrt((1 + pair.english_place) * (1 + pair.german_place))
    english[source][target] = english[source].get(target, 0.0) + weight
    gloss = weight * _PHRASE_AS_GLOSS[1 + source.count(" ")]
    own = german[target.lower()]
    own[source] = own.get(source, 0.0) + gloss


class _Links:
    """Which words stand in pairs with which: the observations of IBM Model 1."""

    def __init__(self) -> None:
        self._numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
        # Some four million of each: lists of Python's own integers would take a gigabyte.
        self._english, self._german, self._pair = array("l"), array("l"), array("l")
        self._pairs = 0

    def add(self, english: list[str], german: list[str]) -> None:
        """Note that all words of one side may translate all words of the other."""
        numbers = [
            [known.setdefault(word, len(known)) for word in words]
            for known, words in zip(self._numbers, (english, german), strict=True)
        ]
        for one in numbers[0]:
            for other in numbers[1]:
                self._english.append(one)
                self._german.append(other)
                self._pair.append(self._pairs)
        self._pairs += 1

    def probabilities(self, *, forwards: bool) -> dict[tuple[str, str], float]:
        """Return p(German | English) by English and German word; p(English | German) by German and English if not."""
        arrays = [np.array(one, dtype=np.int64) for one in (self._english, self._german)]
        words = list(self._numbers)
        if not forwards:
            arrays.reverse()
            words.reverse()
        links, probability = _ibm_model_1(arrays[0], arrays[1], np.array(self._pair), len(words[1]))
        names = [list(known) for known in words]
        likely = probability > 0.005
        pairs = zip(links[likely], probability[likely], strict=True)
        return {
            (names[0][int(link) // len(words[1])], names[1][int(link) % len(words[1])]): float(p) for link, p in pairs
        }


def _ibm_model_1(
    source: NDArray[np.int64], target: NDArray[np.int64], pair: NDArray[np.int64], targets: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the links (source * targets + target) and p(target | source) of each, by expectation maximisation."""
    links, link = np.unique(source * targets + target, return_inverse=True)
    _, seen = np.unique(pair * targets + target, return_inverse=True)
    of_source = links // targets
    probability = np.ones(len(links))
    for _ in range(_ROUNDS):
        current = probability[link]
        share = current / (np.bincount(seen, current)[seen] + 1e-4)
        counts = np.bincount(link, share)
        # Half a count of smoothing: a pair that is seen once is no certainty.
        probability = counts / (np.bincount(of_source, counts)[of_source] + 0.5)
    return links, probability


def _write(
    connection: sqlite3.Connection, language: str, counts: Counts, likely: Mapping[tuple[str, str], float]
) -> None:
    """Write one direction: phrases with their translations, and which phrases share base forms or a stem."""
    other = "de" if language == "en" else "en"
    connection.execute(f"create table {language} (key text primary key, entries text) without rowid")
    rows = dict(_phrase_rows(counts, likely, language, other))
    rows.update(_form_rows(counts, language))
    connection.executemany(f"insert into {language} values (?, ?)", sorted(rows.items()))  # noqa: S608 (our own names)


def _phrase_rows(
    counts: Counts, likely: Mapping[tuple[str, str], float], language: str, other: str
) -> Iterator[tuple[str, str]]:
    for phrase, translations in counts.items():
        source = [key_of(word, language) for word in phrase.split()]
        lines = []
        for translation, weight in sorted(translations.items(), key=lambda pair: (-pair[1], pair[0]))[
            : _MOST[language]
        ]:
            target = [key_of(word, other) for word in translation.split()]
            probability = sum(max(likely.get((one, word), 0.0) for one in source) for word in target) / len(target)
            lines.append(f"{translation}\t{weight:.2g}\t{probability:.2g}")
        yield phrase, "\n".join(lines)


def _form_rows(phrases: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield "L:" with base forms, and "S:" with the stem of a single word, to the phrases as written."""
    bases: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        words = phrase.split()
        bases["L:" + " ".join(lemma(word, language) for word in words)].add(phrase)
        if len(words) == 1:
            bases["S:" + key_of(words[0], language)].add(phrase)
    for key, found in bases.items():
        if found != {key[2:]}:
            yield key, "\n".join(sorted(found))
