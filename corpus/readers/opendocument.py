"""OpenDocument files: texts (.odt) and tables (.ods), as LibreOffice and many public offices write them."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from corpus.readers import Reading, ReadingError
from corpus.readers.archives import xml_part
from corpus.readers.building import TextBuilder
from corpus.readers.masterpages import page_edges
from corpus.readers.raised import raised
from corpus.readers.sheets import SheetWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_UNSEEN = (f"{_T}tracked-changes", f"{_O}annotation", f"{_T}note", f"{_O}forms", f"{_T}ruby-text")
_GROUPS = tuple(f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows", "table-columns"))
_MOST_REPEATED = 200
"""Copies of a cell or row that holds something; empty ones repeat to the sheet's end."""


def read(data: bytes) -> Reading:
    """Read an .odt or .ods file. Raises ReadingError if it is broken, of another kind or holds no text."""
    content = xml_part(data, "content.xml")
    sheets = content.find(f"{_O}body/{_O}spreadsheet")
    if sheets is not None:
        return _read_sheets(sheets)
    text = content.find(f"{_O}body/{_O}text")
    if text is None:
        raise ReadingError("is an OpenDocument file of another kind; save it as ODT, ODS or PDF")
    writer = _Writer(content)
    heads, edges = page_edges(data, content)
    for part in heads:
        writer.body(part)
    writer.body(text)
    writer.notes(text)
    for part in edges:
        writer.builder.margin(words_of(p) for p in part.iter(f"{_T}p", f"{_T}h"))
    return writer.builder.reading(writer.title)


def _read_sheets(sheets: Any) -> Reading:
    writer = SheetWriter(TextBuilder())
    for sheet in sheets.iterfind(f"{_TABLE}table"):
        writer.sheet(sheet.get(f"{_TABLE}name", ""), _grid(sheet))
    return writer.builder.reading(writer.title)


class _Writer:
    def __init__(self, content: Any) -> None:
        self.builder = TextBuilder()
        self.title: str | None = None
        self._styles = {style.get(f"{_STYLE}name"): style for style in content.iter(f"{_STYLE}style")}
        self._raise_figures(content)

    def _raise_figures(self, content: Any) -> None:
        for span in content.iter(f"{_T}span"):
            style = self._styles.get(span.get(f"{_T}style-name"))
            set_so = style.find(f"{_STYLE}text-properties") if style is not None else None
            if set_so is not None and set_so.get(f"{_STYLE}text-position", "").startswith("super") and span.text:
                span.text = raised(span.text)

    def notes(self, text: Any) -> None:
        """Add what stands in footnotes and endnotes, after all else."""
        for note in text.iter(f"{_T}note-body"):
            self.body(note)

    def body(self, element: Any) -> None:
        """Add the paragraphs, lists and tables of a body in the order they stand, those within sections too."""
        for child in element:
            if child.tag == f"{_T}h":
                level = child.get(f"{_T}outline-level", "1")
                self.builder.heading(words_of(child), min(6, int(level) if level.isdecimal() else 1))
            elif child.tag == f"{_T}p":
                self._paragraph(child)
            elif child.tag == f"{_T}list":
                self._list(child, 1)
            elif child.tag == f"{_TABLE}table":
                self.builder.table(_grid(child), head=_marked_head(child))
                self._tables_within(child)
            elif child.tag not in _UNSEEN:
                self.body(child)

    def _tables_within(self, table: Any) -> None:
        for inner in table.iter(f"{_TABLE}table"):
            if inner is not table and next(inner.iterancestors(f"{_TABLE}table")) is table:
                self.body([inner])

    def _paragraph(self, element: Any) -> None:
        words = words_of(element)
        style = self._styles.get(element.get(f"{_T}style-name"))
        named = [element.get(f"{_T}style-name"), style.get(f"{_STYLE}parent-style-name") if style is not None else None]
        if "Title" in named and words.strip():
            self.title = self.title or " ".join(words.split())
            self.builder.heading(words, 1)
        else:
            self.builder.paragraph(words, emphasised=self._is_bold(element, style))
        for box in element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
            self.body(box)

    def _is_bold(self, element: Any, style: Any) -> bool:
        spans = [child for child in element if child.tag == f"{_T}span" and words_of(child).strip()]
        whole = len(spans) == 1 and words_of(spans[0]).strip() == words_of(element).strip()
        styles = [style, self._styles.get(spans[0].get(f"{_T}style-name")) if whole else None]
        properties = (one.find(f"{_STYLE}text-properties") for one in styles if one is not None)
        return any(one is not None and one.get(f"{_FO}font-weight") == "bold" for one in properties)

    def _list(self, element: Any, level: int) -> None:
        for item in element.iterchildren(f"{_T}list-item", f"{_T}list-header"):
            for child in item:
                if child.tag == f"{_T}list":
                    self._list(child, min(level + 1, 6))
                elif child.tag == f"{_T}h":  # numbered headings are items of a list to LibreOffice
                    self.body([child])
                elif child.tag == f"{_T}p":
                    self.builder.item(" ".join(words_of(child).split()), level)


def words_of(element: Any) -> str:
    """Return the words of a paragraph: blanks, tabs and line breaks as they show, notes and comments left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_T}s":
            parts.append(" " * min(100, int(child.get(f"{_T}c", "1"))))
        elif child.tag == f"{_T}tab":
            parts.append("\t")
        elif child.tag == f"{_T}line-break":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN and not child.tag.endswith("}frame"):
            parts.append(words_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _marked_head(table: Any) -> int | None:
    return len(table.findall(f"{_TABLE}table-header-rows/{_TABLE}table-row")) or None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _grid(table: Any) -> list[list[str]]:
    """Return a table's cells; a label that spans rows is said in each of them, a figure once."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell, words in _cells(row):
            left, above = hanging.pop(len(cells), (0, ""))
            if left > 1:
                hanging[len(cells)] = (left - 1, above)
            spanned = cell.get(f"{_TABLE}number-rows-spanned", "1")
            if spanned.isdecimal() and int(spanned) > 1:
                hanging[len(cells)] = (int(spanned) - 1, "" if any(map(str.isdigit, words)) else words)
            cells.append(words or above)
        grid += repeat(cells, _repeated(row, "rows", holds=any(cells)))
    return grid


def _cells(row: Any) -> Iterator[tuple[Any, str]]:
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        words = " ".join(" ".join(words_of(p) for p in _paragraphs(cell)).split())
        yield from repeat((cell, words), _repeated(cell, "columns", holds=bool(words)))


def _paragraphs(cell: Any) -> Iterator[Any]:
    own = (child for child in cell if child.tag in (f"{_T}p", f"{_T}h"))
    listed = (p for child in cell.iterchildren(f"{_T}list") for p in child.iter(f"{_T}p"))
    return chain(own, listed)


def _repeated(element: Any, what: str, *, holds: bool) -> int:
    """Return how often a cell or row stands there; of empty ones a few are enough to keep places and gaps."""
    count = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(count) if count.isdecimal() else 1, _MOST_REPEATED if holds or what == "columns" else 1)
