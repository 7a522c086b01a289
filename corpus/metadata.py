"""What a document says about itself: title, kind, date, year, parties, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.addresses import address_spans
from corpus.dates import find_dates, find_years
from corpus.document import BlockKind, DocumentKind, Span
from corpus.headings import DEADLINE, is_date_line
from corpus.kinds import HEAD_CHARACTERS, SIGNING, TAIL_CHARACTERS, head_blocks, is_dateline, recognise_kind
from corpus.titles import find_title

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.document import Block
    from corpus.readers import Reading

_BETWEEN = re.compile(r"(?:^|(?<=\s))(?:zwischen|between)\s*:?\s", re.IGNORECASE)
_AND_ALONE = re.compile(r"\n\s*(?:und|sowie|and|&)\s*\n", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:und|sowie|and)\s+(?=(?:dem|der|den|die|das|the)\s)")
_ARTICLE = re.compile(r"(?:\d\.\s+)?(?:(?:dem|der|den|die|das|the)\s+)?")
_PARTY_END = re.compile(
    r"\n\s*\n|[(;]|,(?=\s+[a-zäöü(]|\s*$)|\s[–—-]\s|\.(?:\s|$)"
    r"|\s(?:vertreten|nachfolgend|im Folgenden|einerseits|andererseits|wird|werden|schließen|haben|als|zur|zum|über"
    r"|gemäß|nach Maßgabe|hereinafter|represented|for the|on the|regarding)\b"
)
_ITEM = r"\s*(?:für\s+)?[A-ZÄÖÜ][\w-]*"
"""One of the fields that a ministry's name lists."""
_SIGNED_AT = re.compile(r"(?:^|[:;/|]\s*|\s{2,}|\bin\s)[A-ZÄÖÜ][\w.\- /()]{1,40},\s*(?:den|am|dem|on)?\s*$")
_NAMED_DAY = re.compile(
    r"(?:Datum|Date|Stand|Fassung(?:\s+vom)?|Erstellt(?:\s+am)?|Sitzung(?:stag|stermin)?|Termin|Ausgabe|Veröffentlicht(?:\s+am)?"
    r"|veröffentlicht\s+am|Published)\b[\s:|*]{1,6}(?:(?:den|am|vom|on)\s+)?[^\n|]{0,25}"
)
"""A day that is named as the document's own: "Datum: 01.11.2021", "| Termin | 28.06.2022 |"."""
_OF_PRINT = re.compile(
    r"\b(?:\w*[Ff]ormular\w*|\w*[Vv]ordruck\w*|(?:Dokument|Format)vorlage|Form\w*[-. ]?Nr|Muster|Version|Rev(?:ision)?"
    r"|Ausdruck|[Gg]edruckt|[Dd]ruck(?:datum|stand)?|[Pp]rinted|Auflage|[Tt]emplate|Bestell-?[Nn]r)\b"
)
"""What a line at a page's edge says whose day is that of the form or of the printing."""
_LONGEST_PARTY = 150
_PLACE_AND_YEAR = re.compile(
    r"[A-ZÄÖÜ][\w/. ()-]{2,40},\s(?:im\s)?(?:[A-ZÄÖÜ]\w+\s)?((?:19|20)\d\d)(?:\.\s|\s*[–—:-]\s|\s*$)"
)
"""The opening of a report without a day: "Kassel, im Frühjahr 2016", "Friedberg, 2017. Die Projekte …"."""
_URL = re.compile(r"https?://[^\s<>()\[\]{}\"“”„|]+[^\s<>()\[\]{}\"“”„|.,;:!?]")
_URL_REST = re.compile(r"([-/=_]?)\n([\w%-]*[/.=-][\w%/.=-]*[\w/])(?=[\s.,;)]|$)")
_LINE = re.compile(r"[^\n]+")
_PUBLISHED = re.compile(
    r"\b(?:Quelle|Adresse|URL|source|published|retrieved|veröffentlicht|abgerufen|entnommen|erschienen)\b"
    r"|\b(?:nach|aus|von|unter|from|at)\s*:?\s*$",
    re.IGNORECASE,
)
"""What stands before the address of the page itself, or of the page that a text's figures are from."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's description of itself, as `Document` holds it."""

    title: str
    kind: DocumentKind
    date: datetime.date | None
    year: int | None
    parties: tuple[str, ...]
    url: str | None


