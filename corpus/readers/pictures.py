"""Pictures of pages made ready for text recognition: laid level, without specks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.readers.rulings import Rule, Rulings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

_MOST = 3.0
"""Degrees; a sheet is seldom laid on the glass worse."""
_DARK = 140
"""Of 255: darker dots are ink."""
_LEVEL, _UPRIGHT = 40.0, 14.0
"""Points: letters have no stroke so long."""
_THICKEST = 4.0
"""Points of a drawn line; thicker ones are bars and pictures."""
_ENLARGED, _MARGIN = 2, 6
"""How much larger a part is made that is looked at again, and how many dots around it are kept."""
_WIDTH = 800
"""Pixels that are enough to see lines."""


def without_specks(picture: Image) -> Image:
    """Return a grey picture without the single dots that a scanner or a copier adds: points and commas of nothing.

    No dot stays darker than its darkest neighbour or lighter than its lightest, so every stroke keeps its shape.
    """
    from PIL import ImageChops, ImageFilter

    # Of nine dots, the second darkest is the darkest neighbour where the middle one is darker than all.
    darkest, lightest = picture.filter(ImageFilter.RankFilter(3, 1)), picture.filter(ImageFilter.RankFilter(3, 7))
    return ImageChops.lighter(darkest, ImageChops.darker(picture, lightest))


def turned(picture: Image, degrees: float) -> Image:
    """Return a grey picture turned counter-clockwise around its middle, in its own size and on white."""
    from PIL.Image import Resampling

    return picture.rotate(degrees, Resampling.BICUBIC, fillcolor=255) if degrees else picture


def skew_of(picture: Image) -> float:
    """Return by how many degrees (counter-clockwise) a picture must be turned so that its lines are level.

    Lines of text stand out best in the sum over rows when they are level.
    """
    from PIL import ImageOps

    small = picture.convert("L")
    small.thumbnail((_WIDTH, 2 * _WIDTH))
    small = ImageOps.invert(ImageOps.autocontrast(small))
    best = 0.0
    for step in (1.0, 0.25, 0.05):  # from coarse to fine
        reach = _MOST if step == 1.0 else 4 * step
        angles = [best + step * number for number in range(-round(reach / step), round(reach / step) + 1)]
        best = max(angles, key=lambda angle: (_levelness(small, angle), -abs(angle)))
    return round(best, 2)


def _levelness(picture: Image, angle: float) -> float:
    import numpy as np
    from PIL.Image import Resampling

    turned = np.asarray(picture.rotate(angle, Resampling.BILINEAR), dtype=np.float32)
    rows = turned.sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def listed(picture: Image, boxes: Sequence[tuple[int, int, int, int]]) -> tuple[Image, int]:
    """Return parts of a picture (left, top, width, height) enlarged below each other, and the step between them."""
    from PIL import Image

    step = _ENLARGED * (max(height for *_, height in boxes) + 4 * _MARGIN)
    width = _ENLARGED * (max(width for _, _, width, _ in boxes) + 4 * _MARGIN)
    strip = Image.new("L", (width, step * len(boxes)), 255)
    for number, (left, top, across, down) in enumerate(boxes):
        part = picture.crop((left - _MARGIN, top - _MARGIN, left + across + _MARGIN, top + down + _MARGIN))
        part = part.resize((part.width * _ENLARGED, part.height * _ENLARGED), Image.Resampling.BICUBIC)
        strip.paste(part, (_ENLARGED * _MARGIN, number * step + (step - part.height) // 2))
    return strip, step


def drawn_rulings(picture: Image, scale: float) -> Rulings:
    """Return the lines drawn on a level grey picture, in points from its lower left; `scale` is points a dot."""
    import numpy as np
    from PIL import ImageFilter

    ink = np.asarray(picture.filter(ImageFilter.MinFilter(3))) < _DARK  # a dot wider, so that gaps close
    height = picture.height * scale
    level = [
        Rule(height - at * scale, start * scale, end * scale) for at, start, end in _runs(ink, _LEVEL / scale, scale)
    ]
    upright = [
        Rule(at * scale, height - end * scale, height - start * scale)
        for at, start, end in _runs(ink.T, _UPRIGHT / scale, scale)
    ]
    return Rulings(tuple(level), tuple(upright))


def _runs(ink: Any, length: float, scale: float) -> Iterator[tuple[float, int, int]]:
    """Yield straight runs of ink along the rows of a picture: the middle row, the first and the last dot."""
    import numpy as np

    wanted = max(8, round(length))
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    whole = sums[:, wanted:] - sums[:, :-wanted] == wanted
    rows = np.flatnonzero(whole.any(axis=1))
    for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if len(group) and (len(group) - 2) * scale <= _THICKEST:
            along = np.flatnonzero(whole[group].any(axis=0))
            yield float(group.mean()), int(along[0]), int(along[-1]) + wanted
