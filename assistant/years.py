"""The years that a question names: years, spans, dates, and a bare "23" at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.dates import find_dates, find_years

if TYPE_CHECKING:
    from corpus.document import Fact


@dataclass(frozen=True, slots=True)
class YearRange:
    """A year or a span of years that a question names; `start` is its place in the question."""

    first: int
    last: int
    start: int

    def covers(self, fact: Fact) -> bool:
        """Tell whether a fact's period and this one have a year in common."""
        if fact.year_from is None:
            return False
        return fact.year_from <= self.last and (fact.year_to or fact.year_from) >= self.first

    def __str__(self) -> str:
        if self.last == _OPEN_END:
            return f"{self.first}–"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


_SHORT_YEAR = re.compile(
    # "an der K 14?", "§ 12?", "Nr. 11?", "Kreisstraße 14?" end in numbers of roads and paragraphs.
    r"(?<!\b[A-ZÄÖÜ]\s)(?<!§\s)(?<!\bNr\.\s)(?<!\bArt\.\s)"
    r"(?<!(?:ikel|icle|mmer|ffer|raph|raße|asse|inie|line|oute|road|hase|nahm|sure|rage|tion|satz|abs\.)\s)(?:(?<=\s)|^)"
    r"['’]?([012]\d)(?=\s*(?:[?.!]|$))"
)


_HURRIED = 8
"""Words of a question in which a bare "23" at the end is a year; in a longer one it needs a word for time."""
_DATED = re.compile(r"(?:\b(?:in|im|jahre?|für|seit|bis|ab|year|for|since|until)\s+|['’])$", re.IGNORECASE)


_NUMBERED = re.compile(r"\b(?:[Ee]ine?[mnr]?|an?|the|das|de[mnr])\s+[A-ZÄÖÜ][\w-]*\s+$")
"""What stands before the number of a type: "ein LF 10"."""
_SINCE = re.compile(r"\b(?:seit|ab|since|from)\s+(?:dem\s+jahr\s+|the\s+year\s+)?$", re.IGNORECASE)
_OPEN_END = 2100


def read_years(text: str) -> tuple[YearRange, ...]:
    """Find years and spans; a bare two-digit number at the end ("AQB OF 23?") is a year too."""
    found = [YearRange(year.year_from, year.year_to, year.start) for year in find_years(text)]
    if len(found) == 1 and found[0].first == found[0].last and _SINCE.search(text[: found[0].start]):
        found = [YearRange(found[0].first, _OPEN_END, found[0].start)]
    dates = [YearRange(date.date.year, date.date.year, date.start) for date in find_dates(text)]
    short = _SHORT_YEAR.search(text)
    if short and _NUMBERED.search(text[: short.start()]):
        short = None
    if not found and not dates and short and (len(text.split()) <= _HURRIED or _DATED.search(text[: short.start()])):
        found = [YearRange(2000 + int(short.group(1)), 2000 + int(short.group(1)), short.start())]
    merged = {(year.first, year.last): year for year in reversed([*found, *dates])}
    return tuple(sorted(merged.values(), key=lambda year: year.start))
