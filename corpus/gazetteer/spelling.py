"""Names with typing errors: "Ofenbach", "Darmstatd", "maintaunuskreis".

A word is only corrected to a name when it begins with the same letter, is close for its length, one name alone is
nearest, and it is no word of German or English. A word that is itself a name is never turned into another; and since
most villages are in no gazetteer, a capital word that differs from a small town's name by another letter
("Rosdorf", "Rasdorf") is taken for a name of its own.
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

    def nearest(self, parts: Sequence[str], *, capital: bool = False, kind_stated: bool = False) -> tuple[T, ...]:
        """Return what bears the name nearest to a written one, given as the keys of its words; empty if none is near.

        Several words only stand for names of several words. `capital` says that it is written as a name is,
        `kind_stated` that a word before asks for a name, so that a slip that makes a dictionary word counts too.
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
        if near and 0 not in near.values():
            words = all(map(_is_word, parts))
            near = {
                name: distance
                for name, distance in near.items()
                if not words or (kind_stated and _is_slip(written, name))
                if self._is_known_well(name) or _is_likely_slip(written, name, capital=capital)
            }
        best = min(near.values(), default=0)
        nearest = [name for name, distance in near.items() if distance == best]
        if len(nearest) > 1:
            nearest = [name for name in nearest if self._is_known_well(name)]
        bearers = dict.fromkeys(bearer for name in nearest for bearer in self._bearers[name])
        if best and len({name.removesuffix("s") for name in nearest}) > 1:
            return ()  # two real names are equally near: nobody can tell
        return tuple(filter(self._prominent, bearers)) or tuple(bearers)

    def _is_known_well(self, name: str) -> bool:
        return any(map(self._prominent, self._bearers[name]))


def allowed_errors(word: str) -> int:
    """Return how many typing errors a word of this length may have: 1 from 5 letters, 2 from 9, 3 from 15."""
    return 0 if len(word) < 5 else 1 if len(word) < 9 else 2 if len(word) < 15 else 3


def _is_slip(written: str, name: str) -> bool:
    """Tell whether only a letter was left out, written twice or swapped with its neighbour."""
    if len(written) == len(name):
        return sorted(written) == sorted(name)
    shorter, longer = sorted((written, name), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )


def _is_likely_slip(written: str, name: str, *, capital: bool) -> bool:
    """Tell whether one of the many small towns is meant: one error in a long word, in a name no other letter."""
    if len(written) < 8 or OSA.distance(written, name) > 1:
        return False
    return not capital or len(written) != len(name) or sorted(written) == sorted(name)


def _is_word(key: str) -> bool:
    from simplemma import is_known  # loads a dictionary, only for words that are nearly names

    spelled = {key, key.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"), key.replace("ss", "ß")}
    return any(is_known(word, lang=("de", "en")) for word in spelled)
