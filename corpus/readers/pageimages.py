"""A page of a file as a picture: what a PDF or a scan looks like, for showing a quote where it is printed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from corpus.readers import scan
from corpus.readers.pdf import PDFIUM, open_pdf, picture_of

if TYPE_CHECKING:
    from PIL.Image import Image

_DOTS_PER_INCH = 130
"""Sharp on a screen: 1,075 dots for the width of A4."""
_LONGEST_SIDE = 1600


def sheet(data: bytes, number: int) -> Image:
    """Return a page (counted from 1) of a PDF or picture file as it looks.

    Raises ReadingError for a damaged file, LookupError for a page that it doesn't have.
    """
    if data.startswith(scan.SIGNATURES):
        picture = next(islice(scan.pictures(data), number - 1, None), None)
        if picture is None:
            raise LookupError(f"there is no page {number}")
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        return picture
    with PDFIUM:
        document = open_pdf(data)
        try:
            if not 1 <= number <= len(document):
                raise LookupError(f"there is no page {number}")
            return picture_of(document, number - 1, _DOTS_PER_INCH)
        finally:
            document.close()
