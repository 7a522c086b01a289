"""The lines of a signature block, read column by column into names, offices, bodies, places and days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Span
from corpus.people import FULL_NAME, OFFICE, clean_name, named_people

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator


@dataclass(slots=True)
class Signed:
    """A place and day of signing; `column` counts from 0."""

    place: str
    date: datetime.date | None
    span: Span
    column: int = 0


@dataclass(slots=True)
class Block:
    """A name with the lines that belong to it, while a block is being read."""

    name: str
    name_span: Span
    start: int
    end: int
    offices: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    column: int = 0


_NAME_LINE = re.compile(rf"[\s(_.]*(?:gez\.\s*)?[(]?\s*(?P<name>{FULL_NAME})\s*[)]?[\s_.]*")
_PLACE = re.compile(
    r"(?P<place>[A-ZÄÖÜ][\wäöüß.-]+(?:[ /](?:am|an|der|im|in|ob|v\.|d\.|vor|bei|bad|"
    r"[A-ZÄÖÜ(])[\wäöüß./()-]*)*)\s*,\s*(?:den|am|dem|im|on)?\s*$"
)
_FOR = re.compile(r"^\s*(?:[Ff]ür|For|i\. ?[AV]\.|im Auftrag)\s+(?:(?:das|den|die|the)\s+)?(?P<body>[A-ZÄÖÜ].*)")
_RULE = re.compile(r"^[\s_.\-–—…·]*$|^\s*\(?(?:Unterschrift|Siegel|Stempel|Signature|Name)[^)]*\)?\s*$")
_NOT_A_PERSON = re.compile(
    r"ministerium|landkreis|kreis\b|stadt\b|gemeinde|\bland\b|verband|verein|gmbh|behörde|magistrat|"
    r"ausschuss|präsidium|"
    r"§|straße|\bplatz\b|anlage|seite|telefon|jobcenter|department|ministry|council",
    re.IGNORECASE,
)


def signings(text: str, span: Span) -> Iterator[Signed]:
    """Yield "Ort, den Datum" of a line that holds nothing else (one, or two side by side)."""
    line, begin = text[span.start : span.end], 0
    found = []
    for mention in find_dates(line):
        match = _PLACE.search(line[begin : mention.start])
        if (
            not match
            or match.start() - len(line[begin : begin + match.start()]) > 0
            or line[begin : begin + match.start()].strip(" \t|_/")
        ):
            return
        start = span.start + begin + match.start()
        found.append(Signed(match["place"], mention.date, Span(start, span.start + mention.end)))
        begin = mention.end
    if found and not line[begin:].strip(" \t|_./"):
        yield from found


_FOR_WHOM = re.compile(r"\s*(?:[Ff]ür|For)\s+(?:(?:das|den|die|the)\s+)?(?P<body>[A-ZÄÖÜ][^:\n]{2,70}):\s+(?=\S)")
_OFFICE_ALONE = re.compile(
    rf"\s*(?P<name>(?:(?:[Dd]er|[Dd]ie|[Tt]he)\s+)?(?:[A-ZÄÖÜ]\w+ische[rn]?\s+)?{OFFICE.pattern}"
    r"(?:\s+(?:des|der|von|für|of)\s+[^.,:;\n]{3,60})?)\s*"
)


def after_for(text: str, span: Span) -> tuple[str | None, Span]:
    """Cut "Für das Land Hessen: " off a line: whom it speaks of, and the rest."""
    match = _FOR_WHOM.match(text, span.start, span.end)
    return (match["body"].strip(), Span(match.end(), span.end)) if match else (None, span)


class ColumnReader:
    """Reads one column of a signature block, line by line, into names and places."""

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number
        self.signed: list[Signed] = []
        self.blocks: list[Block] = []
        self._offices: list[str] = []
        self._bodies: list[str] = []
        self._current: Block | None = None
        self._vacant: Block | None = None  # an office whose name has not come yet

    def read(self, lines: list[Span]) -> None:
        """Read all lines; a line that is a whole sentence ends the block."""
        for span in lines:
            body, rest = after_for(self.text, span)
            if len(self.text[rest.start : rest.end].strip()) > 90 and not list(signings(self.text, rest)):
                break
            self._line(rest, body)
        self._settle_office()

    def _line(self, span: Span, body: str | None) -> None:
        line = self.text[span.start : span.end]
        places = list(signings(self.text, span))
        person = None if places else _person_on_line(self.text, span)
        if body:
            self._settle_office()
            self._current, self._bodies, self._offices = None, [body], []
        if places:
            self._settle_office()
            for place in places:
                place.column = self.number
            self.signed += places
            self._current, self._offices = None, []
            self._bodies = [body] if body else []
        elif person:
            self._person(person)
        elif not line.strip():
            # An empty line between a name and its office occurs; a filled block is closed by it.
            filled = self._current and (self._current.offices or self._current.bodies)
            self._current = None if filled else self._current
        elif not _RULE.match(line):
            self._vacancy(span)
            _add_line(line, span, self._current, self._offices, self._bodies)

    def _person(self, person: Block) -> None:
        person.column = self.number
        person.offices += self._offices
        person.bodies += self._bodies
        self._offices, self._bodies, self._vacant = [], [], None
        self._current = person
        self.blocks.append(person)

    def _vacancy(self, span: Span) -> None:
        """Keep an office on a line of its own in mind: if no name follows, it is who signed."""
        match = _OFFICE_ALONE.fullmatch(self.text, span.start, span.end)
        if match and self._current is None and self._vacant is None and self.signed:
            name = Span(*match.span("name"))
            self._vacant = Block(self.text[name.start : name.end], name, name.start, name.end, column=self.number)

    def _settle_office(self) -> None:
        if self._vacant:
            self._vacant.offices, self._vacant.bodies = list(self._offices), list(self._bodies[:1])
            self.blocks.append(self._vacant)
        self._vacant = None


def _add_line(line: str, span: Span, current: Block | None, offices: list[str], bodies: list[str]) -> None:
    # "für Soziales und Integration" below "Hessisches Ministerium" goes on with it; "Für das Land" opens anew.
    purpose = None if current and current.bodies else _FOR.match(line)
    if purpose:
        bodies[:] = [purpose["body"].strip()]
        return
    office = OFFICE.search(line)
    into_offices, into_bodies = (current.offices, current.bodies) if current else (offices, bodies)
    if office:
        into_offices.append(office.group().strip())
        rest = line[office.end() :].strip(" ,()")
        if rest:
            into_bodies.append(rest)
    else:
        into_bodies.append(line.strip(" ,()"))
    if current:
        current.end = span.end


def _person_on_line(text: str, span: Span) -> Block | None:
    line = text[span.start : span.end]
    match = _NAME_LINE.fullmatch(line)
    if match and not (_NOT_A_PERSON.search(line) or OFFICE.search(line) or _FOR.match(line)):
        name_span = Span(span.start + match.start("name"), span.start + match.end("name"))
        return Block(clean_name(match["name"]), name_span, name_span.start, name_span.end)
    if len(line) > 90:
        return None
    for person in named_people(line):
        if " " in person.name:
            block = Block(
                person.name,
                Span(span.start + person.name_span.start, span.start + person.name_span.end),
                span.start + person.span.start,
                span.start + person.span.end,
                [person.role],
            )
            block.bodies += [person.body] if person.body else []
            return block
    return None
