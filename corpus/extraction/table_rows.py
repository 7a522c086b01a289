"""Whose a table's rows are: the place or body that a row names, or, where rows are projects or years, the document's.

An empty first cell carries the name above on (grouped rows). A total row is the sum of a group, which is nobody's
share, unless all rows are of one recipient.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Block, RecipientKind, Span
from corpus.extraction.land import state_name
from corpus.extraction.marked import inside
from corpus.extraction.participants import LOCAL, Reference
from corpus.extraction.recipients import Recipient, Step
from corpus.extraction.row_status import STATUS, status_years
from corpus.extraction.table_columns import TOTAL_ROW
from corpus.extraction.table_names import by_sureness, names_recipients, place_of_cell, state_of_cell
from corpus.numerals import whole_number

if TYPE_CHECKING:
    from corpus.extraction.participants import Participant
    from corpus.extraction.recipients import Cast
    from corpus.extraction.table_columns import Column, Table

_WHO_HEAD = re.compile(
    r"Stadt|Kommune|Gemeinde|Kreis|Landkreis|Gebietskörperschaft|Empfänger|Träger|Antragsteller|Begünstigte|Verein|"
    r"Name|\bOrt\b|recipient|beneficiar|municipality|district|city|town|applicant",
    re.IGNORECASE,
)
_PROJECT_HEAD = re.compile(
    r"^\W*(?:\w*[Mm]aßnahme\w*|\w*[Pp]rojekt\w*|Vorhaben|Bausteine?|Verwendung\w*|Zweck|Position|Posten|Gewerk|Jahr|"
    r"(?:Schulen?|Schulname|\w*[Ss]tandort|Gebäude|Liegenschaft|schools?|sites?)(?=\W*$)|"
    r"\w*jahr|measures?|projects?|purpose|item|year)\b",
    re.IGNORECASE,
)
_OWN = frozenset({*LOCAL, RecipientKind.BODY})


def first_words(cast: Cast, row: Block) -> str:
    """Return the words of a row's first cell that has any."""
    text = cast.marked.text
    return next((text[c.start : c.end].strip(" *\n") for c in row.cells if c.end > c.start), text[row.start : row.end])


def is_total_row(cast: Cast, row: Block) -> bool:
    """Say whether a row states the sum of the rows above it."""
    return bool(TOTAL_ROW.match(first_words(cast, row)))


def single_recipient(cast: Cast, table: Table) -> Recipient | None:
    """Return whose all rows of a table are, None where each row names its own.

    Rows are one recipient's where the first column holds projects, purposes or years, and no column says who.
    """
    titles = table.titles(cast.marked)
    if not table.rows or not titles or any(_WHO_HEAD.search(title) for title in titles):
        return None
    if not _PROJECT_HEAD.search(titles[0]):
        return None
    around = cast.context_recipient(Span(table.rows[0].start, table.rows[0].end))
    return around if around.name and around.kind in _OWN else None


def row_recipient(cast: Cast, table: Table, row: Block) -> Recipient | None:
    """Return whom a row names, None where it names nobody."""
    states = _rows_are_states(cast, table)
    if is_total_row(cast, row):
        if states:
            return Recipient("Länder", RecipientKind.GROUP, Step.CLAUSE, 0.9)
        return _group_of(cast, table) if _rows_name_recipients(cast, table) else None
    if states and (state := state_of_cell(cast.marked.gazetteer, first_words(cast, row))):
        return Recipient(state.name, state.kind, Step.CLAUSE, 0.97)
    if rows_pay(cast, table):
        return None
    return _named_in(cast, table, row) or _by_head(cast, table, row)


def _rows_name_recipients(cast: Cast, table: Table) -> bool:
    """Say whether any row but the totals names whose its sums are: else the total is the document's recipient's too."""
    rows = (row for row in table.rows if not is_total_row(cast, row))
    return any(_named_in(cast, table, row) or _by_head(cast, table, row) for row in rows)


