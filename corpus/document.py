"""The nouns of the whole program, all frozen: document, page, block, section, passage, fact.

Offsets count characters (Python `str` indices) of `Document.text`, the canonical text: start inclusive, end
exclusive. The canonical text is never cleaned or corrected, so a quote is always `document.text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotation import innermost
from corpus.searchable import search_text

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from corpus.gap import Gap
    from corpus.printed import PrintedWords
    from corpus.quotation import Quotation


class Span(NamedTuple):
    """A stretch of a canonical text: characters start (inclusive) to end (exclusive)."""

    start: int
    end: int


class DocumentKind(StrEnum):
    """What sort of document it is, as its own words show."""

    AGREEMENT = "agreement"
    PRESS_RELEASE = "press_release"
    OTHER = "other"


class BlockKind(StrEnum):
    """The smallest structural parts a reader tells apart."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEADER = "table_header"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row; blocks are in text order and never overlap.

    `level` is 1 to 6 for headings (1 is the title), the depth from 1 for list items, else 0.
    `cells` are the spans of a table row's cells, in column order, empty for other kinds.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, counted from 1; formats without pages have a single page.

    `recognised` if its text was read from a picture of it.
    """

    number: int
    start: int
    end: int
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or § with all that stands below it, up to the next heading of its level or above.

    `label` is the number as written ("§ 4", "Art. 2", "1.") or None; `title` is the heading's words without it.
    `start` is the heading's first character; `body_start` is where the text below the heading begins.
    """

    label: str | None
    title: str
    level: int
    start: int
    body_start: int
    end: int

    @property
    def name(self) -> str:
        """Label and title as one line: "§ 4 Haushaltsmittel und Eckdaten"."""
        return " ".join(part for part in (self.label, self.title) if part)


