"""What was not read of files that the store holds: named in every run, and read as soon as it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.readers.recognition import is_available
from corpus.reading_process import SHARE_FOR_SCANS
from index.files import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.gap import Gap
    from corpus.reading import ReadingLimits
    from index.limits import ProcessLimits


@dataclass(frozen=True, slots=True)
class TimeForScans:
    """Seconds in which the scans of a page and of a file are recognised."""

    per_page: float
    per_file: float

    @classmethod
    def allowed(cls, limits: ReadingLimits, process_limits: ProcessLimits) -> TimeForScans:
        """Return what some limits allow."""
        return cls(limits.max_seconds_per_page, process_limits.max_seconds * SHARE_FOR_SCANS)


def readable_now(gaps: Mapping[str, tuple[Gap, ...]], time: TimeForScans) -> frozenset[str]:
    """Return the contents of which more can be read than was: recognition is there now, or is given longer."""
    waiting = frozenset(content for content, some in gaps.items() if any(gap.needs_recognition for gap in some))
    slow = (
        content
        for content, some in gaps.items()
        if any(gap.may_be_read_within(time.per_page, time.per_file) for gap in some)
    )
    return frozenset(slow) | (waiting if waiting and is_available() else frozenset())


def read_in_part(hashes: Mapping[str, str], gaps: Mapping[str, tuple[Gap, ...]]) -> Iterator[Failure]:
    """Yield what was not read of each source, given the contents (SHA-256) that the sources hold."""
    for source, content in hashes.items():
        yield from (Failure(source, f"{source} {gap.reason}.") for gap in gaps.get(content, ()))
