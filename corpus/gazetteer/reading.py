"""What a known name means where it stands: which places it can be, stated how, within what, or nothing at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from corpus.document import RecipientKind
from corpus.gazetteer.context import (
    is_meant_as_place,
    is_person,
    kind_after,
    kind_before,
    kind_of_adjective,
    kind_of_word,
    larger_name,
    ministry_end,
    opens_telegram,
)
from corpus.gazetteer.forms import Form, FormKind
from corpus.gazetteer.place import KIND_NAMES, Place, PlaceMention, made, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.gazetteer.context import KindWords
    from corpus.gazetteer.names import Word


class KnownWords(NamedTuple):
    """Keys of words that are also names: `everyday` words ("Essen") and people's `first_names`."""

    everyday: frozenset[str]
    first_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A form of a known name at words `first` to `last`.

    `places` bear it; `namesakes` are called alike in another form: "Munich" is the city, "Munich district" the
    Landkreis München, and "Nuremberg district" the Nürnberger Land.
    """

    first: int
    last: int
    form: Form
    places: tuple[Place, ...]
    namesakes: tuple[Place, ...] = ()

    def of_kind(self, kind: RecipientKind) -> tuple[Place, ...]:
        """Return the places of a kind, those of this very name before their namesakes."""
        return of_kind(self.places, kind) or of_kind(self.namesakes, kind)


def could_be_listed(words: Sequence[Word], hit: Hit, known: KnownWords) -> bool:
    """Tell whether a hit is an everyday word, which is a town if it stands in a list of towns."""
    return hit.form.kind is FormKind.NAME and _is_everyday(words, hit, known)


def listed_among(text: str, mentions: Sequence[PlaceMention], everyday: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the everyday words that stand in a list of towns: "Bochum, Hagen, Herne", "Bochum und Essen".

    Two of a list's names must be towns beyond doubt, or the one beside it in a list of two that ends the phrase.
    """
    rest = [one for one in everyday if not any(one.start < sure.end and sure.start < one.end for sure in mentions)]
    sure = {one.start for one in mentions if not one.weak and one.part_of is None}
    found: list[PlaceMention] = []
    chain: list[PlaceMention] = []
    for one in sorted([*mentions, *rest], key=lambda mention: mention.start):
        if not chain or not _LISTED.fullmatch(text[chain[-1].end : one.start]):
            found += _in_chain(text, chain, sure)
            chain = []
        chain.append(one)
    return [*found, *_in_chain(text, chain, sure)]


def _in_chain(text: str, chain: Sequence[PlaceMention], sure: set[int]) -> list[PlaceMention]:
    doubtful = [one for one in chain if one.start not in sure]
    if len(chain) - len(doubtful) > 1:
        return doubtful
    pair = len(chain) == 2 and "," not in text[chain[0].end : chain[1].start] and len(doubtful) == 1
    return doubtful if pair and _ENDS_PHRASE.match(text, chain[1].end) else []


_ENDS_PHRASE = re.compile(r"\s*(?:[.?!:;)]|$)|\s+(?:erh|bek|krieg|get|receiv|got)", re.IGNORECASE)


def is_written_as_name(text: str, words: Sequence[Word], hit: Hit, *, lenient: bool) -> bool:
    """Tell whether capitals stand where this form of a name needs them."""
    written, form = text[words[hit.first].start : words[hit.last].end], hit.form
    if form.kind is FormKind.ABBREVIATION:
        return _is_written_as_abbreviation(written, words, hit, lenient=lenient)
    if written[0].isupper() or form.small:
        return True
    if form.kind is FormKind.ADJECTIVE and len(written) < 8 and all(place.district for place in hit.places):
        return False  # "further" is no adjective of Furth
    return lenient and len(written) > 3


def _is_written_as_abbreviation(written: str, words: Sequence[Word], hit: Hit, *, lenient: bool) -> bool:
    before = words[hit.first - 1] if hit.first else None
    if written.replace(" ", "") == hit.form.written:
        law = before is not None and (before.text.isdigit() or before.text in {"§", "Abs", "Art", "("})
        shouted = before is not None and before.text.isupper() and len(before.text) > 3
        return not (len(written) == 2 and (law or shouted))  # "Art. 3 GG", "CITY OF …"
    # "lk of 2023?" is the district of Offenbach, "city of Offenbach" is not.
    after_kind = before is not None and before.key in {"lk", "kreis", "landkreis", "stadt"}
    goes_on = hit.last + 1 < len(words) and words[hit.last + 1].text[0].isalpha()
    return lenient and (len(hit.form.written) > 2 or (after_kind and not goes_on))


