"""Places and bodies in a text, told apart by name and kind: the city of Offenbach is not the district of Offenbach.

A name is looked up in the gazetteer (`vocabulary/places.csv`), then read in its context: a kind word narrows the
candidates, a title makes it a person, a larger name around it ("Regierungspräsidium Kassel") is noted. Names that the
gazetteer lacks are recognised by their shape. A bare name keeps every place that bears it as a candidate.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.addresses import address_spans
from corpus.document import RecipientKind
from corpus.gazetteer.context import PLURAL, adjoin, kind_of_word
from corpus.gazetteer.forms import Form, FormKind, forms_of
from corpus.gazetteer.names import Word, key_of, keys_of, words_of
from corpus.gazetteer.patterns import shaped_names, with_capitals
from corpus.gazetteer.place import Place, PlaceMention, made, of_kind, prominence
from corpus.gazetteer.reading import (
    Hit,
    KnownWords,
    could_be_listed,
    is_written_as_name,
    listed_among,
    read_mentions,
    with_lists,
    without_overlaps,
)
from corpus.gazetteer.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Gazetteer", "Place", "PlaceMention"]

_VOCABULARY = Path(__file__).parent / "vocabulary"


class Gazetteer:
    """The known places by all forms of their names. Immutable: `extended` returns a larger one."""

    def __init__(self, places: Iterable[Place]) -> None:
        unique = {place.place_id: place for place in places}
        self.places: tuple[Place, ...] = tuple(unique.values())
        self._known = KnownWords(_keys("everyday_names.csv"), _keys("first_names.csv"))
        self._forms: dict[str, list[tuple[Form, tuple[Place, ...]]]] = {}
        collected: dict[Form, dict[str, Place]] = {}
        for place in sorted(self.places, key=prominence):
            for form in _forms_of(place):
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
        more = tuple(places)
        return Gazetteer([*more, *self.places]) if more else self

    def mentions(self, text: str, *, lenient: bool = False) -> list[PlaceMention]:
        """Return the places named in a text, in text order, never overlapping.

        `lenient` is for questions: names in small letters and with typing errors count too.
        """
        words = words_of(text)
        addresses = address_spans(text)
        found: list[PlaceMention] = []
        everyday: list[PlaceMention] = []
        for hit in self._hits(text, words, lenient=lenient):
            begin, end = words[hit.first].start, words[hit.last].end
            if not any(start < end and begin < stop for start, stop in addresses):
                read = list(read_mentions(text, words, hit, self._known, lenient=lenient))
                found += read
                if not read and could_be_listed(words, hit, self._known):
                    everyday.append(PlaceMention(begin, end, text[begin:end], hit.places))
        found += listed_among(text, without_overlaps(found), everyday)
        capitals = with_capitals(text, lambda name: bool(self._exact(keys_of(name)))) if lenient else text
        shaped = self._shaped(capitals, found)
        return with_lists(text, without_overlaps([*found, *shaped]))

    def is_first_name(self, word: str) -> bool:
        """Tell whether a word is a person's first name."""
        return key_of(word) in self._known.first_names

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[Place, ...]:
        """Return the places that a name can stand for, most prominent first; `fuzzy` allows typing errors."""
        words = words_of(name)
        stated: RecipientKind | None = None
        whole = self._exact(tuple(word.key for word in words))
        while not whole and len(words) > 1 and (kind := kind_of_word(words[0], lenient=True)):
            stated, words = kind, words[2:] if words[1].key == "of" and len(words) > 2 else words[1:]
            whole = of_kind(self._exact(tuple(word.key for word in words)), stated)
        if whole or not fuzzy or not words:
            return whole
        near = self._spelling.nearest([word.key for word in words], kind_stated=True)
        return of_kind(near, stated) if stated else near

    @cached_property
    def _spelling(self) -> Spelling[Place]:
        named = (
            ("".join(form.keys), len(form.keys), place)
            for forms in self._forms.values()
            for form, places in forms
            for place in places
            if form.kind is FormKind.NAME and all(key.isalnum() for key in form.keys)
            if form.keys[0] not in self._known.everyday
        )
        return Spelling(named, prominent=lambda place: place.district is None and place.kind is not RecipientKind.BODY)

    def _exact(self, keys: tuple[str, ...]) -> tuple[Place, ...]:
        entries = self._forms.get(keys[0], []) if keys else []
        found = {
            place.place_id: place
            for form, places in entries
            if form.keys == keys and form.kind is not FormKind.ADJECTIVE
            for place in places
        }
        return tuple(sorted(found.values(), key=prominence))

    def _is_everyday_adjective(self, bearers: dict[str, Place]) -> bool:
        return all(key_of(place.short_name) in self._known.everyday for place in bearers.values())

    def _hits(self, text: str, words: Sequence[Word], *, lenient: bool) -> Iterator[Hit]:
        at = 0
        while at < len(words):
            hit = self._hit(text, words, at, lenient=lenient)
            if hit is None and lenient:
                hit = self._near_hit(text, words, at)
            if hit is not None:
                yield hit
            at = hit.last + 1 if hit else at + 1

    def _hit(self, text: str, words: Sequence[Word], at: int, *, lenient: bool) -> Hit | None:
        for form, places in self._forms.get(words[at].key, ()):
            last = at + len(form.keys) - 1
            if last >= len(words) or any(words[at + step].key != key for step, key in enumerate(form.keys)):
                continue
            if any(not adjoin(text, words[one], words[one + 1]) for one in range(at, last)):
                continue
            hit = Hit(at, last, form, places)
            if is_written_as_name(text, words, hit, lenient=lenient):
                if form.kind is FormKind.ADJECTIVE:
                    return hit
                bearers = self._exact(form.keys)
                return replace(hit, places=bearers, namesakes=self._namesakes(bearers))
        return None

    def _namesakes(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Return the districts that are called like a city: Landkreis München, Nürnberger Land."""
        if any(place.kind is not RecipientKind.CITY or place.district for place in places):
            return ()
        names = [name for place in places for name in (place.short_name, f"{place.short_name}er Land")]
        found = [place for name in names for place in self._exact(keys_of(name))]
        return tuple(place for place in found if place.kind is RecipientKind.DISTRICT)

    def _near_hit(self, text: str, words: Sequence[Word], at: int) -> Hit | None:
        """Return a name with a typing error, in one word or two or three that belong together."""
        for length in (3, 2, 1):
            last = at + length - 1
            if last >= len(words) or any(not adjoin(text, words[one], words[one + 1]) for one in range(at, last)):
                continue
            written = [word.key for word in words[at : last + 1]]
            if not all(key.isalpha() for key in written):
                continue
            before = words[at - 1] if at else None
            asked = before is not None and before.key not in PLURAL and kind_of_word(before, lenient=True) is not None
            capital = words[at].text[0].isupper()
            if places := self._spelling.nearest(written, capital=capital, kind_stated=asked):
                return Hit(at, last, Form(tuple(written), FormKind.NAME), places)
        return None

    def _shaped(self, text: str, known: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        taken = [(mention.start, mention.end) for mention in known if mention.part_of is None]
        for shaped in shaped_names(text):
            if shaped.whole or not any(start < shaped.end and shaped.start < end for start, end in taken):
                place = next(iter(self._exact(keys_of(shaped.name))), None) or made(shaped.name, shaped.kind)
                yield PlaceMention(shaped.start, shaped.end, text[shaped.start : shaped.end], (place,), shaped.kind)


@lru_cache(maxsize=16384)
def _forms_of(place: Place) -> tuple[Form, ...]:
    """Return a place's forms, worked out once: a gazetteer that is extended has thousands of places as before."""
    return tuple(forms_of(place))


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
            raise KeyError  # noqa: TRY301  a missing field is one more way of being no place
    except (KeyError, ValueError):
        raise ValueError(
            f"{path}, line {number}: {';'.join(str(value) for value in row.values())!r} is no place; "
            "a line needs place_id;name;kind;short_name;aliases;state;district with a kind such as city or district."
        ) from None
    aliases = tuple(alias for alias in (row["aliases"] or "").split("|") if alias)
    return Place(place_id, name, kind, short, aliases, row["state"] or None, row["district"] or None)


def _keys(file_name: str) -> frozenset[str]:
    names = (_VOCABULARY / file_name).read_text(encoding="utf-8").split("\n")[1:]
    return frozenset(key_of(name) for name in names if name)
