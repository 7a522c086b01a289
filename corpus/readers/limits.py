"""How much of one file is read."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much of one file is read: megabytes (10⁶ bytes) of the file, pages of a PDF, what packed files unpack to.

    `max_seconds_per_page` is how long the text of a scanned page may take to be recognised,
    `max_seconds_of_scans` how long those of one file may take together.

    `max_unpacking_ratio` is how many times larger than the file its contents may be; it counts from 10 MB unpacked.
    `max_attachments` counts the files of a mail or PDF and of those attached to it, as deep as `max_attachment_depth`.
    """

    max_megabytes: float = 20.0
    max_pages: int = 2000
    max_seconds_per_page: float = 60.0
    max_seconds_of_scans: float = math.inf
    max_unpacked_megabytes: float = 300.0
    max_unpacking_ratio: float = 200.0
    max_attachments: int = 100
    max_attachment_depth: int = 3
