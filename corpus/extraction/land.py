"""Which federal state "das Land" is in a text, and what it is called as a giver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.document import RecipientKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.places import PlaceMention

_NAMES = {
    "Bayern": "Freistaat Bayern",
    "Sachsen": "Freistaat Sachsen",
    "Thüringen": "Freistaat Thüringen",
    "Saarland": "Saarland",
    "Hamburg": "Freie und Hansestadt Hamburg",
    "Bremen": "Freie Hansestadt Bremen",
}
_CITIES = {"Berlin", "Hamburg", "Bremen"}


def state_of(places: Iterable[PlaceMention], *, sure_only: bool = False) -> str | None:
    """Return the federal state that "das Land" means: the one named, or that of the places named most; None if none is.

    `sure_only` leaves out names that towns of several states bear. A city state counts as a town: a text from Berlin
    may be
    about the federation.
    """
    counts: dict[str, float] = {}
    for mention in places:
        if sure_only and len({place.state for place in mention.candidates}) > 1:
            continue
        place = mention.candidates[0]
        if place.state:
            named = place.kind is RecipientKind.STATE and place.state not in _CITIES
            counts[place.state] = counts.get(place.state, 0) + (3.0 if named else 1.0)
    return max(counts, key=lambda name: counts[name], default=None)


def state_name(state: str | None) -> str:
    """Return a federal state's name as a giver: "Land Hessen", "Freistaat Bayern", "Land" where it isn't known."""
    if state is None:
        return "Land"
    return _NAMES.get(state, f"Land {state}")
