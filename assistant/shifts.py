"""Years told by their distance from the one spoken of: "ein Jahr später", "two years earlier", "the year after"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import whole_number

_NUMBER = (
    r"(?P<number>\d{1,2}|eine?[nms]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten)"
)
_LATER = r"später|danach|darauf|hinterher|later|after(?:wards)?|on"
_EARLIER = r"früher|vorher|zuvor|davor|earlier|before|previously"
_COUNTED = re.compile(
    rf"\b{_NUMBER}\s+(?:jahre?s?|years?)\s+(?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))\b(?!\s+(?:the|that|dem|der)\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\b(?:im|das|in the|the)\s+(?:jahr|year)\s+(?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))\b(?=\W*$)|"
    r"\b(?:in )?the (?:(?P<following>following|subsequent)|(?P<preceding>preceding|previous)) year\b|"
    r"\b(?:im|in dem) (?:(?P<folgend>darauf ?folgenden?|folgenden|anschließenden) jahr|(?P<folgejahr>folgejahr))\b",
    re.IGNORECASE,
)
_ONE = frozenset("ein eine einen einem eines a an one".split())


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance in years and where a text tells it."""

    start: int
    end: int
    years: int


def find_shift(text: str) -> Shift | None:
    """Return the first distance in years that a text tells, negative for an earlier year; None where it tells none."""
    if counted := _COUNTED.search(text):
        number = counted["number"].casefold()
        years = 1 if number in _ONE else whole_number(number)
        return Shift(counted.start(), counted.end(), years if counted["later"] else -years) if years else None
    if following := _NEXT.search(text):
        earlier = following["earlier"] or following["preceding"]
        return Shift(following.start(), following.end(), -1 if earlier else 1)
    return None
