"""Figures that are set raised: the number of a note is no digit of the number or word before it."""

from __future__ import annotations

import re

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\s*[(\[]?\d{1,2}[)\]*]?\s*")


def raised(words: str) -> str:
    """Return raised words with raised figures where they are the number of a note or a power; others as they are."""
    return words.translate(SUPERSCRIPTS) if _NUMBER.fullmatch(words) else words
