"""Ding's file -> pairs of German and English words and phrases that mean the same.

A line is `German :: English`; "|" separates sub-entries (inflections, phrases) that stand for each other side by side,
";" alternatives of one meaning, "/" alternatives of one word. Brackets hold grammar and remarks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKS = re.compile(r"\{[^}]*\}|\[[^\]]*\]|<[^>]*>")
_REMARK = re.compile(r"\([^()]*\)")
_SHORT_FORM = re.compile(r"(?:(?<=\s)|^)/[^/\s]+(?: [^/\s]+)?/(?=\s|$|;)")
_ALTERNATIVES = re.compile(r"[\w’'\-…./]+")
_SENTENCE_END = re.compile(r"[.!?][\"'’“”]?$")
_MOST_EXPANDED = 4
"""Readings of one phrase with "a/b" in it; more are rare and long."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A German and an English phrase of one meaning.

    The places count the alternatives before each (0: the most usual); `is_inflection` marks all sub-entries but the
    first.
    """

    german: str
    english: str
    german_place: int
    english_place: int
    is_inflection: bool


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a Ding file, sentences left out. Raises ValueError where the file holds none."""
    found = False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            german, separator, english = line.rstrip("\n").partition(" :: ")
            if not separator or line.startswith("#"):
                continue
            for pair in _pairs(german, english):
                found = True
                yield pair
    if not found:
        raise ValueError(f"{path} holds no pairs of the form `German :: English`: it is no Ding dictionary.")


def _pairs(german: str, english: str) -> Iterator[Pair]:
    left, right = german.split(" | "), english.split(" | ")
    if len(left) != len(right):  # sub-entries that can't be aligned
        left, right = left[:1], right[:1]
    for number, (german_entry, english_entry) in enumerate(zip(left, right, strict=True)):
        one, other = _phrases(german_entry), _phrases(english_entry)
        for (german_place, german_phrase), (english_place, english_phrase) in product(one, other):
            yield Pair(german_phrase, english_phrase, german_place, english_place, number > 0)


def _phrases(entry: str) -> list[tuple[int, str]]:
    """Return the alternatives of an entry, each reading of "a/b" by itself, with their places."""
    cleaned = [text for part in _split(entry) if (text := _cleaned(part)) and not _is_sentence(text)]
    return [(place, reading) for place, text in enumerate(cleaned) for reading in _readings(text)]


def _split(entry: str) -> list[str]:
    """Split at semicolons outside of brackets."""
    if "(" not in entry and "[" not in entry and "{" not in entry:
        return entry.split(";")
    parts, depth, start = [], 0, 0
    for place, character in enumerate(entry):
        if character in "([{<":
            depth += 1
        elif character in ")]}>":
            depth = max(0, depth - 1)
        elif character == ";" and not depth:
            parts.append(entry[start:place])
            start = place + 1
    return [*parts, entry[start:]]


def _cleaned(text: str) -> str:
    text = _MARKS.sub(" ", text)
    while "(" in text and (shorter := _REMARK.sub(" ", text)) != text:
        text = shorter
    return " ".join((_SHORT_FORM.sub(" ", text) if "/" in text else text).split())


def _readings(text: str) -> list[str]:
    if "/" not in text:
        return [text]
    choices = []
    for word in re.sub(r"\s*/\s*", "/", text).split(" "):
        several = "/" in word and _ALTERNATIVES.fullmatch(word) and not re.search(r"\d", word)
        choices.append([part for part in word.split("/") if part] if several else [word])
    return [" ".join(words) for words, _ in zip(product(*choices), range(_MOST_EXPANDED), strict=False)]


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 3 and bool(_SENTENCE_END.search(text))
