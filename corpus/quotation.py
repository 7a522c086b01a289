"""A mail within a mail: what a reply quotes or a forward passes on was said by somebody else, on another day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted or forwarded mail: characters `start` to `end` (exclusive) of the text, those within it included.

    `start` is where the words begin that say whose mail it is ("Am 12.03.2023 schrieb …:", "Von: …"), `body_start`
    where those of that mail begin. `title` is the first of these, empty where nothing says whose it is; `date` is its
    day, None where they don't say it.
    """

    start: int
    body_start: int
    end: int
    title: str
    date: datetime.date | None = None

    def holds(self, offset: int) -> bool:
        """Tell whether a character stands in it."""
        return self.start <= offset < self.end


def owners(quotations: Sequence[Quotation], offsets: Iterable[int]) -> Iterator[Quotation | None]:
    """Yield what `innermost` gives for ascending offsets; `quotations` are in text order, outer before inner."""
    around: list[Quotation] = []
    following = 0
    for offset in offsets:
        while following < len(quotations) and quotations[following].start <= offset:
            around.append(quotations[following])
            following += 1
        while around and around[-1].end <= offset:
            around.pop()
        yield around[-1] if around else None


def innermost(quotations: tuple[Quotation, ...], offset: int) -> Quotation | None:
    """Return the mail within a mail around a character that none further in holds."""
    return max((one for one in quotations if one.holds(offset)), key=lambda one: one.start, default=None)
