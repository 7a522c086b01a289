"""Names with typing errors: "Ofenbach", "Darmstatd", "maintaunuskreis".

A word is only corrected to a name when it begins with the same letter, is close for its length, and is no word of
German or English; a word that is itself a name is never turned into another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


class Spelling(Generic[T]):
    """Looks up what bears the name that is nearest to a misspelt one."""

    def __init__(self, named: Iterable[tuple[str, int, T]], prominent: Callable[[T], bool]) -> None:
        """Take names as their joined keys, the number of words each has, and what bears it."""
        self._prominent = prominent
        self._bearers: dict[str, dict[T, None]] = {}
        self._by_initial: dict[tuple[str, bool], set[str]] = {}
        for name, words, bearer in named:
            if len(name) < 5:
                continue
            self._bearers.setdefault(name, {})[bearer] = None
            self._by_initial.setdefault((name[0], False), set()).add(name)
            if words > 1:
                self._by_initial.setdefault((name[0], True), set()).add(name)

    def nearest(self, parts: Sequence[str], *, known_word_allowed: bool = False) -> tuple[T, ...]:
        """Return what bears the names nearest to a written one, given as the keys of its words; empty if none is near.

        Several words only stand for names of several words. Among equally near names the prominent come first and
        alone. `known_word_allowed` takes even a dictionary word for a misspelt name, where the context asks for one.
        """
        written = "".join(parts)
        limit = allowed_errors(written) - (len(parts) > 1)
        if len(written) < 5 or limit < 0 or (len(parts) > 1 and any(part in self._bearers for part in parts)):
            return ()
        near = {
            name: distance
            for name in self._by_initial.get((written[0], len(parts) > 1), ())
            if abs(len(name) - len(written)) <= limit
            and (distance := OSA.distance(written, name, score_cutoff=limit)) <= limit
        }
        if not near or (len(parts) == 1 and not known_word_allowed and 0 not in near.values() and _is_word(written)):
            return ()
        best = min(near.values())
        bearers = {
            bearer: None for name, distance in near.items() if distance == best for bearer in self._bearers[name]
        }
        prominent = tuple(bearer for bearer in bearers if self._prominent(bearer))
        return prominent or tuple(bearers)


def allowed_errors(word: str) -> int:
    """Return how many typing errors a word of this length may have: 1 from 5 letters, 2 from 8, 3 from 13."""
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2 if len(word) < 13 else 3


def _is_word(key: str) -> bool:
    from simplemma import is_known  # loads a dictionary, only for words that are nearly names

    spelled = {key, key.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"), key.replace("ss", "ß")}
    return any(is_known(word, lang=("de", "en")) for word in spelled)
