"""What a place is, what a mention of one is, and which kinds of place a kind word can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.gazetteer.names import KIND_WORD, slug_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """A city, district, state or body that gives or receives money.

    `place_id` is a stable slug of the canonical `name`, which contains its kind word ("Landkreis Offenbach").
    `short_name` is the name alone ("Offenbach"); `state` is the federal state's full name; `district` is the canonical
    name of the district a town lies in, None for independent cities and everything that lies in none.
    """

    place_id: str
    name: str
    kind: RecipientKind
    short_name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at `text[start:end]`, kind word included.

    `stated_kind` is what the words themselves say ("Stadt", "district of"), else None; `candidates` are the places it
    can be, most prominent first, all of the stated kind where one is stated. `part_of` is the larger name that it only
    stands within ("Regierungspräsidium Kassel", "Berliner Straße", "34117 Kassel"): such a place receives nothing.
    `weak` marks adjectives ("Offenbacher", "hessisch"), which say where more than who.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Place, ...]
    stated_kind: RecipientKind | None = None
    part_of: str | None = None
    weak: bool = False


KIND_NAMES = {
    RecipientKind.CITY: "Stadt",
    RecipientKind.MUNICIPALITY: "Gemeinde",
    RecipientKind.DISTRICT: "Landkreis",
    RecipientKind.STATE: "Land",
}
# A town is loosely called a municipality and the other way round; a city state is a city.
_ALSO_OF_KIND = {
    RecipientKind.CITY: (RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.STATE),
    RecipientKind.MUNICIPALITY: (RecipientKind.MUNICIPALITY, RecipientKind.CITY),
}
_CITY_STATES = {"Berlin", "Hamburg"}


def prominence(place: Place) -> tuple[int, str]:
    """Order places for people: independent cities and states, towns, districts, municipalities."""
    if place.kind is RecipientKind.CITY:
        return (1 if place.district else 0), place.name
    ranks = {RecipientKind.DISTRICT: 2, RecipientKind.MUNICIPALITY: 3, RecipientKind.BODY: 4}
    return ranks.get(place.kind, 0), place.name


def made(name: str, kind: RecipientKind) -> Place:
    """Return a place for a name that no gazetteer knows."""
    return Place(slug_of(name), name, kind, KIND_WORD.sub("", name, count=1))


def of_kind(places: Sequence[Place], kind: RecipientKind | None) -> tuple[Place, ...]:
    """Return the places of a kind; where there are none, those that are loosely called so."""
    for accepted in _ALSO_OF_KIND.get(kind, (kind,)) if kind else ():
        found = tuple(
            place
            for place in places
            if place.kind is accepted and (accepted is kind or accepted is not RecipientKind.STATE or _is_city(place))
        )
        if found:
            return found
    return ()


def _is_city(place: Place) -> bool:
    return place.short_name in _CITY_STATES
