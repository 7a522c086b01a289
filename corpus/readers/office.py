"""Word documents (.docx): paragraphs and tables in the order they stand, with the numbers that Word only computes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.readers import Reading, ReadingError
from corpus.readers.archives import UNREADABLE
from corpus.readers.building import TextBuilder
from corpus.readers.numbering import Numbering
from corpus.readers.raised import raised

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{_W}txbxContent"
_HEADING_STYLE = re.compile(r"(?:heading|überschrift)\s*([1-6])$", re.IGNORECASE)
_LIST_STYLE = re.compile(r"(?:list|liste|aufzählung)", re.IGNORECASE)
_BROKEN = (TypeError, AttributeError, IndexError, *UNREADABLE)
"""What python-docx lets through when parts of a file are missing or wrong, some only when the parts are asked for."""


def read(data: bytes) -> Reading:
    """Read a .docx file. Raises ReadingError if it is broken, protected or holds no text."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return _read(docx.Document(io.BytesIO(data)))
    except (OpcError, LxmlError, *_BROKEN) as error:
        raise ReadingError("is a damaged Word document; open it in Word and save it again") from error


def _read(document: Any) -> Reading:
    writer = _Writer(document)
    heads, edges = _page_edges(document)
    for part in heads:
        writer.body(part)
    writer.body(document.element.body)
    for part in _notes(document):
        writer.body(part)
    for part in edges:
        writer.builder.margin(_lines(part))
    title = (document.core_properties.title or "").strip()
    reading = writer.builder.reading()
    named = title if len(title.split()) > 1 and " ".join(title.split()) in " ".join(reading.text.split()) else None
    return replace(reading, title=writer.title or named)


def _page_edges(document: Any) -> tuple[list[Any], list[Any]]:
    """Return the page header of the first page, where a letterhead stands, and all other page headers and footers."""
    heads, feet = [], []
    even = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        first = section.different_first_page_header_footer
        heads += [section.first_page_header] if first else []
        heads += [section.header, *([section.even_page_header] if even else [])]
        feet += [section.first_page_footer] if first else []
        feet += [section.footer, *([section.even_page_footer] if even else [])]
    own = [part._element for part in heads if not part.is_linked_to_previous]
    top = own[:1] if heads and not heads[0].is_linked_to_previous else []
    seen = {"\n".join(_lines(part)) for part in top}
    others = [*own[len(top) :], *(part._element for part in feet if not part.is_linked_to_previous)]
    return top, [part for part in others if "\n".join(_lines(part)) not in seen]


def _lines(part: Any) -> list[str]:
    """Return the paragraphs of a page's edge, those in its tables and boxes too."""
    seen = (p for p in part.iter(f"{_W}p") if not any(one.tag.endswith("}Fallback") for one in p.iterancestors()))
    return [words for p in seen if (words := paragraph_words(p).strip())]


def _notes(document: Any) -> Iterator[Any]:
    """Yield the footnotes, then the endnotes, without the lines that part them from the text."""
    from docx.oxml import parse_xml

    parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
    for kind in ("footnote", "endnote"):
        if relation := parts.get(f"{kind}s"):
            notes = parse_xml(relation.target_part.blob).iterchildren(f"{_W}{kind}")
            yield from (note for note in notes if note.get(f"{_W}type", "normal") == "normal")


