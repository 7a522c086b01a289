"""Pictures of pages -> lines of words, by Tesseract's German model. The only module that imports pytesseract."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.readers import ReadingError
from corpus.readers.pagelines import PageContent, PageLine, Word, cells_of, is_level
from corpus.readers.skew import skew_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL.Image import Image

RESOLUTION = 300
"""Dots an inch: what Tesseract's models were trained for."""
LANGUAGE = "deu"
_CAP_HEIGHT = 0.72
"""Capitals and figures are so high, times the letters' size."""
_DESCENDING = frozenset("gjpqyQß,;()[]|/§")
_SAME_SIZE = 0.2
"""Lines that differ by less than this share from most of the text are set as large as it: their boxes vary."""
_LEAST_SURE = 0.3
"""Words without a letter or figure that are recognised less surely are spots and drawn lines."""
_INSTALL = "install Tesseract with its German model (apt install tesseract-ocr tesseract-ocr-deu) and index it again"


def require_recognition(what: str) -> None:
    """Raise ReadingError where Tesseract or its German model is missing; `what` is what can't be read without."""
    languages = _languages()
    if languages is None:
        raise ReadingError(f"{what}, and the text recognition program Tesseract isn't installed; {_INSTALL}")
    if LANGUAGE not in languages:
        raise ReadingError(f"{what}, and Tesseract's German model isn't installed; {_INSTALL}")


def is_available() -> bool:
    """Tell whether pictures can be read on this machine."""
    return LANGUAGE in (_languages() or ())


def recognise(picture: Image, width: float, height: float, *, what: str, seconds: float) -> PageContent:
    """Return the words on a picture of a page of some width and height in points.

    Raises ReadingError, which calls the page `what`, if Tesseract is missing, fails or takes longer than `seconds`.
    """
    require_recognition(f"{what} is a scan")
    picture = picture.convert("L")
    skew = skew_of(picture)
    turned = picture.rotate(skew, _bicubic(), fillcolor=255) if skew else picture
    scale = width / picture.width
    lines = [_page_line(words, scale, height) for words in _lines(_table(turned, what, seconds))]
    return PageContent(tuple(_evened(_rows(lines))), width, height, recognised=True, skew=skew)


def _languages() -> tuple[str, ...] | None:
    import pytesseract

    try:
        return tuple(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return None


def _bicubic() -> Any:
    from PIL.Image import Resampling

    return Resampling.BICUBIC


def _table(picture: Image, what: str, seconds: float) -> dict[str, list[Any]]:
    """Return Tesseract's table of words: texts, boxes in pixels, confidences from 0 to 100."""
    import pytesseract

    try:
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            picture,
            lang=LANGUAGE,
            config=f"--psm 3 --dpi {RESOLUTION}",
            timeout=seconds,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as error:
        reason = " ".join(str(error.message).split())[:120]
        raise ReadingError(f"{what} could not be recognised ({reason}); scan it again") from error
    except RuntimeError as error:  # its way to say that time is up
        raise ReadingError(
            f"{what} took longer than {seconds:g} seconds to be recognised;"
            " scan it with fewer dots an inch or raise BELEGT_MAX_SECONDS_PER_PAGE"
        ) from error
    return found


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
        return not self.text.strip("|_—~ ") or (self.sure < _LEAST_SURE and not any(map(str.isalnum, self.text)))


def _lines(table: dict[str, list[Any]]) -> Iterator[list[_Seen]]:
    """Yield the words of each line."""
    lines: dict[tuple[int, int, int], list[_Seen]] = defaultdict(list)
    for at, text in enumerate(table["text"]):
        box = (int(table[side][at]) for side in ("left", "top", "width", "height"))
        seen = _Seen(str(text).strip(), float(table["conf"][at]) / 100, *box)
        if seen.sure >= 0 and not seen.is_noise:
            lines[table["block_num"][at], table["par_num"][at], table["line_num"][at]].append(seen)
    yield from lines.values()


def _page_line(seen: Sequence[_Seen], scale: float, height: float) -> PageLine:
    """Return a line in points; its base line is the lower edge of the words whose letters reach no lower."""
    flat = [one for one in seen if not _DESCENDING & set(one.text)] or seen
    lower = statistics.median(one.top + one.height for one in flat)
    high = [one for one in seen if any(sign.isupper() or sign.isdigit() for sign in one.text)] or seen
    upper = statistics.median(one.top for one in high)
    base = height - lower * scale
    size = max(4.0, (lower - upper) * scale / _CAP_HEIGHT)
    words = [Word(one.text, one.left * scale, (one.left + one.width) * scale, base, one.sure) for one in seen]
    return PageLine(cells_of(words, size), base, round(size, 1))


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


def _evened(rows: Iterable[PageLine]) -> Iterator[PageLine]:
    """Give lines that are about as large as most of the text its size: how high a box is depends on its letters."""
    rows = list(rows)
    usual = statistics.median([row.size for row in rows for _ in row.words] or [0.0])
    for row in rows:
        yield replace(row, size=usual) if abs(row.size - usual) < _SAME_SIZE * usual else row
