"""Words of English and German phrases as the dictionary compares them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.analysis import stem
from index.stopwords import STOP_WORDS

_WORD = re.compile(r"\w+")
_PLACEHOLDERS = {
    "en": frozenset(
        "to a an the sb sth one your my his her their its oneself yourself so o someone something s".split()
    ),
    "de": frozenset("etw jdn jdm jds jd jemand jemanden jemandem etwas usw sein".split()) | STOP_WORDS["de"],
}
"""What dictionaries write for a missing noun, and little words that a phrase is looked up without."""


def phrase_words(text: str, language: str) -> list[str]:
    """Return the words that make up a phrase, as written, without placeholders and little words."""
    plain = unicodedata.normalize("NFC", text).replace("’s", "").replace("'s", "")
    return [word for word in _WORD.findall(plain) if word.lower() not in _PLACEHOLDERS[language]]


@lru_cache(maxsize=400_000)
def lemma(word: str, language: str) -> str:
    """Return a word's base form in lower case."""
    from simplemma import lemmatize  # 1 s for its dictionary

    # German nouns are known by their capital, English words in lower case only.
    return str(lemmatize(word if language == "de" else word.lower(), lang=language)).lower()


@lru_cache(maxsize=400_000)
def key_of(word: str, language: str) -> str:
    """Return what all forms of a word share: the stem of its base form."""
    return stem(lemma(word, language), language)
