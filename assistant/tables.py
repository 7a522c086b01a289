"""Facts as the data of a chart: a trend by year, a ranking by amount, each row with the markers that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Table, TableKind, TableRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.evidence import Evidence
    from corpus.document import Fact

TREND_COLUMNS = ("year", "recipient", "programme", "amount_eur")
RANKING_COLUMNS = ("recipient", "year", "programme", "amount_eur")
_FEWEST = 2
"""Rows below which a chart shows nothing."""


def trend_table(facts: Iterable[Fact], evidence: Evidence) -> Table | None:
    """Return facts in the order of their years; a period of several years is labelled "2016–2020"."""
    ordered = sorted(facts, key=lambda fact: (fact.year_from or 0, fact.year_to or 0, fact.recipient))
    rows = [
        TableRow((year_label(fact), fact.recipient, fact.programme, fact.amount_eur), evidence.proof(fact))
        for fact in ordered
    ]
    return Table(TableKind.TREND, TREND_COLUMNS, tuple(rows)) if len(rows) >= _FEWEST else None


def ranking_table(facts: Sequence[Fact], evidence: Evidence) -> Table | None:
    """Return facts in the order given, which is that of their amounts."""
    rows = [
        TableRow((fact.recipient, year_label(fact), fact.programme, fact.amount_eur), evidence.proof(fact))
        for fact in facts
    ]
    return Table(TableKind.RANKING, RANKING_COLUMNS, tuple(rows)) if len(rows) >= _FEWEST else None


def table_of(facts: Sequence[Fact], evidence: Evidence) -> Table | None:
    """Return the addends of a sum or an average: a trend where they are one recipient's, else a ranking."""
    if len({fact.recipient for fact in facts}) == 1 and len({fact.year_from for fact in facts}) > 1:
        return trend_table(facts, evidence)
    return ranking_table(sorted(facts, key=lambda fact: -fact.amount_eur), evidence)


def year_label(fact: Fact) -> int | str | None:
    """Return a fact's year as a number, its period as "2016–2020", None where it has none."""
    if fact.year_from is None or fact.year_to in {None, fact.year_from}:
        return fact.year_from
    return f"{fact.year_from}–{fact.year_to}"