def read_mentions(
    text: str, words: Sequence[Word], hit: Hit, known: KnownWords, *, lenient: bool
) -> Iterator[PlaceMention]:
    """Yield what a name means in its context: nothing for a person, two for "Stadt und Landkreis Kassel"."""
    around = _kind_around(text, words, hit, lenient=lenient)
    if around is None:
        if is_person(words, hit.first, known.first_names):
            return
        if hit.form.kind is FormKind.ADJECTIVE:
            yield _adjective(text, words, hit)
            return
        if _is_everyday(words, hit, known) and not (
            is_meant_as_place(text, words, hit.first, hit.last)
            or (lenient and opens_telegram(text, words, hit.first, hit.last))
        ):
            return
    elif around.plural and text[words[hit.first].start].islower() and _is_everyday(words, hit, known):
        return  # "welche Kreise waren", "die Städte kamen"
    elif around.first < hit.first:
        yield from _coordinated(text, words, around, hit, lenient=lenient)
    stated = around.kind if around else _own_kind(hit)
    candidates = hit.of_kind(stated) if stated else hit.places
    if not candidates and stated:
        candidates = (made(f"{KIND_NAMES[stated]} {hit.places[0].short_name}", stated),)
    start = words[min(hit.first, around.first) if around else hit.first].start
    end = words[max(hit.last, around.last) if around else hit.last].end
    part = None if around else larger_name(text, words, hit.first, hit.last, adjective=False)
    yield PlaceMention(start, end, text[start:end], candidates, stated, part)


def _is_everyday(words: Sequence[Word], hit: Hit, known: KnownWords) -> bool:
    return hit.first == hit.last and words[hit.first].key.removesuffix("s") in known.everyday


def _own_kind(hit: Hit) -> RecipientKind | None:
    """Return the kind that a name itself says: "Wetteraukreis", "LK OF"."""
    first, last = hit.form.keys[0], hit.form.keys[-1]
    if last.endswith(("kreis", "kreises")) or first in {"lk", "landkreis", "kreis", "altmarkkreis", "eifelkreis"}:
        return RecipientKind.DISTRICT
    return RecipientKind.CITY if first == "stadt" else RecipientKind.STATE if first in {"land", "freistaat"} else None


def _kind_around(text: str, words: Sequence[Word], hit: Hit, *, lenient: bool) -> KindWords | None:
    """Return the kind word before or after a name, unless it can't belong to it ("der Stadt Main-Taunus-Kreis")."""
    if hit.form.kind is FormKind.ADJECTIVE:
        return None
    own = _own_kind(hit)
    before = kind_before(text, words, hit.first, lenient=lenient)
    if before is not None and own in {None, before.kind}:
        known = hit.of_kind(before.kind)
        if known or before.kind in {RecipientKind.CITY, RecipientKind.DISTRICT}:
            return before
    after = kind_after(text, words, hit.last, lenient=lenient)
    # "the Wetteraukreis district" says its kind twice.
    return after if after is not None and own in {None, after.kind} and hit.of_kind(after.kind) else None


def _adjective(text: str, words: Sequence[Word], hit: Hit) -> PlaceMention:
    start, end = words[hit.first].start, words[hit.last].end
    ministry = ministry_end(text, end)
    if ministry and hit.places[0].kind is RecipientKind.STATE:
        return PlaceMention(start, ministry, text[start:ministry], hit.places[:1], RecipientKind.STATE)
    kind = kind_of_adjective(words, hit.last)
    known = of_kind(hit.places, kind)
    part = larger_name(text, words, hit.first, hit.last, adjective=True)
    return PlaceMention(start, end, text[start:end], known or hit.places, kind if known else None, part, weak=True)


def _coordinated(
    text: str, words: Sequence[Word], kind: KindWords, hit: Hit, *, lenient: bool
) -> Iterator[PlaceMention]:
    """Yield the "Stadt" of "Stadt und Landkreis Kassel" as a mention of its own."""
    at = kind.first - 1
    if at > 0 and words[at].key in {"der", "die", "den", "dem", "des", "the"}:
        at -= 1
    if at < 1 or words[at].key not in {"und", "and", "sowie", "oder", "bzw", "wie", "&", "/"}:
        return
    if at > 2 and words[at - 1].text.islower() and words[at - 2].text[:1].isupper():
        return  # "the Wetteraukreis district and the city of Fulda": the kind word has its own name before it
    other = kind_of_word(words[at - 1], lenient=lenient)
    found = of_kind(hit.places, other)
    if other is not None and other is not kind.kind and found:
        start, end = words[at - 1].start, words[at - 1].end
        yield PlaceMention(start, end, text[start:end], found, other)


def without_overlaps(found: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Keep the longest of mentions that overlap, in text order."""
    kept: list[PlaceMention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda mention: mention.start)


_LISTED = re.compile(r"\s*(?:,|und|sowie|and|&)\s*(?:(?:der|die|den|the)\s+)?")
_PLURAL = re.compile(r"(?:Städten?|Landkreisen?|Kreisen?|Gemeinden|Kommunen|districts|cities|towns)\b", re.IGNORECASE)


def with_lists(text: str, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
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
            and (found := of_kind(one.candidates, carried))
        ):
            listed.append(replace(one, candidates=found, stated_kind=carried))
            continue
        carried = one.stated_kind if _PLURAL.match(one.text) else None
        listed.append(one)
    return listed
