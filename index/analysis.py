"""Text -> search terms: stems and character 4-grams, with numbers, § and abbreviations as terms of their own.

Both sides of a search use the same analysis, so a term that is folded here is folded in the index too.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer

from corpus.searchable import unbroken
from index.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

ANALYSIS_VERSION = "5"
"""Raised when terms or what is indexed of them come out differently: keyword indexes are then built anew."""

GRAM_LENGTH = 4

_WORD = re.compile(
    r"""
    (?P<paragraph>§§?\s*\d+\s?[a-z]?\b)          # "§ 44", "§ 16a"
    | (?P<number>\d{1,3}(?:[.,'’\s\u00a0\u202f]\d{3})+(?!\d)  # "1.056.700", "1,056,700", "487 139"
      (?:[.,]\d{1,2}(?!\d))?)                    # cents
    | (?P<possessive>(?<=\w)['’]s\b)               # "the district's", "Müller's": no word of its own
    | (?P<word>\w+)
    """,
    re.VERBOSE,
)
_UMLAUTS = (("ä", "a"), ("ae", "a"), ("ö", "o"), ("oe", "o"), ("ü", "u"), ("ue", "u"))
_FOLDED = str.maketrans({"ß": "ss", "ẞ": "ss"})
_SNOWBALL = {"de": "german", "en": "english"}
_stemmers = threading.local()  # Snowball's stemmers keep a buffer: one for each thread


def words(text: str) -> list[str]:
    """Return the words of a text as written (NFC), numbers in one piece and without separators ("1056700", "§44").

    Words that a line's end breaks are one.
    """
    found = []
    for paragraph, number, _possessive, word in _WORD.findall(unicodedata.normalize("NFC", unbroken(text).text)):
        if word:
            found.append(word)
        elif number:
            found.append(re.sub(r"\D", "", re.sub(r"[.,]\d{1,2}$", "", number)))
        elif paragraph:
            found.append("§" + re.sub(r"[§\s]", "", paragraph))
    return found


def content_words(text: str, language: str = "de") -> list[str]:
    """Return the words of a text as written, without the stop words of its language ("de" or "en")."""
    stop_words = STOP_WORDS.get(language, STOP_WORDS["de"])
    return [word for word in words(text) if word.lower() not in stop_words]


def fold(word: str) -> str:
    """Return a word in the form that is compared: lower case, ß as ss."""
    return word.lower().translate(_FOLDED)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = "de") -> str:
    """Return a word's Snowball stem; numbers, § and abbreviations in capitals stay as they are."""
    folded = fold(word)
    if not folded.isalpha() or (word.isupper() and 1 < len(word) <= 6):
        return folded
    stemmers: dict[str, Stemmer.Stemmer] = _stemmers.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_SNOWBALL.get(language, "german"))
    found = str(stemmers[language].stemWord(folded))
    # Snowball leaves the plurals of loan words alone: Kitas, Azubis, Büros.
    return found[:-1] if language == "de" and len(found) > 4 and found.endswith(("as", "is", "os")) else found


def stems(text: str, language: str = "de") -> list[str]:
    """Return the stems of a text's content words, in order."""
    return [stem(word, language) for word in content_words(text, language)]


def distinct_stems(text: str) -> frozenset[str]:
    """Return the stems of a German text's content words, each once."""
    return frozenset(map(_content_stem, words(text))) - {""}


@lru_cache(maxsize=200_000)
def _content_stem(word: str) -> str:
    """Return a word's stem, nothing for a stop word."""
    return "" if word.lower() in STOP_WORDS["de"] else stem(word)


@lru_cache(maxsize=200_000)
def grams(word: str) -> tuple[str, ...]:
    """Return the character 4-grams of a word with its ends marked: "Ämter" -> "_amt", "amte", "mter", "ter_".

    Umlauts count as their base letters, however they are typed. Numbers and § stay whole.
    """
    folded = fold(word)
    if not folded.isalpha():
        return (f"_{folded}_",)
    for umlaut, letter in _UMLAUTS:
        folded = folded.replace(umlaut, letter)
    marked = f"_{folded}_"
    return tuple(marked[start : start + GRAM_LENGTH] for start in range(max(1, len(marked) - GRAM_LENGTH + 1)))


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a search looks for: stems and 4-grams with their weights above 0.

    `parts` are stems of what the question's compounds are made of; they are looked for only where keywords are.
    """

    stems: dict[str, float]
    grams: dict[str, float]
    parts: dict[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stems)


def search_terms(weighted_words: Iterable[tuple[str, float]], language: str = "de") -> SearchTerms:
    """Return the terms of words with weights; what several words share adds up."""
    stem_weights: dict[str, float] = defaultdict(float)
    gram_weights: dict[str, float] = defaultdict(float)
    for word, weight in weighted_words:
        stem_weights[stem(word, language)] += weight
        for gram in grams(word):
            gram_weights[gram] += weight
    return SearchTerms(dict(stem_weights), dict(gram_weights))
