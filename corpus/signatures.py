"""Who signed, in which office, where and when: from a signature block, or from a report of the signing.

A signature block is read by its lines: "Ort, den Datum", a name on a line of its own, below it office and body. Two
columns are read one after the other. Places and dates pair with names in the order they stand: the first with the
first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Document, RecipientKind, Span
from corpus.parties import Party, nominative
from corpus.people import FULL_NAME, OFFICE, PersonRole, clean_name, named_people, office_kind
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signed. `body` is whom the person signed for, `kind` what sort of body that is.

    `span` covers the name and the words that name its office; `signed_span` the place and date of signing, if stated.
    """

    name: str
    office: str | None
    body: str | None
    place: str | None
    date: datetime.date | None
    span: Span
    name_span: Span
    signed_span: Span | None = None
    kind: RecipientKind = RecipientKind.UNKNOWN


@dataclass(slots=True)
class _Signed:
    place: str
    date: datetime.date | None
    span: Span


@dataclass(slots=True)
class _Block:
    """A name with the lines that belong to it, while a block is being read."""

    name: str
    name_span: Span
    start: int
    end: int
    offices: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


# The signatures stand at the end: at most this many characters below the first line "Ort, den Datum".
_TAIL_CHARACTERS = 2500
_NAME_LINE = re.compile(rf"[\s(_.]*(?:gez\.\s*)?[(]?\s*(?P<name>{FULL_NAME})\s*[)]?[\s_.]*")
_PLACE = re.compile(
    r"(?P<place>[A-ZÄÖÜ][\wäöüß.-]+(?:[ /](?:am|an|der|im|in|ob|v\.|d\.|vor|bei|bad|"
    r"[A-ZÄÖÜ(])[\wäöüß./()-]*)*)\s*,\s*(?:den|am|dem|im|on)?\s*$"
)
_CELLS = re.compile(r"(?:(?!\t|[ \u00a0]{3,}| \| |\n).)+")
_FOR = re.compile(r"^\s*(?:[Ff]ür|For|i\. ?[AV]\.|im Auftrag)\s+(?:(?:das|den|die|the)\s+)?(?P<body>[A-ZÄÖÜ].*)")
_RULE = re.compile(r"^[\s_.\-–—…·]*$|^\s*\(?(?:Unterschrift|Siegel|Stempel|Signature|Name)[^)]*\)?\s*$")
_NOT_A_PERSON = re.compile(
    r"ministerium|landkreis|kreis\b|stadt\b|gemeinde|\bland\b|verband|verein|gmbh|behörde|magistrat|"
    r"ausschuss|präsidium|"
    r"§|straße|\bplatz\b|anlage|seite|telefon|jobcenter|department|ministry|council",
    re.IGNORECASE,
)


def read_signatures(text: str, parties: tuple[Party, ...] = ()) -> tuple[Signatory, ...]:
    """Return the signatories of the signature block at the end of an agreement, or () where there is none."""
    start = _block_start(text)
    if start is None:
        return ()
    signed: list[_Signed] = []
    blocks: list[_Block] = []
    for column in _columns(text, start):
        _read_column(text, column, signed, blocks)
    if not blocks:
        return ()
    paired = _pair(blocks, signed)
    return tuple(_signatory(block, where, index, blocks, parties) for index, (block, where) in enumerate(paired))


def _block_start(text: str) -> int | None:
    """Return where the signatures begin: the first line below the middle that is only place and date, or "gez."."""
    for match in re.finditer(r"[^\n]+", text):
        if match.start() < len(text) * 0.4 or len(text) - match.start() > _TAIL_CHARACTERS:
            continue
        if list(_signings(text, Span(*match.span()))) or re.match(r"\s*gez\.", match.group()):
            return match.start()
    return None


def _signings(text: str, span: Span) -> Iterator[_Signed]:
    """Yield "Ort, den Datum" of a line that holds nothing else (one, or two side by side)."""
    line, begin = text[span.start : span.end], 0
    found = []
    for mention in find_dates(line):
        match = _PLACE.search(line[begin : mention.start])
        if (
            not match
            or match.start() - len(line[begin : begin + match.start()]) > 0
            or line[begin : begin + match.start()].strip(" \t|_")
        ):
            return
        start = span.start + begin + match.start()
        found.append(_Signed(match["place"], mention.date, Span(start, span.start + mention.end)))
        begin = mention.end
    if found and not line[begin:].strip(" \t|_."):
        yield from found


def _columns(text: str, start: int) -> list[list[Span]]:
    """Return the lines below `start`, column by column: cells parted by tabs, wide gaps or bars."""
    columns: list[list[Span]] = [[], []]
    for line in re.finditer(r"[^\n]*(?:\n|$)", text[start:]):
        at = start + line.start()
        cells = [Span(at + c.start(), at + c.end()) for c in _CELLS.finditer(line.group()) if c.group().strip()]
        if not cells:
            for column in columns:
                column.append(Span(start, start))  # an empty line ends a name's block
        for index, cell in enumerate(cells):
            columns[min(index, 1)].append(cell)
    return columns


def _read_column(text: str, lines: list[Span], signed: list[_Signed], blocks: list[_Block]) -> None:
    pending_office: list[str] = []
    pending_body: list[str] = []
    current: _Block | None = None
    for span in lines:
        line = text[span.start : span.end]
        places = list(_signings(text, span))
        person = _person_on_line(text, span)
        if places:
            signed += places
            current, pending_body, pending_office = None, [], []
        elif person:
            current = person
            current.offices += pending_office
            current.bodies += pending_body
            pending_office, pending_body = [], []
            blocks.append(current)
        elif not line.strip():
            # An empty line between a name and its office occurs; a filled block is closed by it.
            current = current if current and not current.offices and not current.bodies else None
        elif not _RULE.match(line):
            if len(line.strip()) > 90:
                break
            _add_line(line, span, current, pending_office, pending_body)


