"""A table of an answer as a chart: rows with bars, which read aloud are the table that they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from assistant.answer import TableKind
from corpus.document import FundingState
from corpus.money import format_euros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer, Citation, Table, TableRow
    from web.texts import Wording

    Value = str | int | Decimal | None

AMOUNT = "amount_eur"
FEWEST_ROWS = 2
"""Below it there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is, what more there is to say of it, its value in words, its length (0 to 1), its proof."""

    label: str
    note: str
    value: str
    length: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one caption; `headings` name the label, the value and the proof."""

    kind: TableKind
    caption: str
    headings: tuple[str, str, str]
    bars: tuple[Bar, ...]

    @property
    def value_characters(self) -> int:
        """The length of the longest value as it is written: the room that no bar takes."""
        return max(len(bar.value) for bar in self.bars)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a chart makes of a table's columns, by their place: `shared` say the same in every row."""

    label: int
    measure: int
    notes: tuple[int, ...]
    shared: tuple[int, ...]


def chart(answer: Answer, texts: Wording) -> Chart | None:
    """Return an answer's table as a chart; None where it has no column of numbers, or too few rows to compare."""
    table = answer.table
    columns = _columns(table) if table else None
    if table is None or columns is None:
        return None
    most = max((_size(row.values[columns.measure]) for row in table.rows), default=Decimal(0))
    bars = tuple(_bar(answer, table, row, columns, most, texts) for row in table.rows)
    shared = _told(table, table.rows[0], columns.shared, texts)
    caption = f"{texts.tables[table.kind]}: {shared}" if shared else texts.tables[table.kind]
    names = [_heading(table.columns[column], texts) for column in (columns.label, columns.measure)]
    return Chart(table.kind, caption, (names[0], names[1], texts.marker), bars)


def _columns(table: Table) -> _Columns | None:
    numbers = [n for n, name in enumerate(table.columns) if any(_is_number(name, row.values[n]) for row in table.rows)]
    if len(table.rows) < FEWEST_ROWS or len(table.columns) < 2 or not numbers:
        return None
    measure = table.columns.index(AMOUNT) if AMOUNT in table.columns else numbers[-1]
    rest = [column for column in range(len(table.columns)) if column != measure]
    years = [column for column in rest if _is_year(table.columns[column])] if table.kind is TableKind.TREND else []
    label, *_ = [*years, *rest]
    others = [column for column in rest if column != label]
    shared = tuple(column for column in others if len({row.values[column] for row in table.rows}) == 1)
    return _Columns(label, measure, tuple(column for column in others if column not in shared), shared)


def _bar(answer: Answer, table: Table, row: TableRow, columns: _Columns, most: Decimal, texts: Wording) -> Bar:
    value = row.values[columns.measure]
    written = _told(table, row, (columns.measure,), texts) or texts.nothing_stated
    return Bar(
        label=_told(table, row, (columns.label,), texts),
        note=_told(table, row, columns.notes, texts),
        value=f"{_hedge(answer, row, value, texts)} {written}".strip(),
        length=float(_size(value) / most) if most else 0.0,
        citations=tuple(citation for citation in answer.citations if citation.marker in row.markers),
    )


def _hedge(answer: Answer, row: TableRow, value: Value, texts: Wording) -> str:
    """Return how a document hedges a row's amount ("rund"): a table holds bare numbers."""
    stated = (fact for fact in (*answer.facts, *answer.related_facts) if fact.marker in row.markers)
    return next((texts.hedges[one.fact.hedge] for one in stated if one.fact.amount_eur == value), "")


def _told(table: Table, row: TableRow, columns: Sequence[int], texts: Wording) -> str:
    """Return some of a row's values in words, parted by dots."""
    written = (_written(row.values[column], table.columns[column], texts) for column in columns)
    return " · ".join(filter(None, written))


def _written(value: Value, column: str, texts: Wording) -> str:
    """Return a value as the page's language writes it; empty for none."""
    if value is None:
        return ""
    if column == AMOUNT:
        return format_euros(Decimal(value), texts.language)
    if column == "state" and isinstance(value, str) and value in list(FundingState):
        return texts.states[FundingState(value)]
    if isinstance(value, str) or _is_year(column):
        return str(value)
    return str(format_decimal(value, locale="en_GB" if texts.language == "en" else "de_DE"))


def _heading(column: str, texts: Wording) -> str:
    known = {"recipient": texts.recipient, "programme": texts.programme, "state": texts.state, AMOUNT: texts.amount}
    return texts.year if _is_year(column) else known.get(column, column.replace("_", " "))


def _is_year(column: str) -> bool:
    return column.startswith("year")


def _is_number(column: str, value: Value) -> bool:
    return isinstance(value, int | Decimal) and not _is_year(column)


def _size(value: Value) -> Decimal:
    """Return how long a value's bar is, in the value's own unit; nothing is 0."""
    return abs(Decimal(value)) if isinstance(value, int | Decimal) else Decimal(0)
