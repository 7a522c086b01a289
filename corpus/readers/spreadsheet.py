"""Excel workbooks: .xlsx and .xlsm with their number formats and merged cells, .xls with its values.

Macros are never looked at, links to other files never followed, formulas never computed: their last result counts,
and those that have none are a gap.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from corpus.gap import Gap
from corpus.readers import Reading, ReadingError
from corpus.readers.archives import UNREADABLE
from corpus.readers.building import TextBuilder
from corpus.readers.cells import shown
from corpus.readers.sheets import SheetWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_COLUMNS, _MOST_ROWS = 500, 200_000
"""A list of grants is neither wider nor longer; formats reach to the sheet's end."""


_UNCOMPUTED = re.compile(rb'<c\s(?![^>]*t="str")[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>')
"""A cell with a formula and no result; a text's result may be empty."""
_MOST_NAMED = 8


def read(data: bytes) -> Reading:
    """Read an .xlsx or .xlsm file. Raises ReadingError if it is broken or holds no text."""
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheets = _visible_sheets(data, data_only=True)
        reading = _reading((sheet.title, _grid(sheet)) for sheet in sheets)
        return replace(reading, gaps=_uncomputed(data, sheets))
    except (InvalidFileException, SyntaxError, TypeError, AttributeError, IndexError, *UNREADABLE) as error:
        raise ReadingError("is a damaged Excel workbook; open it in Excel and save it again") from error


def _visible_sheets(data: bytes, *, data_only: bool) -> list[Any]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of drawings and extensions that aren't kept
        book = load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _uncomputed(data: bytes, sheets: Sequence[Any]) -> tuple[Gap, ...]:
    """Return the formulas without a result as a gap: programs that only write workbooks leave them so."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_UNCOMPUTED.search(archive.read(name)) for name in parts if name.endswith(".xml")):
            return ()
    cells = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet, computed in zip(_visible_sheets(data, data_only=False), sheets, strict=True)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and computed[cell.coordinate].value is None
    ]
    if not cells:
        return ()
    named = ", ".join(cells[:_MOST_NAMED]) + (f" and {len(cells) - _MOST_NAMED} more" if cells[_MOST_NAMED:] else "")
    why = "was read without the results of formulas that no program has computed yet"
    return (Gap(f"{why} ({named}); open it in Excel or LibreOffice, save it and index it again"),)


def read_old(data: bytes) -> Reading:
    """Read an .xls file. Raises ReadingError if it is broken, encrypted or holds no text."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            seen = [
                about.name
                for about in book.sheets_metadata
                if about.visible is SheetVisibleEnum.Visible and about.typ is SheetTypeEnum.WorkSheet
            ]
            return _reading((name, _old_grid(book.get_sheet_by_name(name))) for name in seen)
    except PasswordError as error:
        raise ReadingError("is an encrypted Excel workbook; save it again without a password") from error
    except (CalamineError, ValueError, OSError) as error:
        raise ReadingError("is a damaged Excel workbook; open it in Excel and save it as XLSX") from error


def _reading(sheets: Iterator[tuple[str, list[list[str]]]]) -> Reading:
    writer = SheetWriter(TextBuilder())
    for name, grid in sheets:
        writer.sheet(name, grid)
    return writer.builder.reading(writer.title)


def _grid(sheet: Any) -> list[list[str]]:
    rows = sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS))
    grid = [[shown(cell.value, cell.number_format) for cell in row] for row in rows]
    for merged in sheet.merged_cells.ranges:
        _fill(grid, merged.min_row - 1, merged.max_row - 1, merged.min_col - 1)
    return grid


def _old_grid(sheet: Any) -> list[list[str]]:
    rows = sheet.to_python(skip_empty_area=True, nrows=_MOST_ROWS)
    grid = [[shown(value) for value in row[:_MOST_COLUMNS]] for row in rows]
    top, left = sheet.start or (0, 0)
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        _fill(grid, first - top, last - top, column - left)
    return grid


def _fill(grid: list[list[str]], first: int, last: int, column: int) -> None:
    """Say the label of cells merged over rows in each of them; a figure is said once, or it would count twice."""
    if not (0 <= first < len(grid) and 0 <= column < len(grid[first])):
        return
    words = grid[first][column]
    if words and not any(map(str.isdigit, words)):
        for row in grid[first + 1 : last + 1]:
            row[column] = row[column] or words
