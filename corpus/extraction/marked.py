"""A document with everything that was found in it once: amounts, programmes, years, dates, sentences, blocks."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from corpus.dates import DateMention, RelativeYear, YearMention, find_dates, find_relative_years, find_years
from corpus.document import Block, BlockKind, Document, Span
from corpus.extraction.land import state_of
from corpus.extraction.teasers import teasers
from corpus.money import Amount, find_amounts
from corpus.people import PersonRole, named_people
from corpus.programmes import ProgrammeMention, find_programmes
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.places import Gazetteer, Place, PlaceMention


class Located(Protocol):
    """Anything found at a place in the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


Found = TypeVar("Found", bound=Located)


def inside(found: Sequence[Found], span: Span) -> list[Found]:
    """Return what lies wholly within a span; `found` is in text order."""
    first = bisect_left(found, span.start, key=lambda one: one.start)
    result = []
    for one in found[first:]:
        if one.start >= span.end:
            break
        if one.end <= span.end:
            result.append(one)
    return result


_COMPARED = re.compile(
    r"(?:\b(?:mehr|weniger|höher|niedriger|geringer|more|less|higher|lower)\s+(?:als|than)|\bgegenüber(?:\s+dem)?|"
    r"\b[Ii]m\s+Vergleich\s+zu[mr]?|\b[Vv]erglichen\s+mit(?:\s+dem)?|\b[Cc]ompared\s+(?:with|to))\s+"
    r"(?:noch\s+)?(?:(?:im|für|in|for)\s+)?(?:(?:das|dem|the)\s+)?(?:Jahr\w*\s+|year\s+)?$"
)


