"""Tables and what their heads say of each column: money or not, unit, year, state, a rate, the total of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, FundingState, Span
from corpus.extraction.cell_words import has_figure, holds_cents, holds_currency
from corpus.extraction.form_tables import stood_up
from corpus.extraction.marked import TABLE, Marked, inside
from corpus.extraction.roles import FUNDING_WORDS
from corpus.extraction.states import state_of_words
from corpus.extraction.wrapped_rows import unwrapped
from corpus.money import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.dates import YearMention


@dataclass(frozen=True, slots=True)
class Column:
    """What a table's head says of a column.

    `bracketed` is the year of the figures in brackets; `is_rate` that they are rates per place; `is_total` that they
    are the sums of the columns beside it.
    """

    title: str
    span: Span | None
    holds_money: bool
    factor: Decimal
    year: tuple[int, int] | None
    bracketed: tuple[int, int] | None
    state: FundingState
    is_rate: bool
    is_total: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head rows, its body rows, the line above it that introduces it, and what is noted around it.

    `notes` are the short lines above and the paragraph below, which may give a unit or a year for all figures. `form`
    are the lines of a form, which is read as one row below its labels.
    """

    head: list[Block]
    rows: list[Block]
    caption: Span | None
    notes: tuple[Span, ...] = ()
    form: tuple[Block, ...] = ()

    def titles(self, marked: Marked) -> list[str]:
        """Return the words of the last head row, one for each column."""
        cells = self.head[-1].cells if self.head else ()
        return [marked.text[cell.start : cell.end].strip(" *|\n") for cell in cells]


