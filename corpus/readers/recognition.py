"""Pictures of pages -> lines of words, by Tesseract's German model. The only module that runs Tesseract."""

from __future__ import annotations

import csv
import io
import os
import shutil
import statistics
import subprocess
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from corpus.readers import ReadingError
from corpus.readers.pagelines import PageContent, PageLine, Word, cells_of, is_level, part_of
from corpus.readers.pictures import drawn_rulings, listed, skew_of, turned, without_specks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL.Image import Image

    from corpus.readers.rulings import Rulings

RESOLUTION = 300
"""Dots an inch: what Tesseract's models were trained for."""
LANGUAGE = "deu"
_PAGE, _ONE_BLOCK = "3", "6"
"""Tesseract's ways to look for lines: on a whole page, in one block of text."""
_FEWEST_FIGURES = 3
"""Words with fewer figures are no sums that matter."""
_DOUBT = 0.5
"""How sure a figure is that is read in two ways."""
_CAP_HEIGHT = 0.72
"""Capitals and figures are so high, times the letters' size."""
_DESCENDING = frozenset("gjpqyQß,;()[]|/§")
_SAME_SIZE = 0.2
"""Lines that differ by less than this share from most of the text are set as large as it: their boxes vary."""
_LEAST_SURE = 0.3
"""Single letters, and words without any, that are recognised less surely are spots and drawn lines."""
_SURE, _LEGIBLE = 0.7, 0.5
"""Share of a page's letters that are recognised surely: above 0.85 on pages that lie upright, below 0.15 on others."""
_INSTALL = "install Tesseract with its German model (apt install tesseract-ocr tesseract-ocr-deu) and index it again"


def require_recognition(what: str) -> None:
    """Raise ReadingError where Tesseract or its German model is missing; `what` is what can't be read without."""
    if why := why_unavailable():
        raise ReadingError(f"{what}, and {why}")


def is_available() -> bool:
    """Tell whether pictures can be read on this machine."""
    return not why_unavailable()


def why_unavailable() -> str:
    """Return what is missing on this machine to read pictures and how to install it; nothing where all is there."""
    program = shutil.which("tesseract")
    if program is None:
        return f"the text recognition program Tesseract isn't installed; {_INSTALL}"
    return "" if LANGUAGE in _languages(program) else f"Tesseract's German model isn't installed; {_INSTALL}"


class RecognitionError(Exception):
    """Tesseract could make nothing of a page; `took_too_long` if it had no time for more."""

    def __init__(self, *, took_too_long: bool) -> None:
        super().__init__("took too long" if took_too_long else "failed")
        self.took_too_long = took_too_long


def recognise(picture: Image, width: float, height: float, *, seconds: float) -> PageContent:
    """Return the words on a picture of a page of some width and height in points.

    Raises RecognitionError if Tesseract fails or takes longer than `seconds` for all that it is asked.
    """
    until = time.monotonic() + seconds
    laid = _upright(without_specks(picture.convert("L")), until)
    if laid.quarter_turns % 2:
        width, height = height, width
    scale = width / laid.picture.width
    rulings = drawn_rulings(laid.picture, scale)
    lines = [_page_line(words, scale, height) for words in _looked_at_again(laid, until)]
    rows = (_without_rulings(row, rulings) for row in _rows(lines))
    return PageContent(
        tuple(_evened(row for row in rows if row.cells)),
        width,
        height,
        recognised=True,
        skew=laid.skew,
        quarter_turns=laid.quarter_turns,
        rulings=rulings,
    )


def _upright(picture: Image, until: float) -> _Laid:
    """Return a page as most of it can be read: as it lies, else sideways or upside down."""
    tried: list[_Laid] = []
    for quarter_turns in range(4):
        laid = _laid(picture, quarter_turns, until)
        if laid.legible >= _LEGIBLE or not (tried or laid.lines):
            return laid
        tried.append(laid)
    return max(tried, key=lambda laid: laid.legible)


def _laid(picture: Image, quarter_turns: int, until: float) -> _Laid:
    picture = picture.rotate(90 * quarter_turns, expand=True)
    skew = skew_of(picture)
    picture = turned(picture, skew)
    return _Laid(picture, quarter_turns, skew, tuple(_lines(_table(picture, until))))


@cache
def _languages(program: str) -> tuple[str, ...]:
    found = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - found by its name
    return tuple(found.stdout.split())


