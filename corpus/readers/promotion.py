"""The second look at a text's lines: which short blocks are the headings of what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind
from corpus.headings import NUMBER_LEVEL, NUMBERED, PLAIN_LEVEL, is_date_line, is_open, is_sentence, split_label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from corpus.headings import Label

HEADING_LENGTH = 120
"""Characters of the longest heading in one line."""
BODY_LENGTH = 80
"""A paragraph of at least so many characters is a body that a heading can stand above."""
LONG_LINE = 150
"""Characters; nobody wraps by hand at more, so the line's end is the paragraph's."""
FIGURE_ONLY = re.compile(r"[\d\s.,:/€%-]+(?:Euro|EUR|Uhr|Mio\.?|Millionen)?[\s.,€-]*$")
QUESTION = re.compile(r"[A-ZÄÖÜ„\"][^.?!]{8,110}\?")
_ADDRESS = re.compile(
    r"^(?:Seite|Page|S\.|[-–])\s*\d|https?://|www\.|@|\b(?:Tel|Fax|Telefon|Telefax|E-?Mail|Mobil)\b", re.IGNORECASE
)
"""Page numbers and ways to reach someone: short lines, but never headings."""
_BYLINE = re.compile(
    r"(?:Von\s+(?:unsere|[A-ZÄÖÜ])|By\s+[A-Z]).*\d|\d\s?Uhr\b|\bLesezeit\b"
    r"|\bmin(?:utes)? read\b|^(?:Anzeige|ANZEIGE|Werbung|Advertisement)\b"
)
"""Who wrote it and when, and what is sold beside it."""
_IN_SENTENCES = re.compile(r"[a-zäöüß)]{2,}[.!?]\s+[A-ZÄÖÜ]")
_TWO_COLUMNS = re.compile(r"\S\s{3,}\S")


@dataclass(frozen=True, slots=True)
class Part:
    """A block on its way: with its first line's text, and whether a blank line (or nothing) stands on either side."""

    block: Block
    line: str
    lines: int
    apart: bool


def promote(text: str, parts: Sequence[Part], emphasised: Collection[int]) -> list[Block]:
    """Return the parts' blocks, with headings for what stands above a body, a list or a table.

    `emphasised` are starts of lines that are set larger or bolder than the rest.
    """
    blocks: list[Block] = []
    for at, part in enumerate(parts):
        block = part.block
        if block.kind is BlockKind.LIST_ITEM and _heads_list(text, parts, at):
            label = split_label(part.line)
            block = replace(block, kind=BlockKind.HEADING, level=label.level if label else NUMBER_LEVEL)
        elif block.kind is BlockKind.PARAGRAPH and _heads_body(text, parts, at, marked=block.start in emphasised):
            block = replace(block, kind=BlockKind.HEADING, level=PLAIN_LEVEL)
        blocks.append(block)
    return _with_title(text, blocks)


def _with_title(text: str, blocks: list[Block]) -> list[Block]:
    """Give level 1 to the first heading if words alone make it one and no marked heading stands above.

    A number makes it a section's.
    """
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            above = blocks[:at]
            numbered = NUMBERED.match(text, block.start, block.end)
            if (
                block.level == PLAIN_LEVEL
                and not numbered
                and all(part.end - part.start < BODY_LENGTH for part in above)
            ):
                blocks[at] = replace(block, level=1)
            break
        if at > 12:
            break
    return blocks


def _heads_list(text: str, parts: Sequence[Part], at: int) -> bool:
    """Whether a numbered line is the heading of what follows rather than one item of a list."""
    part = parts[at]
    label = split_label(part.line)
    words = text[part.block.start : part.block.end]
    if at + 1 >= len(parts) or len(words) > 250:
        return False
    below = parts[at + 1]
    if words.endswith("?"):
        return below.block.kind is BlockKind.PARAGRAPH and not _asks_too(text, parts, at)
    return label is not None and bool(label.title) and not is_sentence(words) and _heads_numbered(label, part, below)


def _heads_numbered(label: Label, part: Part, below: Part) -> bool:
    if (inner := split_label(below.line)) and label.label and (inner.label or "").startswith(label.label):
        return part.apart  # "2. Gebäude" above "2.1 Für die Sanierung …"
    if below.block.kind is BlockKind.LIST_ITEM:
        bullet_below = split_label(below.line) is None
        return bullet_below and below.block.level >= part.block.level
    if below.block.kind is BlockKind.PARAGRAPH:
        body = below.block.end - below.block.start >= BODY_LENGTH or (below.line.endswith(".") and len(below.line) > 40)
        return part.apart and body and below.line[0].isupper()
    return part.apart and below.block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW)


def _asks_too(text: str, parts: Sequence[Part], at: int) -> bool:
    """Whether the item above is a question as well: then they are a list of questions, not headings."""
    above = parts[at - 1].block if at else None
    return above is not None and above.kind is BlockKind.LIST_ITEM and text[above.start : above.end].endswith("?")


def _heads_body(text: str, parts: Sequence[Part], at: int, *, marked: bool) -> bool:
    """Whether a short paragraph of one or two lines is the heading of what follows."""
    part = parts[at]
    words = text[part.block.start : part.block.end]
    if at + 1 >= len(parts) or part.lines > (3 if marked else 2) or not _reads_as_heading(words):
        return False
    below = parts[at + 1]
    if (FIGURE_ONLY.match(below.line) or is_date_line(below.line)) and below.lines == 1 and at + 2 < len(parts):
        below = parts[at + 2]  # a date alone between headline and body
    asks = QUESTION.fullmatch(words) is not None and below.block.kind is BlockKind.PARAGRAPH
    return marked or ((part.apart or asks) and _carries(text, below))


def _reads_as_heading(words: str) -> bool:
    first = words[0]
    if not (first.isupper() or first.isdigit() or first in '„"«') or len(words) < 3 or len(words) > HEADING_LENGTH * 2:
        return False
    if is_open(words) or FIGURE_ONLY.match(words) or _ADDRESS.search(words) or _TWO_COLUMNS.search(words):
        return False
    if is_date_line(words, most_beside=25) or is_date_line(words.split("\n", 1)[0], most_beside=25):
        return False
    if _IN_SENTENCES.search(words) or _BYLINE.search(words):
        return False
    return not words.rstrip("“”\"'«»)").endswith((".", ";", ":", ","))


def _carries(text: str, part: Part) -> bool:
    """Whether a block is a body: long or a whole sentence, begun as one, or a table."""
    if part.block.kind in (BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW):
        return True
    if part.block.kind is not BlockKind.PARAGRAPH:
        return False
    words = text[part.block.start : part.block.end]
    if words[0].islower() or len(words) <= 30:
        return False
    if words.rstrip("“”\"'«»)").endswith((".", "!", "?", ":")) or len(words) >= LONG_LINE:
        return True
    return len(words) >= BODY_LENGTH and is_open(words)
