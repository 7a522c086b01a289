"""The years of a table's figures: by their cell, column or row, the head, the caption, a notice's day, the question.

What a table answers stands above it: "Wie viel wurde 2019 bis 2024 bewilligt?"; "Stand 31.12.2022" ends such a period.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import FundingState, Span
from corpus.extraction.marked import TABLE, inside
from corpus.extraction.period import Period
from corpus.extraction.table_names import dates_grant
from corpus.extraction.years import period_of_context, year_of

if TYPE_CHECKING:
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Cast
    from corpus.extraction.table_cells import Cell
    from corpus.extraction.table_columns import Table


def period_of_cell(cast: Cast, table: Table, cell: Cell) -> Period:
    """Return the years of a figure, from what stands nearest to it to what stands farthest."""
    marked, column = cast.marked, cell.column
    if cell.years:
        return Period(cell.years[0], cell.years[1], 0.95, column.span if column else None)
    if column and column.year:
        return Period(column.year[0], column.year[1], 1.0, column.span)
    titles = table.titles(marked)
    for number, one in enumerate(cell.row.cells):
        words = marked.text[one.start : one.end].strip()
        years = inside(marked.years, one)
        other = number < len(titles) and _OTHER_YEAR.search(titles[number])
        short = len(words) <= 12 or (number == 0 and (len(words) <= 30 or _ENDS_WITH_YEAR.search(words)))
        if years and not other and short and not _is_figure(marked, table, number, words):
            return Period(years[0].year_from, years[0].year_to, 1.0, one)
    if dated := _period_of_head(marked, table, cell):
        return dated
    told = _period_of_prose(cast, cell) or _period_of_day(cast, table, cell) or _period_below(cast, table)
    return told or _period_around(cast, table, Span(cell.row.start, cell.row.end))


def _is_figure(marked: Marked, table: Table, number: int, words: str) -> bool:
    """Tell whether a number that could be a year is a figure, since its column has other numbers that could not."""
    if not words.isdecimal():
        return False
    column = [row.cells[number] for row in table.rows if number < len(row.cells)]
    numbers = [one for one in column if marked.text[one.start : one.end].strip().isdecimal()]
    return 2 * sum(bool(inside(marked.years, one)) for one in numbers) <= len(numbers)


def _period_of_head(marked: Marked, table: Table, cell: Cell) -> Period | None:
    """Return the years that the head or caption tells for all columns.

    The year in the title of another column of money is that column's: "Zuwendung | Auszahlung 2023". Only what is part
    of that column's money, or paid beside it, is of its year too.
    """
    beside = {
        number: years[-1]
        for row in table.head
        for number, one in enumerate(row.cells)
        if (years := inside(marked.years, one)) and _MONEY_OF_YEAR.search(marked.text[one.start : one.end])
    }
    own = next((n for n, one in enumerate(cell.row.cells) if one.start <= cell.start < one.end), None)
    if own is not None and cell.column and _BELONGS.match(cell.column.title):
        left = [year for number, year in beside.items() if number < own]
        if left:
            return Period(left[-1].year_from, left[-1].year_to, 0.95, Span(left[-1].start, left[-1].end))
    others = {year.start for year in beside.values()}
    for span in (*(Span(b.start, b.end) for b in table.head), table.caption):
        years = [year for year in inside(marked.years, span) if year.start not in others] if span else []
        if years:
            return Period(years[0].year_from, years[0].year_to, 0.98, span)
    return None


_MONEY_OF_YEAR = re.compile(
    r"[Bb]ewillig|[Zz]u(?:wend|weis|schuss)|[Ff]örder(?:ung|summe|mittel|betrag)|[Aa]us(?:ge)?zahl|[Aa]bruf|[Aa]bgerufen|[Bb]eantrag|"
    r"[Mm]ittel\b|[Bb]etrag|[Aa]nsatz|€|EUR|Euro|[Gg]rant|[Pp]aid|[Ff]unding|[Aa]mount"
)
"""What the title of a column of money says beside its year."""
_BELONGS = re.compile(r"\W*(?:davon|darunter|hiervon|of which|including|[Ee]igen(?:anteil|mittel)\w*|[Oo]wn share)\b")

_ENDS_WITH_YEAR = re.compile(r"^[^.;]{1,60}\b(?:19|20)\d\d\W*$")
_PROSE = 60
"""Characters: a cell with more words than that holds a sentence, whose years are read as a sentence's."""


def _period_of_prose(cast: Cast, cell: Cell) -> Period | None:
    """Return the years that a cell of whole sentences gives its sum: clauses of a contract in two languages."""
    own = next((c for c in cell.row.cells if c.start <= cell.start < c.end), None)
    if own is None or own.end - own.start < _PROSE or not inside(cast.marked.years, own):
        return None
    statement = cast.statement(own)
    amount = next((a for a in statement.amounts if a.start == cell.start), None)
    found = year_of(cast, statement, amount) if amount else None
    told = found is not None and found.where is not None and own.start <= found.where.start < own.end
    return found if told else None


