"""Excel workbooks: .xlsx and .xlsm with their number formats and merged cells, .xls with its values.

Macros are never looked at, links to other files never followed, formulas never computed: their last result counts.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from corpus.readers import Reading, ReadingError
from corpus.readers.archives import UNREADABLE
from corpus.readers.building import TextBuilder
from corpus.readers.cells import shown
from corpus.readers.sheets import SheetWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_COLUMNS, _MOST_ROWS = 500, 200_000
"""A list of grants is neither wider nor longer; formats reach to the sheet's end."""


def read(data: bytes) -> Reading:
    """Read an .xlsx or .xlsm file. Raises ReadingError if it is broken or holds no text."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and extensions that aren't kept
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        return _reading((sheet.title, _grid(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible")
    except (InvalidFileException, SyntaxError, TypeError, AttributeError, IndexError, *UNREADABLE) as error:
        raise ReadingError("is a damaged Excel workbook; open it in Excel and save it again") from error


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
