"""Who signed, in which office, where and when: from the signature block at the end of an agreement.

It is read by its lines: "Ort, den Datum", a name on a line of its own, below it office and body, "Für den Kreis: …".
Two columns are read one after the other. Places and dates pair with names in the order they stand, column by column.
An office without a name ("Der Landrat des Wetteraukreises") stands for the person who holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import RecipientKind, Span
from corpus.parties import Party, nominative, party_kind
from corpus.people import FULL_NAME, OFFICE, office_kind
from corpus.signature_blocks import Block, ColumnReader, Signed, after_for, signings

if TYPE_CHECKING:
    import datetime


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signed, or the office's words where no name is given.

    `body` is whom the person signed for, `kind` what sort of body that is.
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


# The signatures stand at the end: at most this many characters below the first line "Ort, den Datum".
_TAIL_CHARACTERS = 2500
_SIGNS_FOR = re.compile(
    rf"\s*(?:Für|For)\s+(?:(?:das|den|die|the)\s+)?[A-ZÄÖÜ][^:\n]{{2,70}}:\s+(?:{OFFICE.pattern}\s+)?{FULL_NAME}\s*$"
)
_CELLS = re.compile(r"(?:(?!\t|[ \u00a0]{3,}| \| |\n).)+")


def read_signatures(text: str, parties: tuple[Party, ...] = ()) -> tuple[Signatory, ...]:
    """Return the signatories of the signature block at the end of an agreement, or () where there is none."""
    start = _block_start(text)
    if start is None:
        return ()
    signed: list[Signed] = []
    blocks: list[Block] = []
    for number, column in enumerate(_columns(text, start)):
        reader = ColumnReader(text, number)
        reader.read(column)
        signed += reader.signed
        blocks += reader.blocks
    if not blocks:
        return ()
    paired = _pair(blocks, signed)
    return tuple(
        _signatory(text, block, where, index, parties, len(blocks)) for index, (block, where) in enumerate(paired)
    )


def _block_start(text: str) -> int | None:
    """Return where the signatures begin: the first line below the middle that is only place and date, or "gez.".

    Where no line gives place and date, it is the first of several that end with a name: "Für den Kreis: Landrat …".
    """
    for match in re.finditer(r"[^\n]+", text):
        if not _is_near_the_end(text, match.start()):
            continue
        if list(signings(text, after_for(text, Span(*match.span()))[1])) or re.match(r"\s*gez\.", match.group()):
            return match.start()
    lines = [m for m in re.finditer(r"[^\n]+", text) if _is_near_the_end(text, m.start())]
    signing = [line.start() for line in lines if _SIGNS_FOR.match(line.group())]
    return signing[0] if len(signing) > 1 else None  # both sides sign: a single such line may be anything


def _is_near_the_end(text: str, at: int) -> bool:
    return at >= len(text) * 0.4 and len(text) - at <= _TAIL_CHARACTERS


def _columns(text: str, start: int) -> list[list[Span]]:
    """Return the lines below `start`, column by column: cells parted by tabs, wide gaps or bars."""
    columns: list[list[Span]] = [[], []]
    for line in re.finditer(r"[^\n]*(?:\n|$)", text[start:]):
        at = start + line.start()
        found = [
            (at + c.start() + len(c.group()) - len(c.group().lstrip("| ")), at + c.end())
            for c in _CELLS.finditer(line.group())
        ]
        cells = [Span(start, end) for start, end in found if text[start:end].strip()]
        if not cells:
            for column in columns:
                column.append(Span(start, start))  # an empty line ends a name's block
        for index, cell in enumerate(cells):
            columns[min(index, 1)].append(cell)
    return columns


def _pair(blocks: list[Block], signed: list[Signed]) -> list[tuple[Block, Signed | None]]:
    """Pair names with places and dates: a date above each name belongs to it, else the first with the first."""
    if not signed:
        return [(block, None) for block in blocks]
    columns = {block.column for block in blocks}
    if len(columns) > 1 and columns == {where.column for where in signed}:
        apart = [
            pair
            for number in sorted(columns)
            for pair in _pair([b for b in blocks if b.column == number], [w for w in signed if w.column == number])
        ]
        return sorted(apart, key=lambda pair: pair[0].start)
    blocks.sort(key=lambda block: block.start)
    signed.sort(key=lambda where: where.span.start)
    interleaved = len(signed) > 1 and any(
        blocks[i].start < where.span.start < blocks[i + 1].start for where in signed for i in range(len(blocks) - 1)
    )
    if interleaved and signed[0].span.start < blocks[0].start:
        return [(b, [w for w in signed if w.span.start < b.start][-1]) for b in blocks]
    return [(block, signed[min(index, len(signed) - 1)]) for index, block in enumerate(blocks)]


def _signatory(
    text: str, block: Block, where: Signed | None, index: int, parties: tuple[Party, ...], count: int
) -> Signatory:
    office = block.offices[0] if block.offices else None
    body = nominative(re.sub(r"^(?:des|der|vom|von)\s+", "", " ".join(block.bodies))) or None
    kind = office_kind(office) if office else RecipientKind.UNKNOWN
    if kind is RecipientKind.UNKNOWN and body:
        kind = party_kind(body)
    own = [p for p in parties if body and (p.name in body or body in p.name or _is_called(text, p, body))]
    own = own or [p for p in parties if p.kind is kind]
    if len(own) != 1 and len(parties) == count:
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


def _is_called(text: str, party: Party, body: str) -> bool:
    """Say whether the head of the agreement calls a party so: „nachstehend "Empfängerin"“."""
    told = text[party.span.end : party.span.end + 250].split("\n\nund", maxsplit=1)[0]
    return any(body in name or name in body for name in re.findall(r"[„\"“]([A-ZÄÖÜ]\w{3,30})[“\"”]", told)[:1])
