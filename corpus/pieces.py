"""Documents -> pieces: the stretches that passages are made of, each small enough for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Span
from corpus.sentences import runs_on, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.document import Block, Document

CHARACTERS_PER_TOKEN = 10
"""No piece is longer than this times its tokens, whatever the tokenizer says: some count a word of any length as one.
German prose has 3 to 4 characters a token."""
_WORD_WINDOW = 200
"""Characters around the middle of a sentence that is too long, in which a blank to cut at is looked for."""

GLUED, ITEM, PARAGRAPH, HEADING = 0, 1, 2, 3
"""How well a text may be cut before a piece, from not unless it must to best."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with the blanks behind it. `cost` is in tokens, `cut` says how well one may cut before it.

    `head` is the head of the table that the piece is a row of, else empty.
    """

    start: int
    end: int
    cost: int
    cut: int
    head: str = ""


def find_pieces(document: Document, count_tokens: Callable[[str], int], room: int) -> Iterator[Piece]:
    """Yield the pieces of a whole text side by side; each costs at most `room` tokens."""
    measure = _Measure(document.text, count_tokens, room)
    for piece in _blocks(document):
        yield from measure.fitted(piece)


def _blocks(document: Document) -> Iterator[Piece]:
    """Yield a piece for each block, from its first character to the next block's."""
    text, blocks = document.text, document.blocks
    starts = [0, *(block.start for block in blocks[1:]), len(text)] if blocks else [0, len(text)]
    head, above = "", None
    for number, (start, end) in enumerate(pairwise(starts)):
        block = blocks[number] if blocks else None
        kind = block.kind if block else BlockKind.PARAGRAPH
        if block and kind is BlockKind.TABLE_HEADER:
            words = text[block.start : block.end]
            head = f"{head} / {words}" if above and above.kind is kind else words
        elif kind is not BlockKind.TABLE_ROW:
            head = ""
        yield Piece(start, end, 0, _cut_before(text, block, above), head if kind is BlockKind.TABLE_ROW else "")
        above = block


def _cut_before(text: str, block: Block | None, above: Block | None) -> int:
    if block is None or above is None:
        return PARAGRAPH
    if block.kind is BlockKind.HEADING:
        return HEADING
    if above.kind in (BlockKind.HEADING, BlockKind.TABLE_HEADER):
        return GLUED
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
        leads_in = block.kind is not above.kind and text[above.end - 1] == ":"
        return GLUED if leads_in else ITEM
    runs = above.kind is block.kind and runs_on(text, Span(above.start, above.end), Span(block.start, block.end))
    return GLUED if runs else PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Measure:
    text: str
    count_tokens: Callable[[str], int]
    room: int

    def fitted(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece with its cost, or the sentences or parts of sentences that it must be cut into."""
        if (cost := self._cost(piece.start, piece.end)) is not None:
            yield replace(piece, cost=cost)
            return
        bounds = self._sentence_bounds(piece)
        for number, (start, end) in enumerate(pairwise(bounds)):
            cut = piece.cut if number == 0 else ITEM
            yield from self._halved(replace(piece, start=start, end=end, cut=cut))

    def _cost(self, start: int, end: int) -> int | None:
        """Return what a stretch costs in tokens, or None if it is too long for one passage."""
        if end - start > self.room * CHARACTERS_PER_TOKEN:
            return None
        cost = self.count_tokens(self.text[start:end])
        return cost if cost <= self.room else None

    def _sentence_bounds(self, piece: Piece) -> list[int]:
        sentences = sentence_spans(self.text, piece.start, piece.end)
        return [piece.start, *(span.start for span in sentences[1:]), piece.end]

    def _halved(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece with its cost, cut in halves until each part fits."""
        pending = [piece]
        while pending:
            part = pending.pop()
            cost = self._cost(part.start, part.end)
            if cost is None and part.end - part.start > 1:
                pending += reversed(halves(self.text, part))
            else:
                yield replace(part, cost=self.room if cost is None else cost)


def halves(text: str, piece: Piece) -> tuple[Piece, Piece]:
    """Cut a piece of two characters or more in the middle, between words where there is a blank near it."""
    middle = (piece.start + piece.end) // 2
    for distance in range(min(_WORD_WINDOW, (piece.end - piece.start) // 2)):
        found = [at for at in (middle + distance, middle - distance) if text[at - 1].isspace() and at > piece.start]
        if found:
            middle = found[0]
            break
    return replace(piece, end=middle), replace(piece, start=middle, cut=GLUED)
