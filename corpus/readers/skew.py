"""How far a scanned page is turned: lines of text stand out best in the sum over rows when they are level."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 3.0
"""Degrees; a sheet is seldom laid on the glass worse."""
_WIDTH = 800
"""Pixels that are enough to see lines."""


def skew_of(picture: Image) -> float:
    """Return by how many degrees (counter-clockwise) a picture must be turned so that its lines are level."""
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
