"""The years that a line of its own states for a whole text: "Haushaltsjahr: 2020", "- Zeitraum: 2022 bis 2024"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.marked import inside
from corpus.extraction.period import Period

if TYPE_CHECKING:
    from corpus.dates import YearMention
    from corpus.extraction.marked import Marked

_LABEL = re.compile(
    r"^[^\w\n]*(?:(?:Haushalts|Förder|Bewilligungs|Programm|Zuwendungs|Kalender)?[Jj]ahre?|"
    r"(?:Förder|Bewilligungs|Zuwendungs|Projekt|Durchführungs)?[Zz]eitraum|"
    r"(?:[Bb]udget|[Ff]inancial|[Ff]iscal|[Ff]unding|[Gg]rant) (?:year|period))[*_ ]*[:|][ *_]*(?P<years>[^\n]{4,25})$",
    re.MULTILINE,
)


def labelled_years(marked: Marked) -> Period | None:
    """Return the years that follow such labels, None where there are none or the lines differ."""
    found: dict[tuple[int, int], Span] = {}
    for line in _LABEL.finditer(marked.text):
        years = inside(marked.years, Span(*line.span("years")))
        if len(years) == 1 and not re.search(r"[^\W\d]{4,}", line["years"].replace(years[0].text, "")):
            found[years[0].year_from, years[0].year_to] = Span(years[0].start, years[0].end)
    if not found and (report := _ANNUAL.search(marked.text, 0, _TOP)):
        year = int(report["year"])
        found[year, year] = Span(*report.span("year"))
    if len(found) != 1:
        return None
    ((first, last), where) = next(iter(found.items()))
    return Period(first, last, 0.92, where)


_ANNUAL = re.compile(
    r"(?:^|\n)[^\w\n]*(?:(?:Jahres|Tätigkeits|Geschäfts|Rechenschafts)bericht|[Aa]nnual [Rr]eport)"
    r"[ \t]+(?:für[ \t]+)?(?:das Jahr[ \t]+)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d/–-])"
)
"""A line at the top that calls a text the report of a year."""
_TOP = 600


_FUND = re.compile(
    r"\b(?:ESF\+?|EFRE|ERDF|ELER|JTF|EMFAF|LEADER|Fonds|Sozialfonds|[Ff]und)\b(?:[ \u00a0]Plus\b)?\W*(?:\w+ )?\(?$"
)
_PERIOD = re.compile(r"(?:[Ff]örder|[Pp]rogramm|Finanzierungs|programming |funding )[Pp]eriode?\b\W*$")
_SHORTEST_PERIOD = 4


def is_fund_period(marked: Marked, year: YearMention) -> bool:
    """Say whether years are the period of a fund of the Union ("ESF Plus 2021–2027"), which no one grant need fill."""
    before = marked.text[max(0, year.start - 40) : year.start]
    long = year.year_to - year.year_from >= _SHORTEST_PERIOD
    return long and bool(_FUND.search(before) or _PERIOD.search(before))
