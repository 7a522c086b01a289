"""Element trees -> blocks: walks HTML, and the TEI-like tree that trafilatura makes of it, alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers.grids import cell_rows

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from corpus.readers.building import TextBuilder

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = {"ul", "ol", "list", "menu"}
_ITEMS = {"li", "item"}
_BREAKS = {"br", "lb"}
_PHRASES = (
    "a abbr b bdi bdo big cite code data del dfn em font hi i ins kbd mark q ref s samp small span strong sub sup time"
    " tt u var wbr label graphic img"
)
_INLINE = frozenset(_PHRASES.split())
_DEEPEST = 200
"""Elements; what is nested deeper is taken as text without structure."""


def add_element(builder: TextBuilder, element: HtmlElement) -> None:
    """Add all that stands in an element to the text being built, in document order."""
    walk = _Walk(builder)
    walk.children(element, 0)
    walk.flush()


class _Walk:
    """Gathers running text until a block begins or ends."""

    def __init__(self, builder: TextBuilder) -> None:
        self.builder = builder
        self._running: list[str] = []

    def children(self, element: HtmlElement, depth: int, level: int = 0) -> None:
        self._running.append(_spaced(element.text))
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, depth + 1, level)
            self._running.append(_spaced(child.tail))

    def child(self, element: HtmlElement, depth: int, level: int) -> None:
        tag = element.tag.lower()
        if depth > _DEEPEST:
            self._running.append(_spaced("".join(element.itertext())))
        elif tag in _BREAKS:
            self._running.append("\n")
        elif tag in _INLINE:
            self.children(element, depth, level)
        else:
            self.flush()
            self._block(tag, element, depth, level)
            self.flush()

    def flush(self) -> None:
        """Add the running text as a paragraph."""
        self.builder.paragraph(self._take())

    def _take(self) -> str:
        words = "".join(self._running)
        self._running.clear()
        lines = (" ".join(line.split(" ")).strip() for line in words.split("\n"))
        return "\n".join(" ".join(line.split()) if "  " in line else line for line in lines if line)

    def _block(self, tag: str, element: HtmlElement, depth: int, level: int) -> None:
        if tag in _HEADINGS or tag == "head":
            level = _HEADINGS.get(tag) or _HEADINGS.get(str(element.get("rend", "h2"))[:2], 2)
            self.builder.heading(_words(element), level)
        elif tag == "table":
            self._table(element)
        elif tag in _LISTS:
            self._list(element, depth, level + 1)
        elif tag == "blockquote":
            start = self.builder.length
            self.children(element, depth, level)
            self.flush()
            self.builder.quote(start)
        elif tag == "pre":
            self.builder.paragraph("".join(element.itertext()).strip("\n"))
        else:
            self.children(element, depth, level)

    def _list(self, element: HtmlElement, depth: int, level: int) -> None:
        ordered = element.tag.lower() == "ol" or element.get("rend") == "ol"
        number = 0
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag.lower() in _ITEMS:
                number += 1
                self._item(child, depth + 1, level, f"{number}." if ordered else "-")
            else:
                self.child(child, depth + 1, level)

    def _item(self, element: HtmlElement, depth: int, level: int, sign: str) -> None:
        """Add an item's own words, then the lists and other blocks that stand within it."""
        own = [_spaced(element.text)]
        rest: list[HtmlElement] = []
        for child in element:
            if isinstance(child.tag, str):
                tag = child.tag.lower()
                if rest or tag in _LISTS or tag == "table" or (tag not in _INLINE and _holds_blocks(child)):
                    rest.append(child)
                    continue
                own.append(" " if tag in _BREAKS or tag not in _INLINE else "")
                own.append(_spaced("".join(child.itertext())))
            own.append(_spaced(child.tail))
        self.builder.item(" ".join("".join(own).split()), min(level, 6), sign)
        for child in rest:
            self.child(child, depth + 1, level)
            self._running.append(_spaced(child.tail))
            self.flush()

    def _table(self, element: HtmlElement) -> None:
        rows = cell_rows(element)
        head = 0
        while head < len(rows) - 1 and all(cell.tag == "th" or cell.get("role") == "head" for cell in rows[head]):
            head += 1
        self.builder.table([[_words(cell) for cell in row] for row in rows], head=head or None)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _LISTS or child.tag == "table" for child in element.iter() if isinstance(child.tag, str))


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _spaced(words: str | None) -> str:
    """Blank out line breaks of the source, which mean nothing in HTML; no-break spaces stay."""
    return (words or "").translate(_BLANKS)


_BLANKS = {ord(sign): " " for sign in "\n\r\t\f"}
