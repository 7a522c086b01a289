"""German compounds -> their parts: "Zuwendungsbescheid" -> Zuwendung, Bescheid."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_PART = 4
"""Letters: shorter parts ("Ei", "Amt") are found inside words that have nothing to do with them."""
SHORTEST_COMPOUND = 9
LONGEST_COMPOUND = 60
"""Letters; what is longer is no word."""

_LINKS = ("", "s", "es", "n", "en", "er", "e")
"""What German puts between parts: "Bewilligung-s-bescheid"."""


@lru_cache(maxsize=1)
def german_compounds() -> CompoundSplitter:
    """Return a splitter that knows the words of simplemma's German word list (loaded at the first word: 1 s)."""

    def is_word(word: str) -> bool:
        from simplemma import is_known

        return bool(is_known(word, lang="de") or is_known(word.capitalize(), lang="de"))

    return CompoundSplitter(is_word)


class CompoundSplitter:
    """Splits words into parts that a lexicon knows; `is_word` tells whether it knows a word in lower case."""

    def __init__(self, is_word: Callable[[str], bool]) -> None:
        self._is_word = lru_cache(maxsize=200_000)(is_word)
        self.parts = lru_cache(maxsize=200_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a word in lower case and in order, at least two; none where it is no compound.

        Of several ways to split, the most even one is taken, for little words hide everywhere.
        """
        word = word.lower()
        if not (SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND and word.isalpha()):
            return ()
        best: tuple[str, ...] = ()
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if not self._is_word(word[at:]):
                continue
            before = self._before(word[:at])
            if before and (not best or min(map(len, before)) > min(map(len, best[:-1])) or len(before) < len(best) - 1):
                best = (*before, word[at:])
        return best

    def _before(self, beginning: str) -> tuple[str, ...]:
        """Return the parts that a compound's beginning is made of, without what links it to the rest."""
        for link in _LINKS:
            part = beginning.removesuffix(link) if link else beginning
            if beginning.endswith(link) and len(part) >= SHORTEST_PART and self._is_word(part):
                return (part,)
        for link in _LINKS[:4]:
            part = beginning.removesuffix(link) if link else beginning
            if beginning.endswith(link) and (parts := self._parts(part)):
                return parts
        return ()
