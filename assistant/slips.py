"""How hurried people write: typing errors in the words that ask, everyday words for money, signs for words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from corpus.programmes import load_programmes

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = r"(?:stadt|(?:land)?kreise?[sn]?|lk|gemeinde|city|town|district|county|municipality|rural district)"
_EVERYDAY: tuple[tuple[str, str], ...] = (
    (r"\b['’]?ne[n]?(?=\s+(?:halbe[n]?\s+)?(?:million|milliarde|mio|mrd))", "eine"),
    (r"(?<=[a-zäöü])['’]n\b", ""),
    (r"\ban\s+(?:kohle|knete|moneten|zaster|penunzen|asche|geldern|barem)\b", "an Geld"),
    (r"\bunterm strich\b|\bsumma summarum\b|\ball(?:es)? zusammengenommen\b", "insgesamt"),
    (r"\b(?:de[mnr]\s+)?rotstift\b", "der Kürzung"),
    (r"\bvon\s+seiten\b", "vonseiten"),
    (r"\b(gibt|gab|gäbe|geht|ging|hat|hatte|war|ist|wird|kriegt|kam|floss)['’]?s\b", r"\1 es"),
    (r"\b(welche[nr]?|alle[nr]?|wie\s?viele|which)\s+LKs?\b", r"\1 Landkreise"),
    (r"(?:≥|>=)\s*(?=\d)", "mindestens "),
    (r"(?:≤|<=)\s*(?=\d)", "höchstens "),
    (r">\s*(?=\d)", "mehr als "),
    (r"<\s*(?=\d)", "weniger als "),
    # "the rural district (Landkreis) of Kassel": the bracket only says the kind again.
    (rf"\b(?P<kind>districts?|count(?:y|ies)|cit(?:y|ies)|towns?)\s+\((?:the\s+)?{_KINDS}\)", r"\g<kind>"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in _EVERYDAY)

_VERBS_AND_SMALL = frozenset(
    """
    viel viele wieviel wieviele welche welcher welches welchen welchem bekam bekamen bekommen bekommt erhielt erhielten
    erhalten erhält gekriegt kriegte zusammen insgesamt mehr weniger wurde wurden haben unterschrieben unterzeichnet
    gefördert bewilligt gekürzt zwischen welcher höher niedriger durchschnittlich
    receive received which together between different difference district districts amount total signed agreement
    programme funding granted much many
    """.split()
)
_NOUNS = frozenset(
    """
    Unterschied Differenz Betrag Summe Förderung Fördersumme Zuschuss Zuwendung Zuwendungen Million Millionen
    Milliarde Landkreis Landkreise Landkreisen Städte Gemeinden Kommunen Kürzung Programm Vereinbarung
    Zielvereinbarung Projekte Durchschnitt Eigenanteil
    """.split()
)
_WORD = re.compile(r"[^\W\d_]{4,}")


def in_plain_words(text: str, language: str, is_name: Callable[[str], bool]) -> str:
    """Return a question with everyday words and slips put right; `is_name` keeps the names of places as they are."""
    for pattern, words in _COMPILED:
        text = pattern.sub(words, text)
    return _WORD.sub(lambda word: _corrected(word.group(), language, is_name), text)


def _corrected(word: str, language: str, is_name: Callable[[str], bool]) -> str:
    meant = _meant(word, language)
    return word if meant is None or is_name(word) else meant


@lru_cache(maxsize=20_000)
def _meant(word: str, language: str) -> str | None:
    """Return the word that is misspelt, None for a word that is right or that nothing is near to.

    A capital within a question is a noun's or a name's, so only nouns are put in its place.
    """
    folded = word.casefold()
    if folded in _folded():
        return None
    known = [form for key, form in _folded().items() if _is_slip(folded, key) and _may_stand_for(word, form)]
    if not known or _is_word(word, language):
        return None
    return min(known, key=lambda form: (OSA.distance(folded, form.casefold()), form))


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    """Return the words that are put right, by their small letters: those that ask, and those of programmes' names."""
    forms = {word: word for word in _VERBS_AND_SMALL} | {noun.casefold(): noun for noun in _NOUNS}
    names = [name for one in load_programmes().values() for name in (one.name, *one.aliases)]
    long = {word for name in names for word in re.findall(r"[^\W\d_]+", name) if len(word) >= _LONG}
    return {word.casefold(): word for word in long} | forms


_LONG = 10
"""Letters: shorter words of programmes' names are words of the language too."""


def _is_slip(written: str, meant: str) -> bool:
    """Tell whether a word is another with typing errors: the same first letter, and few errors for its length."""
    if written[0] != meant[0]:
        return False
    if len(written) < 5 or len(meant) < 5:
        return sorted(written) == sorted(meant) and OSA.distance(written, meant) == 1
    allowed = 1 if len(meant) < 9 else 2
    return abs(len(written) - len(meant)) <= allowed and OSA.distance(written, meant, score_cutoff=allowed) <= allowed


def _may_stand_for(word: str, form: str) -> bool:
    return word[0].islower() or form[0].isupper() or len(form) < 9


def _is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary has a word; English questions name German things, German ones hardly English."""
    from simplemma import is_known  # loads a dictionary, only for words that are nearly one that asks

    spelled = {word, word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü")}
    languages = ("de",) if language == "de" else ("de", "en")
    return any(is_known(form, lang=languages) for form in spelled)
