"""PDF files: the text layer of each page by PDFium, and text recognition for the pages that are pictures."""

from __future__ import annotations

import math
import re
import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.gap import Gap
from corpus.readers import Reading, ReadingError
from corpus.readers.assembling import assemble
from corpus.readers.letters import page_content
from corpus.readers.pagelines import PageContent
from corpus.readers.recognised import RecognisedPages, named
from corpus.readers.recognition import RESOLUTION, why_unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

_FEWEST_CHARACTERS = 12
"""A page with fewer and a large picture is a scan."""
_STAMP_CHARACTERS = 100
"""A page with fewer, most of which is a picture, is a scan with a stamp or a page number printed on it."""
_LARGE, _MOST = 0.3, 0.8
"""Shares of a page that its pictures cover."""
_GARBLED = 0.3
"""Share of letters without a meaning above which a text layer is no text."""
_LONGEST_SIDE = 5000
"""Pixels of a picture that is recognised: a sheet of A3 with 300 dots an inch."""
_LEAST_RESOLUTION, _MOST_RESOLUTION = 150, 450
"""Dots an inch of scans that are recognised as they are; others are made larger or smaller."""
_COARSE, _LIGHT, _MOSTLY = 30.0, 190, 0.5
"""Dots an inch that show whether a page is paper; of 255, how light paper is at least; its share of the page."""
_POINTS_PER_INCH = 72
_FILE_WITHIN = re.compile(rb"/(?:EmbeddedFile|Filespec|FileAttachment|EF\b)")
_DAMAGED = "is a damaged PDF; open it in a PDF program and save it again"
_MOST_NAMED = 5
PDFIUM = threading.RLock()
"""PDFium may not be called from two threads at once."""


def read(
    data: bytes, max_pages: int = 2000, max_seconds_per_page: float = 60.0, max_seconds: float = math.inf
) -> Reading:
    """Read a PDF.

    Where scanned pages can't be recognised on this machine, within `max_seconds_per_page` each or `max_seconds` all,
    the others are read, and those are a gap. Raises ReadingError if it is broken, encrypted, empty, has more than
    `max_pages` pages, or has nothing but pages that can't be recognised.
    """
    import pypdfium2

    recognised = RecognisedPages(max_seconds_per_page, max_seconds)
    with PDFIUM:
        document = open_pdf(data)
        try:
            _check_pages(len(document), max_pages)
            pages = [page_content(document, number) for number in range(len(document))]
            title = str(document.get_metadata_dict().get("Title", "")).strip()
            scans = _scans(document, pages)
            unreadable = _unreadable(pages, scans)
            carried = () if carries(data) else tuple(_attached(document))
            pages = _emptied(pages, scans) if unreadable else _recognised(document, pages, scans, recognised)
        except pypdfium2.PdfiumError as error:  # of a page
            raise ReadingError(_DAMAGED) from error
        finally:
            document.close()
    if not any(page.characters for page in pages):
        recognised.refuse()
        if carries(data):
            raise ReadingError("is a PDF without text of its own; only the files that it carries are read")
        raise ReadingError("is a PDF without text; export it again from the program it was written in")
    return replace(assemble(pages, title), gaps=(*unreadable, *recognised.gaps(), *carried))