def _add_line(line: str, span: Span, current: _Block | None, offices: list[str], bodies: list[str]) -> None:
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


def _person_on_line(text: str, span: Span) -> _Block | None:
    line = text[span.start : span.end]
    match = _NAME_LINE.fullmatch(line)
    if match and not _NOT_A_PERSON.search(line) and not OFFICE.search(line):
        name_span = Span(span.start + match.start("name"), span.start + match.end("name"))
        return _Block(clean_name(match["name"]), name_span, name_span.start, name_span.end)
    if len(line) > 90:
        return None
    for person in named_people(line):
        if " " in person.name:
            block = _Block(
                person.name,
                Span(span.start + person.name_span.start, span.start + person.name_span.end),
                span.start + person.span.start,
                span.start + person.span.end,
                [person.role],
            )
            block.bodies += [person.body] if person.body else []
            return block
    return None


def _pair(blocks: list[_Block], signed: list[_Signed]) -> list[tuple[_Block, _Signed | None]]:
    """Pair names with places and dates: a date above each name belongs to it, else the first with the first."""
    if not signed:
        return [(block, None) for block in blocks]
    blocks.sort(key=lambda block: block.start)
    signed.sort(key=lambda where: where.span.start)
    interleaved = len(signed) > 1 and any(
        blocks[i].start < where.span.start < blocks[i + 1].start for where in signed for i in range(len(blocks) - 1)
    )
    if interleaved and signed[0].span.start < blocks[0].start:
        return [(b, [w for w in signed if w.span.start < b.start][-1]) for b in blocks]
    return [(block, signed[min(index, len(signed) - 1)]) for index, block in enumerate(blocks)]


def _signatory(
    block: _Block, where: _Signed | None, index: int, blocks: list[_Block], parties: tuple[Party, ...]
) -> Signatory:
    office = block.offices[0] if block.offices else None
    body = nominative(re.sub(r"^(?:des|der|vom|von)\s+", "", " ".join(block.bodies))) or None
    kind = office_kind(office) if office else RecipientKind.UNKNOWN
    own = [p for p in parties if p.kind is kind or (body and (p.name in body or body in p.name))]
    if len(own) != 1 and len(parties) == len(blocks):
        own = [parties[index]]
    if len(own) == 1:
        body, kind = own[0].name, own[0].kind
    return Signatory(
        name=block.name,
        office=office,
        body=body,
        place=where.place if where else None,
        date=where.date if where else None,
        span=Span(block.start, block.end),
        name_span=block.name_span,
        signed_span=where.span if where else None,
        kind=kind,
    )


_SIGNING = re.compile(
    r"unterzeichne\w*|unterschr[ie]+b\w*|signier\w*|besiegel\w*|(?:schloss|schließ\w*|geschlossen|"
    r"abgeschlossen)\b|signed\b|concluded\b",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"vereinbarung|vertrag|vertrags|abkommen|erklärung|absichts|kooperation|agreement|contract|pakt", re.IGNORECASE
)
_ONLOOKER = re.compile(
    r"(?:im Beisein|in Anwesenheit|Gegenwart|in the presence)(?:\s+\w+){0,3}\s*$|\b(?:so|sagte|"
    r"betonte|erklärte|freute sich|said)\s*$",
    re.IGNORECASE,
)


def signing_reports(document: Document, gazetteer: Gazetteer) -> tuple[Signatory, ...]:
    """Return who signed by a report's own words: "… unterzeichneten Ministerin X und Landrat Y"."""
    text = document.text
    everyone = named_people(text)
    found: dict[str, Signatory] = {}
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        if not (_SIGNING.search(sentence) and _CONTRACT.search(sentence)):
            continue
        for person in everyone:
            if span.start <= person.name_span.start < span.end and not _ONLOOKER.search(
                text[span.start : person.span.start]
            ):
                found.setdefault(person.name, _reported(document, person, span, gazetteer))
    return tuple(found.values())


def _reported(document: Document, person: PersonRole, sentence: Span, gazetteer: Gazetteer) -> Signatory:
    text = document.text[sentence.start : sentence.end]
    dates = [
        d
        for d in find_dates(text)
        if re.search(r"\b(?:am|vom|on)\s+(?:(?:\w+tag|Mittwoch|\w+day),?\s+(?:dem |den |the )?)?$", text[: d.start])
    ]
    return Signatory(
        name=person.name,
        office=person.role,
        body=person.body or _body_of(document, person, gazetteer),
        place=None,
        date=dates[0].date if dates else None,
        span=person.span,
        name_span=person.name_span,
        kind=person.kind,
    )


def _body_of(document: Document, person: PersonRole, gazetteer: Gazetteer) -> str | None:
    """Return the place that an office belongs to: the first of the office's kind that the document names."""
    kinds = {person.kind} | ({RecipientKind.MUNICIPALITY} if person.kind is RecipientKind.CITY else set())
    before = document.text[max(0, person.span.start - 60) : person.span.end]
    for text in (before, document.title, document.text):
        for mention in gazetteer.mentions(text):
            fitting = [place for place in mention.candidates if place.kind in kinds]
            if fitting:
                return fitting[0].name
    return None


__all__ = ["Signatory", "read_signatures", "replace", "signing_reports"]
