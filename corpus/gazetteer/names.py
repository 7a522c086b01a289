"""Names as sequences of words that compare equal however they are written.

A word's key ignores case, ß, umlaut spelling and hyphens: "GROSS-GERAU", "Groß Gerau", "gross gerau" are one name.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Word(NamedTuple):
    """A word or punctuation mark of a text with its place and its key."""

    start: int
    end: int
    text: str
    key: str


# A hyphen at a line's end, before a small letter, splits one word; any other hyphen stands between two words.
_WORD = re.compile(r"[^\W_]+(?:-\n[ \t]*[a-zäöüß][^\W_]*)?|[^\w\s-]")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
KIND_WORD = re.compile(r"(?:Stadt|Gemeinde|Landkreis|Kreis|Land|Freistaat)\s+(?=\S)")


def key_of(word: str) -> str:
    """Return a word's key: small letters, umlauts and ß spelled out, a line's hyphen taken out."""
    return re.sub(r"-\s+", "", word).lower().translate(_UMLAUTS)


def words_of(text: str) -> list[Word]:
    """Return the words and punctuation marks of a text in order; hyphens and white space are left out."""
    return [Word(one.start(), one.end(), one.group(), key_of(one.group())) for one in _WORD.finditer(text)]


def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys of a name's words."""
    return tuple(word.key for word in words_of(name))


def slug_of(name: str) -> str:
    """Return a name as a stable identifier: "Stadt Offenbach am Main" is "stadt-offenbach-am-main"."""
    return "-".join(key for key in keys_of(name) if key[0].isalnum())
