"""Grants for a number of years: "für drei Jahre", "over three years", from a start that the text tells."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.marked import inside
from corpus.extraction.period import Period

if TYPE_CHECKING:
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Cast, Statement

_COUNTS = {
    **dict.fromkeys(("zwei", "two", "2"), 2),
    **dict.fromkeys(("drei", "three", "3"), 3),
    **dict.fromkeys(("vier", "four", "4"), 4),
    **dict.fromkeys(("fünf", "five", "5"), 5),
    **dict.fromkeys(("sechs", "six", "6"), 6),
}
_DURATION = re.compile(
    rf"\b(?:für|über|auf|in|innerhalb|binnen|verteilt auf|over|for|within|across)\s+"
    rf"(?:von\s+|die\s+|den\s+|a period of\s+|the\s+)?"
    rf"(?:insgesamt\s+|kommenden\s+|nächsten\s+|next\s+|coming\s+)?(?P<count>{'|'.join(_COUNTS)})\s+(?:Jahren?|years?)\b(?!\s+(?:alt|old|ago|Haft))",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:[Ss]eit|[Aa]b|[Bb]eginn\w*|[Ss]tart\w*|begann|angelaufen|läuft|von|[Ss]ince|[Ff]rom|[Bb]egan|[Bb]egins?|launched)\b[^.;]{0,40}$"
)
_NEAR_SENTENCES = 3
"""How far before a duration the start can be told."""
NO_START = 0.55
"""Confidence of a grant's years where a text tells how many they are, but not when they begin."""


def has_duration(marked: Marked, statement: Statement) -> bool:
    """Say whether a sentence gives its sums for a number of years."""
    return _DURATION.search(marked.text, statement.span.start, statement.span.end) is not None


def duration_of(cast: Cast, statement: Statement) -> Period | None:
    """Return the years of a grant "for three years", None where the sentence has no duration or no start is told."""
    marked = cast.marked
    match = _DURATION.search(marked.text, statement.span.start, statement.span.end)
    if match is None:
        return None
    count = _COUNTS[match["count"].lower()]
    for sentence in (statement.span, *islice(cast.sentences_before(statement.span), _NEAR_SENTENCES)):
        for where, year in _starts(marked, sentence):
            return Period(year, year + count - 1, 0.93, where)
    return None


def _starts(marked: Marked, sentence: Span) -> list[tuple[Span, int]]:
    """Return the years of a sentence at which something begins."""
    years = [(Span(y.start, y.end), y.year_from) for y in inside(marked.years, sentence) if y.year_from == y.year_to]
    days = [(Span(d.start, d.end), d.date.year) for d in inside(marked.dates, sentence)]
    return [
        (where, year) for where, year in (*years, *days) if _STARTS.search(marked.text[sentence.start : where.start])
    ]
