"""A mail with those that it quotes or passes on, each as a document by itself: understood by its own words alone."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Page, Span
from corpus.quotation import innermost
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
    for mail in (*reversed(document.quotations), None):
        text, places = _own_text(document, list(_pieces(document, mail)))
        if not text.strip():
            continue
        blocks = tuple(_moved(block, places) for block in _own_blocks(document, mail))
        day = document.day_at(mail.start) if mail else document.date
        own = replace(
            document,
            text=text,
            date=day,
            year=day.year if mail and day else document.year,
            blocks=blocks,
            sections=find_sections(text, blocks),
            pages=(Page(1, 0, len(text)),),
            quotations=(),
        )
        yield OneMail(own, places)


def _own_blocks(document: Document, mail: Quotation | None) -> Iterator[Block]:
    """Yield the blocks of one mail: its subject and its body, not who wrote it to whom."""
    subject = _subject(document, mail) if mail else None
    if subject:
        yield subject
    for block in document.blocks:
        if innermost(document.quotations, block.start) is mail and (mail is None or block.start >= mail.body_start):
            yield block


def _subject(document: Document, mail: Quotation | None) -> Block | None:
    """Return the heading that says a quoted mail's subject: in its own head, else that of the mail that quotes it."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    own = [b for b in headings if mail and mail.start < b.start < mail.body_start]
    return next(iter(own or [b for b in headings if b.level == 1 and b.start == 0]), None)


def _pieces(document: Document, mail: Quotation | None) -> Iterator[Span]:
    """Yield the stretches of a document that one mail says: its subject, and what is not another mail within it."""
    subject = _subject(document, mail)
    if mail and subject:
        yield Span(subject.start, subject.end)
    at, end = (mail.body_start, mail.end) if mail else (0, len(document.text))
    for inner in document.quotations:
        if inner is not mail and at <= inner.start < end:
            yield Span(at, inner.start)
            at = inner.end
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
