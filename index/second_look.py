"""A second look at the first hits: what of the question a passage covers, and whether it holds what is asked for.

Scores of words and vectors can't tell the passages of one document apart, whose context lines and subject are the
same, nor a long table with the one name that was asked for from a short paragraph about everything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.places import Gazetteer
from index.expecting import Asked, Content, content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.document import Passage
    from index.analysis import SearchTerms

COVERAGE_WEIGHT = 0.25
"""What a passage with all words of a question gets beside its score of 0 to 1. Unlike BM25 it does not fall with the
passage's length."""

WEIGHTS = {
    "amount": 0.2,
    "date": 0.1,
    "number": 0.2,
    "signing": 0.15,
    "section": 0.5,
    "year": 0.2,
    "figure": 0.2,
    "heading": -0.1,
    "namesake": -0.2,
}
"""What each sign of a passage adds to its score.

Each was fitted by coordinate ascent on one half of our own questions, of questions made of labelled facts, and of the
public sets, and reported on the other half, both ways; what is kept lies on both plateaus. In the half that was not
fitted on, evidence is among the first four hits for 50 of 52 and 38 of 41 quotes without the dictionary (46 and 34
before), for 48 and 38 with it (42 and 33). docs/decisions.md says what each sign brings."""


class SecondLook:
    """Scores passages for one question; `rarity` weighs a stem by how few passages have it (0: none has it)."""

    def __init__(self, question: str, terms: SearchTerms, rarity: Callable[[str], float]) -> None:
        self._asked = asked = Asked.of(question)
        weights = {term: weight * rarity(term) for term, weight in terms.stems.items()}
        total = sum(weights.values()) or 1.0
        self._shares = {term: weight / total for term, weight in weights.items()}
        named = {"year": asked.years, "figure": asked.figures, "section": asked.section}
        signs = [*asked.kinds, *(sign for sign, values in named.items() if values)]
        names = {place.short_name for place in asked.places}
        self._shared_names = {name for name in names if len(Gazetteer.load().find(name)) > 1}
        self._most = 1 + COVERAGE_WEIGHT + sum(WEIGHTS[sign] for sign in signs)

    def score(self, score: float, passage: Passage) -> float:
        """Return a passage's score of 0 to 1 with what the second look adds to it."""
        content = content_of(passage)
        covered = sum(share for term, share in self._shares.items() if term in content.stems)
        added = sum(WEIGHTS[sign] for sign in self._signs(content))
        return max(0.0, score + COVERAGE_WEIGHT * covered + added) / self._most

    def _signs(self, content: Content) -> Iterator[str]:
        asked = self._asked
        yield from (kind for kind in asked.kinds if content.holds(kind))
        if asked.section and content.stands_in(asked.section):
            yield "section"
        if asked.years & content.years:
            yield "year"
        if asked.figures and asked.figures & content.figures:
            yield "figure"
        if content.is_heading:
            yield "heading"
        if self._names_only_a_namesake(content):
            yield "namesake"

    def _names_only_a_namesake(self, content: Content) -> bool:
        """Tell whether a passage names the district where the question means the city, or the other way round."""
        if not any(name in content.searched for name in self._shared_names):
            return False
        names = {place.short_name for place in self._asked.places}
        certain = {places[0].place_id for places in content.places if len(places) == 1}
        named = {place.short_name for places in content.places for place in places}
        return bool(names & named) and not any(place.place_id in certain for place in self._asked.places)
