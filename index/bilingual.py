"""Questions in English or in everyday German -> weighted German search terms.

The packaged embedding model knows little German, so for these questions the glossary carries the search, and the
dictionary where somebody has it: each word or phrase of the question becomes a set of German alternatives that share
one word's weight.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis import SearchTerms, content_words, grams, search_terms, stem
from index.glossary import default_glossary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.dictionary.tables import Dictionary
    from index.dictionary.translating import Unit
    from index.glossary import Glossary

EXPANSION_WEIGHT = 0.5
"""What all relatives of a German word weigh together, against 1 for the word that was asked for.

Between 0 and 0.6, nDCG@10 stays within 0.1 on XQuAD-de, and gains 0.4 on an official FAQ."""

KEPT_ENGLISH = 0.3
"""What an English word with a translation weighs as it stands: many are spelled alike ("integration")."""

PART_WEIGHT = 0.5
"""What each part of a question's compound weighs, against 1 for the compound: nDCG@10 on an official FAQ 60.2 without,
60.6 from 0.3 to 0.7; on XQuAD-de 96.5 and 96.6."""

_WORD_OF_PHRASE = 0.3
"""What a phrase's single words count beside the phrase: "urban development" is more than "urban" and "development"."""
_IN_CORPUS = 0.8
"""Share of its 4-grams that a translation needs among the passages: what nobody writes here is left out."""
_LENGTH = 0.3
"""Exponent of the number of 4-grams that a translation's weight is divided by: long words have more of them."""
_GRAMS_TO_STEMS = 2.0
"""Makes up for that division, which stems are not part of."""


def question_terms(
    question: str,
    language: str,
    glossary: Glossary | None = None,
    dictionary: Dictionary | None = None,
    holds: Callable[[str], bool] = lambda _: True,
    split: Callable[[str], Iterable[str]] = lambda _: (),
) -> SearchTerms:
    """Return the German terms to search for, for a question in German ("de") or English ("en").

    `dictionary` translates English questions, where there is one; `holds` tells whether any passage has a 4-gram;
    `split` returns the parts of a German question's compounds.
    """
    glossary = glossary or default_glossary()
    if language == "en" and dictionary:
        from index.dictionary.translating import translate

        return _terms_of_units(translate(question, dictionary, glossary), holds)
    if language == "en":
        return search_terms(_translated(question, glossary))
    terms = search_terms(_expanded(question, glossary))
    for word in content_words(question):
        for part in split(word):
            terms.parts[stem(part)] = terms.parts.get(stem(part), 0.0) + PART_WEIGHT
    return terms


def related_terms(word: str, language: str) -> list[tuple[str, float]]:
    """Return German terms that mean what a word or phrase means, best first, with weights from 0 to 1.

    For English ("en") its translations, for German ("de") other official and everyday words for it. Terms are as
    the glossary writes them; compare them by `index.analysis.stem`.
    """
    glossary = default_glossary()
    return glossary.translations([word]) if language == "en" else glossary.relatives([word])


def _terms_of_units(units: list[Unit], holds: Callable[[str], bool]) -> SearchTerms:
    terms = SearchTerms(defaultdict(float), defaultdict(float))
    for unit in units:
        found = _add_translations(terms, unit, 1.0, holds)
        for part in unit.parts:
            _add_translations(terms, part, _WORD_OF_PHRASE if found else 1.0, holds)
    return SearchTerms(dict(terms.stems), dict(terms.grams))


def _add_translations(terms: SearchTerms, unit: Unit, whole: float, holds: Callable[[str], bool]) -> bool:
    """Let the translations that the passages may hold share a unit's weight; say whether there are any."""
    held = []
    for term, weight in unit.translations:
        words = _words_of(term)
        found = [gram for word in words for gram in grams(word)]
        if found and sum(map(holds, found)) >= _IN_CORPUS * len(found):
            # The root keeps rarer translations in sight: which one a document uses is not known.
            held.append((math.sqrt(weight), words, found))
    total = sum(weight for weight, _, _ in held)
    for weight, words, found in held:
        for word in words:
            terms.stems[stem(word)] += whole * weight / total / len(words)
        for gram in found:
            if holds(gram):
                terms.grams[gram] += _GRAMS_TO_STEMS * whole * weight / total / len(found) ** _LENGTH
    return bool(held)


def _translated(question: str, glossary: Glossary) -> Iterator[tuple[str, float]]:
    for unit in _units(question, "en", glossary):
        alternatives = glossary.translations(unit)
        yield from _shared(alternatives, 1.0)
        for word in unit:
            yield word, KEPT_ENGLISH if alternatives and not _is_name(word, question) else 1.0


def _expanded(question: str, glossary: Glossary) -> Iterator[tuple[str, float]]:
    for unit in _units(question, "de", glossary):
        for word in unit:
            yield word, 1.0
        yield from _shared(glossary.relatives(unit), EXPANSION_WEIGHT)


def _units(question: str, language: str, glossary: Glossary) -> Iterator[list[str]]:
    """Cut a question's content words into words and known phrases, the longest phrase first."""
    words = content_words(question, language)
    start = 0
    while start < len(words):
        length = glossary.phrase_at(words, start, language)
        yield words[start : start + length]
        start += length


def _shared(alternatives: list[tuple[str, float]], whole: float) -> Iterator[tuple[str, float]]:
    """Let alternatives share a weight: one meaning must not outweigh the rest of the question by its many words."""
    # The root keeps rarer alternatives in sight: which one a document uses is not known.
    total = sum(math.sqrt(weight) for _, weight in alternatives)
    for term, weight in alternatives:
        words = _words_of(term)
        for word in words:
            yield word, whole * math.sqrt(weight) / total / len(words)


@lru_cache(maxsize=20_000)
def _words_of(term: str) -> tuple[str, ...]:
    return tuple(content_words(term))


def _is_name(word: str, question: str) -> bool:
    """Say whether a word looks like a name or a number: those are the same in both languages."""
    return word[0].isdigit() or word.isupper() or (word[0].isupper() and not question.lstrip().startswith(word))
