"""Bounds on amounts that a question sets: "mehr als eine Million", "mindestens", "between 1 and 2 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Fact, Hedge

if TYPE_CHECKING:
    from corpus.money import Amount


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on amounts; either end may be None. `includes` says whether the ends themselves are meant.

    "mehr als 500.000" leaves 500.000 out, "mindestens 500.000" and "zwischen 500.000 und …" let it in.
    """

    above: Amount | None
    below: Amount | None
    includes: bool = False

    @property
    def ends(self) -> tuple[Amount, ...]:
        """The bounds that are named."""
        return tuple(end for end in (self.above, self.below) if end)

    def admits(self, fact: Fact) -> bool:
        """Tell whether a fact's amount lies within the bounds; "mehr als 550.000" is more than 550.000."""
        if self.above and (
            fact.amount_eur < self.above.euros
            or (fact.amount_eur == self.above.euros and not self.includes and fact.hedge is not Hedge.OVER)
        ):
            return False
        if not self.below:
            return True
        return fact.amount_eur < self.below.euros or (self.includes and fact.amount_eur == self.below.euros)


_LESS = re.compile(
    r"(?:weniger als|unter|unterhalb von|kleiner als|niedriger als|geringer als|less than|below|under|fewer than|"
    r"lower than|smaller than)\s*$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:höchstens|maximal|bis zu|nicht mehr als|at most|up to|no more than|not more than)\s*$", re.IGNORECASE
)
_MORE = re.compile(
    r"(?:mehr als|über|more than|over|above|oberhalb von|exceed\w*|größer als|höher als|larger than|higher than|"
    r"greater than|bigger than)\s*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:mindestens|wenigstens|nicht weniger als|\bab|at least|no less than|not less than|or more)\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:zwischen|between|\bvon)\s*(?:etwa |rund |about )?$", re.IGNORECASE)
_AND = re.compile(r"\W*(?:und|and|bis|[-–])\W*(?:rund |about )?", re.IGNORECASE)


def read_threshold(text: str, amounts: tuple[Amount, ...]) -> Threshold | None:
    """Read bounds from the words before amounts; None where they set none."""
    if (
        len(amounts) == 2
        and _BETWEEN.search(text[: amounts[0].start])
        and _AND.fullmatch(text[amounts[0].end : amounts[1].start])
    ):
        # "von 630.000 auf 380.000" and "from … to …" tell of a change.
        return Threshold(above=amounts[0], below=amounts[1], includes=True)
    at_most = next((a for a in amounts if _AT_MOST.search(text[: a.start])), None)
    at_least = next((a for a in amounts if a is not at_most and _AT_LEAST.search(text[: a.start])), None)
    inside = {id(at_most), id(at_least)}
    above = at_least or next((a for a in amounts if id(a) not in inside and _MORE.search(text[: a.start])), None)
    below = at_most or next((a for a in amounts if id(a) not in inside and _LESS.search(text[: a.start])), None)
    return Threshold(above, below, includes=bool(at_least or at_most)) if above or below else None
