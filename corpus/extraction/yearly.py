"""A sum for each of several years: "2023 und 2024 jeweils 225.000 Euro" states two grants, not one for two years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind, Span
from corpus.extraction.marked import inside
from corpus.extraction.years import Period

if TYPE_CHECKING:
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Recipient, Statement
    from corpus.money import Amount

_HEDGE = r"(?:\s+(?!\d)[\w.]+){0,3}\s*[€(]?\s*$"
_EVERY_YEAR = (
    r"jährlich|alljährlich|pro\s+Jahr|je\s+Jahr|jedes\s+Jahr|im\s+Jahr(?!\s*\d)|"
    r"annually|per\s+year|each\s+year|a\s+year|yearly"
)
_EACH = r"jeweils|je|each"
_YEARLY_BEFORE = re.compile(rf"\b(?:{_EVERY_YEAR})\b{_HEDGE}", re.IGNORECASE)
_YEARLY_AFTER = re.compile(rf"\s*,?\s*(?:{_EVERY_YEAR})\b", re.IGNORECASE)
_EACH_BEFORE = re.compile(rf"\b(?:{_EACH})\b{_HEDGE}", re.IGNORECASE)
_EACH_AFTER = re.compile(rf"\s*,?\s*(?:{_EACH})\b", re.IGNORECASE)
_EACH_OF_YEARS = re.compile(
    r"\b(?:19|20)\d\d\s+(?:in Höhe von\s+|von\s+|a sum of\s+)?(?:jeweils|je|each)\s+(?:rund\s+|etwa\s+)?$"
)
"""Years right before "je": each of them has the sum, whoever gets it."""
_JOINED = re.compile(
    r"\s*(?:,|/|und|sowie|and|&|,\s*und)\s*(?:(?:im|in|für|for)\s+)?(?:(?:das|dem|die)\s+)?(?:Jahre?\s+)?"
)
_MOST = 12
"""Years: a longer list is a history, not a grant for each."""


def years_of_each(
    marked: Marked, statement: Statement, amount: Amount, period: Period, recipients: list[Recipient]
) -> list[Period]:
    """Return the years that each get an amount, in order; only `period` where one sum is for all of them."""
    if period.where is None or not _is_yearly(marked, statement, amount, recipients):
        return [period]
    years = _years_around(marked, statement, period.where)
    if not 1 < len(years) <= _MOST:
        return [period]
    return [Period(year, year, period.confidence, where) for year, where in sorted(years.items())]


def _is_yearly(marked: Marked, statement: Statement, amount: Amount, recipients: list[Recipient]) -> bool:
    before = marked.text[max(statement.span.start, amount.start - 45) : amount.start]
    after = marked.text[amount.end : statement.span.end]
    if _YEARLY_BEFORE.search(before) or _YEARLY_AFTER.match(after) or _EACH_OF_YEARS.search(before):
        return True
    # "jeweils" beside several recipients says that each of them gets the sum, not that it comes each year.
    single = len(recipients) == 1 and recipients[0].kind is not RecipientKind.GROUP
    return single and bool(_EACH_BEFORE.search(before) or _EACH_AFTER.match(after))


def _years_around(marked: Marked, statement: Statement, where: Span) -> dict[int, Span]:
    """Return the years of the list or range that holds a year: "2023 und 2024", "2023 bis 2025"."""
    group: dict[int, Span] = {}
    holds, end = False, -1
    for mention in inside(marked.years, statement.span):
        if not (group and _JOINED.fullmatch(marked.text, end, mention.start)):
            if holds:
                break
            group = {}
        holds = holds or mention.start == where.start
        end = mention.end
        for year in range(mention.year_from, mention.year_to + 1):
            # "2023/24" is one school year or winter.
            if "/" not in mention.text or year == mention.year_from:
                group.setdefault(year, Span(mention.start, mention.end))
    return group if holds else {}
