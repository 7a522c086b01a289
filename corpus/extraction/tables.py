"""Facts from table rows: the head says what the sentence says elsewhere (currency, unit, year, who, from what).

A row's first named place is the recipient; an empty cell below it carries it on (grouped rows). A total row is the sum
of a
group and nobody's share. Several amount columns are told apart by their heads: years, givers, own share, total cost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, FactRole, FundingState, Hedge, RecipientKind, Span
from corpus.extraction.draft import Draft
from corpus.extraction.givers import giver_of_words, usual_giver
from corpus.extraction.land import state_name
from corpus.extraction.marked import TABLE, Marked, inside
from corpus.extraction.participants import LOCAL, Reference
from corpus.extraction.programmes import programme_in_context
from corpus.extraction.recipients import Recipient, Step
from corpus.extraction.roles import FUNDING_WORDS
from corpus.extraction.states import state_of_words
from corpus.extraction.years import Period, period_of_context
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.extraction.recipients import Cast


@dataclass(frozen=True, slots=True)
class _Column:
    """What a table's head says of a column."""

    title: str
    span: Span | None
    holds_money: bool
    factor: Decimal
    year: tuple[int, int] | None
    state: FundingState
    is_cost: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its head rows, its body rows, and the line above it that introduces it."""

    head: list[Block]
    rows: list[Block]
    caption: Span | None


_MONEY_HEAD = re.compile(
    r"€|EUR|Euro|Betrag|Summe|Zuschuss|Zuwendung|Förder(?:ung|summe|mittel|betrag)|Mittel|Budget|"
    r"Bewilligung|bewilligt|Kosten|Anteil|Land\b|Bund\b|amount|funding|grant|total",
    re.IGNORECASE,
)
_NOT_MONEY_HEAD = re.compile(
    r"Plätze|Anzahl|Personen|Einwohner|Nr\.|Nummer|PLZ|Teilnehm|Prozent|%|Quote|Jahr$|Datum|places|"
    r"number|participants|year$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\b(?:Tsd|T|Tausend|TEUR|T€|thousand|k)\b\.?\s*(?:€|EUR|Euro)?|TEUR|T€", re.IGNORECASE)
_MILLIONS = re.compile(r"\b(?:Mio|Million(?:en)?|millions?)\b", re.IGNORECASE)
_COST_HEAD = re.compile(
    r"Gesamtkosten|Kosten|Gesamtausgaben|Ausgaben|Investitionsvolumen|Gesamtvolumen|costs?\b", re.IGNORECASE
)
_TOTAL_ROW = re.compile(
    r"^\s*(?:\*\*)?(?:Summe|Gesamt|Gesamtsumme|Insgesamt|Zusammen|Total|Sum|alle\b|Hessen gesamt|Land gesamt)",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(r"Jahr$|^Jahr|Haushaltsjahr|Förderjahr|Programmjahr|^year$", re.IGNORECASE)


def table_drafts(cast: Cast) -> Iterator[Draft]:
    """Yield a draft for every amount in every table row."""
    for table in _tables(cast.marked):
        columns = _columns(cast.marked, table)
        above: Recipient | None = None
        for row in table.rows:
            found = _row_recipient(cast, table, row)
            above = found if found and found.kind is not RecipientKind.GROUP else above
            yield from _row_drafts(cast, table, row, columns, found or above)


def _tables(marked: Marked) -> Iterator[_Table]:
    # A ruled line between head and rows is part of the table.
    blocks = [b for b in marked.blocks if not re.fullmatch(r"[|:\s=+-]+", marked.text[b.start : b.end])]
    at = 0
    while at < len(blocks):
        if blocks[at].kind not in TABLE:
            at += 1
            continue
        end = at
        while end < len(blocks) and blocks[end].kind in TABLE:
            end += 1
        group = blocks[at:end]
        head = [b for b in group if b.kind is BlockKind.TABLE_HEADER]
        if not head and group and not find_amounts(marked.text[group[0].start : group[0].end]):
            head = group[:1]
        above = blocks[at - 1] if at else None
        caption = Span(above.start, above.end) if above and above.end - above.start < 400 else None
        yield _Table(head, [b for b in group if b not in head], caption)
        at = end


def _columns(marked: Marked, table: _Table) -> list[_Column]:
    width = max((len(b.cells) for b in (*table.head, *table.rows)), default=0)
    caption = marked.text[table.caption.start : table.caption.end] if table.caption else ""
    return [_column(marked, table, index, caption) for index in range(width)]


def _column(marked: Marked, table: _Table, index: int, caption: str) -> _Column:
    cells = [b.cells[index] for b in table.head if index < len(b.cells)]
    title = " ".join(marked.text[cell.start : cell.end] for cell in cells)
    years = [y for cell in cells for y in inside(marked.years, cell)]
    unit_words = title if _MILLIONS.search(title) or _THOUSANDS.search(title) else caption
    unit = (
        re.search(r"(?:in|\(|Angaben in|je)\s*(?:Tsd|TEUR|T€|Tausend|Mio|Million)[^)\n]{0,15}", unit_words)
        if unit_words is caption
        else re.search(r".*", title)
    )
    factor = Decimal(1)
    if unit:
        factor = (
            Decimal(1000000)
            if _MILLIONS.search(unit.group())
            else Decimal(1000)
            if _THOUSANDS.search(unit.group())
            else factor
        )
    currency = bool(_MONEY_HEAD.search(title)) or (bool(years) and not _YEAR_HEAD.search(title.strip()))
    return _Column(
        title=title,
        span=cells[-1] if cells else None,
        holds_money=(currency and not _NOT_MONEY_HEAD.search(title.strip()))
        or bool(years and re.fullmatch(r"[\W\d]*(?:20|19)\d\d\W*", title)),
        factor=factor,
        year=(years[-1].year_from, years[-1].year_to) if years else None,
        state=state_of_words(title),
        is_cost=bool(_COST_HEAD.search(title)),
    )


def _row_recipient(cast: Cast, table: _Table, row: Block) -> Recipient | None:
    words = cast.marked.text[row.start : row.end]
    first = next((cast.marked.text[c.start : c.end] for c in row.cells if c.end > c.start), words)
    if _TOTAL_ROW.match(first.strip()):
        return _group_of(cast, table)
    for cell in row.cells or (Span(row.start, row.end),):
        named = [
            one
            for one in inside(cast.everyone, cell)
            if one.name and one.reference in (Reference.NAME, Reference.GROUP) and not one.gives
        ]
        if named:
            one = named[0]
            return Recipient(one.name, one.kind, Step.CLAUSE, 0.97 if one.sure else 0.85)
    return _by_head(cast, table, row)


_WHO_HEAD = re.compile(
    r"Stadt|Kommune|Gemeinde|Kreis|Landkreis|Gebietskörperschaft|Empfänger|Träger|Antragsteller|Verein|Name|Ort|"
    r"recipient|municipality|district|city|town|applicant",
    re.IGNORECASE,
)


def _by_head(cast: Cast, table: _Table, row: Block) -> Recipient | None:
    """Take the name in the column that the head calls "Stadt", "Träger" or the like, known or not."""
    head = table.head[-1] if table.head else None
    for title, cell in zip(head.cells if head else (), row.cells, strict=False):
        words = cast.marked.text[cell.start : cell.end].strip(" *\n")
        if (
            _WHO_HEAD.search(cast.marked.text[title.start : title.end])
            and re.match(r"[A-ZÄÖÜ]", words)
            and len(words) < 80
        ):
            known = [p for p in cast.marked.gazetteer.find(words) if p.kind in LOCAL]
            if known:
                return Recipient(known[0].name, known[0].kind, Step.CLAUSE, 0.9)
            return Recipient(words, RecipientKind.UNKNOWN, Step.CLAUSE, 0.85)
    return None


def _group_of(cast: Cast, table: _Table) -> Recipient:
    """Name the group whose sum a total row states: by the caption, else all of the state."""
    if table.caption:
        groups = [one for one in inside(cast.everyone, table.caption) if one.reference is Reference.GROUP]
        if groups:
            return Recipient(groups[0].name, RecipientKind.GROUP, Step.SECTION, 0.95, table.caption)
    groups = [one for one in cast.everyone if one.reference is Reference.GROUP]
    name = groups[0].name if groups else f"Kommunen, {state_name(cast.marked.state)}"
    return Recipient(name, RecipientKind.GROUP, Step.CLAUSE, 0.8)


def _row_drafts(
    cast: Cast, table: _Table, row: Block, columns: list[_Column], recipient: Recipient | None
) -> Iterator[Draft]:
    marked = cast.marked
    cells = row.cells or (Span(row.start, row.end),)
    headed = any(column.holds_money for column in columns)
    for index, cell in enumerate(cells):
        column = columns[index] if index < len(columns) else None
        amounts = _cell_amounts(marked, cell, column, headed=headed)
        for start, end, euros, hedge in amounts:
            yield _draft(cast, table, row, column, recipient, (start, end, euros, hedge))


def _cell_amounts(
    marked: Marked, cell: Span, column: _Column | None, *, headed: bool
) -> list[tuple[int, int, Decimal, Hedge]]:
    words = marked.text[cell.start : cell.end]
    money = column is not None and column.holds_money
    if headed and not money:
        return []
    found = find_amounts(words) or (find_amounts(words, currency_required=False) if money else [])
    factor = column.factor if column else Decimal(1)
    result = []
    for amount in found[:1]:
        own_unit = re.search(r"Mio|Mrd|Tsd|Million|Milliard|Tausend", amount.text)
        result.append(
            (
                cell.start + amount.start,
                cell.start + amount.end,
                amount.euros * (1 if own_unit else factor),
                amount.hedge,
            )
        )
    return result


def _draft(
    cast: Cast,
    table: _Table,
    row: Block,
    column: _Column | None,
    recipient: Recipient | None,
    amount: tuple[int, int, Decimal, Hedge],
) -> Draft:
    marked = cast.marked
    start, end, euros, hedge = amount
    quote = Span(row.start, row.end)
    head = Span(table.head[0].start, table.head[-1].end) if table.head else None
    who = recipient or cast.context_recipient(quote)
    state = _state(cast, table, row, column)
    title = column.title if column else ""
    programme = programme_in_context(
        cast, quote, [s for s in (quote, column.span if column else None, head, table.caption) if s]
    )
    return Draft(
        amount=Span(start, end),
        euros=euros,
        text=marked.text[start:end],
        hedge=hedge,
        recipient=who,
        giver=giver_of_words(title, cast)
        or (giver_of_words(marked.text[table.caption.start : table.caption.end], cast) if table.caption else None)
        or usual_giver(cast),
        programme=programme,
        period=_period(cast, table, row, column),
        state=FundingState.UNKNOWN if column and column.is_cost else state,
        role=FactRole.TOTAL,
        purpose=_purpose(marked, row, who),
        quote=quote,
        support=tuple(s for s in (head, table.caption, who.where) if s),
        doubtful=bool(column and column.is_cost)
        or (column is None and not FUNDING_WORDS.search(marked.text[quote.start : quote.end])),
    )


def _state(cast: Cast, table: _Table, row: Block, column: _Column | None) -> FundingState:
    """Return the state by the column's head, else by the row, the caption, the section, the headline."""
    marked = cast.marked
    if column and column.state is not FundingState.UNKNOWN:
        return column.state
    spans = [Span(row.start, row.end), table.caption, _section(marked, row), marked.headline]
    for span in spans:
        state = state_of_words(marked.text[span.start : span.end]) if span else FundingState.UNKNOWN
        if state is not FundingState.UNKNOWN:
            return state
    return FundingState.UNKNOWN