def _table(picture: Image, until: float, layout: str = _PAGE) -> str:
    """Return Tesseract's table of words: texts, boxes in pixels, confidences from 0 to 100."""
    left = until - time.monotonic()
    if left <= 0:
        raise RecognitionError(took_too_long=True)
    given = io.BytesIO()
    picture.save(given, "PNG", compress_level=1)
    try:
        found = subprocess.run(  # noqa: S603 - nothing of the document is in the arguments
            [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "tsv"],
            input=given.getvalue(),
            capture_output=True,
            check=True,
            timeout=left,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for each other: four times slower
        )
    except subprocess.TimeoutExpired as error:
        raise RecognitionError(took_too_long=True) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise RecognitionError(took_too_long=False) from error
    return found.stdout.decode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word in pixels from the picture's upper left corner, and how surely it was recognised (0 to 1)."""

    text: str
    sure: float
    left: int
    top: int
    width: int
    height: int

    @property
    def is_noise(self) -> bool:
        """Whether it is a spot or a drawn line."""
        small = len(self.text) == 1 or not any(map(str.isalnum, self.text))
        return not self.text.strip("|_—~ ") or (self.sure < _LEAST_SURE and small)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A picture turned by so many quarters and then degrees, counter-clockwise, and the lines of words on it."""

    picture: Image
    quarter_turns: int
    skew: float
    lines: tuple[list[_Seen], ...]

    @property
    def legible(self) -> float:
        """Share of the letters that stand level in words and are recognised surely."""
        words = [seen for line in self.lines for seen in line]
        sure = (seen for seen in words if seen.sure >= _SURE and seen.width > seen.height)
        return sum(len(seen.text) for seen in sure if len(seen.text) > 2) / max(
            1, sum(len(seen.text) for seen in words)
        )


def _lines(table: str) -> Iterator[list[_Seen]]:
    """Yield the words of each line."""
    lines: dict[tuple[str, str, str], list[_Seen]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        box = (int(row[side]) for side in ("left", "top", "width", "height"))
        seen = _Seen((row["text"] or "").strip(), float(row["conf"]) / 100, *box)
        if seen.sure >= 0 and not seen.is_noise:
            lines[row["block_num"], row["par_num"], row["line_num"]].append(seen)
    yield from lines.values()


def _looked_at_again(laid: _Laid, until: float) -> Iterator[list[_Seen]]:
    """Yield the lines, with doubt on the figures that are read otherwise when they are enlarged and stand alone.

    How sure Tesseract is of a word says little of its figures: of a blurred 5 it is sure that it is a 6.
    """
    figures = [seen for line in laid.lines for seen in line if sum(map(str.isdigit, seen.text)) >= _FEWEST_FIGURES]
    if not figures:
        yield from laid.lines
        return
    strip, step = listed(laid.picture, [(one.left, one.top, one.width, one.height) for one in figures])
    again: dict[int, str] = defaultdict(str)
    for line in _lines(_table(strip, until, _ONE_BLOCK)):
        for word in line:
            again[(word.top + word.height // 2) // step] += word.text
    doubts = {id(one) for number, one in enumerate(figures) if _digits(again[number]) != _digits(one.text)}
    for line in laid.lines:
        yield [replace(one, sure=min(one.sure, _DOUBT)) if id(one) in doubts else one for one in line]


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def _page_line(seen: Sequence[_Seen], scale: float, height: float) -> PageLine:
    """Return a line in points; its base line is the lower edge of the words whose letters reach no lower."""
    flat = [one for one in seen if not _DESCENDING & set(one.text)] or seen
    lower = statistics.median(one.top + one.height for one in flat)
    high = [one for one in seen if any(sign.isupper() or sign.isdigit() for sign in one.text)] or seen
    upper = statistics.median(one.top for one in high)
    base = height - lower * scale
    size = max(4.0, (lower - upper) * scale / _CAP_HEIGHT)
    size = round(size, 1)
    words = [
        Word(one.text, one.left * scale, (one.left + one.width) * scale, base, size, sure=one.sure) for one in seen
    ]
    return PageLine(cells_of(words, size), base, size)


def _rows(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Put together what stands on one level: Tesseract reads the columns of a table one by one."""
    level: list[PageLine] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if level and not is_level(level[0], line):
            yield _row(level)
            level = []
        level.append(line)
    if level:
        yield _row(level)


def _row(level: Sequence[PageLine]) -> PageLine:
    words = sorted((word for line in level for word in line.words), key=lambda word: word.left)
    size = max(line.size for line in level)
    return PageLine(cells_of(words, size), level[0].base, size)


def _without_rulings(row: PageLine, rulings: Rulings) -> PageLine:
    """Leave out the single letters that upright lines were taken for."""
    sides = [rule.at for rule in rulings.upright if rule.covers(row.base)]
    words = [
        word
        for word in row.words
        if len(word.text) > 1 or not any(word.left - 2 <= side <= word.right + 2 for side in sides)
    ]
    return replace(row, cells=cells_of(words, row.size))


def _evened(rows: Iterable[PageLine]) -> Iterator[PageLine]:
    """Give lines that are about as large as most of the text its size: how high a box is depends on its letters."""
    rows = list(rows)
    usual = statistics.median([row.size for row in rows for _ in row.words] or [0.0])
    for row in rows:
        words = [
            replace(word, size=usual) if abs(word.size - usual) < _SAME_SIZE * usual else word for word in row.words
        ]
        yield part_of(row, words)