def _period_of_day(cast: Cast, table: Table, cell: Cell) -> Period | None:
    """Return the year of the day in the column that says when a row's money was granted: "Bescheid vom".

    What was paid came on that day or later: its year is the text's, unless that is earlier or the day is of a payment.
    """
    for title, one in zip(table.titles(cast.marked), cell.row.cells, strict=False):
        days = inside(cast.marked.dates, one)
        if len(days) != 1 or not dates_grant(title):
            continue
        granted = Period(days[0].date.year, days[0].date.year, 0.9, one)
        paid = cell.column is not None and cell.column.state is FundingState.PAID and not _PAID_ON.search(title)
        around = period_of_context(cast, Span(cell.row.start, cell.row.end)) if paid else granted
        return around if (around.year_from or 0) >= days[0].date.year else granted
    return None


_PAID_ON = re.compile(r"[Aa]uszahl|[Aa]usgezahlt|[Pp]aid|[Pp]ayment|^\W*(?:Datum|Date)\W*$")


_OTHER_YEAR = re.compile(
    r"[Ff]ertigstellung|[Aa]bschluss|Bau(?:ende|beginn|jahr)|[Bb]eginn\b|Eröffnung|Inbetriebnahme|Gründung|gegründet|"
    r"Stand\b|Beschluss|Antrag|[Cc]ompletion|[Ss]tart\b|[Oo]pening|[Ff]ounded|[Bb]uilt|[Dd]eadline|Frist",
)
"""What a column with years tells other than the year of the money."""


def _period_below(cast: Cast, table: Table) -> Period | None:
    """Return the year that the sentence below a table gives all of it: "All four grants were approved in 2023."."""
    marked = cast.marked
    after = table.rows[-1].end if table.rows else 0
    sentence = next((s for s in marked.sentences if s.start >= after), None)
    if sentence is None or sentence not in [s for n in table.notes for s in inside(marked.sentences, n)]:
        return None
    words = marked.text[sentence.start : sentence.end]
    years = inside(marked.years, sentence)
    if len(years) != 1 or not _OF_ALL.search(words) or inside(marked.amounts, sentence):
        return None
    return Period(years[0].year_from, years[0].year_to, 0.95, Span(years[0].start, years[0].end))


_OF_ALL = re.compile(
    r"\b(?:[Aa]lle|[Ss]ämtliche|[Dd]ie)\b.*\b(?:bewilligt|gewährt|zugesagt|ausgezahlt|Bewilligungen|Beträge|Angaben|Zahlen)\b|"
    r"\b(?:[Aa]ll|[Tt]he|[Tt]hese)\b.*\b(?:grants?|amounts?|figures|sums|approved|granted|paid)\b",
    re.DOTALL,
)


_BY_DATE = 0.8
"""Confidence of a year that only the text's date gives."""


def _period_around(cast: Cast, table: Table, row: Span) -> Period:
    """Return the years that a table's surroundings give: its question, a section, the headline, its day, the date.

    The day as of which the figures are ends the years that are asked for, and goes before the text's own date.
    """
    above = _above(cast.marked, table)
    day = next((y for span in above for y in _as_of(cast.marked, span)), None)
    asked = next((s for s in above if cast.marked.text[s.start : s.end].rstrip(" *_").endswith("?")), None)
    for year in inside(cast.marked.years, asked)[:1] if asked else ():
        last = min(year.year_to, day.year_to) if day and day.year_to else year.year_to
        if year.year_from <= last:
            return Period(year.year_from, last, 0.93, asked)
    around = period_of_context(cast, row)
    return day if day and around.confidence <= _BY_DATE else around


def _above(marked: Marked, table: Table) -> list[Span]:
    """Return the blocks above a table, nearest first, its head among them, up to another table."""
    at = next((n for n, b in enumerate(marked.blocks) if table.rows and b.start == table.rows[0].start), 0)
    above: list[Span] = []
    for block in reversed(marked.blocks[max(0, at - _MOST_ABOVE) : at]):
        if block.kind in TABLE and above:
            break
        above.append(Span(block.start, block.end))
    return above


_MOST_ABOVE = 8
"""Blocks above a table's first row among which its question stands."""
_AS_OF = re.compile(r"\b(?:Stand|Stichtag|[Aa]s (?:of|at))\b[^.\d\n]{0,20}$")


def _as_of(marked: Marked, span: Span) -> list[Period]:
    """Return the years of the days as of which figures are told in a span: "Stand 31.12.2022"."""
    return [
        Period(d.date.year, d.date.year, 0.85, Span(d.start, d.end))
        for d in inside(marked.dates, span)
        if _AS_OF.search(marked.text[max(span.start, d.start - 40) : d.start])
    ]
