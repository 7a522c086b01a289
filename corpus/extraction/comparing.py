"""Sentences that tell an earlier year's sum to compare with: "2021 waren es 901.200 Euro"; no other sum is of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Span
    from corpus.extraction.marked import Marked

_COMPARES = re.compile(
    r"\b(?:waren|war|sind|seien) es\b|\bes waren\b|\bit (?:was|had been)\b|\blag(?:en)?\b[^.;]*\bbei\b|"
    r"\b[Vv]orjahr\w*|\b(?:im|[Ii]m) (?:vergangenen|letzten|vorigen) Jahr\b|\b(?:ein )?Jahr zuvor\b|"
    r"\bhatten?\b[^.;]*\b(?:erhalten|bekommen|bewilligt|betragen)\b|\bwar(?:en)?\b[^.;]*\bworden\b|"
    r"\b(?:[Bb]ereits|[Ss]chon)\b|"
    r"\b(?:[Gg]egenüber|[Vv]erglichen mit|[Ii]m Vergleich zu)\b|\b(?:last|the previous) year\b"
)
"""How a sum of an earlier year is told: taken up with "es", set against this year's, or in the pluperfect."""


def compares(marked: Marked, sentence: Span, year: int | None) -> bool:
    """Say whether a sentence only sets a year before the document's own beside it."""
    base = marked.document.date.year if marked.document.date else marked.document.year
    earlier = base is not None and year is not None and year < base
    return earlier and bool(_COMPARES.search(marked.text, sentence.start, sentence.end))
