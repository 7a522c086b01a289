"""Rich Text Format: its words and tables; pictures, embedded objects and fields are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.readers import Reading, ReadingError
from corpus.readers.building import TextBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_CELL = 8
"""Paragraphs of a table cell."""
_TITLE = re.compile(rb"\{\\info\b[^{}]*(?:\{[^{}]*\}[^{}]*)*?\{\\title\s+([^{}]*)\}")


_HIDDEN = re.compile(r"\{(?:\\[a-z]+-?\d*\s?)*?\\(?:v|deleted)(?=[ \\\r\n])[^{}]*\}")
_UNSEEN = re.compile(r"\\(v|deleted)(?=[ \\\r\n])[^{}]*?\\\1(?:0)(?![0-9])")
"""Words that are hidden, or deleted while changes are tracked: in a group of their own, or up to where it is said."""
_EDGE = re.compile(rb"\{\\(?:header|footer)[lrf]?(?![a-z])")


def read(data: bytes) -> Reading:
    """Read an .rtf file. Raises ReadingError if it is broken or holds no text."""
    builder = TextBuilder()
    rows: list[list[str]] = []
    for line in [*_whole_rows(_text(data).split("\n")), ""]:
        if line.endswith("|"):
            rows.append([cell.strip() for cell in line[:-1].split("|")])
            continue
        if rows:
            builder.table(rows)
            rows = []
        builder.paragraph(line)
    for edge in _page_edges(data):
        builder.margin(_text(b"{\\rtf1\\ansi " + edge + b"}").split("\n"))
    return builder.reading(_title(data))


def _page_edges(data: bytes) -> Iterator[bytes]:
    """Yield what stands in page headers and footers, which the library leaves out."""
    for found in _EDGE.finditer(data):
        depth, at = 1, found.end()
        while depth and at < len(data):
            depth += {ord("{"): 1, ord("}"): -1}.get(data[at], 0) if data[at - 1] != ord("\\") else 0
            at += 1
        yield data[found.end() : at - 1]


def _whole_rows(lines: list[str]) -> Iterator[str]:
    """Join the lines of a row whose cells hold several paragraphs: a row ends with the sign behind its last cell."""
    open_row = ""
    for number, line in enumerate(lines):
        words = f"{open_row} {line.strip()}".strip()
        ends_below = any(below.rstrip().endswith("|") for below in lines[number + 1 : number + 1 + _LONGEST_CELL])
        if "|" in words and not words.endswith("|") and ends_below:
            open_row = words
        else:
            yield words
            open_row = ""


def _text(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    # An RTF file is ASCII; what isn't is written in the code page it names.
    markup = _HIDDEN.sub("", _UNSEEN.sub("", data.decode("latin-1")))
    try:
        text = rtf_to_text(markup, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise ReadingError("is damaged Rich Text; open it in Word and save it as DOCX") from error
    if not markup.rstrip("\0 \r\n").endswith("}"):
        raise ReadingError("is cut-off Rich Text; copy it again or save it as DOCX")
    return str(text).replace("\r", "").replace("\0", "")


def _title(data: bytes) -> str | None:
    found = _TITLE.search(data[:20_000])
    if not found:
        return None
    return _text(b"{\\rtf1\\ansi " + found[1] + b"}").strip() or None
