"""Places and bodies in a text, told apart by name and kind: the city of Offenbach is not the district of Offenbach.

A name is looked up in the gazetteer (`vocabulary/places.csv`), then read in its context: a kind word narrows the
candidates, a title makes it a person, a larger name around it ("Regierungspräsidium Kassel") is noted. Names that the
gazetteer lacks are recognised by their shape. A bare name keeps every place that bears it as a candidate.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.place_context import (
    address_spans,
    adjoin,
    is_meant_as_place,
    is_person,
    kind_after,
    kind_before,
    kind_of_adjective,
    kind_of_word,
    larger_name,
    ministry_end,
)
from corpus.place_forms import KIND_WORD, Form, FormKind, Word, forms_of, key_of, keys_of, slug_of, words_of
from corpus.place_patterns import shaped_names
from corpus.place_spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.place_context import KindWords

_VOCABULARY = Path(__file__).parent / "vocabulary"


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


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form of a known name at words `first` to `last`."""

    first: int
    last: int
    form: Form
    places: tuple[Place, ...]


class Gazetteer:
    """The known places by all forms of their names. Immutable: `extended` returns a larger one."""

    def __init__(self, places: Iterable[Place]) -> None:
        unique = {place.place_id: place for place in places}
        self.places: tuple[Place, ...] = tuple(unique.values())
        self._everyday = frozenset(key_of(name) for name in _names("everyday_names.csv"))
        self._first_names = frozenset(key_of(name) for name in _names("first_names.csv"))
        self._forms: dict[str, list[tuple[Form, tuple[Place, ...]]]] = {}
        collected: dict[Form, dict[str, Place]] = {}
        for place in sorted(self.places, key=_prominence):
            for form in forms_of(place):
                if form.keys:
                    collected.setdefault(form, {})[place.place_id] = place
        names = {form.keys for form in collected if form.kind is FormKind.NAME}
        for form, bearers in collected.items():
            if form.kind is FormKind.ADJECTIVE and (form.keys in names or self._is_everyday_adjective(bearers)):
                continue
            self._forms.setdefault(form.keys[0], []).append((form, tuple(bearers.values())))
        for forms in self._forms.values():
            forms.sort(key=lambda entry: -len(entry[0].keys))

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """Return the gazetteer of a CSV file, by default the packaged one, read once.

        Raises ValueError that names file and line for a row that is no place.
        """
        return _load(path or _VOCABULARY / "places.csv")

    def extended(self, places: Iterable[Place]) -> Gazetteer:
        """Return a gazetteer that also knows these places; known ones stay as they are."""
        return Gazetteer([*places, *self.places])

    def mentions(self, text: str, *, lenient: bool = False) -> list[PlaceMention]:
        """Return the places named in a text, in text order, never overlapping.

        `lenient` is for questions: names in small letters and with typing errors count too.
        """
        words = words_of(text)
        addresses = address_spans(text)
        found: list[PlaceMention] = []
        for hit in self._hits(text, words, lenient=lenient):
            begin, end = words[hit.first].start, words[hit.last].end
            if not any(start < end and begin < stop for start, stop in addresses):
                found += self._read(text, words, hit, lenient=lenient)
        return _with_lists(text, _without_overlaps([*found, *self._shaped(text, found)]))

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[Place, ...]:
        """Return the places that a name can stand for, most prominent first; `fuzzy` allows typing errors."""
        words = words_of(name)
        stated: RecipientKind | None = None
        whole = self._exact(tuple(word.key for word in words))
        while not whole and len(words) > 1 and (kind := kind_of_word(words[0], lenient=True)):
            stated, words = kind, words[2:] if words[1].key == "of" and len(words) > 2 else words[1:]
            whole = _of_kind(self._exact(tuple(word.key for word in words)), stated)
        if whole or not fuzzy or not words:
            return whole
        near = self._spelling.nearest([word.key for word in words], known_word_allowed=True)
        return _of_kind(near, stated) if stated else near

    @cached_property
    def _spelling(self) -> Spelling[Place]:
        named = (
            ("".join(form.keys), len(form.keys), place)
            for forms in self._forms.values()
            for form, places in forms
            for place in places
            if form.kind is FormKind.NAME and all(key.isalnum() for key in form.keys)
        )
        return Spelling(named, prominent=lambda place: _prominence(place)[0] <= 1)

    def _exact(self, keys: tuple[str, ...]) -> tuple[Place, ...]:
        entries = self._forms.get(keys[0], []) if keys else []
        found = {
            place.place_id: place
            for form, places in entries
            if form.keys == keys and form.kind is not FormKind.ADJECTIVE
            for place in places
        }
        return tuple(sorted(found.values(), key=_prominence))

    def _is_everyday_adjective(self, bearers: dict[str, Place]) -> bool:
        return all(key_of(place.short_name) in self._everyday for place in bearers.values())

    def _hits(self, text: str, words: Sequence[Word], *, lenient: bool) -> Iterator[_Hit]:
        at = 0
        while at < len(words):
            hit = self._hit(text, words, at, lenient=lenient)
            if hit is None and lenient:
                hit = self._near_hit(text, words, at)
            if hit is not None:
                yield hit
            at = hit.last + 1 if hit else at + 1

    def _hit(self, text: str, words: Sequence[Word], at: int, *, lenient: bool) -> _Hit | None:
        for form, places in self._forms.get(words[at].key, ()):
            last = at + len(form.keys) - 1
            if last >= len(words) or any(words[at + step].key != key for step, key in enumerate(form.keys)):
                continue
            if any(not adjoin(text, words[one], words[one + 1]) for one in range(at, last)):
                continue
            if self._is_written(text[words[at].start : words[last].end], words, at, form, lenient=lenient):
                same = [bearers for other, bearers in self._forms[words[at].key] if other.keys == form.keys]
                if form.kind is not FormKind.ADJECTIVE and len(same) > 1:
                    return _Hit(at, last, form, self._exact(form.keys))
                return _Hit(at, last, form, places)
        return None

    def _is_written(self, written: str, words: Sequence[Word], at: int, form: Form, *, lenient: bool) -> bool:
        """Tell whether capitals stand where this form of a name needs them."""
        if form.kind is FormKind.ABBREVIATION:
            before = words[at - 1] if at else None
            if written.replace(" ", "") == form.written:
                law = before is not None and (before.text.isdigit() or before.text in {"§", "Abs", "Art"})
                shouted = before is not None and before.text.isupper() and len(before.text) > 3
                return not law and not (len(written) == 2 and shouted)
            # "lk of 2023?" is the district of Offenbach, "city of Offenbach" is not.
            after_kind = before is not None and before.key in {"lk", "kreis", "landkreis", "stadt"}
            goes_on = at + 1 < len(words) and words[at + 1].text[0].isalpha()
            return lenient and (len(form.written) > 2 or (after_kind and not goes_on))
        if written[0].isupper() or form.small:
            return True
        return lenient and len(written) > 3

    def _near_hit(self, text: str, words: Sequence[Word], at: int) -> _Hit | None:
        """Return a name with a typing error, in one word or two or three that belong together."""
        for length in (3, 2, 1):
            last = at + length - 1
            if last >= len(words) or any(not adjoin(text, words[one], words[one + 1]) for one in range(at, last)):
                continue
            written = [word.key for word in words[at : last + 1]]
            after_kind = at > 0 and kind_of_word(words[at - 1], lenient=True) is not None
            if not all(key.isalpha() for key in written):
                continue
            if places := self._spelling.nearest(written, known_word_allowed=after_kind):
                return _Hit(at, last, Form(tuple(written), FormKind.NAME), places)
        return None

    def _read(self, text: str, words: Sequence[Word], hit: _Hit, *, lenient: bool) -> Iterator[PlaceMention]:
        """Yield what a name means in its context: nothing for a person, two for "Stadt und Landkreis Kassel"."""
        around = _kind_around(text, words, hit, lenient=lenient)
        if around is None:
            if is_person(words, hit.first, self._first_names):
                return
            if hit.form.kind is FormKind.ADJECTIVE:
                yield _adjective(text, words, hit)
                return
            everyday = hit.first == hit.last and words[hit.first].key.removesuffix("s") in self._everyday
            if everyday and not is_meant_as_place(text, words, hit.first, hit.last):
                return
        elif around.first < hit.first:
            yield from _coordinated(text, words, around, hit, lenient=lenient)
        stated = around.kind if around else _own_kind(hit)
        candidates = _of_kind(hit.places, stated) if stated else hit.places
        if not candidates and stated:
            candidates = (_made(f"{_KIND_NAMES[stated]} {hit.places[0].short_name}", stated),)
        start = words[min(hit.first, around.first) if around else hit.first].start
        end = words[max(hit.last, around.last) if around else hit.last].end
        part = None if around else larger_name(text, words, hit.first, hit.last, adjective=False)
        yield PlaceMention(start, end, text[start:end], candidates, stated, part)

    def _shaped(self, text: str, known: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        taken = [(mention.start, mention.end) for mention in known]
        for shaped in shaped_names(text):
            if shaped.whole or not any(start < shaped.end and shaped.start < end for start, end in taken):
                place = next(iter(self._exact(keys_of(shaped.name))), None) or _made(shaped.name, shaped.kind)
                yield PlaceMention(shaped.start, shaped.end, text[shaped.start : shaped.end], (place,), shaped.kind)


_KIND_NAMES = {
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


@lru_cache(maxsize=4)
def _load(path: Path) -> Gazetteer:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return Gazetteer([_place(path, number, row) for number, row in enumerate(rows, start=2)])


def _place(path: Path, number: int, row: dict[str, str | None]) -> Place:
    try:
        kind = RecipientKind(row["kind"] or "")
        name, place_id, short = row["name"], row["place_id"], row["short_name"]
        if not (name and place_id and short) or None in row:
            raise ValueError(row)
    except (KeyError, ValueError):
        raise ValueError(
            f"{path}, line {number}: {';'.join(str(value) for value in row.values())!r} is no place; "
            "a line needs place_id;name;kind;short_name;aliases;state;district with a kind such as city or district."
        ) from None
    aliases = tuple(alias for alias in (row["aliases"] or "").split("|") if alias)
    return Place(place_id, name, kind, short, aliases, row["state"] or None, row["district"] or None)


def _names(file_name: str) -> list[str]:
    return (_VOCABULARY / file_name).read_text(encoding="utf-8").split("\n")[1:]


def _prominence(place: Place) -> tuple[int, str]:
    """Order places for people: independent cities and states, districts, towns, municipalities."""
    if place.kind is RecipientKind.CITY:
        return (2 if place.district else 0), place.name
    ranks = {RecipientKind.DISTRICT: 1, RecipientKind.MUNICIPALITY: 3, RecipientKind.BODY: 4}
    return ranks.get(place.kind, 0), place.name


def _made(name: str, kind: RecipientKind) -> Place:
    return Place(slug_of(name), name, kind, KIND_WORD.sub("", name, count=1))


def _of_kind(places: Sequence[Place], kind: RecipientKind | None) -> tuple[Place, ...]:
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


def _own_kind(hit: _Hit) -> RecipientKind | None:
    """Return the kind that a name itself says: "Wetteraukreis", "LK OF"."""
    first, last = hit.form.keys[0], hit.form.keys[-1]
    if last.endswith(("kreis", "kreises")) or first in {"lk", "landkreis", "kreis", "altmarkkreis", "eifelkreis"}:
        return RecipientKind.DISTRICT
    return RecipientKind.CITY if first == "stadt" else RecipientKind.STATE if first in {"land", "freistaat"} else None


def _kind_around(text: str, words: Sequence[Word], hit: _Hit, *, lenient: bool) -> KindWords | None:
    """Return the kind word before or after a name, unless it can't belong to it ("der Stadt\\nMain-Taunus-Kreis")."""
    if hit.form.kind is FormKind.ADJECTIVE:
        return None
    own = _own_kind(hit)
    before = kind_before(text, words, hit.first, lenient=lenient)
    if before is not None and own in {None, before.kind}:
        known = _of_kind(hit.places, before.kind)
        if known or before.kind in {RecipientKind.CITY, RecipientKind.DISTRICT}:
            return before
    after = kind_after(text, words, hit.last, lenient=lenient)
    return after if after is not None and own is None and _of_kind(hit.places, after.kind) else None


def _adjective(text: str, words: Sequence[Word], hit: _Hit) -> PlaceMention:
    start, end = words[hit.first].start, words[hit.last].end
    ministry = ministry_end(text, end)
    if ministry and hit.places[0].kind is RecipientKind.STATE:
        return PlaceMention(start, ministry, text[start:ministry], hit.places[:1], RecipientKind.STATE)
    kind = kind_of_adjective(words, hit.last)
    known = _of_kind(hit.places, kind)
    part = larger_name(text, words, hit.first, hit.last, adjective=True)
    return PlaceMention(start, end, text[start:end], known or hit.places, kind if known else None, part, weak=True)


def _coordinated(
    text: str, words: Sequence[Word], kind: KindWords, hit: _Hit, *, lenient: bool
) -> Iterator[PlaceMention]:
    """Yield the "Stadt" of "Stadt und Landkreis Kassel" as a mention of its own."""
    at = kind.first - 1
    if at > 0 and words[at].key in {"der", "die", "den", "dem", "des", "the"}:
        at -= 1
    if at < 1 or words[at].key not in {"und", "and", "sowie", "oder", "bzw", "wie", "&", "/"}:
        return
    other = kind_of_word(words[at - 1], lenient=lenient)
    found = _of_kind(hit.places, other)
    if other is not None and other is not kind.kind and found:
        start, end = words[at - 1].start, words[at - 1].end
        yield PlaceMention(start, end, text[start:end], found, other)


def _without_overlaps(found: Iterable[PlaceMention]) -> list[PlaceMention]:
    kept: list[PlaceMention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda mention: mention.start)


_LISTED = re.compile(r"\s*(?:,|und|sowie|and|&)\s*(?:(?:der|die|den|the)\s+)?")
_PLURAL = re.compile(r"(?:Städten?|Landkreisen?|Kreisen?|Gemeinden|Kommunen|districts|cities|towns)\b", re.IGNORECASE)


def _with_lists(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Hand the kind of "Landkreise Gießen, Kassel und Fulda" on to every name of the list."""
    listed: list[PlaceMention] = []
    carried: RecipientKind | None = None
    for one in mentions:
        joined = listed and _LISTED.fullmatch(text[listed[-1].end : one.start])
        if (
            joined
            and carried
            and one.stated_kind is None
            and not one.weak
            and (found := _of_kind(one.candidates, carried))
        ):
            listed.append(replace(one, candidates=found, stated_kind=carried))
            continue
        carried = one.stated_kind if _PLURAL.match(one.text) else None
        listed.append(one)
    return listed
