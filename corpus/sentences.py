"""Text -> sentences as spans: list items and table rows whole, sentences that run on over paragraphs in one piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Span
from corpus.full_stops import goes_on, opens_within
from corpus.headings import is_open
from corpus.readers.layout import find_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.document import Document

_AMOUNT_START = re.compile(
    r"(?:(?:EUR|€)\s?\d|\d[\d.,\s'–-]*(?:,--?)?\s*(?:Euro|EUR|€|Mio|Mrd|Tsd|Million|Milliard|Prozent|%)|(?:19|20)\d\d\s*$)",
    re.MULTILINE,
)
_OPENING, _CLOSING = '„“"»«‚', '“”"«»‘'
_QUOTE = re.compile(f"[{_OPENING}{_CLOSING}]")
_LONG_SENTENCE = 300
"""Characters; a shorter quotation stays one piece with the words that introduce it."""
_LONG_PARAGRAPH = 10_000
"""Characters; the splitter's time grows with the square of the quotation marks, so here they are blanked at once."""
_LONGEST_JOIN = 2000
"""Characters; what runs on for longer over paragraph breaks is a list without signs, not a sentence."""


def sentence_spans(
    text: str, start: int = 0, end: int | None = None, language: str = "de", blocks: Sequence[Block] | None = None
) -> list[Span]:
    """Return the sentences between two offsets of a text, in order, without the blanks around them.

    `blocks` are the text's blocks where they are known already; else they are found in the stretch itself.
    Headings, list items and table rows are one span each. A sentence cut by a paragraph break, "in Höhe von insgesamt"
    above "1.356.400 Euro", is one span.
    """
    end = len(text) if end is None else end
    if blocks is None:
        found = find_blocks(text[start:end])
        kinds = [(block.kind, Span(block.start + start, block.end + start)) for block in found]
    else:
        kinds = [
            (b.kind, Span(max(b.start, start), min(b.end, end))) for b in blocks if b.start < end and b.end > start
        ]
    spans: list[Span] = []
    for kind, span in _joined(text, kinds):
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            spans += _split(text, span, language)
        else:
            spans.append(span)
    return spans


def document_sentences(document: Document) -> list[Span]:
    """Return all sentences of a document, by its own blocks."""
    return sentence_spans(document.text, blocks=document.blocks)


def _joined(text: str, blocks: Sequence[tuple[BlockKind, Span]]) -> Iterator[tuple[BlockKind, Span]]:
    """Yield the blocks, paragraphs that one sentence runs through as one.

    Words between two paragraphs that are in no block (a running head, a page number) part them.
    """
    current: Span | None = None
    for kind, span in blocks:
        adjoins = current is not None and not text[current.end : span.start].strip()
        if current and adjoins and kind is BlockKind.PARAGRAPH and runs_on(text, current, span):
            current = Span(current.start, span.end)
            continue
        if current:
            yield BlockKind.PARAGRAPH, current
        current = span if kind is BlockKind.PARAGRAPH else None
        if current is None:
            yield kind, span
    if current:
        yield BlockKind.PARAGRAPH, current


def runs_on(text: str, above: Span, below: Span) -> bool:
    """Tell whether a sentence goes on from one paragraph to the next: no full stop, then an amount or small letter."""
    tail = text[max(above.start, above.end - 80) : above.end]
    head = text[below.start : min(below.end, below.start + 40)]
    if below.end - above.start > _LONGEST_JOIN and below.end - below.start > 300:
        return False
    if tail.rstrip("“”\"'«»)* ").endswith((".", "!", "?", ":", ";")):
        return False
    return head[:1].islower() or bool(_AMOUNT_START.match(head)) or is_open(tail)


def _split(text: str, span: Span, language: str) -> list[Span]:
    # A line break inside a paragraph ends no sentence; blanks in its place keep every offset.
    flat = text[span.start : span.end].replace("\n", " ")
    wholes = _boundaries(flat, 0, language) if len(flat) < _LONG_PARAGRAPH else [Span(0, len(flat))]
    spans: list[Span] = []
    for whole in wholes:
        # A quotation of several sentences comes as one piece: look inside when it is long.
        pieces = [whole]
        if len(flat) >= _LONG_PARAGRAPH or (
            whole.end - whole.start > _LONG_SENTENCE and _QUOTE.search(flat, whole.start, whole.end)
        ):
            inner = _QUOTE.sub(" ", flat[whole.start : whole.end])
            pieces = [_with_quotes(flat, piece, whole) for piece in _boundaries(inner, whole.start, language)] or pieces
        for piece in pieces:
            if spans and goes_on(flat, spans[-1], piece):
                spans[-1] = Span(spans[-1].start, piece.end)
            else:
                spans.append(piece)
    parted = (inner for piece in spans for inner in opens_within(flat, piece))
    return [Span(span.start + a, span.start + b) for a, b in parted]


def _boundaries(text: str, offset: int, language: str) -> list[Span]:
    import sentencex

    found = sentencex.get_sentence_boundaries(language, text)
    pieces = (_trimmed(text, piece["start_index"], piece["end_index"]) for piece in found)
    return [Span(offset + a, offset + b) for a, b in pieces if a < b]


def _with_quotes(text: str, piece: Span, whole: Span) -> Span:
    """Give a piece back the quotation marks that were blanked around it."""
    start, end = piece
    while start > whole.start and text[start - 1] in _OPENING:
        start -= 1
    while end < whole.end and text[end] in _CLOSING:
        end += 1
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
