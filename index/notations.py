"""One term for an amount or a day, however written: "1,2 Mio. Euro", "€1.2 million"; "1.3.2020", "March 1, 2020"."""

from __future__ import annotations

import re

from corpus.dates import find_dates
from corpus.money import find_amounts

_DIGIT = re.compile(r"\d")
_MONEY = re.compile(r"€|\beur|mio|mrd|tsd|illi(?:on|ard)|tausend|thousand", re.IGNORECASE)
"""What no amount is without: looking for amounts takes most of the time, and two passages in three have none."""


def notations(text: str) -> list[str]:
    """Return the amounts ("€1200000") and the whole days ("2020-03-01") of a text, as often as they stand there."""
    if not _DIGIT.search(text):
        return []
    amounts = [f"€{amount.euros:f}" for amount in find_amounts(text)] if _MONEY.search(text) else []
    return amounts + [mention.date.isoformat() for mention in find_dates(text) if mention.date]
