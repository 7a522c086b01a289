"""The scanned pages of one file, recognised one by one: a page that comes to nothing is a gap, the rest is read."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from corpus.gap import Gap
from corpus.readers import ReadingError
from corpus.readers.pagelines import PageContent
from corpus.readers.recognition import RecognitionError, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL.Image import Image


class RecognisedPages:
    """Recognises pages, each within `seconds_per_page` and all within `seconds`; those that can't be stay empty."""

    def __init__(self, seconds_per_page: float, seconds: float = math.inf) -> None:
        self._per_page, self._all = seconds_per_page, seconds
        self._until = time.monotonic() + seconds
        self._slow: list[int] = []
        self._left: list[int] = []
        self._failed: list[int] = []

    def page(self, number: int, picture: Callable[[], Image], width: float, height: float) -> PageContent:
        """Return what stands on a page (counted from 1) of some size in points, nothing where it is a gap."""
        left = self._until - time.monotonic()
        if left <= 0:
            self._left.append(number)
            return PageContent((), width, height)
        try:
            return recognise(picture(), width, height, seconds=min(left, self._per_page))
        except RecognitionError as error:
            late = self._left if left < self._per_page else self._slow
            (late if error.took_too_long else self._failed).append(number)
            return PageContent((), width, height)

    def gaps(self) -> tuple[Gap, ...]:
        """Return the pages that could not be recognised."""
        return tuple(self._told())

    def refuse(self) -> None:
        """Raise ReadingError with why pages could not be recognised, where some could not."""
        for gap in self._told():
            raise ReadingError(gap.reason.replace("read in part", "not read"))

    def _told(self) -> Iterator[Gap]:
        if self._slow:
            why = (
                f"was read in part: {named(self._slow)} took longer than {self._per_page:g} seconds to be recognised;"
                " scan it with fewer dots an inch or raise BELEGT_MAX_SECONDS_PER_PAGE"
            )
            yield Gap(why, seconds_per_page=self._per_page)
        if self._left:
            why = (
                f"was read in part: {named(self._left)} had to be left when the {self._all:g} seconds for the scans of"
                " one file were over; split it or raise BELEGT_MAX_SECONDS_PER_FILE"
            )
            yield Gap(why, seconds_per_file=self._all)
        if self._failed:
            yield Gap(f"was read in part: {named(self._failed)} could not be recognised by Tesseract; scan it again")


def named(numbers: Sequence[int]) -> str:
    """Return ascending page numbers in words, those that follow each other as "2–5": "pages 1, 3–5"."""
    return f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(_in_ranges(numbers))}"


def _in_ranges(numbers: Sequence[int]) -> Iterator[str]:
    first = 0
    for place, number in enumerate(numbers, start=1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield str(number) if numbers[first] == number else f"{numbers[first]}–{number}"
            first = place