def open_pdf(data: bytes) -> Any:
    """Return PDFium's document; call this and all that is done with it under `PDFIUM`. Raises ReadingError."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadingError("is encrypted; remove its password and index it again") from error
        raise ReadingError(_DAMAGED) from error
    document.init_forms()  # gives filled fields their looks
    return document


def carries(data: bytes) -> bool:
    """Tell whether a file is a PDF that may carry others, by the signs that these have; nothing is opened."""
    return b"%PDF-" in data[:1024] and _FILE_WITHIN.search(data) is not None


def picture_of(document: Any, number: int, dots_per_inch: float) -> Image:
    """Return a page (counted from 0) as a picture, at most `_LONGEST_SIDE` pixels high and wide."""
    page = document[number]
    try:
        longest = max(page.get_size()) / _POINTS_PER_INCH
        bitmap = page.render(scale=min(dots_per_inch, _LONGEST_SIDE / longest) / _POINTS_PER_INCH)
        picture: Image = bitmap.to_pil()
        return picture
    finally:
        page.close()


def _scans(document: Any, pages: Sequence[PageContent]) -> list[int]:
    """Return the pages (from 0) that are scans; among pages of text, a photograph as large as the page is none."""
    found = [number for number, page in enumerate(pages) if is_scan(document, number, page)]
    return found if len(found) == len(pages) else [number for number in found if _is_paper(document, number)]


def _is_paper(document: Any, number: int) -> bool:
    """Whether a page is mostly as light as paper."""
    shades = picture_of(document, number, _COARSE).convert("L").histogram()
    return sum(shades[_LIGHT:]) >= _MOSTLY * sum(shades)


def is_scan(document: Any, number: int, content: PageContent) -> bool:
    """Tell whether a page (counted from 0) is a picture of text, or its text layer has lost its meaning."""
    letters = "".join(line.text for line in content.lines)
    if letters.count("\ufffd") > max(_FEWEST_CHARACTERS, _GARBLED * len(letters)):
        return True
    if len(letters) >= _STAMP_CHARACTERS:
        return False
    page = document[number]
    try:
        covered = sum(_areas(page)) / max(1.0, content.width * content.height)
    finally:
        page.close()
    return covered >= (_LARGE if len(letters) < _FEWEST_CHARACTERS else _MOST)


def _resolution(document: Any, number: int) -> float:
    """Return the dots an inch of a page's largest picture, so that its dots stay as they are; 300 where it has none."""
    import pypdfium2.raw as pdfium

    page = document[number]
    try:
        found = [
            (abs(right - left) * abs(upper - lower), picture.get_px_size()[0] / abs(right - left) * _POINTS_PER_INCH)
            for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            for left, lower, right, upper in [picture.get_bounds()]
            if abs(right - left) > 1
        ]
    finally:
        page.close()
    largest = max(found, default=(0.0, RESOLUTION))[1]
    return largest if _LEAST_RESOLUTION <= largest <= _MOST_RESOLUTION else RESOLUTION


def _areas(page: Any) -> Iterator[float]:
    """Yield the area of each picture on a page, in square points."""
    import pypdfium2.raw as pdfium

    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, lower, right, upper = picture.get_bounds()
        yield abs(right - left) * abs(upper - lower)


def _check_pages(count: int, most: int) -> None:
    if not count:
        raise ReadingError("has no pages; export it again")
    if count > most:
        raise ReadingError(f"has {count} pages, more than the {most} that are read; split it or raise BELEGT_MAX_PAGES")


def _unreadable(pages: Sequence[PageContent], scans: Sequence[int]) -> tuple[Gap, ...]:
    """Return the scans if none can be recognised here. Raises ReadingError where no other page says anything."""
    why = why_unavailable() if scans else ""
    if not why:
        return ()
    if not any(page.characters for number, page in enumerate(pages) if number not in scans):
        raise ReadingError(f"is a scan without a text layer, and {why}")
    which = named([number + 1 for number in scans])
    return (Gap(f"was read without {which}: scanned, without a text layer, and {why}", needs_recognition=True),)


def _attached(document: Any) -> Iterator[Gap]:
    """Yield files as a gap that a PDF carries without the usual signs, so that they are not taken out of it.

    Invoices carry an XML file that says the same as their page.
    """
    names = [document.get_attachment(number).get_name() for number in range(document.count_attachments())]
    if names := [" ".join(name.split())[:100] for name in names if not name.lower().endswith(".xml")]:
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        which = ", ".join(names[:_MOST_NAMED])
        yield Gap(f"was read without the files that it carries ({which}{more}); save them beside it and index it again")


def _recognised(
    document: Any, pages: Sequence[PageContent], scans: Sequence[int], recognised: RecognisedPages
) -> list[PageContent]:
    """Return the pages, those that are scans with the words on their pictures."""
    whole = list(pages)
    for number in scans:
        seen = partial(lambda at: picture_of(document, at, _resolution(document, at)), number)
        whole[number] = recognised.page(number + 1, seen, *pages[number].shown_size)
    return whole


def _emptied(pages: Sequence[PageContent], scans: Sequence[int]) -> list[PageContent]:
    return [PageContent((), *page.shown_size) if at in scans else page for at, page in enumerate(pages)]