_PAYERS = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:Mittelgeber|Geldgeber|Zuschussgeber|Quellen?|Mittelherkunft|Einnahmen|Finanzierungsquellen?|"
    r"[Ss]ources?|[Ff]unders?|[Ii]ncome)\b[^\n]{0,30}$"
)
"""What a table's first head, or the line above the table, says whose rows are those who pay."""


def rows_pay(cast: Cast, table: Table) -> bool:
    """Say whether a table's rows are called by who pays: what they pay is the document's recipient's."""
    titles = [title for title in table.titles(cast.marked)[:1] if title]
    above = cast.marked.text[table.caption.start : table.caption.end] if table.caption else ""
    section = cast.marked.document.section_at(table.rows[0].start) if table.rows else None
    heading = cast.marked.text[section.start : section.body_start].strip() if section else ""
    lines = above.split("\n") if len(above) < _TITLE else []
    return any(_PAYERS.match(words) for words in (*titles, *lines, heading))


_TITLE = 160
"""Characters: what is longer above a table is no title of it."""


_FEWEST_STATES = 3
"""Rows called by nothing but a federal state's name that make a table one of the states' shares."""


def _rows_are_states(cast: Cast, table: Table) -> bool:
    """Say whether a table's rows are federal states, each with its share of what the federation gives."""
    names = [first_words(cast, row) for row in table.rows if not is_total_row(cast, row)]
    states = [name for name in names if state_of_cell(cast.marked.gazetteer, name)]
    return len(states) >= _FEWEST_STATES and 2 * len(states) > len(names)


_DISTRICTS = re.compile(r"^\W*(?:Land)?[Kk]reise\W*$|^\W*[Dd]istricts\W*$|^\W*[Cc]ounties\W*$")
_TOWNS = re.compile(
    r"^\W*(?:kreisfreie |kreisangehörige |Kreisfreie |große )?(?:Städte|Gemeinden|Kommunen|Stadtkreise)\b[^\d]{0,25}$|"
    r"^\W*(?:[Ii]ndependent )?[Cc]ities\W*$|^\W*[Tt]owns\W*$|^\W*[Mm]unicipalities\W*$"
)


def group_kind(cast: Cast, row: Block) -> RecipientKind | None:
    """Return the kind that a row of one cell gives the names below it: "Landkreise", "Kreisfreie Städte"."""
    text = cast.marked.text
    filled = [text[c.start : c.end] for c in row.cells if text[c.start : c.end].strip(" *|_")]
    if len(filled) != 1:
        return None
    if _DISTRICTS.match(filled[0]):
        return RecipientKind.DISTRICT
    return RecipientKind.CITY if _TOWNS.match(filled[0]) else None


def group_year(cast: Cast, row: Block) -> tuple[int, int] | None:
    """Return the year that a row of one cell gives the rows below it: "Förderjahr 2021"."""
    filled = [c for c in row.cells if cast.marked.text[c.start : c.end].strip(" *|_")]
    years = inside(cast.marked.years, filled[0]) if len(filled) == 1 else []
    if len(years) != 1 or filled[0].end - filled[0].start > _SHORT_TITLE:
        return None
    return years[0].year_from, years[0].year_to


