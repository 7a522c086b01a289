"""Markdown: the raw file is the canonical text; headings and tables by the Markdown grammar, the rest by its lines."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from corpus.document import Block, BlockKind, Page
from corpus.readers import Reading, ReadingError
from corpus.readers.aligned import is_row
from corpus.readers.encoding import decode
from corpus.readers.layout import find_blocks
from corpus.readers.lines import Line, scan_lines
from corpus.readers.tables import mark_head, pipe_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"---\n((?:[A-Za-z_][\w-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n|- [^\n]*\n|#[^\n]*\n)*){1,40})(?:---|\.\.\.)[ \t]*\n"
)
"""Names with their values; a list or a longer text stands indented below its name."""
_MARKS = re.compile(r"[*_`]{1,3}|\[([^\]]{0,200})\]\([^)\s]{0,500}\)")


def read(data: bytes) -> Reading:
    """Read a Markdown file; raises ReadingError for bytes that are no text."""
    text = decode(data)
    if not text.strip():
        raise ReadingError("is empty; put the document's text into it or remove it")
    matter = _FRONT_MATTER.match(text)
    start = matter.end() if matter else 0
    known = _known_blocks(text, start)
    fields = _fields(matter[1]) if matter else {}
    # Front matter is in the text, but no part of what it says.
    blocks = tuple(block for block in find_blocks(text, (), known) if block.start >= start)
    title = fields.get("title") or _first_title(text, known)
    date, url = _date(fields.get("date")), fields.get("url")
    return Reading(text, blocks, (Page(1, 0, len(text)),), title, date, url, front_matter=tuple(fields.items()))


def _known_blocks(text: str, start: int) -> list[Block]:
    from markdown_it import MarkdownIt

    lines = scan_lines(text, start)
    tokens = MarkdownIt("commonmark").enable("table").parse(text[start:])
    found: list[Block] = []
    if start:
        found.append(Block(BlockKind.PARAGRAPH, 0, start - 1))
    for number, token in enumerate(tokens):
        if token.map is None or token.level:
            continue
        first, after = token.map
        if token.type == "heading_open" and not (token.markup[0] in "=-" and any(map(is_row, lines[first:after]))):
            found += _heading(lines, first, int(token.tag[1]))
        elif token.type == "table_open":
            found += _table(text, lines, tokens[number:], first)
        elif token.type == "fence" and (inner := [line for line in lines[first:after] if line.content]):
            found.append(Block(BlockKind.PARAGRAPH, inner[0].start, inner[-1].end))
    return found


def _heading(lines: Sequence[Line], first: int, level: int) -> Iterator[Block]:
    line = lines[first]
    if line.content.strip("#= -"):
        yield Block(BlockKind.HEADING, line.start, line.end, level=level)


def _table(text: str, lines: Sequence[Line], tokens: Sequence[Token], first: int) -> list[Block]:
    rows: list[Line] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open" and token.map:
            rows.append(lines[token.map[0]])
    cells = [pipe_cells(line.content, line.start) for line in rows]
    texts = [[text[a:b] for a, b in row] for row in cells]
    return mark_head(texts, cells, rows, head=1) if rows and lines[first].content else []


def _first_title(text: str, known: Sequence[Block]) -> str | None:
    titles = (block for block in known if block.kind is BlockKind.HEADING and block.level == 1)
    block = next(titles, None)
    return _MARKS.sub(r"\1", text[block.start : block.end]).strip("# ").strip() if block else None


def _fields(matter: str) -> dict[str, str]:
    lines = (line for line in matter.strip().split("\n") if line[0].isalpha() or line[0] == "_")
    pairs = (line.split(":", 1) for line in lines)
    values = ((name.strip().lower(), value.strip().strip("\"'")) for name, value in pairs)
    return {name: value for name, value in values if value.strip("|>+-")}


def _date(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
