"""Years told against another: "im laufenden Jahr" against the text's day, "im Vorjahr" against the year just named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.extraction.days import date_span
from corpus.extraction.marked import inside

if TYPE_CHECKING:
    from corpus.dates import YearMention
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Statement
    from corpus.money import Amount

_THIS_YEAR = re.compile(r"\b(?:[Hh]euer|in den kommenden Monaten|noch im Herbst|this autumn)\b")
_TOLD_ON = {
    -1: re.compile(
        r"(?<!wie )(?<!als )\b(?:im Vorjahr|des Vorjahre?s|"
        r"(?:im|ein) (?:Schul|Haushalts)?[Jj]ahr (?:zuvor|davor|vorher|früher)|"
        r"(?:the|a) year (?:before|earlier)|the previous (?:school |budget )?year)\b",
        re.IGNORECASE,
    ),
    1: re.compile(
        r"\b(?:im (?:Folgejahr|(?:darauf)?folgenden \w*[Jj]ahr)|"
        r"(?:im|ein) (?:Schul|Haushalts)?[Jj]ahr (?:darauf|danach|später)|"
        r"(?:the|a) year (?:after|later)|(?:in )?the (?:following|next) (?:school |budget )?year)\b",
        re.IGNORECASE,
    ),
}
"""Words for the year beside one that was named before, whatever the day of the text."""
_RIGHT_BEHIND = re.compile(r"[\s]*(?:\w+\s+){0,2}$")


def told_on(
    marked: Marked, statement: Statement, amount: Amount, named: list[YearMention]
) -> tuple[YearMention, int] | None:
    """Return the named year that an amount's own words tell a year from, and the distance to it in years.

    `named` are the years of money around: those of the sentence, else those of the sentences before, in text order.
    "2022 fließen 40.000 Euro; im Vorjahr waren es 38.000 Euro": 2022 and -1 for the second sum, None for the first.
    """
    at = statement.amounts.index(amount)
    start = statement.amounts[at - 1].end if at else statement.span.start
    end = statement.amounts[at + 1].start if at + 1 < len(statement.amounts) else statement.span.end
    for offset, pattern in _TOLD_ON.items():
        ahead = list(pattern.finditer(marked.text, start, amount.start))
        behind = pattern.search(marked.text, amount.end, end)
        if behind and not _RIGHT_BEHIND.fullmatch(marked.text, amount.end, behind.start()):
            behind = None
        told = ahead[-1] if ahead else behind
        if told is None or any(told.end() <= year.start < amount.start for year in named):
            continue
        before = [year for year in named if year.end <= told.start()]
        if before:
            return before[-1], offset
    return None


def against_day(marked: Marked, statement: Statement, amount: Amount) -> tuple[int, Span | None] | None:
    """Return the year against the document's that a sentence tells, and where: in the amount's brackets or outside."""
    found = [(r.offset, Span(r.start, r.end)) for r in inside(marked.relative_years, statement.span)]
    words = marked.text[statement.span.start : statement.span.end]
    at = statement.span.start
    found += [(0, Span(at + m.start(), at + m.end())) for m in _THIS_YEAR.finditer(words)]
    brackets = _brackets(marked.text, statement, amount.start)
    if brackets:
        inner = [one for one in found if brackets.start <= one[1].start < brackets.end]
        if inner:
            return inner[0]
    outer = [
        one
        for one in found
        if _brackets(marked.text, statement, one[1].start) is None
        # "es sind 9,4 Millionen, nach 8,7 Millionen im Vorjahr": what follows another sum belongs to that one.
        and not any(amount.end <= other.start < one[1].start for other in statement.amounts)
    ]
    if not outer:
        return None
    best = min(outer, key=lambda one: abs(one[1].start - amount.start))
    return best[0], date_span(marked)


def _brackets(text: str, statement: Statement, at: int) -> Span | None:
    """Return the brackets around a character of a sentence."""
    opened = text.rfind("(", statement.span.start, at)
    if opened < 0 or ")" in text[opened:at]:
        return None
    closed = text.find(")", at, statement.span.end)
    return Span(opened, closed if closed >= 0 else statement.span.end)
