"""Days that tell an amount's year: of a notice, of an application, one that lay behind when the text was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.marked import inside
from corpus.extraction.period import Period

if TYPE_CHECKING:
    from corpus.extraction.clauses import Clause
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Statement

_DECIDED = re.compile(
    r"\b(?:[Bb]escheid(?:en|es)?|[Ss]chreiben|[Bb]ewilligung|[Zz]usage|notice|letter) (?:vom|of|dated)\s*$"
)


def of_decision(marked: Marked, clause: Clause) -> Period | None:
    """Return the year of the notice that a clause names: "mit Bescheid vom 29. Juli 2020 gewährt"."""
    for day in marked.dates:
        before = marked.text[max(0, day.start - 40) : day.start]
        asked = _ASKED.search(before) and re.match(r"\s+(?:über|auf|for)\b", marked.text[day.end :])
        if clause.holds(day.start) and (_DECIDED.search(before) or asked):
            return Period(day.date.year, day.date.year, 0.93 if asked else 0.88, Span(day.start, day.end))
    return None


_ASKED = re.compile(r"\b(?:[Aa]ntrag|[Aa]pplication)s? (?:vom|of|dated)\s*$")
_NOTICES_OF = re.compile(
    r"\b(?:[Bb]escheide?|[Nn]otices?|[Bb]ewilligung(?:en)?|[Zz]usagen?)\b[^.;]{0,40}\b(?:aus dem Jahr|von|from)\s+$"
)


def of_notices(marked: Marked, statement: Statement) -> Period | None:
    """Return the year that a sentence gives its notices: "beide Bescheide stammen aus dem Jahr 2022"."""
    for year in inside(marked.years, statement.span):
        if _NOTICES_OF.search(marked.text[statement.span.start : year.start]):
            return Period(year.year_from, year.year_to, 0.95, Span(year.start, year.end))
    return None


_DAY = re.compile(
    r"\b(?:[Aa]m|[Vv]om|[Bb]is zum|[Oo]n)\s+(?P<day>\d{1,2})\.?\s+(?P<month>"
    r"Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember|January|February|March|May|June|July|October|December)\b(?!\s*\d{4})"
)
_MONTHS = (
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
)
_PAST = re.compile(r"\b(?:hat|haben|hatten?|war(?:en)?|wurden?|bekam\w*|erhielt\w*|kam(?:en)?|has|have|had|was|were)\b")


def day_before(marked: Marked, clause: Clause) -> Period | None:
    """Return the year before the text's for a day that lay behind it and comes later in the year.

    "Am 20. Dezember hat uns … geschickt", in a text of February.
    """
    today = marked.document.date
    words = clause.words(marked.text)
    match = _DAY.search(words)
    if today is None or match is None or not _PAST.search(words):
        return None
    month = next(number for number, names in enumerate(_MONTHS, 1) if match["month"] in names)
    if (month, int(match["day"])) <= (today.month, today.day):
        return None
    return Period(today.year - 1, today.year - 1, 0.93, date_span(marked))


def date_span(marked: Marked) -> Span | None:
    """Return where the document's date stands in its text."""
    day = next((d for d in marked.dates if d.date == marked.document.date), None)
    return Span(day.start, day.end) if day else None