def describe(reading: Reading) -> Metadata:
    """Return what a text says about itself, with what its format declares where the words say nothing."""
    text, blocks = reading.text, reading.blocks
    kind = recognise_kind(text, blocks)
    title = find_title(text, blocks, kind, reading.title)
    parties: tuple[str, ...] = ()
    if kind is DocumentKind.AGREEMENT:
        date = _signing_date(text, blocks)
        parties = tuple(" ".join(text[a:b].split()) for a, b in party_spans(text, blocks))
    else:
        margins = (line for a, b in reading.margins for line in text[a:b].split("\n"))
        date = _issue_date(text, blocks, reading.date) or _margin_date(margins)
    date = reading.date if reading.is_sent and reading.date else date
    year = _year(reading, kind, title, date)
    return Metadata(title, kind, date, year, parties, reading.url or _stated_url(text))


def party_spans(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Return where an agreement names its parties, without their articles; () unless there are two or more."""
    for between in _BETWEEN.finditer(text, 0, HEAD_CHARACTERS):
        ends = (b.start for b in blocks if b.kind is BlockKind.HEADING and b.level > 1 and b.start > between.end())
        end = min(next(ends, len(text)), between.end() + 1500)
        spans = tuple(_parties(text, between.end(), end))
        if len(spans) > 1:
            return spans
    return ()


def _parties(text: str, start: int, end: int) -> Iterator[Span]:
    region = text[start:end]
    joint = _AND_ALONE if _AND_ALONE.search(region) else _AND
    bounds = [0]
    for found in joint.finditer(region):
        bounds += [found.start(), found.end()]
    bounds.append(len(region))
    for a, b in zip(bounds[::2], bounds[1::2], strict=True):
        part = region[a:b]
        lead = len(part) - len(part.lstrip())
        if article := _ARTICLE.match(part, lead):
            lead = article.end()
        ended = _PARTY_END.search(part, lead)
        name = part[lead : ended.start() if ended else len(part)].rstrip()
        name = _without_seat(name)
        if not name or len(name) > _LONGEST_PARTY or not any(map(str.isupper, name)):
            return
        yield Span(start + a + lead, start + a + lead + len(name))


def _without_seat(name: str) -> str:
    """Return a name without the office or seat behind its comma; a list that ends with "und" belongs to the name."""
    parts = name.split(",")
    closing = (at for at, part in enumerate(parts) if at and re.match(rf"{_ITEM}\s+(?:und|sowie|and)\s", part))
    last = next(closing, 0)
    listed = all(re.fullmatch(_ITEM, part) for part in parts[1:last])
    return ",".join(parts[: last + 1]) if last and listed else parts[0]


def _signing_date(text: str, blocks: Sequence[Block]) -> datetime.date | None:
    """Return the last day on which an agreement was signed: "Ort, den …" near its end, else the day in its head."""
    tail = [text[block.start : block.end] for block in blocks if block.start > len(text) - TAIL_CHARACTERS]
    lines = [line.strip() for words in tail for line in words.split("\n") if len(line) < 200]
    signed = [date for line in lines for date in _signed_on(line)]
    signed = signed or [found.date for line in lines for found in find_dates(line) if is_date_line(line, 20)]
    if signed:
        return max(signed)
    head = (words for block, words in head_blocks(text, blocks) if len(words) < 200 and not block.cells)
    return next((date for words in head for date in _own_days(words)), None)


def _signed_on(line: str) -> Iterator[datetime.date]:
    """Yield the days that follow a place and close a line or a column: "Für das Land: Wiesbaden, den 8.8.23"."""
    for found in find_dates(line):
        before, after = line[: found.start], line[found.end :]
        if _SIGNED_AT.search(before) and (not after.strip() or after.startswith(("  ", "\t", " |", ",", ")", " /"))):
            yield found.date


def _issue_date(text: str, blocks: Sequence[Block], declared: datetime.date | None) -> datetime.date | None:
    """Return the day a text is from: its dateline, a date on a line of its own or named so, what the format declares.

    Never a day that something is due on or ends, nor one in an address.
    """
    head = list(head_blocks(text, blocks))
    prose = [(block, words) for block, words in head if not block.cells]
    datelines = (words[:120] for _, words in prose if is_dateline(words))
    alone = (line for _, words in prose for line in _lines_of_own(words) if is_date_line(line))
    named = (found.group() for _, words in head if len(words) < 400 and (found := _NAMED_DAY.search(words)))
    short = (words for _, words in prose[:8] if len(words) < 200)
    for lines in (datelines, alone, named, short):
        if day := next((date for line in lines for date in _own_days(line)), None):
            return day
    below = (text[block.start : block.end] for block in blocks[-4:] if not block.cells)
    alone_below = (line for words in below for line in words.split("\n") if is_date_line(line) or SIGNING.match(line))
    return declared or next((date for line in alone_below for date in _own_days(line)), None)


def _margin_date(lines: Iterable[str]) -> datetime.date | None:
    """Return the day that the edges of pages state as the text's own; never the one that a form's print is from."""
    own = [line for line in lines if not _OF_PRINT.search(line)]
    named = (found.group() for line in own if (found := _NAMED_DAY.search(line)))
    alone = (line for line in own if is_date_line(line))
    return next((date for line in (*named, *alone) for date in _own_days(line)), None)


def _lines_of_own(words: str) -> Sequence[str]:
    """Return the lines of a block that its writer ended: not those of a paragraph that a page's width broke."""
    lines = words.split("\n")
    return lines if len(words) < 200 else lines[:1]


def _own_days(words: str) -> Iterator[datetime.date]:
    """Yield the days in a few words that can be the text's own."""
    addresses = address_spans(words)
    for found in find_dates(words):
        inside = any(start < found.end and found.start < end for start, end in addresses)
        if not inside and not DEADLINE.search(words[max(0, found.start - 30) : found.start]):
            yield found.date


def _year(reading: Reading, kind: DocumentKind, title: str, date: datetime.date | None) -> int | None:
    """Return the year a document is about: an agreement's title names it, else the day or the season it is from."""
    named = [found.year_from for found in find_years(title) if found.year_from == found.year_to]
    if named and kind is DocumentKind.AGREEMENT:
        return named[0]
    if date and (kind is DocumentKind.PRESS_RELEASE or not named):
        return date.year
    stated = (_PLACE_AND_YEAR.match(words) for _, words in head_blocks(reading.text, reading.blocks))
    placed = [int(found[1]) for found in stated if found] if kind is DocumentKind.PRESS_RELEASE else []
    monthly = (line for _, words in head_blocks(reading.text, reading.blocks) for line in _lines_of_own(words))
    dated = [found.year_to for line in monthly if is_date_line(line) for found in find_years(line)]
    return next(iter([*placed, *named, *dated]), date.year if date else None)


def _stated_url(text: str) -> str | None:
    """Return the address a text gives for itself in its first or last lines, not any link it mentions."""
    head = [found for found in _LINE.finditer(text, 0, 2000) if found.group().strip()][:4]
    tail = [found for found in _LINE.finditer(text, max(0, len(text) - 2000)) if found.group().strip()][-4:]
    for line in [*head, *reversed(tail)]:
        found = _URL.search(text, line.start(), min(line.end(), line.start() + 1000))
        if not found:
            continue
        before = text[max(0, line.start() - 120) : found.start()].rpartition("\n\n")[2]
        if len(line.group().strip()) <= len(found.group()) + 2 or _PUBLISHED.search(before):
            return found.group() + _rest_of_url(text, found.end())
    return None


def _rest_of_url(text: str, end: int) -> str:
    """Return what of an address stands on the next line, where a page's width cut it."""
    rest = _URL_REST.match(text, end)
    return "".join(rest.groups()) if rest else ""
