"""Pointers to other texts ("Weitere Meldungen", "Lesen Sie auch"): no sum there is told by this text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Block

_OPENS = re.compile(
    r"\W{0,4}(?:"
    r"(?:Weitere|Andere|Aktuelle|Neueste|Verwandte|Ähnliche|Mehr) "
    r"(?:\w+ ){0,2}?(?:Meldungen|Nachrichten|News|Artikel|Beiträge|Pressemitteilungen|Medieninformationen|Themen)|"
    r"Lesen Sie (?:auch|dazu|mehr)|Auch interessant|Mehr zum Thema|Das könnte Sie (?:auch )?interessieren|"
    r"(?:Am )?[Mm]eistgelesen\w*|Aus unserem Archiv|"
    r"(?:Further|More|Other|Latest|Related|Recent) (?:\w+ )?(?:news|articles|stories|releases|topics)|"
    r"Read (?:more|also|next)|You (?:might|may) also (?:like|be interested in)|Most read"
    r")\b(?P<rest>[^\n]*)",
)
_SHORT = 60
"""Characters: a title that opens such a list has no more behind its words, unless a colon parts them."""


def teasers(text: str, blocks: Sequence[Block]) -> list[Span]:
    """Return the stretches that only point to other texts: from their title to the next title of its level or the end.

    A title is a heading or a paragraph of a few words; "Lesen Sie auch: …" in one paragraph is that paragraph alone.
    """
    found: list[Span] = []
    for at, block in enumerate(blocks):
        if found and block.start < found[-1].end:
            continue
        opened = _OPENS.match(text, block.start, block.end)
        if opened is None or block.kind in (BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER):
            continue
        if re.match(r"\W*:\W*\w", opened["rest"]):
            found.append(Span(block.start, block.end))
        elif len(opened["rest"]) <= _SHORT and not opened["rest"].rstrip().endswith("."):
            found.append(Span(block.start, _end(text, blocks, at)))
    return found


def _end(text: str, blocks: Sequence[Block], at: int) -> int:
    """Return where the list of pointers under a title ends: before a title of its own or a higher level."""
    title = blocks[at]
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.HEADING and title.kind is BlockKind.HEADING and block.level <= title.level:
            return block.start
        if title.kind is not BlockKind.HEADING and (block.kind is BlockKind.HEADING or _is_prose(text, block)):
            return block.start
    return len(text)


_LINE = 240


def _is_prose(text: str, block: Block) -> bool:
    """Say whether a block is a paragraph of several sentences: pointers are lines."""
    words = text[block.start : block.end]
    return block.kind is BlockKind.PARAGRAPH and len(words) > _LINE and words.count(". ") > 1