_MONEY_HEAD = re.compile(
    r"€|EUR|Euro|Betrag|Summe|Zuschuss|Zuwendung|Förder(?:ung|summe|mittel|betrag)|Mittel|Budget|"
    r"Bewilligung|bewilligt|Kosten|Anteil|Eigenmittel|Land\b|Bund\b|amount|funding|grant|total|"
    r"^\W*(?:davon )?(?:vereinbart|beantragt|abgerufen|ausgezahlt|ausbezahlt|zugesagt|verausgabt|gewährt|geflossen|"
    r"requested|approved|paid|drawn)\w*\b|"
    r"^\W*davon (?:aus )?(?:EU|EFRE|ESF|ELER|Land|Bund|Kreis|Stadt|Kommune)\b|\bcontribution\b|Zuweisung",
    re.IGNORECASE,
)
_NOT_MONEY_HEAD = re.compile(
    r"Plätze|Anzahl|Personen|Einwohner|Nr\.|Nummer|PLZ|Teilnehm|Prozent|%|Quote|(?<!je )(?<!pro )Jahr$|Datum|\bvom$|"
    r"\bam$|financing rate|[Kk]ofinanzierungssatz|Interventionssatz|places|number|participants|(?<!per )(?<!a )year$",
    re.IGNORECASE,
)
_RATE_ASIDE = re.compile(r"(?<=\w)\s*\(\s*\d[\d.,]*\s*(?:%|[Pp]rozent|v\.\s?H\.|percent)\s*\)")
"""The rate behind a column's title, "Zuwendung (90 %)", which leaves its figures money."""
_THOUSANDS = re.compile(
    r"\b(?:Tsd|Tausend|thousands?|k)\b\.?\s*(?:of\s+)?(?:€|EUR|Euros?)?|\b[TK]\s?(?:EUR|€|Euro)|"
    r"(?<![\d.,])1[., ]?000[\s-]*(?:€|EUR|Euro)|(?:€|EUR)\s?['’]?000\b",
    re.IGNORECASE,
)
_IN_CURRENCY = re.compile(
    r"(?:\bin|\()\s*(?:vollen\s+)?(?:€|EUR|Euro|[TK]\s?€|[TK]\s?EUR|Tsd|Mi[ol]|Mrd)", re.IGNORECASE
)
_MILLIONS = re.compile(r"\b(?:Mio|Mill(?=\.|$)|Million(?:en)?|millions?)\b", re.IGNORECASE)
_BILLIONS = re.compile(r"\b(?:Mrd|Mia(?=\.)|Milliarden?|billions?|bn)\b", re.IGNORECASE)
_FACTORS = ((_BILLIONS, Decimal(10**9)), (_MILLIONS, Decimal(10**6)), (_THOUSANDS, Decimal(10**3)))
_UNIT_NOTE = re.compile(
    r"(?:\b(?:in|je)|\(|\[)\s*(?:vollen\s+)?(?:Tsd|[TK]\s?(?:EUR|€|Euro)|Tausend|1[., ]?000\s*(?:€|EUR|Euro)|Mio|"
    r"Mill|Mrd|thousand|billion|(?:€|EUR)\s?['’]?000\b)[^)\]\n.;]{0,15}",
    re.IGNORECASE,
)
"""How a line beside a table gives the unit of its figures: "Angaben in T€", "(in thousand euros)"."""
_COST_HEAD = re.compile(
    r"\w*[Kk]osten\b|\w*ausgaben\b|Investitions(?:volumen|summe)|Investition\b|(?:Gesamt|Projekt|Bau)volumen|\bcosts?\b|"
    r"\w*[Pp]reise?\b|(?:Auftrags|Rechnungs|Angebots|Vergabe)(?:summe|betrag|wert|volumen)|\w*[Aa]ufw(?:and|endungen)\b|\bprices?\b|"
    r"\bexpenditure\b",
    re.IGNORECASE,
)
_GRANT_HEAD = re.compile(r"(?:Zuschuss|Zuwendung|Förder(?:ung|mittel))(?!s?fähig)", re.IGNORECASE)
_OF_UNION = re.compile(
    r"\b(?:EU|Union|Unions|EFRE|ERDF|FEDER|ESF|ELER|EAFRD|JTF)\b.{0,12}"
    r"(?:co-?financing|co-?funding|contribution|support|[Kk]ofinanzierung|Mittel|Beitrag|Beteiligung|Unterstützung)",
    re.IGNORECASE,
)
"""Money of the Union's funds is the grant, though it is called co-financing."""
_RATE_HEAD = re.compile(
    r"^\W*(?:Festb(?:etrag|eträge)|Höchstb(?:etrag|eträge)|Höchst(?:satz|förderung)|Pauschale\b|Fördersatz|Satz\b|"
    r"maximum)",
    re.IGNORECASE,
)
PER_UNIT_HEAD = re.compile(
    r"\b(?:je|pro|per)\s+(?!\w*Jahr\b|Kommune|Gemeinde|Stadt|Kreis|(?:school )?year)\w+", re.IGNORECASE
)
_TOTAL_HEAD = re.compile(
    r"^\W*(?:Gesamt|Gesamtsumme|Gesamtbetrag|Gesamtzuwendung|Gesamtförderung|Summe|Insgesamt|Zusammen|Total|Sum)\b|"
    r"\b(?:gesamt|insgesamt|zusammen|total|in total)\W*$",
    re.IGNORECASE,
)
# Where one column's title ends and the next, of another kind of money, begins.
_NEXT_HEAD = re.compile(
    r"(?P<noun>\b[A-ZÄÖÜ][a-zäöüß]{3,}|[)€])\s+(?=(?:[a-zäöüß]{4,}\s+)?(?:\w*[Kk]osten|\w*[Aa]usgaben|Zuwendung|Zuschuss|"
    r"Förder(?:ung|summe|mittel|betrag)|Bewilligung|[Bb]ewilligt|Eigen(?:anteil|mittel)|Landes(?:anteil|mittel)|"
    r"Bundes(?:anteil|mittel)|[Cc]osts?|[Gg]rant|[Ff]unding)\w*)"
)
TOTAL_ROW = re.compile(
    r"^\s*(?:[*_]*)(?:(?:Zwischen|Teil|Gesamt|End)?summe|"
    r"Gesamt(?!\w*(?:kosten|ausgaben|investition|volumen))|Insgesamt|Zusammen|(?:Sub-?|Grand )?[Tt]otal|"
    r"Sum|alle\b|(?:Land|Kreis|Bezirk|\w+) (?:ins)?gesamt\b)",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(r"Jahr$|^Jahr|Haushaltsjahr|Förderjahr|Programmjahr|^year$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*(?:\)|$)")
_IN_BRACKETS = re.compile(r"in (?:Klammern|brackets|parentheses)|Vorjahr|previous year", re.IGNORECASE)


def read_tables(marked: Marked) -> Iterator[Table]:
    """Yield the tables of a document in text order."""
    # A ruled line between head and rows is part of the table.
    blocks = [b for b in marked.blocks if not re.fullmatch(r"[|:\s=+-]+", marked.text[b.start : b.end])]
    at = 0
    while at < len(blocks):
        if blocks[at].kind not in TABLE:
            at += 1
            continue
        end = at
        while end < len(blocks) and blocks[end].kind in TABLE and not _begins_table(blocks, end, at):
            end += 1
        group = blocks[at:end]
        head = [b for b in group if b.kind is BlockKind.TABLE_HEADER]
        if not head and group and not has_figure(marked.text[group[0].start : group[0].end]):
            head = group[:1]
        head = _whole_head(marked.text, head, group)
        above = next((b for b in reversed(blocks[:at]) if b.kind not in TABLE), None)
        caption = Span(above.start, above.end) if above and above.end - above.start < 400 else None
        rows = unwrapped(marked.text, [b for b in group if b not in head])
        width = max((len(b.cells) for b in rows), default=0)
        if form := stood_up(marked, group):
            yield Table([form[0]], [form[1]], caption, _notes(blocks, at, end), tuple(group))
            at = end
            continue
        yield Table(
            [_parted(marked.text, b, width) for b in head],
            [_right_aligned(marked.text, b, width) for b in rows],
            caption,
            _notes(blocks, at, end),
        )
        at = end


def _begins_table(blocks: list[Block], at: int, first: int) -> bool:
    """Say whether a head below rows begins another table: two tables may stand below each other without a word."""
    return at > first and blocks[at].kind is BlockKind.TABLE_HEADER and blocks[at - 1].kind is BlockKind.TABLE_ROW


_MOST_NOTES, _LONGEST_NOTE = 3, 400
"""Lines above a table that may say what its figures are, and how many characters they may have."""


def _notes(blocks: list[Block], first: int, after: int) -> tuple[Span, ...]:
    above = [b for b in blocks[max(0, first - _MOST_NOTES) : first] if b.kind not in TABLE]
    below = [b for b in blocks[after : after + 1] if b.kind is not BlockKind.HEADING and b.kind not in TABLE]
    return tuple(Span(b.start, b.end) for b in (*reversed(above), *below) if b.end - b.start < _LONGEST_NOTE)


def _whole_head(text: str, head: list[Block], group: list[Block]) -> list[Block]:
    """Add the rows below a head that go on with it: titles below a title that spans them, years, the same words."""
    if not head:
        return head
    whole = list(head)
    for row in group[group.index(head[-1]) + 1 :]:
        words = [text[c.start : c.end].strip(" *") for c in row.cells]
        over = [text[c.start : c.end].strip(" *") for c in whole[-1].cells]
        figures = any(re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", word)) for word in words[1:])
        spanned = "" in over[1:] or (len(over) < len(words))
        repeated = words[0] in ("", over[0])
        if figures or not spanned or not repeated or len([w for w in words if w]) < 2:
            break
        whole.append(row)
    return whole


def _parted(text: str, head: Block, width: int) -> Block:
    """Part head cells that reading ran together, "Kosten Zuwendung", where that gives the rows' number of columns."""
    parted: list[Span] = []
    for cell in head.cells:
        at = cell.start
        for match in _NEXT_HEAD.finditer(text, cell.start, cell.end):
            parted.append(Span(at, match.end("noun")))
            at = match.end()
        parted.append(Span(at, cell.end))
    return replace(head, cells=tuple(parted)) if len(head.cells) < width == len(parted) else head


def _right_aligned(text: str, row: Block, width: int) -> Block:
    """Put the figures of a total row that skips columns ("Summe | 6.547 | 4.901") under the last columns."""
    missing = width - len(row.cells)
    if missing <= 0 or len(row.cells) < 2 or not TOTAL_ROW.match(text[row.cells[0].start : row.cells[0].end]):
        return row
    if not all(
        re.fullmatch(r"[^A-Za-z]*\d[\W\d]*(?:Euro|EUR|Mio\W*|Tsd\W*)*", text[c.start : c.end]) for c in row.cells[1:]
    ):
        return row
    gap = Span(row.cells[0].end, row.cells[0].end)
    return replace(row, cells=(row.cells[0], *(gap,) * missing, *row.cells[1:]))


def read_columns(marked: Marked, table: Table) -> list[Column]:
    """Return the table's columns, as many as its widest row has cells."""
    width = max((len(b.cells) for b in (*table.head, *table.rows)), default=0)
    caption = marked.text[table.caption.start : table.caption.end] if table.caption else ""
    columns = _of_one_unit(marked.text, table, [_column(marked, table, index, caption) for index in range(width)])
    years = [column.year for column in columns if column.year and column.holds_money and not column.is_total]
    if len(set(years)) < 2:
        return columns
    # The sum of several years' columns is that of all the years.
    whole = (min(year[0] for year in years), max(year[1] for year in years))
    return [replace(c, year=whole) if c.is_total and c.year is None else c for c in columns]


_ALIKE = 20
"""How many times the figures of a column with a unit those beside it may be, to be of that unit too."""


def _of_one_unit(text: str, table: Table, columns: list[Column]) -> list[Column]:
    """Give columns without a unit of their own that of the last column before which names one, if figures are alike.

    "Zuwendung in Tsd. EUR | davon Land | Eigenanteil": the head names the unit once. Figures that are hundreds of times
    larger are whole euros.
    """
    found: list[Column] = []
    unit: Column | None = None
    largest = Decimal(0)
    for index, column in enumerate(columns):
        words = _cells(text, table, index)
        if not column.holds_money:
            found.append(column)
            continue
        figures = max((_bare(word) for word in words), default=Decimal(0))
        if _names_unit(column.title) or holds_currency(words):
            unit, largest = (column, figures) if column.factor > 1 and _names_unit(column.title) else (None, Decimal(0))
        elif unit and column.factor == 1 and figures <= largest * _ALIKE and not column.is_rate:
            column = replace(column, factor=unit.factor)  # noqa: PLW2901
        found.append(column)
    return found


def _names_unit(title: str) -> bool:
    return bool(re.search(r"€|EUR|Euro", title)) or any(unit.search(title) for unit, _ in _FACTORS)


def _bare(words: str) -> Decimal:
    """Return a cell's figure as it is printed, 0 where it holds none."""
    found = find_amounts(words, currency_required=False)
    return found[0].euros if found else Decimal(0)


def _head_cells(text: str, table: Table, index: int) -> list[Span]:
    """Return a column's title in each head row; an empty one above another row belongs to the title that spans it."""
    found: list[Span] = []
    for number, row in enumerate(table.head):
        cell = row.cells[index] if index < len(row.cells) else None
        if number < len(table.head) - 1 and (cell is None or cell.end == cell.start):
            left = [c for c in row.cells[: index + 1] if c.end > c.start]
            cell = left[-1] if left[1:] else None
        if cell and all(text[cell.start : cell.end] != text[one.start : one.end] for one in found):
            found.append(cell)
    return found


def _column(marked: Marked, table: Table, index: int, caption: str) -> Column:
    cells = _head_cells(marked.text, table, index)
    title = " ".join(marked.text[cell.start : cell.end] for cell in cells)
    years = [y for cell in cells for y in inside(marked.years, cell)]
    year, bracketed = _years(marked, cells, years, title, caption)
    headless = not table.head and index > 0 and bool(_IN_CURRENCY.search(caption))
    currency = (
        headless
        or holds_currency(_cells(marked.text, table, index))
        or (_is_about_funding(marked.text, table) and holds_cents(_cells(marked.text, table, index)))
        or bool(_MONEY_HEAD.search(title))
        or (bool(_PAYER_HEAD.search(title)) and _are_all_sums(marked.text, table, caption))
        or (bool(years) and not _YEAR_HEAD.search(title.strip()))
    )
    bare_year = bool(years and re.fullmatch(r"[\W\d]*(?:20|19)\d\d\W*", _BRACKETS.sub("", title).strip()))
    named = caption if bare_year else title  # "Gesamtkosten" above columns of years
    of_union = bool(_OF_UNION.search(title))
    cost = bool(_COST_HEAD.search(named)) and not _GRANT_HEAD.search(named) and not of_union
    return Column(
        title=title,
        span=cells[-1] if cells else None,
        holds_money=(currency and not _NOT_MONEY_HEAD.search(_RATE_ASIDE.sub("", title).strip())) or bare_year,
        factor=_factor(title, [caption, *(marked.text[note.start : note.end] for note in table.notes)]),
        year=year,
        bracketed=bracketed,
        state=FundingState.COST if cost else FundingState.GRANTED if of_union else state_of_words(title),
        is_rate=bool(_RATE_HEAD.search(title) or PER_UNIT_HEAD.search(title)),
        is_total=bool(_TOTAL_HEAD.search(title)) and not cost,
    )


def _cells(text: str, table: Table, index: int) -> list[str]:
    return [text[r.cells[index].start : r.cells[index].end].strip(" *–-") for r in table.rows if index < len(r.cells)]


def _is_about_funding(text: str, table: Table) -> bool:
    """Say whether what stands around a table speaks of funding: "Die Mittel verteilen sich wie folgt"."""
    return any(FUNDING_WORDS.search(text[note.start : note.end]) for note in table.notes)


_ALL_SUMS = re.compile(
    r"\b(?:Beträge|Geldbeträge|Summen|[Aa]mounts|[Ss]ums)\s+(?:\w+\s+)?(?:in|are in)\s+"
    r"(?:vollen\s+)?(?:Tsd|Mio|Mrd|Tausend|Millionen|€|EUR|Euro|T€|TEUR|million|thousand)"
)
"""How a line beside a table says that its figures are sums, also in columns called by who pays."""
_PAYER_HEAD = re.compile(
    r"\b(?:EU|Union|EFRE|ERDF|ESF|ELER|EAFRD|JTF|AMIF|GAK|GRW|Land|Bund|Kreis|Kommunen?|[Ss]tate|[Ff]ederal)\b"
)


def _are_all_sums(text: str, table: Table, caption: str) -> bool:
    return any(_ALL_SUMS.search(words) for words in (caption, *(text[n.start : n.end] for n in table.notes)))


def _factor(title: str, around: list[str]) -> Decimal:
    """Return what a column's figures are to be multiplied by, by its title, else by what is noted around the table."""
    notes = [note.group() for words in around if (note := _UNIT_NOTE.search(words))]
    named = (factor for words in (title, *notes[:1]) for unit, factor in _FACTORS if unit.search(words))
    return next(named, Decimal(1))


def _years(
    marked: Marked, cells: list[Span], years: list[YearMention], title: str, caption: str
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the years of a column's figures and of those in brackets: "2023 (Vorjahr 2022)", "(in Klammern: 2022)"."""
    aside = [
        y for y in years if any(c.start <= y.start < c.end and _opened(marked.text, c.start, y.start) for c in cells)
    ]
    plain = [y for y in years if y not in aside]
    year = (plain or years)[-1] if years else None
    told = bool(_IN_BRACKETS.search(title)) or bool(re.search(r"[Ii]n Klammern|in brackets", caption))
    if year is None or not told:
        return ((year.year_from, year.year_to) if year else None), None
    before = (aside[0].year_from, aside[0].year_to) if plain and aside else (year.year_from - 1, year.year_to - 1)
    return (year.year_from, year.year_to), before


def _opened(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
