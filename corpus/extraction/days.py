"""Days that tell an amount's year: of a notice, of an application, one that lay behind when the text was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.marked import inside
from corpus.extraction.period import Period
from corpus.searchable import unbroken

if TYPE_CHECKING:
    from corpus.extraction.clauses import Clause
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_DECIDED = re.compile(
    r"\b(?:\w*[Bb]escheid(?:en?|e?s)?|[Ss]chreiben|[Bb]ewilligung|[Zz]usage|Datum|notice|letter)"
    r"(?:\s+(?:Nr\.?|Az\.?:?)\s*[\w./-]+)?(?:\s+(?:der|des|durch|from)\s+[^,;.]{2,60}?)?\s+(?:vom|of|dated)\s*$"
)
"""What stands before the day of a notice: "mit Bescheid der Investitionsbank (ILB) vom"."""
_ON_DAY = re.compile(r"\b(?:[Aa]m|[Oo]n)\s*$")
_DECIDES = re.compile(
    r"\b(?:bewilligt|gewährt|zugesagt|zugewiesen|überwiesen|ausgezahlt|beantragt)(?:e[nr]?)?\b|\b(?:granted|approved)\b"
)


def of_decision(marked: Marked, clause: Clause) -> Period | None:
    """Return the year of the notice that a clause names: "mit Bescheid vom 29. Juli 2020 gewährt"."""
    own = [day for day in marked.dates if clause.holds(day.start)]
    for day in own:
        before = marked.text[max(0, day.start - 120) : day.start]
        asked = _ASKED.search(before) and re.match(r"\s+(?:über|auf|for)\b", marked.text[day.end :])
        if _DECIDED.search(before) or asked:
            return Period(day.date.year, day.date.year, 0.93 if asked else 0.92, Span(day.start, day.end))
        if len(own) == 1 and _ON_DAY.search(before) and _DECIDES.search(clause.words(marked.text)):
            return Period(day.date.year, day.date.year, 0.88, Span(day.start, day.end))
    return None


_SO_GRANTED = re.compile(
    r"\s+(?:(?:bewilligt|gewährt|zugesagt|beantragt)e[nrs]?|granted|approved)\s+(?:[^\W\d]+\s+){0,6}$"
)


def of_own_notice(marked: Marked, amount: Amount) -> Period | None:
    """Return the year of the day right before a sum: "der am 4.4.2020 bewilligte Zuschuss von 9.000 Euro"."""
    for day in marked.dates:
        if amount.start - 140 < day.start and day.end < amount.start:
            before = marked.text[max(0, day.start - 120) : day.start]
            told = _DECIDED.search(before) or _ON_DAY.search(before)
            if told and _SO_GRANTED.fullmatch(marked.text, day.end, amount.start):
                return Period(day.date.year, day.date.year, 0.93, Span(day.start, day.end))
    return None


_GRANTED_BY_IT = re.compile(
    r"[Bb]escheid\w*\s+(?:bewilligte|gewährte|zugesagte)[nr]?\s+(?:\w+\s+){0,2}(?:von|über|in Höhe von)\s+$"
)
_WITH_IT = re.compile(r"[Bb]escheid\w*,\s+(?:mit|durch) (?:dem|welchem|den)\b[^;]*$")
_HAD_GRANTED = re.compile(
    r"^[^,;.]{0,40}\b(?:bewilligt|gewährt|zugesagt)\w*\s+(?:worden\s+)?(?:war|waren|hatte|wurde)\b"
)


def of_former_notice(marked: Marked, statement: Statement, amount: Amount) -> Period | None:
    """Return the year of the only notice named above, for a sum that another notice changes or takes back.

    "… erhöhe ich die mit dem o. a. Bescheid bewilligte Zuwendung von 20.000 Euro", below "Bescheid vom 3. Mai 2021".
    """
    before = unbroken(marked.text[statement.span.start : amount.start]).text
    told = _HAD_GRANTED.match(marked.text[amount.end : statement.span.end])
    if not _GRANTED_BY_IT.search(before) and not (told and _WITH_IT.search(before)):
        return None
    days = [
        day
        for day in marked.dates
        if day.end <= statement.span.start
        and day.date != marked.document.date
        and _DECIDED.search(marked.text[max(0, day.start - 120) : day.start])
    ]
    if len({day.date for day in days}) != 1:
        return None
    return Period(days[0].date.year, days[0].date.year, 0.93, Span(days[0].start, days[0].end))


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
