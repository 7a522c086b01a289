"""English questions -> units of meaning with weighted German translations.

A question is cut into words and phrases so that known phrases of several words are preferred: "out of work" is one
unit. The glossary of this project's field comes before the general dictionary, where it knows a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.dictionary.tables import Dictionary, Weighted
    from index.glossary import Glossary

_WORD = re.compile(r"\w+")
_PARTICLES = frozenset("in out up back off on over away down through together along forward".split())
_PREPOSITIONS = frozenset(
    "in at on by for with from of to into as about per via under over after before during without within".split()
)
_NO_EDGE = frozenset(
    "i we you he she it they us me him them is are was were be been do does did have has had can could may might must "
    "shall should will would what which who whom whose when where why how and or if that this these those there of not"
    " the a an".split()
)
"""Words that no phrase begins or ends with."""
_PLACEHOLDERS = frozenset("a an the sb sth one your my his her their its so o s".split())
_LONGEST = 4

_NAME = 0.4
"""Factor on the translations of a word with a capital: most are names."""
_KEPT = 0.3
"""What an English word counts as it stands beside its translations: "Integration" is German too."""
_GLOSSARY, _BESIDE_GLOSSARY = 1.5, 0.4
"""What the glossary's translations count beside the dictionary's best (1), and the dictionary's then."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or phrase of a question with German translations; for a phrase, its words as units of their own."""

    words: tuple[str, ...]
    translations: tuple[tuple[str, float], ...]
    parts: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    is_name: bool


def translate(question: str, dictionary: Dictionary, glossary: Glossary) -> list[Unit]:
    """Return a question's units in order, without those that name nothing ("which", "there")."""
    tokens = list(_tokens(question))
    translator = _Translator(tokens, dictionary, glossary)
    return [translator.unit(start, length) for start, length in translator.cut()]


def _tokens(question: str) -> Iterator[_Token]:
    plain = re.sub(r"['’]s\b", "", unicodedata.normalize("NFC", question))
    for number, match in enumerate(_WORD.finditer(plain)):
        word = match.group()
        if word.lower() not in _PLACEHOLDERS:
            yield _Token(word, word[0].isdigit() or (word[0].isupper() and number > 0))


class _Translator:
    def __init__(self, tokens: Sequence[_Token], dictionary: Dictionary, glossary: Glossary) -> None:
        self._tokens = tokens
        self._words = [token.word.lower() for token in tokens]
        self._dictionary = dictionary
        self._glossary = glossary

    def cut(self) -> list[tuple[int, int]]:
        """Return the units as pairs (first word, words) by dynamic programming: the best sum of their worth."""
        size = len(self._words)
        best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(-1.0, ())] * (size + 1)
        best[0] = (0.0, ())
        for start in range(size):
            for length in range(1, min(_LONGEST, size - start) + 1):
                worth = self._worth(start, length)
                if worth is None:
                    continue
                total, units = best[start]
                if total + worth > best[start + length][0]:
                    best[start + length] = (total + worth, (*units, (start, length)) if worth else units)
        return list(best[size][1])

    def _worth(self, start: int, length: int) -> float | None:
        """Return what a unit is worth, None where it is no unit: known phrases more than the sum of their words."""
        words = self._words[start : start + length]
        content = sum(word not in STOP_WORDS["en"] for word in words)
        if length == 1:
            return 1.0 if content else 0.0
        if not content or words[0] in _NO_EDGE or words[-1] in _NO_EDGE:
            return None
        if words[-1] in _PREPOSITIONS - _PARTICLES:
            return None
        known = self._in_glossary(words) or self._dictionary.has(words, "en")
        return (content**1.6 if content > 1 else 1.2) + 0.01 * length if known else None

    def unit(self, start: int, length: int) -> Unit:
        """Return a unit with its translations."""
        if length == 1:
            return self._single(start)
        words = self._words[start : start + length]
        translations = self._translations(words)
        if any(token.is_name for token in self._tokens[start : start + length]):
            translations = [*translations, (" ".join(words), 1.0)]
        parts = [self._single(at) for at in range(start, start + length) if self._words[at] not in STOP_WORDS["en"]]
        return Unit(tuple(words), tuple(translations), tuple(parts))

    def _single(self, at: int) -> Unit:
        word, name = self._words[at], self._tokens[at].is_name
        translations = self._translations([word])
        if name:
            translations = [(term, weight * _NAME) for term, weight in translations]
        if all(term.lower() != word for term, _ in translations):
            translations = [*translations, (word, 1.0 if name or not translations else _KEPT)]
        return Unit((word,), tuple(translations))

    def _in_glossary(self, words: Sequence[str]) -> Weighted:
        """Look up words as one phrase; the glossary passes over little words, so a phrase must not end in one."""
        if any(word in STOP_WORDS["en"] for word in (words[0], words[-1])):
            return []
        return self._glossary.translations(words)

    def _translations(self, words: Sequence[str]) -> Weighted:
        own = self._in_glossary(words)
        general = self._dictionary.translations(" ".join(words), "en")
        if not own:
            return general
        found = {term: weight * _GLOSSARY for term, weight in own}
        for term, weight in general:
            found[term] = max(found.get(term, 0.0), weight * _BESIDE_GLOSSARY)
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
