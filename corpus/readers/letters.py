"""The text layer of a PDF page -> lines, from the letters that PDFium finds and where they stand."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.readers.pagelines import PageContent, PageLine, Word, cells_of, join_level
from corpus.readers.raised import SUPERSCRIPTS
from corpus.readers.rulings import page_rulings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Turn = Callable[[float, float], tuple[float, float]]

_BOLD_WEIGHT = 600
_RAISED = 0.2
"""A figure whose base line is higher than its word's by this times the letters' size is a note's number, no digit."""
_LOOKED_AT, _MOSTLY = 300, 0.7
"""Letters that show how a page lies, and the share of them that must lie so."""
_DOTS_BEFORE = re.compile("\u00a8([AOUaou])")


def page_content(document: Any, number: int) -> PageContent:
    """Return the lines of a page (counted from 0) in the order in which the file gives them."""
    page = _opened(document, number)
    textpage = page.get_textpage()
    try:
        turn = _turn(page)
        width, height = page.get_size()
        if quarter_turns := _lying(textpage, page.get_rotation()):
            turn = _turned_on(turn, quarter_turns, width, height)
            width, height = (height, width) if quarter_turns % 2 else (width, height)
        lines = [line for run in _runs(textpage, turn) if (line := _line(textpage, run))]
        rulings = page_rulings(page, turn)
        return PageContent(tuple(join_level(lines)), width, height, quarter_turns=quarter_turns, rulings=rulings)
    finally:
        textpage.close()
        page.close()


def _opened(document: Any, number: int) -> Any:
    """Return a page on which what was filled into a form or typed over it is a part of it, as it shows."""
    import pypdfium2.raw as pdfium

    page = document[number]
    if not _is_written_over(page):
        return page
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _is_written_over(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        if note := pdfium.FPDFPage_GetAnnot(page, place):
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP):
                return True
    return False


def _turn(page: Any) -> Turn:
    """Return what takes a point of the page's own system to the page as it is shown: upright, from its lower left."""
    left, lower, right, upper = page.get_cropbox()
    turns: dict[int, Turn] = {
        90: lambda x, y: (y - lower, right - x),
        180: lambda x, y: (right - x, upper - y),
        270: lambda x, y: (upper - y, x - left),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x - left, y - lower))


def _lying(textpage: Any, rotation: int) -> int:
    """Return by how many quarters (counter-clockwise) a page must be turned to be read: a wide table lies sideways."""
    import pypdfium2.raw as pdfium

    count = textpage.count_chars()
    places = range(0, count, max(1, count // _LOOKED_AT))
    angles = Counter(round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, place)) / 90) % 4 for place in places)
    most, often = max(angles.items(), key=lambda item: item[1], default=(0, 0))
    return (rotation // 90 + most) % 4 if often > _MOSTLY * len(places) else 0


def _turned_on(turn: Turn, quarter_turns: int, width: float, height: float) -> Turn:
    """Return a turn that goes on counter-clockwise from a page as it is shown, of some width and height."""

    def turned(x: float, y: float) -> tuple[float, float]:
        x, y = turn(x, y)
        return {1: (height - y, x), 2: (width - x, height - y), 3: (y, width - x)}[quarter_turns]

    return turned


@dataclass(slots=True)
class _Letter:
    sign: str
    place: int
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0


def _runs(textpage: Any, turn: Turn) -> list[list[_Letter]]:
    """Return the page's letters line by line, as PDFium parts them."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    x, y = ctypes.c_double(), ctypes.c_double()
    x_pointer, y_pointer = ctypes.byref(x), ctypes.byref(y)
    runs: list[list[_Letter]] = [[]]
    for place in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        if code in (10, 13):
            if runs[-1]:
                runs.append([])
            continue
        letter = _Letter(_sign(code), place)
        pdfium.FPDFText_GetCharBox(textpage, place, *pointers)
        pdfium.FPDFText_GetCharOrigin(textpage, place, x_pointer, y_pointer)
        corners = turn(edges[0].value, edges[2].value), turn(edges[1].value, edges[3].value)
        letter.left, letter.right = sorted((corners[0][0], corners[1][0]))
        letter.base = turn(x.value, y.value)[1]
        if runs[-1] and _is_below(runs[-1][-1], letter):
            runs.append([])  # PDFium joins lines where a hyphen ends one
        runs[-1].append(letter)
    return [run for run in runs if run]


def _is_below(last: _Letter, letter: _Letter) -> bool:
    return letter.left < last.left and last.base - letter.base > max(2.0, last.right - last.left)


def _sign(code: int) -> str:
    # PDFium marks a hyphen at a line's end as 2; letters that a font gives no meaning are 0.
    if code in (2, 0xFFFE, 0xAD):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or (code < 32 and code != 9):
        return "\ufffd" if code == 0 else " "
    if 0xFB00 <= code <= 0xFB06:  # "ﬀ": one shape that is printed for two letters
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


def _line(textpage: Any, letters: list[_Letter]) -> PageLine | None:
    seen = [letter for letter in letters if not letter.sign.isspace()]
    if not seen:
        return None
    bases = sorted(letter.base for letter in seen)
    base = bases[len(bases) // 2]
    size = round(_size(textpage, seen), 1)
    words = [word for cell in _cells(letters, size) for word in _cell_words(textpage, cell, base)]
    middle = words[len(words) // 2]
    return PageLine(cells_of(words, size), base, size, middle.bold)


def _cells(letters: Sequence[_Letter], size: float) -> Iterator[list[_Letter]]:
    """Part a line's letters at its wide gaps; the parts may be set differently."""
    cell: list[_Letter] = []
    last: _Letter | None = None
    for letter in letters:
        if not letter.sign.isspace():
            if last and letter.left - last.right > size:
                yield cell
                cell = []
            last = letter
        if cell or not letter.sign.isspace():
            cell.append(letter)
    yield cell


def _cell_words(textpage: Any, letters: list[_Letter], base: float) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    seen = [letter for letter in letters if not letter.sign.isspace()]
    middle = seen[len(seen) // 2].place
    size = round(_size(textpage, seen), 1)
    bold = pdfium.FPDFText_GetFontWeight(textpage, middle) >= _BOLD_WEIGHT or "bold" in _font(textpage, middle)
    for word in _words(letters):
        raised = word[0].base + _RAISED * size
        signs = [letter.sign.translate(SUPERSCRIPTS) if letter.base > raised else letter.sign for letter in word]
        right = max(letter.right for letter in word)
        yield Word(_composed("".join(signs).strip()), word[0].left, right, base, size, bold)


def _composed(word: str) -> str:
    """Put letters and their marks together; older programs print the dots of an umlaut before its letter."""
    return unicodedata.normalize("NFC", _DOTS_BEFORE.sub("\\1\u0308", word))


def _words(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Part letters at the blanks."""
    word: list[_Letter] = []
    for letter in letters:
        if letter.sign == " ":
            if word:
                yield word
            word = []
        elif word or not letter.sign.isspace():
            word.append(letter)
    if word:
        yield word


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
