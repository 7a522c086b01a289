"""What a document says about itself: title, kind, date, year, parties, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.dates import find_dates, find_years
from corpus.document import BlockKind, DocumentKind, Span
from corpus.kinds import HEAD_CHARACTERS, SIGNING, TAIL_CHARACTERS, head_blocks, is_dateline, recognise_kind
from corpus.titles import find_title

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from corpus.document import Block
    from corpus.readers import Reading

_BETWEEN = re.compile(r"(?:^|(?<=\s))(?:zwischen|between)\s*:?\s", re.IGNORECASE)
_AND_ALONE = re.compile(r"\n\s*(?:und|sowie|and|&)\s*\n", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:und|sowie|and)\s+(?=(?:dem|der|den|die|das|the)\s)")
_ARTICLE = re.compile(r"(?:\d\.\s+)?(?:(?:dem|der|den|die|das|the)\s+)?")
_PARTY_END = re.compile(
    r"\n\s*\n|[,(;]|\s[–—-]\s|\s(?:vertreten|nachfolgend|im Folgenden|einerseits|andererseits|wird|werden|schließen"
    r"|haben|zur|zum|über|gemäß|nach Maßgabe|hereinafter|represented|for the|on the|regarding)\b|\.(?:\s|$)"
)
_LONGEST_PARTY = 150
_URL = re.compile(r"https?://[^\s<>()\[\]{}\"“”„|]+[^\s<>()\[\]{}\"“”„|.,;:!?]")
_PUBLISHED = re.compile(
    r"Quelle|Adresse|veröffentlicht|abgerufen|entnommen|nach|aus|URL|source|published|retrieved", re.I
)


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
    date = _signing_date(text, blocks) if kind is DocumentKind.AGREEMENT else _issue_date(text, blocks, reading.date)
    parties: tuple[str, ...] = ()
    if kind is DocumentKind.AGREEMENT:
        parties = tuple(" ".join(text[a:b].split()) for a, b in party_spans(text, blocks))
    return Metadata(title, kind, date, _year(kind, title, date), parties, reading.url or _stated_url(text))


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
        if not name or len(name) > _LONGEST_PARTY or not any(map(str.isupper, name)):
            return
        yield Span(start + a + lead, start + a + lead + len(name))


def _signing_date(text: str, blocks: Sequence[Block]) -> datetime.date | None:
    """Return the last day on which an agreement was signed: "Ort, den …" near its end, else the day in its head."""
    tail = [text[block.start : block.end] for block in blocks if block.start > len(text) - TAIL_CHARACTERS]
    lines = [line.strip() for words in tail for line in words.split("\n") if len(line) < 200]
    signed = [found.date for line in lines for found in find_dates(line) if SIGNING.match(line) or _is_date_only(line)]
    if signed:
        return max(signed)
    head = (words for _, words in head_blocks(text, blocks) if len(words) < 200)
    return next((found.date for words in head for found in find_dates(words)), None)


def _issue_date(text: str, blocks: Sequence[Block], declared: datetime.date | None) -> datetime.date | None:
    """Return the day a text is from: its dateline, a date on a line of its own, what the format declares."""
    head = list(head_blocks(text, blocks))
    datelines = (words for _, words in head if is_dateline(words))
    alone = (line for _, words in head for line in words.split("\n") if _is_date_only(line))
    tail = (text[block.start : block.end] for block in blocks[-4:])
    alone_below = (line for words in tail for line in words.split("\n") if _is_date_only(line) or SIGNING.match(line))
    for lines in (datelines, alone):
        if found := _first_date(lines):
            return found
    return declared or _first_date(alone_below)


def _first_date(lines: Iterator[str]) -> datetime.date | None:
    return next((found.date for line in lines for found in find_dates(line[:200])[:1]), None)


def _is_date_only(line: str) -> bool:
    """Whether a line says a date and hardly more: "23.06.2020", "Stand: 1. Mai 2021", "Pressemitteilung vom …"."""
    line = line.strip()
    return len(line) <= 80 and any(len(line) - (found.end - found.start) <= 40 for found in find_dates(line))


def _year(kind: DocumentKind, title: str, date: datetime.date | None) -> int | None:
    named = [found.year_from for found in find_years(title) if found.year_from == found.year_to]
    if date and (kind is DocumentKind.PRESS_RELEASE or not named):
        return date.year
    return named[0] if named else None


def _stated_url(text: str) -> str | None:
    """Return the address a text gives for itself in its first or last lines, not any link it mentions."""
    lines = [line for line in (text[:2000].split("\n") if len(text) > 4000 else text.split("\n")) if line.strip()]
    last = [line for line in text[-2000:].split("\n") if line.strip()][-4:]
    for line in [*lines[:4], *reversed(last)]:
        found = _URL.search(line[:1000])
        if found and (len(line.strip()) <= len(found.group()) + 2 or _PUBLISHED.search(line[: found.start()])):
            return found.group()
    return None
