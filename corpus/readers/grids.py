"""HTML tables -> plain grids: one cell a place, before the main content is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_MOST_SPANNED = 100
"""Rows or columns; pages claim to span thousands by mistake."""


def cell_rows(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return a table's cells by row, of HTML or of trafilatura's tree."""
    return [[cell for cell in row if cell.tag in ("td", "th", "cell")] for row in _own(table, {"tr", "row"})]


def flatten_tables(page: HtmlElement) -> None:
    """Rewrite the tables of a page in place: captions become paragraphs, cells that span places fill them.

    A cell that spans rows is said in each of them if it is a label; a figure is said once, since the same sum in
    three rows would be three sums. A cell that spans columns leaves the others empty. Tables that only arrange the
    page are taken apart.
    """
    for table in list(page.iter("table")):
        if _is_layout(table):
            for element in (table, *_own(table, {"tbody", "thead", "tfoot", "tr", "td", "th"})):
                element.tag = "div"
                element.attrib.clear()
            continue
        for caption in list(table.iterfind("caption")):
            caption.tag = "p"
            table.addprevious(caption)
        _rewrite(table)


def _rewrite(table: HtmlElement) -> None:
    grid = _grid(cell_rows(table))
    for child in list(table):
        table.remove(child)
    table.text = None
    for cells in grid:
        row = table.makeelement("tr")
        for tag, words in cells:
            cell = row.makeelement(tag)
            cell.text = words
            row.append(cell)
        table.append(row)


def _grid(rows: list[list[HtmlElement]]) -> list[list[tuple[str, str]]]:
    grid: list[list[tuple[str, str]]] = []
    hanging: dict[int, tuple[int, tuple[str, str]]] = {}
    for row in rows:
        cells: list[tuple[str, str]] = []
        for cell in row:
            _hang(cells, hanging)
            words = _words(cell)
            if (rows_spanned := _span(cell, "rowspan")) > 1:
                label = "" if any(map(str.isdigit, words)) else words
                hanging[len(cells)] = (rows_spanned - 1, (cell.tag, label))
            cells += [(cell.tag, words), *[(cell.tag, "")] * (_span(cell, "colspan") - 1)]
        _hang(cells, hanging)
        grid.append(cells)
    return grid


def _hang(cells: list[tuple[str, str]], hanging: dict[int, tuple[int, tuple[str, str]]]) -> None:
    """Fill the next places as long as cells of rows above reach down into them."""
    while (place := len(cells)) in hanging:
        left, cell = hanging.pop(place)
        if left > 1:
            hanging[place] = (left - 1, cell)
        cells.append(cell)


def _words(cell: HtmlElement) -> str:
    """Return a cell's words in one line; its paragraphs and line breaks part words."""
    parts: list[str] = []
    for element in cell.iter():
        if isinstance(element.tag, str):
            if element.tag in ("br", "p", "div", "li") and element is not cell:
                parts.append(" ")
            parts.append(element.text or "")
        if element is not cell:
            parts.append((" " if element.tag in ("p", "div", "li") else "") + (element.tail or ""))
    return " ".join("".join(parts).split())


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _MOST_SPANNED) if value.isdecimal() and int(value) else 1


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table only arranges a page: it holds tables or headings, or cells with several paragraphs of prose."""
    if len(list(table.iter("table"))) > 1:
        return True
    cells = _own(table, {"td", "cell"})
    return any(len(list(cell.iterfind("p"))) > 2 or cell.find(".//h2") is not None for cell in cells)


def _own(table: HtmlElement, tags: set[str]) -> Iterator[HtmlElement]:
    """Yield a table's elements of some tags, not those of tables within it."""
    for element in list(table.iter(*tags)):
        if element is not table and next(element.iterancestors("table"), None) is table:
            yield element
