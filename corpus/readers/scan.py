"""Pictures of documents: PNG, JPEG and TIFF files, which may hold several pages."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from corpus.readers import Reading, ReadingError
from corpus.readers.assembling import assemble
from corpus.readers.recognised import RecognisedPages
from corpus.readers.recognition import require_recognition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
"""How PNG, JPEG and TIFF files begin."""
_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_PIXELS = 60_000_000
"""A sheet of A3 with 400 dots an inch has 31 million."""
_LONGEST_SIDE = 5000
_USUAL_WIDTH = 595.0
"""Points: a sheet of A4, taken where a picture doesn't say how large it is."""
_LEAST_DOTS, _MOST_DOTS = 70, 1300
"""Dots an inch that scanners have; pictures state others when they never were on paper."""


def read(
    data: bytes, max_pages: int = 2000, max_seconds_per_page: float = 60.0, max_seconds: float = math.inf
) -> Reading:
    """Read a picture of a document; pages that can't be recognised in time are a gap.

    Raises ReadingError if it is damaged, too large, holds no text or can't be recognised.
    """
    require_recognition("is a picture")
    recognised = RecognisedPages(max_seconds_per_page, max_seconds)
    pages = []
    for number, frame in enumerate(pictures(data, max_pages), start=1):
        width, height = _size(frame)
        frame.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        pages.append(recognised.page(number, partial(_given, frame), width, height))
    if not any(page.characters for page in pages):
        recognised.refuse()
        raise ReadingError("is a picture without text; remove it or scan it with more dots an inch")
    return replace(assemble(pages), gaps=recognised.gaps())


def _given(picture: Image) -> Image:
    return picture


def pictures(data: bytes, max_pages: int = 2000) -> Iterator[Image]:
    """Yield a file's pictures upright and on white, one a page. Raises ReadingError if it is damaged or too large."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as file:
            if (count := getattr(file, "n_frames", 1)) > max_pages:
                raise ReadingError(
                    f"has {count} pages, more than the {max_pages} that are read; split it or raise BELEGT_MAX_PAGES"
                )
            for frame in ImageSequence.Iterator(file):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise ReadingError(
                        f"has {frame.width} × {frame.height} dots, more than can be read; scan it with 300 dots an inch"
                    )
                dots = frame.info.get("dpi")
                upright = _on_white(ImageOps.exif_transpose(frame))
                upright.info["dpi"] = dots
                yield upright
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ReadingError("is a damaged picture; scan it or save it again") from error


def _on_white(picture: Image) -> Image:
    from PIL import Image

    seen = picture.convert("RGBA") if picture.mode in ("RGBA", "LA", "P", "PA") else None
    if seen is None:
        return picture.convert("L")
    white = Image.new("RGBA", seen.size, "white")
    white.alpha_composite(seen)
    return white.convert("L")


def _size(picture: Image) -> tuple[float, float]:
    """Return a picture's width and height in points, as on paper."""
    dots = picture.info.get("dpi") or (0, 0)
    across = float(dots[0])
    width = picture.width / across * 72 if _LEAST_DOTS <= across <= _MOST_DOTS else _USUAL_WIDTH
    return width, width * picture.height / picture.width