def _section(marked: Marked, row: Block) -> Span | None:
    section = marked.document.section_at(row.start)
    return Span(section.start, section.body_start) if section else None


def _period(cast: Cast, table: _Table, row: Block, column: _Column | None) -> Period:
    marked = cast.marked
    if column and column.year:
        return Period(column.year[0], column.year[1], 1.0, column.span)
    for cell in row.cells:
        words = marked.text[cell.start : cell.end].strip()
        years = inside(marked.years, cell)
        if years and len(words) <= 12:
            return Period(years[0].year_from, years[0].year_to, 1.0, cell)
    for span in (*(Span(b.start, b.end) for b in table.head), table.caption):
        years = inside(marked.years, span) if span else []
        if years:
            return Period(years[0].year_from, years[0].year_to, 0.98, span)
    return period_of_context(cast, Span(row.start, row.end))


def _purpose(marked: Marked, row: Block, who: Recipient) -> str | None:
    """Return the row's longest cell of words that is neither the recipient nor an amount."""
    words = [re.sub(r"\s+", " ", marked.text[c.start : c.end]).strip(" *") for c in row.cells[1:]]
    words = [
        w for w in words if len(w) > 5 and not find_amounts(w) and not re.fullmatch(r"[\W\d]+", w) and w not in who.name
    ]
    return max(words, key=len, default=None)
