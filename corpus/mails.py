"""A mail with those that it quotes or passes on, each as a document by itself: understood by its own words alone."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Page, Span
from corpus.quotation import owners
from corpus.readers.quoted import MARK
from corpus.sections import find_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Block, Document, Fact
    from corpus.quotation import Quotation

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class OneMail:
    """One of the mails in a document: what it says itself, without the marks of quoted lines.

    Character i of its text stands at `places[i]` of the document's.
    """

    document: Document
    places: Sequence[int]

    def span(self, span: Span) -> Span:
        """Return where a stretch of the mail stands in the whole document."""
        return Span(self.places[span[0]], self.places[span[1] - 1] + 1)

    def fact(self, fact: Fact, amount: Span, whole: Document) -> Fact:
        """Return a fact of this mail, its sum at `amount`, as one of the whole document."""
        start, end = self.span(fact.span)
        stated = self.span(amount)
        section = whole.section_at(stated.start)
        return replace(
            fact,
            fact_id=fact.fact_id.replace(f":{amount.start}-{amount.end}", f":{stated.start}-{stated.end}", 1),
            amount_text=whole.quote(stated),
            start=start,
            end=end,
            section=section.name if section else None,
            support=tuple(self.span(one) for one in fact.support if one.end > one.start),
        )


def each_mail(document: Document) -> Iterator[OneMail]:
    """Yield the mails of a document from the last, which is the oldest mostly, to its own."""
    blocks: dict[Quotation | None, list[Block]] = {mail: [] for mail in (None, *document.quotations)}
    for block, owner in zip(
        document.blocks, owners(document.quotations, (b.start for b in document.blocks)), strict=True
    ):
        blocks[owner].append(block)
    first = next((b for b in blocks[None] if b.kind is BlockKind.HEADING and b.level == 1), None)
    for number, mail in reversed(list(enumerate((None, *document.quotations)))):
        inner = document.quotations[number:]
        if made := _one_mail(document, mail, inner, blocks[mail], first):
            yield made


def _one_mail(
    document: Document, mail: Quotation | None, inner: Sequence[Quotation], blocks: Sequence[Block], first: Block | None
) -> OneMail | None:
    """Return one mail by itself, None where it says nothing; `first` is the subject of the document's own mail."""
    subject = (_subject(mail, blocks) or first) if mail else None
    text, places = _own_text(document, [*_subject_piece(subject), *_pieces(document, mail, inner)])
    if not text.strip():
        return None
    said = [block for block in blocks if mail is None or block.start >= mail.body_start]
    moved = tuple(_moved(block, places) for block in (*([subject] if subject else []), *said))
    day = document.day_at(mail.start) if mail else document.date
    own = replace(
        document,
        text=text,
        date=day,
        year=day.year if mail and day else document.year,
        blocks=moved,
        sections=find_sections(text, moved),
        pages=(Page(1, 0, len(text)),),
        quotations=(),
    )
    return OneMail(own, places)


def _subject(mail: Quotation, blocks: Sequence[Block]) -> Block | None:
    """Return the heading in a quoted mail's own head that says its subject."""
    heads = (block for block in blocks if block.kind is BlockKind.HEADING and block.start < mail.body_start)
    return next((block for block in heads if block.start > mail.start), None)


def _subject_piece(subject: Block | None) -> Iterator[Span]:
    if subject:
        yield Span(subject.start, subject.end)


def _pieces(document: Document, mail: Quotation | None, inner: Sequence[Quotation]) -> Iterator[Span]:
    """Yield the stretches of a mail's body that are not another mail within it; `inner` are those that begin later."""
    at, end = (mail.body_start, mail.end) if mail else (0, len(document.text))
    for one in inner:
        if one.start >= end:
            break
        if one.start >= at:
            yield Span(at, one.start)
            at = one.end
    yield Span(at, end)


def _own_text(document: Document, pieces: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """Return the text of some pieces without the marks of quoted lines, and where its characters stand."""
    parts: list[str] = []
    places: list[int] = []
    for start, end in pieces:
        if parts:
            parts.append(_BETWEEN)
            places += [places[-1] if places else start] * len(_BETWEEN)
        at = start
        for mark in MARK.finditer(document.text, start, end):
            parts.append(document.text[at : mark.start()])
            places += range(at, mark.start())
            at = mark.end()
        parts.append(document.text[at:end])
        places += range(at, end)
    return "".join(parts), places


def _moved(block: Block, places: Sequence[int]) -> Block:
    """Return a block of the document as one of the mail's own text."""

    def moved(start: int, end: int) -> Span:
        first = bisect_left(places, start)
        return Span(first, bisect_left(places, end - 1) + 1 if end > start else first)

    start, end = moved(block.start, block.end)
    return replace(block, start=start, end=end, cells=tuple(moved(*cell) for cell in block.cells))
