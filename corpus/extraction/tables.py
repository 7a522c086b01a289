"""Facts from table rows: the head says what the sentence says elsewhere (currency, unit, year, who, from what).

Several amount columns are told apart by their heads: years, states, givers, own share, total cost. Sums that add up
to a total column, a total row or a sum stated above the table are its parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import Block, FactRole, FundingState, RecipientKind, Span
from corpus.extraction.draft import Draft
from corpus.extraction.form_tables import quoting_its_line
from corpus.extraction.givers import giver_of_words, usual_giver
from corpus.extraction.marked import Marked, inside
from corpus.extraction.programmes import programme_in_context
from corpus.extraction.roles import FUNDING_WORDS
from corpus.extraction.stated_costs import cost_drafts
from corpus.extraction.states import state_of_words
from corpus.extraction.table_cells import Cell, figures_of_row, of_filled_years
from corpus.extraction.table_columns import PER_UNIT_HEAD, Column, Table, read_columns, read_tables
from corpus.extraction.table_names import may_be_purpose, purpose_of_cells
from corpus.extraction.table_rows import (
    carries_on,
    column_recipients,
    first_words,
    group_kind,
    group_year,
    is_total_row,
    of_group,
    row_recipient,
    rows_pay,
    single_recipient,
    year_of_row,
)
from corpus.extraction.table_years import period_of_cell
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.extraction.recipients import Cast, Recipient


def table_drafts(cast: Cast) -> Iterator[Draft]:
    """Yield a draft for every amount in every table row, and for the costs that sentences state beside the grants."""
    yield from cost_drafts(cast)
    for table in read_tables(cast.marked):
        columns = read_columns(cast.marked, table)
        owners = column_recipients(cast, table, columns)
        columns = [replace(c, holds_money=True) if n in owners else c for n, c in enumerate(columns)]
        by_column = {id(columns[number]): owner for number, owner in owners.items()}
        single = single_recipient(cast, table)
        figures = [of_filled_years(figures_of_row(cast.marked, table, row, columns)) for row in table.rows]
        parts = _parts(cast, table, figures, single=single is not None)
        above: Recipient | None = None
        kind: RecipientKind | None = None
        year: tuple[int, int] | None = None
        dated: tuple[int, int] | None = None
        costs = ""
        for row, cells in zip(table.rows, figures, strict=True):
            kind = group_kind(cast, row) or kind
            year = group_year(cast, row) or year
            spoken = year_of_row(cast, table, row, dated)
            dated = spoken or dated
            found = single or of_group(cast, row_recipient(cast, table, row), kind)
            if found is None and carries_on(cast, table, row):
                found = above
            above = found if found and not is_total_row(cast, row) else above
            costs = first_words(cast, row) if not _PART_OF.match(first_words(cast, row)) else costs
            for cell in _with_years(cells, year or spoken):
                if costs != first_words(cast, row) and _COSTS.search(costs):
                    continue  # "davon Dach" below "Gesamtkosten"
                role = _role(cell, columns, parts)
                who = by_column.get(id(cell.column), found)
                draft = _draft(cast, table, cell, cells, who, role, is_purpose=single is not None)
                yield quoting_its_line(cast.marked, draft, table.form) if table.form else draft


_FORMER = re.compile(r"^\W*(?:bisher\w*|bislang|alt|vorher|ursprünglich\w*|previous(?:ly)?|old)\b", re.IGNORECASE)
_CHANGED = re.compile(r"^\W*(?:neu\w*|nun(?:mehr)?|jetzt|künftig\w*|geändert\w*|new|now|revised)\b", re.IGNORECASE)


def _role(cell: Cell, columns: list[Column], parts: set[int]) -> FactRole:
    """Return what a figure is of: the former plan's beside the new one's, a part of a sum, or a whole sum."""
    former = cell.column is not None and _FORMER.search(cell.column.title)
    if former and any(_CHANGED.search(column.title) for column in columns):
        return FactRole.BEFORE
    return FactRole.PART if cell.start in parts else FactRole.TOTAL


_COSTS = re.compile(r"\w*[Kk]osten\b|Investitions(?:summe|volumen)|\b[Cc]osts?\b|[Tt]otal budget")
_WHOLE_COSTS = re.compile(
    r"(?:\w+fähige |anerkannte |[Vv]oraussichtliche )?(?:Gesamt|Projekt|Bau|Investitions)(?:kosten|ausgaben)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"\W*(?:davon|darunter|hiervon|of which|including)\b", re.IGNORECASE)


def _with_years(cells: list[Cell], years: tuple[int, int] | None) -> list[Cell]:
    """Give a row's figures the years that the rows around it tell, unless their own column's head names another."""
    if years is None:
        return cells
    return [c if c.years or (c.column and c.column.year) else replace(c, years=years) for c in cells]


_SLACK = Decimal("0.005")


def _parts(cast: Cast, table: Table, figures: list[list[Cell]], *, single: bool) -> set[int]:
    """Return where the figures stand that are parts of a total beside, below or above them."""
    parts: set[int] = set()
    for cells in figures:
        own = [c for c in cells if c.column and (c.years is None or c.years == c.column.year)]
        granted = [c for c in own if c.column and c.column.state is not FundingState.COST]
        one_year = len({c.column.year for c in granted if c.column}) == 1  # else its total is of all the years
        parts |= _parts_of_row([c for c in granted if one_year or _is_funding(c)])
        parts |= {c.start for c in own[1:] if c.column and _PART_OF.match(c.column.title)}
    if single:
        for column in {id(c.column): c.column for cells in figures for c in cells}.values():
            parts |= _parts_of_column(cast, table, [c for cells in figures for c in cells if c.column is column])
    return parts


def _is_funding(cell: Cell) -> bool:
    return cell.column is not None and cell.column.state is not FundingState.COST and not cell.column.year


def _parts_of_row(cells: list[Cell]) -> set[int]:
    totals = [c for c in cells if c.column and c.column.is_total]
    others = [c for c in cells if c.column and not c.column.is_total]
    if len(totals) != 1 or len(others) < 2 or not _adds_up(others, totals[0].euros):
        return set()
    return {c.start for c in others}


def _parts_of_column(cast: Cast, table: Table, cells: list[Cell]) -> set[int]:
    """Rows are parts of the total row below them, or of a sum that a sentence above the table states."""
    rows = [c for c in cells if not is_total_row(cast, c.row) and not _is_year(cast, c.row)]
    if len(rows) < 2:
        return set()
    totals = [c for c in cells if is_total_row(cast, c.row)]
    stated = [a.euros for a in inside(cast.marked.amounts, Span(max(0, rows[0].start - 3000), table.rows[0].start))]
    if totals or any(_adds_up(rows, euros) for euros in stated):
        return {c.start for c in rows}
    return set()


def _is_year(cast: Cast, row: Block) -> bool:
    return bool(re.match(r"(?:\w+ )?(?:19|20)\d\d\b", first_words(cast, row)))


def _adds_up(cells: Sequence[Cell], whole: Decimal) -> bool:
    return whole > 0 and abs(sum((c.euros for c in cells), Decimal(0)) - whole) <= whole * _SLACK


# --- drafts --------------------------------------------------------------------------------------------------------


def _draft(  # noqa: PLR0913  what a figure is of, the others of its row tell too
    cast: Cast,
    table: Table,
    cell: Cell,
    beside: Sequence[Cell],
    recipient: Recipient | None,
    role: FactRole,
    *,
    is_purpose: bool,
) -> Draft:
    marked, column, row = cast.marked, cell.column, cell.row
    quote = Span(row.start, row.end)
    head = Span(table.head[0].start, table.head[-1].end) if table.head else None
    who = recipient or cast.context_recipient(quote)
    rate = _is_rate(cast, table, column, row, named=recipient is not None and not is_purpose)
    state = FundingState.ANNOUNCED if rate else _remarked(marked, cell) or _state(cast, table, row, column, beside)
    cost = state is FundingState.COST
    near = (quote, column.span if column else None, head, table.caption)
    return Draft(
        amount=Span(cell.start, cell.end),
        euros=cell.euros,
        text=marked.text[cell.start : cell.end],
        hedge=cell.hedge,
        recipient=who,
        giver=None
        if cost
        else (_giver_of_row(cast, table, row, recipient, state) or _giver(cast, table, column, who, state)),
        programme=programme_in_context(cast, quote, [s for s in near if s]),
        period=period_of_cell(cast, table, cell),
        state=state,
        role=FactRole.PER_UNIT if rate else role,
        purpose=_purpose(cast, table, row, who, is_purpose=is_purpose),
        quote=quote,
        support=tuple(s for s in (head, table.caption, who.where) if s),
        doubtful=cost or (column is None and not FUNDING_WORDS.search(marked.text[quote.start : quote.end])),
    )


def _giver_of_row(cast: Cast, table: Table, row: Block, recipient: Recipient | None, state: FundingState) -> str | None:
    """Return who gives where a row of a financing plan is called by it: "Bund | 18.200.000"."""
    if recipient is not None or state is FundingState.OWN_SHARE or is_total_row(cast, row):
        return None
    pays = rows_pay(cast, table)
    givers = [one.name for one in inside(cast.everyone, row.cells[0]) if one.gives or pays] if row.cells else []
    return givers[0] if givers and givers[0] else giver_of_words(first_words(cast, row), cast)


def _giver(cast: Cast, table: Table, column: Column | None, who: Recipient, state: FundingState) -> str | None:
    if state is FundingState.OWN_SHARE:
        return who.name or None
    caption = cast.marked.text[table.caption.start : table.caption.end] if table.caption else ""
    return giver_of_words(column.title if column else "", cast) or giver_of_words(caption, cast) or usual_giver(cast)


def _is_rate(cast: Cast, table: Table, column: Column | None, row: Block, *, named: bool) -> bool:
    """Say whether a figure is a rate: its head or the title above says "je Fahrzeug", and the row names nobody."""
    if column and column.is_rate and not column.year and (not named or PER_UNIT_HEAD.search(column.title)):
        return True
    titles = (table.caption, _section(cast.marked, row))
    return not named and any(_RATE.search(cast.marked.text[s.start : s.end]) for s in titles if s)


_RATE = re.compile(
    r"\b(?:[Ff]este Beträge|Festbeträge|Höchstbeträge|Fördersätze|Pauschalen?|Beträge|Sätze)\s+(?:je|pro|für jede)\b|"
    r"^\W*(?:\d[\d.]*\s+)?(?:Festbeträge|Höchstbeträge|Fördersätze)\b"
)


def _state(  # noqa: PLR0911  a return for each sign
    cast: Cast, table: Table, row: Block, column: Column | None, beside: Sequence[Cell]
) -> FundingState:
    """Return the state by the column's head, else by the row, the caption, the section, the headline."""
    marked = cast.marked
    if _WHOLE_COSTS.match(first_words(cast, row)):
        return FundingState.COST
    if _row_state(marked, row.cells[0] if row.cells else row) is FundingState.OWN_SHARE:
        return FundingState.OWN_SHARE
    if column and column.state is not FundingState.UNKNOWN:
        granted = any(cell.column and cell.column.state is FundingState.GRANTED for cell in beside)
        concerned = FundingState.GRANTED if granted else FundingState.REQUESTED  # what the row says was undone
        undone = column.state is concerned and _row_state(marked, row) is FundingState.WITHDRAWN
        return FundingState.WITHDRAWN if undone else column.state
    if _COSTS.match(first_words(cast, row)):
        return FundingState.COST
    unnamed = not re.search(r"[^\W\d_]", first_words(cast, row))  # below a line that the sum is drawn under
    if (is_total_row(cast, row) or unnamed) and any(
        state_of_words(first_words(cast, other)) is FundingState.OWN_SHARE for other in table.rows
    ):
        return FundingState.COST  # Grants and own share together are what the project costs.
    spans = [Span(row.start, row.end), table.caption, _section(marked, row), marked.headline]
    for span in spans:
        # A remark in brackets behind a figure is of that one.
        words = re.sub(r"(?<=\d)\s*\([^()\d]*\)", "", marked.text[span.start : span.end]) if span else ""
        state = state_of_words(words)
        if state in (FundingState.OWN_SHARE, FundingState.WITHDRAWN) and span is not spans[0]:
            # "Finanzierung und Eigenanteil" above a table does not make every row an own share, nor a "keine" deny it.
            continue
        if state is not FundingState.UNKNOWN:
            return state
    return FundingState.UNKNOWN


