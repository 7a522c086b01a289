"""One PDF page -> its lines, each with where it stands, how large it is set and where wide gaps part its words."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

_CELL_GAP = 1.3
"""A gap of more than this times the letters' size parts table cells; justified prose stays below one."""
_SAME_BASE = 0.4
"""Letters whose base lines differ by less than this times their size stand on one line."""
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a line without a wide gap; `left` and `right` in points from the page's left edge."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page. `base` is its base line in points from the page's lower edge, `size` the letters' in points."""

    cells: tuple[Cell, ...]
    base: float
    size: float
    bold: bool
    joined: str | None = None
    columns: int = 1

    @property
    def text(self) -> str:
        """The line's words; the cells of a row that belongs to a table are joined already."""
        return self.joined if self.joined is not None else " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the line begins, in points."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends, in points."""
        return self.cells[-1].right


def page_lines(document: Any, number: int) -> list[PageLine]:
    """Return the lines of a page (counted from 0) in the order in which they are to be read."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        return _joined([line for run in _runs(textpage) if (line := _line(textpage, run))])
    finally:
        textpage.close()
        page.close()


@dataclass(slots=True)
class _Letter:
    sign: str
    place: int
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0


def _runs(textpage: Any) -> list[list[_Letter]]:
    """Return the page's letters line by line, as PDFium parts them."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    runs: list[list[_Letter]] = [[]]
    for place in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        if code in (10, 13):
            if runs[-1]:
                runs.append([])
            continue
        letter = _Letter(_sign(code), place)
        pdfium.FPDFText_GetCharBox(textpage, place, *(ctypes.byref(edge) for edge in edges))
        pdfium.FPDFText_GetCharOrigin(textpage, place, ctypes.byref(x), ctypes.byref(y))
        letter.left, letter.right, letter.base = edges[0].value, edges[1].value, y.value
        runs[-1].append(letter)
    return [run for run in runs if run]


def _sign(code: int) -> str:
    # PDFium marks a hyphen at a line's end as 2; letters that a font gives no meaning are 0.
    if code in (2, 0xFFFE, 0xAD):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or (code < 32 and code != 9):
        return "\ufffd" if code == 0 else " "
    return chr(code)


def _line(textpage: Any, letters: list[_Letter]) -> PageLine | None:
    seen = [letter for letter in letters if not letter.sign.isspace()]
    if not seen:
        return None
    import pypdfium2.raw as pdfium

    middle = seen[len(seen) // 2]
    size = round(_size(textpage, seen), 1)
    bold = pdfium.FPDFText_GetFontWeight(textpage, middle.place) >= _BOLD_WEIGHT or "bold" in _font(
        textpage, middle.place
    )
    return PageLine(tuple(_cells(letters, size)), seen[0].base, size, bold)


def _size(textpage: Any, letters: list[_Letter]) -> float:
    import pypdfium2.raw as pdfium

    size = float(pdfium.FPDFText_GetFontSize(textpage, letters[len(letters) // 2].place))
    if size > 2:
        return size
    # Some programs set everything at size 1 and scale the page: take the letters' own width for it.
    widths = sorted(letter.right - letter.left for letter in letters)
    return max(1.0, widths[len(widths) // 2] * 2)


def _font(textpage: Any, place: int) -> str:
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, place, name, len(name), ctypes.byref(flags))
    return name.value.decode("utf-8", errors="replace").lower()


def _cells(letters: list[_Letter], size: float) -> list[Cell]:
    cells: list[Cell] = []
    begun: list[_Letter] = []
    last: _Letter | None = None
    for letter in letters:
        if not letter.sign.isspace():
            if last and letter.left - last.right > size * _CELL_GAP:
                cells.append(_cell(begun))
                begun = []
            last = letter
        begun.append(letter)
    cells.append(_cell(begun))
    return [cell for cell in cells if cell.text]


def _cell(letters: list[_Letter]) -> Cell:
    seen = [letter for letter in letters if not letter.sign.isspace()]
    text = " ".join("".join(letter.sign for letter in letters).split(" ")).strip()
    while "  " in text:
        text = text.replace("  ", " ")
    return Cell(text, seen[0].left, max(letter.right for letter in seen))


def _joined(lines: list[PageLine]) -> list[PageLine]:
    """Join what follows each other on one base line: PDFium parts the cells of a row that are drawn one by one."""
    joined: list[PageLine] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above and _beside(above, line):
            near = line.left - above.right <= line.size * _CELL_GAP
            cells = _merged(above.cells, line.cells) if near else above.cells + line.cells
            joined[-1] = PageLine(cells, above.base, above.size, above.bold and line.bold)
        else:
            joined.append(line)
    return joined


def _beside(above: PageLine, line: PageLine) -> bool:
    level = abs(above.base - line.base) < _SAME_BASE * min(above.size, line.size)
    return level and line.left >= above.right - 1


def _merged(left: tuple[Cell, ...], right: tuple[Cell, ...]) -> tuple[Cell, ...]:
    gap = " " if right[0].left - left[-1].right > 0.5 else ""
    middle = Cell(left[-1].text + gap + right[0].text, left[-1].left, right[0].right)
    return (*left[:-1], middle, *right[1:])