class _Writer:
    def __init__(self, document: Any) -> None:
        self.builder = TextBuilder()
        self.title: str | None = None
        self._styles = {style.style_id: style for style in document.styles}
        self._numbering = Numbering(document)

    def body(self, element: Any) -> None:
        """Add the paragraphs and tables of a body, those within content controls and tracked insertions too."""
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                self.body(child)

    def _paragraph(self, element: Any) -> None:
        words = paragraph_words(element)
        style = self._style(element)
        name = (style.name or "") if style is not None else ""
        number = self._numbering.next(element, style)
        if words.strip():
            self._add(element, words, name, number)
        for box in _text_boxes(element):
            self.body(box)

    def _add(self, element: Any, words: str, name: str, number: Any) -> None:
        if name.lower() in ("title", "titel"):
            self.title = self.title or " ".join(words.split())
            self.builder.heading(words, 1)
        elif heading := _HEADING_STYLE.match(name):
            level = min(6, int(heading[1]) + (self.title is not None))
            self.builder.heading(f"{number.text} {words}".strip() if number else words, level)
        elif number and number.is_label:
            self.builder.paragraph(f"{number.text} {words}", emphasised=_is_bold(element))
        elif number or _LIST_STYLE.match(name):
            self.builder.item(words, number.level if number else 1, number.text if number else "-")
        else:
            self.builder.paragraph(words, emphasised=_is_bold(element))

    def _style(self, element: Any) -> Any:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(f"{_W}val")) if found is not None else None

    def _table(self, element: Any) -> None:
        seen = [row for row in element.iter(f"{_W}tr") if _around(row) is element and not _is_deleted(row)]
        rows = [list(_cells(row)) for row in seen]
        marked = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in seen]
        head = next((number for number, is_head in enumerate(marked) if not is_head), 0)
        above: list[str] = []
        grid: list[list[str]] = []
        for row in rows:
            cells = [_continued(above, place, words, merged) for place, (words, merged) in enumerate(row)]
            grid.append(cells)
            above = cells
        self.builder.table(grid, head=head or None)
        for inner in element.iter(f"{_W}tbl"):
            if inner is not element and _around(inner) is element:
                self._table(inner)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield what stands in boxes that hang on a paragraph; each comes twice, the second time for old programs."""
    for box in paragraph.iter(_BOX):
        around = list(box.iterancestors())
        within = around[: around.index(paragraph)]
        if not any(one.tag == _BOX or one.tag.endswith("}Fallback") for one in within):
            yield box


def paragraph_words(element: Any) -> str:
    """Return a paragraph's words as the final version of the document shows them, deleted and hidden text left out."""
    parts = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            words = raised(node.text or "") if _is_raised(node.getparent()) else node.text or ""
            parts.append("" if _is_hidden(node, element) else words)
        elif node.tag in (f"{_W}tab", f"{_W}ptab") and node.getparent().tag == f"{_W}r":
            parts.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _is_hidden(node: Any, paragraph: Any) -> bool:
    for around in node.iterancestors():
        if around is paragraph:
            return False
        if around.tag.endswith("}Fallback") or around.tag in (_BOX, f"{_W}del", f"{_W}moveFrom"):
            return True
        if around.tag == f"{_W}r" and _is_on(around.find(f"{_W}rPr/{_W}vanish")):
            return True
    return False


def _is_raised(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vertAlign")
    return mark is not None and mark.get(f"{_W}val") == "superscript"


def _is_deleted(row: Any) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _is_bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(map(_is_on, marks))


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _around(row: Any) -> Any:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _cells(row: Any) -> Iterator[tuple[str, bool]]:
    """Yield a row's cells, one for each column: the words, and whether the cell goes on from the row above."""
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr"), None) is not row:
            continue
        own = (p for p in cell.iter(f"{_W}p") if _is_own(p, cell))
        words = " ".join(" ".join(paragraph_words(p) for p in own).split())
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        yield words, merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        for _ in range(1, min(100, int(span.get(f"{_W}val", "1")) if span is not None else 1)):
            yield "", False


def _is_own(paragraph: Any, cell: Any) -> bool:
    """Whether a paragraph is the cell's, not one of a table within it or of a box as old programs have it."""
    around = list(paragraph.iterancestors())
    within = around[: around.index(cell)]
    return not any(one.tag == f"{_W}tc" or one.tag.endswith("}Fallback") for one in within)


def _continued(above: list[str], place: int, words: str, merged: bool) -> str:  # noqa: FBT001
    """Return a cell's words; one that goes on from above repeats a label, never a figure, which would count twice."""
    if not merged or words or place >= len(above) or any(map(str.isdigit, above[place])):
        return words
    return above[place]