@dataclass(frozen=True)
class Marked:
    """A document and what stands where in it; each search runs once, when first asked for."""

    document: Document
    gazetteer: Gazetteer

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.document.text

    @functools.cached_property
    def amounts(self) -> list[Amount]:
        """All amounts of money, in text order; none in a pointer to another text."""
        return [amount for amount in find_amounts(self.text) if not self.is_elsewhere(amount.start)]

    @functools.cached_property
    def _teasers(self) -> list[Span]:
        return teasers(self.text, self.document.blocks)

    def is_elsewhere(self, offset: int) -> bool:
        """Say whether a character stands in a pointer to another text: "Weitere Meldungen", "Lesen Sie auch: …"."""
        return any(span.start <= offset < span.end for span in self._teasers)

    @functools.cached_property
    def places(self) -> list[PlaceMention]:
        """All places and bodies, in text order."""
        return self.gazetteer.mentions(self.text)

    @functools.cached_property
    def stated_places(self) -> dict[str, Place]:
        """The places whose kind the text itself states ("Stadt Kassel"), by id."""
        sure = (m.candidates[0] for m in self.places if m.stated_kind is not None and len(m.candidates) == 1)
        return {place.place_id: place for place in sure}

    @functools.cached_property
    def state(self) -> str | None:
        """The federal state that "das Land" means here, None where nothing shows it."""
        return state_of(self.places)

    @functools.cached_property
    def sure_state(self) -> str | None:
        """The same by names that only one state has."""
        return state_of(self.places, sure_only=True)

    @functools.cached_property
    def programmes(self) -> list[ProgrammeMention]:
        """All programmes, in text order."""
        return find_programmes(self.text)

    @functools.cached_property
    def years(self) -> list[YearMention]:
        """All years outside dates and amounts that may date a sum, in text order; none that one is compared with."""
        found = _joined_years(self.text, find_years(self.text), self.amounts)
        return [year for year in found if not self._is_compared_with(year)]

    def _is_compared_with(self, year: YearMention) -> bool:
        """Say whether a year only serves to compare: "13.500 Euro mehr als 2022", with no sum of its own behind it."""
        if not _COMPARED.search(self.text[max(0, year.start - 60) : year.start]):
            return False
        behind = re.split(r"[.!?]\s|\n\s*\n", self.text[year.end : year.end + 120])[0]
        return not inside(self.amounts, Span(year.end, year.end + len(behind)))

    @functools.cached_property
    def relative_years(self) -> list[RelativeYear]:
        """All years told by the day of writing, in text order."""
        return find_relative_years(self.text)

    @functools.cached_property
    def dates(self) -> list[DateMention]:
        """All calendar days, in text order."""
        return find_dates(self.text)

    @functools.cached_property
    def people(self) -> list[PersonRole]:
        """All persons named with their office, in text order."""
        return named_people(self.text)

    @functools.cached_property
    def blocks(self) -> list[Block]:
        """The document's blocks; a text without any is one paragraph."""
        return list(self.document.blocks) or [Block(BlockKind.PARAGRAPH, 0, len(self.text))]

    @functools.cached_property
    def sentences(self) -> list[Span]:
        """All sentences outside tables, in text order; headings and list items are one each."""
        found = sentence_spans(self.text, blocks=[b for b in self.blocks if b.kind not in TABLE])
        return [piece for span in found for piece in _parted(self.text, span)]

    @functools.cached_property
    def headline(self) -> Span | None:
        """Where the title stands in the text, if it does."""
        title = " ".join(self.document.title.split())
        at = self.text.find(self.document.title) if title else -1
        if 0 <= at < _HEAD:
            return Span(at, at + len(self.document.title))
        # A title put together of several lines ("Betreff: …") stands in the longest line that is part of it; a first
        # heading that is none of the title's words is the letterhead.
        lines = [b for b in self.blocks if b.start < _HEAD and b.end - b.start > 15]
        parts = [b for b in lines if _subject(self.text[b.start : b.end])[:60] in title]
        first = [b for b in self.blocks if b.kind is BlockKind.HEADING and b.level == 1]
        best = max(parts, key=lambda b: len(_subject(self.text[b.start : b.end])), default=first[0] if first else None)
        return Span(best.start, best.end) if best else None

    def block_at(self, offset: int) -> Block | None:
        """Return the block around a character."""
        index = bisect_left(self.blocks, offset + 1, key=lambda block: block.start) - 1
        block = self.blocks[index] if index >= 0 else None
        return block if block and offset < block.end else None

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence around a character."""
        index = bisect_left(self.sentences, offset + 1, key=lambda span: span.start) - 1
        span = self.sentences[index] if index >= 0 else None
        return span if span and offset < span.end else None


_HEAD = 3000
"""Characters: a title stands among the first."""
_FULL_STOP = re.compile(
    r"(?<=[a-zäöüß]{5})[.!?][“\"«]?\s+(?=[A-ZÄÖÜ„]|(?:19|20)\d\d\s+[a-zäöü]{3}|"
    r"\d[\d.,]*\s(?:Euro|€|EUR|Mio|Million))|"
    r"(?<=[a-zäöüß]{3})(?<!max)(?<!min)(?<!approx)(?<!inkl)(?<!zzgl)(?<!insges)[.!?]\s+(?=(?:€|EUR)\s?\d)"
)


def _parted(text: str, span: Span) -> list[Span]:
    """Part what came as one sentence where a long word ends with a full stop and a capital follows."""
    cuts = [span.start, *(span.start + m.end() for m in _FULL_STOP.finditer(text[span.start : span.end])), span.end]
    pieces = [Span(a, b) for a, b in pairwise(cuts)]
    return [Span(p.start, p.start + len(text[p.start : p.end].rstrip())) for p in pieces]


def _subject(line: str) -> str:
    return " ".join(re.sub(r"^(?:Betreff|Betr\.|Thema|Subject|Hier):?\s*", "", line).split())


def _joined_years(text: str, years: list[YearMention], amounts: list[Amount]) -> list[YearMention]:
    """Take "2018 und 2019" for one period, unless each year has an amount of its own beside it."""
    joined: list[YearMention] = []
    for year in years:
        last = joined[-1] if joined else None
        between = text[last.end : year.start] if last else ""
        if (
            last
            and re.fullmatch(r"\s*(?:und|and|sowie|/)\s*", between)
            and last.year_to + 1 == year.year_from
            and not _respective(text, year, amounts)
        ):
            joined[-1] = YearMention(last.start, year.end, text[last.start : year.end], last.year_from, year.year_to)
        else:
            joined.append(year)
    return joined


def _respective(text: str, year: YearMention, amounts: list[Amount]) -> bool:
    """Say whether each year has its own sum: "2020 und 2021 je 1 Million", "2020 und 2021 1 und 2 Millionen"."""
    following = [amount for amount in amounts if year.end <= amount.start < year.end + 120]
    stretch = text[year.end : following[-1].end] if following else ""
    return bool(re.search(r"\b(?:je|jeweils|each|beziehungsweise|bzw\.)\b", stretch)) or (
        len(following) == 2 and "." not in text[following[0].end : following[1].start]
    )


TABLE = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})