@dataclass(frozen=True, slots=True)
class Document:
    """One file or page as read.

    `document_id` is derived from the file's content, so the same content has the same identity everywhere.
    `source` is the path relative to the indexed folder, with "/" on every system.
    `year` is the year the document is about (an agreement's title year), else that of `date`, else None.
    `parties` are the agreement's parties as written in the text, empty for other kinds.
    `url` is the address that the file itself says it was published at, if it does.
    `programmes` and `years` (first and last) are what the document is about as a whole. `origins` says for each of
    these fields that is filled where it was read: "text", "file" (the format's own properties), "name" (the file's),
    "address", "front matter" or "sidecar"; the later ones win.
    `running` are the lines that run along the edges of pages: in the text, but no part of what it says.
    `printed` is where words stand on their pages, in text order, where the format has pages (see `corpus.printed`).
    `doubtful` are words with figures that were recognised on a picture, but not surely.
    `gaps` are what the file holds besides, but what was not read.
    `quotations` are the mails that a mail quotes or passes on: others' words, of other days.
    """

    document_id: str
    source: str
    text: str
    title: str
    kind: DocumentKind
    date: datetime.date | None = None
    year: int | None = None
    parties: tuple[str, ...] = ()
    url: str | None = None
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    programmes: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    origins: tuple[tuple[str, str], ...] = ()

    @property
    def stated(self) -> frozenset[str]:
        """The fields that a person stated in a sidecar or in front matter."""
        return frozenset(field for field, origin in self.origins if origin in ("sidecar", "front matter"))

    running: tuple[Span, ...] = ()
    printed: tuple[PrintedWords, ...] = ()
    doubtful: tuple[Span, ...] = ()
    gaps: tuple[Gap, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    def quote(self, span: Span) -> str:
        """Return the exact words at a span."""
        return self.text[span[0] : span[1]]

    def page_at(self, offset: int) -> int:
        """Return the number of the page (from 1) on which a character stands."""
        return next((page.number for page in reversed(self.pages) if page.start <= offset), 1)

    def day_at(self, offset: int) -> datetime.date | None:
        """Return the day that the words around a character are from: in a quoted mail its own, else the document's."""
        inner = innermost(tuple(one for one in self.quotations if one.date), offset)
        return inner.date if inner else self.date

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section around a character, or None before the first heading."""
        around = [section for section in self.sections if section.start <= offset < section.end]
        return max(around, key=lambda section: section.start, default=None)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded, ranked and shown: `text == document.text[start:end]`.

    `context` is one line (title · kind · parties · year · section) that is searched with the text, never quoted.
    `passage_id` begins with the document's id, a colon after it.
    `left_out` are spans of the document that interrupt the text and aren't searched: the running heads of pages.
    """

    passage_id: str
    document_id: str
    source: str
    text: str
    context: str
    start: int
    end: int
    page: int = 1
    section: str | None = None
    left_out: tuple[Span, ...] = ()

    @property
    def searched(self) -> str:
        """The text that the searches see: the context line, then the passage in its searchable form."""
        left_out = ((start - self.start, end - self.start) for start, end in self.left_out)
        return f"{self.context}\n{search_text(self.text, left_out).text}"


class RecipientKind(StrEnum):
    """What sort of body a name stands for."""

    CITY = "city"
    """An independent city (kreisfreie Stadt) or a town."""
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    STATE = "state"
    FEDERAL = "federal"
    BODY = "body"
    """An association, office, company, school or other organisation."""
    GROUP = "group"
    """Several at once: "die 26 hessischen Gebietskörperschaften". A group's sum is nobody's share."""
    UNKNOWN = "unknown"


class Hedge(StrEnum):
    """How exactly the text states an amount."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    UP_TO = "up_to"
    AT_LEAST = "at_least"


class FundingState(StrEnum):
    """How far the money has come, by the words of the text. Announced is not granted, granted is not paid."""

    ANNOUNCED = "announced"
    REQUESTED = "requested"
    GRANTED = "granted"
    PAID = "paid"
    CUT = "cut"
    WITHDRAWN = "withdrawn"
    OWN_SHARE = "own_share"
    """Eigenanteil, Eigenmittel, Kofinanzierung: money that the recipient adds itself; not funding."""
    COST = "cost"
    """Gesamtkosten, Baukosten: what the thing costs, not what was given."""
    UNKNOWN = "unknown"


class FactRole(StrEnum):
    """What the amount is of: only totals of different things may be added up."""

    TOTAL = "total"
    PART = "part"
    PER_UNIT = "per_unit"
    """Per head or place: "2.000 Euro je Ausbildungsplatz"."""
    BEFORE = "before"
    """The earlier figure of a change: "von 630.000 auf …"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Who got how much, when, from whom and from what, with the words that say so.

    `recipient` is the canonical name where the gazetteer knows it, else the name as written.
    `amount_eur` is in euros; `amount_text` is the amount as written. `start`:`end` is the quote: the shortest
    contiguous stretch that states the amount as a sentence or table row. `support` are further spans, outside the
    quote, that name what the quote leaves open (recipient, year, programme): a headline, the parties, a table head.
    `confidence` is 0 to 1; below 0.5 a fact is shown as doubtful and never summed. `misread` if its amount stands on a
    picture and was hard to read: that is doubtful, too.
    """

    fact_id: str
    document_id: str
    source: str
    recipient: str
    recipient_kind: RecipientKind
    amount_eur: Decimal
    amount_text: str
    start: int
    end: int
    giver: str | None = None
    programme: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    hedge: Hedge = Hedge.EXACT
    state: FundingState = FundingState.UNKNOWN
    role: FactRole = FactRole.TOTAL
    purpose: str | None = None
    page: int = 1
    section: str | None = None
    confidence: float = 1.0
    support: tuple[Span, ...] = field(default=())
    misread: bool = False

    @property
    def years(self) -> range:
        """The years of its period; none where it has no year."""
        if self.year_from is None:
            return range(0)
        return range(self.year_from, (self.year_to or self.year_from) + 1)

    @property
    def span(self) -> Span:
        """The quote's place in the document."""
        return Span(self.start, self.end)