def year_of_row(cast: Cast, table: Table, row: Block, above: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the years that a row has by the rows or columns around its figures, None where its own cells say it.

    A total row below rows of one year each is of all these years; an empty cell below a year goes on with it
    (`above`: the years of the row before) where the cells left of it are empty, too; "Start" and "End" in columns of
    their own are one period.
    """
    titles = table.titles(cast.marked)
    ends = [_cell_year(cast, row, number) for number in (_first(titles, _START), _first(titles, _END))]
    if ends[0] and ends[1] and ends[0] <= ends[1]:
        return ends[0], ends[1]
    column = _first(titles, _YEAR_TITLE)
    if column is None:
        return status_years(cast, row, _first(titles, STATUS))
    own = _cell_year(cast, row, column)
    if own:
        return own, own
    if is_total_row(cast, row):
        years = [year for other in table.rows if other is not row and (year := _cell_year(cast, other, column))]
        return (min(years), max(years)) if len(set(years)) > 1 and len(years) == len(set(years)) else None
    cell = row.cells[column] if column < len(row.cells) else None
    left = row.cells[: column + 1] if cell is not None else ()
    empty = bool(left) and not any(cast.marked.text[c.start : c.end].strip(' *|"\n') for c in left)
    return above if empty and above and above[0] == above[1] else None


_YEAR_TITLE = re.compile(r"^\W*(?:\w*[Jj]ahr|[Yy]ear)\W*$")
_START = re.compile(r"^\W*(?:Start|Beginn|Projektbeginn|Laufzeit ab|von|from|[Bb]egin(?:ning)?)\W*$", re.IGNORECASE)
_END = re.compile(r"^\W*(?:Ende|Projektende|Laufzeit bis|bis|End|to|until|[Cc]ompletion)\W*$", re.IGNORECASE)


def _first(titles: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, title in enumerate(titles) if pattern.match(title)), None)


def _cell_year(cast: Cast, row: Block, number: int | None) -> int | None:
    """Return the only year in a cell, None where it holds none or more than one."""
    if number is None or number >= len(row.cells):
        return None
    years = inside(cast.marked.years, row.cells[number])
    days = inside(cast.marked.dates, row.cells[number])
    found = {y.year_from for y in years} | {y.year_to for y in years} | {d.date.year for d in days}
    return found.pop() if len(found) == 1 else None


_SHORT_TITLE = 40
"""Characters of a row that only titles the ones below it."""


def of_group(cast: Cast, found: Recipient | None, kind: RecipientKind | None) -> Recipient | None:
    """Return the recipient of a row as the heading above its group means it: "Rostock" below "Landkreise"."""
    if found is None or kind is None or found.kind not in LOCAL:
        return found
    district = kind is RecipientKind.DISTRICT
    if (found.kind is RecipientKind.DISTRICT) == district:
        return found
    short = {place.short_name for place in cast.marked.gazetteer.find(found.name)}
    same = {p.name: p for name in short for p in cast.marked.gazetteer.find(name) if (p.kind is kind) == district}
    local = [p for p in same.values() if p.kind in LOCAL]
    return Recipient(local[0].name, local[0].kind, found.step, found.confidence) if len(local) == 1 else found


def column_recipients(cast: Cast, table: Table, columns: list[Column]) -> dict[int, Recipient]:
    """Return whose the columns are, by number, where two or more heads each name another town, district or body.

    Rows that name their own recipients go before such heads, which then say something else.
    """
    owners: dict[int, Recipient] = {}
    for number, column in enumerate(columns):
        named = [one for one in _named_at(cast, column.span) if one.kind in _OWN] if column.span else []
        if number and len({one.name for one in named}) == 1:
            owners[number] = Recipient(named[0].name, named[0].kind, Step.CLAUSE, 0.97 if named[0].sure else 0.85)
    several = len({owner.name for owner in owners.values()}) > 1
    rows_name = any(_named_at(cast, row.cells[0]) for row in table.rows if row.cells)
    return owners if several and not rows_name else {}


def _named_at(cast: Cast, cell: Span) -> list[Participant]:
    """Return those named in a cell that can receive."""
    return [
        one
        for one in inside(cast.everyone, cell)
        if one.name and one.reference in (Reference.NAME, Reference.GROUP) and not one.gives
    ]


def carries_on(cast: Cast, table: Table, row: Block) -> bool:
    """Say whether a row without a name goes on with the recipient above: its first cell is empty, or says who."""
    first = row.cells[0] if row.cells else Span(row.start, row.end)
    titles = table.titles(cast.marked)
    empty = not cast.marked.text[first.start : first.end].strip(' *|"\n')
    return empty or any(_WHO_HEAD.search(title) for title in titles)


def _named_in(cast: Cast, table: Table, row: Block) -> Recipient | None:
    cells = list(row.cells) or [Span(row.start, row.end)]
    titles = table.titles(cast.marked)
    if told := _told_by_column(cast, titles, cells):
        return told
    who = [cells[at] for at in by_sureness(titles) if at < len(cells) and _WHO_HEAD.search(titles[at])]
    for cell in who + [c for c in cells if c not in who]:
        place = place_of_cell(cast.marked.gazetteer, cast.marked.text[cell.start : cell.end]) if cell in who else None
        if place and place.kind in LOCAL:
            return Recipient(place.name, place.kind, Step.CLAUSE, 0.97)
        named = _named_at(cast, cell)
        if named:
            one = named[0]
            return Recipient(one.name, one.kind, Step.CLAUSE, 0.97 if one.sure else 0.85)
        if cell in who and (found := _by_head(cast, table, row)):
            return found
    return None


def _told_by_column(cast: Cast, titles: list[str], cells: list[Span]) -> Recipient | None:
    """Return whom the cell of a column "Begünstigter", "Beneficiary" names: whatever it holds, it receives.

    What stands in a column of places or projects then only says where or what for.
    """
    for title, cell in zip(titles, cells, strict=False):
        words = re.sub(r"\s+", " ", cast.marked.text[cell.start : cell.end]).strip(" *")
        if not names_recipients(title) or not re.match(r"[A-ZÄÖÜ\d][^|]*[a-zäöü]", words) or len(words) > _LONGEST_NAME:
            continue
        place = place_of_cell(cast.marked.gazetteer, words)
        if place and place.kind in LOCAL:
            return Recipient(place.name, place.kind, Step.CLAUSE, 0.97)
        known = [one for one in _named_at(cast, cell) if one.reference is Reference.NAME]
        if known:
            return Recipient(known[0].name, known[0].kind, Step.CLAUSE, 0.97 if known[0].sure else 0.85)
        return Recipient(words, RecipientKind.UNKNOWN, Step.CLAUSE, 0.85)
    return None


_LONGEST_NAME = 120
"""Characters of a cell that is still a name and no sentence."""


def _by_head(cast: Cast, table: Table, row: Block) -> Recipient | None:
    """Take the name in the column that the head calls "Stadt", "Träger" or the like, known or not."""
    for title, cell in zip(table.titles(cast.marked), row.cells, strict=False):
        words = cast.marked.text[cell.start : cell.end].strip(" *\n")
        if _WHO_HEAD.search(title) and re.match(r"[A-ZÄÖÜ]", words) and len(words) < 80:
            known = [p for p in cast.marked.gazetteer.find(words) if p.kind in LOCAL]
            if known:
                return Recipient(known[0].name, known[0].kind, Step.CLAUSE, 0.9)
            return Recipient(words, RecipientKind.UNKNOWN, Step.CLAUSE, 0.85)
    return None


def _is_other_number(group: Participant, table: Table) -> bool:
    """Say whether a group is counted, but not as many as a table has rows: "zehn Gemeinden" beside twelve rows."""
    count = whole_number(group.name.split()[0].casefold()) if group.name else None
    return count is not None and count not in (len(table.rows) - 1, len(table.rows))


def _group_of(cast: Cast, table: Table) -> Recipient:
    """Name the group whose sum a total row states: by the caption, else all of the state."""
    everyone = [o for o in cast.everyone if o.reference is Reference.GROUP and not _is_other_number(o, table)]
    if table.caption:
        groups = inside(everyone, table.caption)
        if groups:
            return Recipient(groups[0].name, RecipientKind.GROUP, Step.SECTION, 0.95, table.caption)
    name = everyone[0].name if everyone else f"Kommunen, {state_name(cast.marked.state)}"
    return Recipient(name, RecipientKind.GROUP, Step.CLAUSE, 0.8)
