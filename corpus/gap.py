"""What a file holds besides, but what was not read of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a file holds and that was not read; `reason` is what follows the file's name in a sentence.

    `needs_recognition` if it can be read once the program that recognises text on pictures is installed.
    `seconds_per_page` and `seconds_per_file` are what was allowed where that was too little, else 0: more may do.
    """

    reason: str
    needs_recognition: bool = False
    seconds_per_page: float = 0.0
    seconds_per_file: float = 0.0

    def may_be_read_within(self, seconds_per_page: float, seconds_per_file: float) -> bool:
        """Tell whether it was the time that was too short, and more is allowed now."""
        longer = 0 < self.seconds_per_page < seconds_per_page
        return longer or 0 < self.seconds_per_file < seconds_per_file