def _remarked(marked: Marked, cell: Cell) -> FundingState | None:
    """Return the state that a remark in brackets behind a figure tells: "482.150,00 (bereits ausgezahlt)"."""
    own = next((c for c in cell.row.cells if c.start <= cell.start < c.end), None)
    remark = re.match(r"\s*(?:€|EUR|Euro)?\s*\(([^)\d]{4,40})\)", marked.text[cell.end : own.end]) if own else None
    state = state_of_words(remark[1]) if remark else FundingState.UNKNOWN
    return None if state is FundingState.UNKNOWN else state


def _row_state(marked: Marked, row: Span | Block) -> FundingState:
    return state_of_words(marked.text[row.start : row.end])


def _section(marked: Marked, row: Block) -> Span | None:
    section = marked.document.section_at(row.start)
    return Span(section.start, section.body_start) if section else None


def _purpose(cast: Cast, table: Table, row: Block, who: Recipient, *, is_purpose: bool) -> str | None:
    """Return what a row is for: its project, else its longest cell of words that is no recipient and no amount."""
    text = cast.marked.text
    words = [re.sub(r"\s+", " ", text[c.start : c.end]).strip(" *") for c in row.cells]
    titles = [*table.titles(cast.marked), *[""] * len(words)]
    if not is_purpose and not is_total_row(cast, row) and (named := purpose_of_cells(titles, words)):
        return named
    if not is_purpose:
        words = [word for word, title in list(zip(words, titles, strict=False))[1:] if may_be_purpose(title)]
    words = [
        w
        for w in words
        if len(w) > 5 and not find_amounts(w) and not re.fullmatch(r"[\W\d]+|[a-zäöüß]+", w) and w not in who.name
    ]
    if is_purpose:
        return words[0] if words and not is_total_row(cast, row) else None
    return max(words, key=len, default=None)
