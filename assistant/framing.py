"""What frames a sentence: the words beside it, the question it answers, its caption, section, the document's lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Document, Span
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Block

_QUESTION = re.compile(r"\?\W*$")
_ENDS = re.compile(r"[.!?;,“”\"»)]\W*$")
_LONGEST_CAPTION = 90
"""Characters of a line that can be a caption in running text: "2. SO KOMMEN VEREINE AN DAS GELD"."""
_ANSWERED_WITHIN = 4
"""Sentences after a question that can belong to its answer."""
_HEAD = 200
"""Characters at the beginning of a document in which its title, date and sender stand."""
_LEAD = 500
"""Characters at the beginning of a document that say what all of it is about."""
_FIGURE = re.compile(r"\d[.,]\d{3}|\d{5}")
"""A sum, which the head of a table that is none can hold; a year is none."""
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})


@dataclass(frozen=True, slots=True)
class Framed:
    """A sentence that can answer, with what its surroundings say.

    `words` is the sentence as it is read (table cells with their heads), `near` the sentences beside it, `above` the
    question it answers, its caption, its section and the document's title, `question` that question alone,
    `lead` the beginning of the document.
    """

    document: Document
    span: Span
    words: str
    near: str
    above: str
    question: str

    @property
    def lead(self) -> str:
        """The beginning of the document."""
        return self.document.text[:_LEAD]

    @property
    def is_title(self) -> bool:
        """Whether it is only the document's title, a part of it, or a line of its head that is no sentence."""
        in_head = self.span.start < _HEAD and not _ENDS.search(self.words) and ":" not in self.words
        return in_head or " ".join(self.words.split()) in self.document.title


def framed_sentences(document: Document) -> tuple[Framed, ...]:
    """Return a document's sentences with their frames: no headings, table heads or questions, which answer nothing."""
    spans = document_sentences(document)
    blocks = _blocks_of(spans, document)
    question, caption, asked_at = "", "", 0
    section, found = None, []
    for position, (span, block) in enumerate(zip(spans, blocks, strict=True)):
        words = document.quote(span)
        if document.section_at(span.start) is not section:
            section, question, caption = document.section_at(span.start), "", ""
        if _QUESTION.search(words):
            question, asked_at = words, position
        elif block is None or (block.kind is not BlockKind.HEADING and not _heads_rows(document, block)):
            asked = question if position - asked_at <= _ANSWERED_WITHIN else ""
            above = " ".join(filter(None, [asked, caption, section.name if section else "", document.title]))
            near = " ".join(document.quote(s) for s in spans[max(0, position - 1) : position + 2])
            found.append(Framed(document, span, _read(document, span, block), near, above, asked))
            if _is_caption(words, block, blocks[position + 1] if position + 1 < len(spans) else None):
                question, caption = "", words
    return tuple(found)


def _heads_rows(document: Document, block: Block) -> bool:
    """Tell whether a block only says what the columns of the rows below it are."""
    if block.kind is not BlockKind.TABLE_HEADER or re.search(
        r"\d{3}(?!\d)", document.quote(Span(block.start, block.end))
    ):
        return False
    below = [other for other in document.blocks if other.start >= block.end and other.kind is not block.kind]
    return bool(below) and below[0].kind is BlockKind.TABLE_ROW


def _blocks_of(spans: Sequence[Span], document: Document) -> list[Block | None]:
    """Return the block in which each sentence begins."""
    found: list[Block | None] = []
    at, blocks = 0, document.blocks
    for span in spans:
        while at < len(blocks) and blocks[at].end <= span.start:
            at += 1
        found.append(blocks[at] if at < len(blocks) and blocks[at].start <= span.start else None)
    return found


def _is_caption(words: str, block: Block | None, following: Block | None) -> bool:
    """Tell whether a line names what follows: short, unfinished, a block of its own, and prose or a list below it."""
    if block is None or following is None or following is block or len(words) > _LONGEST_CAPTION:
        return False
    if block.kind is BlockKind.PARAGRAPH:
        return not _ENDS.search(words) and not re.search(r"\d{3}", words)
    numbered = re.match(r"\W*\d{1,2}[.)]\s", words) and following.kind is BlockKind.PARAGRAPH
    return block.kind is BlockKind.LIST_ITEM and bool(numbered) and not _ENDS.search(words)


def readable(document: Document, span: Span) -> str:
    """Return a sentence as its words say it; a table row with the head of its column behind each cell."""
    rows = [block for block in document.blocks if block.kind in _ROWS and block.start <= span.start < block.end]
    return _read(document, span, rows[0] if rows else None)


def _read(document: Document, span: Span, block: Block | None) -> str:
    if block is None or block.kind is not BlockKind.TABLE_ROW or not block.cells:
        return document.quote(span)
    heads = [b for b in document.blocks if b.kind is BlockKind.TABLE_HEADER and b.end <= block.start]
    if not heads or len(heads[-1].cells) != len(block.cells):
        return document.quote(span)
    pairs = zip(block.cells, heads[-1].cells, strict=True)
    return "; ".join(f"{document.quote(cell)} {document.quote(head)}".strip() for cell, head in pairs)


def with_list(document: Document, span: Span) -> Span:
    """Return a sentence with the list below it, where it only introduces one: "Finanziert werden:"."""
    words = document.quote(span).rstrip()
    if words.endswith((".", "!", "?", "“", '"')):
        return span
    end = span.end
    for block in document.blocks:
        if block.start < end:
            continue
        if block.kind is not BlockKind.LIST_ITEM or document.text[end : block.start].strip():
            break
        end = block.end
    return Span(span.start, end)
