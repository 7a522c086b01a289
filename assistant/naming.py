"""Whom a question means: names with their candidates, kinds without a name ("die Stadt"), givers kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.routes import ends_of_routes
from corpus.document import Fact, RecipientKind
from corpus.places import Place, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.listings import NamedListing
    from corpus.places import Gazetteer
    from index.ledger import Ledger

_GIVERS = frozenset({RecipientKind.STATE, RecipientKind.FEDERAL})
_WHOLE = frozenset({RecipientKind.STATE, RecipientKind.GROUP})
"""What "landesweit" and "alle Kommunen" speak of."""
_TOWNS = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY})


class Names(Protocol):
    """The names that a question can mention: the gazetteer's and those of the ledger's recipients."""

    @property
    def gazetteer(self) -> Gazetteer:
        """All names of places and bodies."""

    @property
    def short_names(self) -> dict[str, tuple[Place, ...]]:
        """The bare names of the ledger's recipients."""

    def listing_named(self, text: str, language: str) -> NamedListing | None:
        """Return the list or table of the documents that a question keeps to."""

    @property
    def programme_names(self) -> re.Pattern[str]:
        """What finds the names of several words that the ledger's programmes have."""


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """Whom a question means: candidates of one name ("Offenbach": city or district), or a kind alone ("die Stadt").

    `kind` is what the question's own words state, None where it leaves that open.
    """

    text: str
    candidates: tuple[Place, ...]
    kind: RecipientKind | None
    start: int

    def admits(self, fact: Fact) -> bool:
        """Tell whether a fact's recipient can be meant."""
        if not self.candidates:
            return same_kind(fact.recipient_kind, self.kind) or {fact.recipient_kind, self.kind} <= _WHOLE
        if any(place.kind in _WHOLE for place in self.candidates):
            return fact.recipient_kind in _WHOLE and not self._is_of_other_state(fact)
        recipient = fact.recipient.casefold()
        return any(recipient == place.name.casefold() for place in self.candidates)

    def of(self, ledger: Ledger, years: tuple[int, int] | None = None) -> list[Fact]:
        """Return the ledger's facts whose recipient can be meant, all or those of some years (both included)."""
        if any(place.kind in _WHOLE for place in self.candidates) or (not self.candidates and self.kind in _WHOLE):
            return [fact for fact in ledger.find(kinds=_WHOLE, years=years) if not self._is_of_other_state(fact)]
        if self.candidates:
            return ledger.find(recipients=self.names, years=years)
        kinds = [kind for kind in RecipientKind if same_kind(kind, self.kind)]
        return ledger.find(kinds=kinds, years=years)

    def _is_of_other_state(self, fact: Fact) -> bool:
        """Tell whether a whole's money is another state's: its name or its giver's has that state's, not this one's."""
        asked = {place.short_name for place in self.candidates if place.kind is RecipientKind.STATE}
        named = {state for state in state_names() for name in (fact.recipient, fact.giver or "") if state in name}
        return bool(asked and named) and not asked & named

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names that can be meant."""
        return tuple(place.name for place in self.candidates)

    @property
    def shown(self) -> tuple[str, ...]:
        """The names that can be meant, else the kind alone ("city"), else the question's own word."""
        return self.names or ((self.kind.value,) if self.kind else (self.text,))

    def to_json(self) -> dict[str, Any]:
        """Return the reference as a JSON object; `kind` is None where it is open."""
        kinds = {place.kind.value for place in self.candidates}
        kind = self.kind.value if self.kind else kinds.pop() if len(kinds) == 1 else None
        return {"text": self.text, "names": list(self.names), "kind": kind}


@lru_cache(maxsize=1)
def state_names() -> frozenset[str]:
    """Return the bare names of the federal states."""
    from corpus.places import Gazetteer

    return frozenset(place.short_name for place in Gazetteer.load().places if place.kind is RecipientKind.STATE)


def same_kind(kind: RecipientKind, stated: RecipientKind | None) -> bool:
    """Tell whether a recipient's kind fits the stated one; "city" and "municipality" are both called Stadt or town."""
    return stated is None or kind is stated or {kind, stated} <= _TOWNS


def blank(text: str, mentions: Iterable[Any]) -> str:
    """Put spaces where mentions stand, so that later readers do not see their words and offsets stay the same."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


_KIND_WORDS = (
    (RecipientKind.CITY, re.compile(r"\b(?:stadt|city|town)\b", re.IGNORECASE)),
    (RecipientKind.DISTRICT, re.compile(r"\b(?:land)?kreis(?:e?s)?\b|\b(?:district|county)\b", re.IGNORECASE)),
    (RecipientKind.MUNICIPALITY, re.compile(r"\bgemeinde\b|\bmunicipality\b", re.IGNORECASE)),
    (
        RecipientKind.GROUP,
        re.compile(
            r"(?:landes|hessen|bundes|bayern|sachsen)weite?[nrsm]?|statewide|nationwide|gebietskörperschaften",
            re.IGNORECASE,
        ),
    ),
)
_KIND_TYPING = {
    "stadt": RecipientKind.CITY,
    "landkreis": RecipientKind.DISTRICT,
    "kreis": RecipientKind.DISTRICT,
    "district": RecipientKind.DISTRICT,
}
_NOT_KINDS = frozenset(
    "städte städten landkreise landkreisen kreise kreisen districts statt staat stand start preis reis state".split()
)
"""Words near a kind word that are others: plurals stand for a set, not for one recipient."""
_FROM = re.compile(r"\b(?:vo[mn]|des|durch|from|by|of|seitens|beim)\s+(?:the\s+)?$", re.IGNORECASE)


def named_places(
    text: str, names: Names, hidden: Iterable[Any] = ()
) -> tuple[tuple[PlaceReference, ...], tuple[str, ...], list[Any]]:
    """Find who is asked about and who gives; a kind word that belongs to no name ("die Stadt") counts as a place."""
    mentions = [mention for mention in names.gazetteer.mentions(text, lenient=True) if mention.candidates]
    mentions += _recipients_by_short_name(blank(text, mentions), names)
    ends = ends_of_routes(mentions, text)
    mentions = [mention for mention in mentions if mention not in ends]
    mentions = [m for m in mentions if not all(place.kind is RecipientKind.GROUP for place in m.candidates)]
    whole = [mention for mention in mentions if not mention.part_of]
    named = [mention for mention in whole if not all(place.kind in _GIVERS for place in mention.candidates)]
    giving = [mention for mention in whole if mention not in named]
    if not named and giving and not _FROM.search(text[: giving[0].start]):
        named, giving = giving[:1], giving[1:]
    references = [PlaceReference(m.text, _meant(m, text), m.stated_kind, m.start) for m in named]
    denied = [Stretch(*match.span()) for match in _NOT_MEANT.finditer(text)]
    rest = blank(blank(text, mentions), [*hidden, *denied])
    kinds = [PlaceReference(text[span.start : span.end], (), kind, span.start) for kind, span in _kind_words(rest)]
    stated = {reference.kind for reference in references}
    if not any(reference.candidates for reference in references) or len(kinds) > 1:
        references += kinds
    elif kinds and None not in stated and kinds[0].kind not in stated:
        # "die Stadt Marburg oder der Landkreis": the one of that kind whose name begins alike.
        references += [of_kind(kinds[0], references[-1], names)]
    elif len(references) == 1 and len(kinds) == 1 and references[0].kind is None:
        # "2020 Offenbach, die Stadt": the kind word belongs to the only name.
        references = [with_kind(references[0], kinds[0].kind)]
    unique = {(reference.names, reference.kind): reference for reference in reversed(references)}
    ordered = tuple(sorted(unique.values(), key=lambda reference: reference.start))
    return (
        ordered,
        tuple(m.candidates[0].name for m in giving),
        [
            *mentions,
            *denied,
            *(span for _, span in _kind_words(rest)),
        ],
    )


_NOT_MEANT = re.compile(
    r"\b(?:nicht|not)\s+(?:etwa\s+)?(?:(?:die|der|den|dem|das|von der|vom|the|for the)\s+)?"
    r"(?P<kind>stadt|(?:land)?kreis(?:es)?|gemeinde|city|town|district|county|municipality)\b(?!\s+(?:of\s+)?[A-ZÄÖÜ])",
    re.IGNORECASE,
)
"""Who says "nicht der Kreis" asks for no district."""


def _meant(mention: PlaceMention, text: str) -> tuple[Place, ...]:
    """Return the candidates of a bare name that the question does not rule out: "Offenbach, also nicht die Stadt"."""
    if mention.stated_kind is not None:
        return mention.candidates
    denied = {kind for match in _NOT_MEANT.finditer(text) for kind, _ in _kind_words(match["kind"])}
    return tuple(place for place in mention.candidates if place.kind not in denied) or mention.candidates


_HARDLY_MORE = 3
"""Words."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a question's text."""

    start: int
    end: int


def _recipients_by_short_name(text: str, names: Names) -> list[PlaceMention]:
    """Find recipients of the ledger whose bare name is an everyday word too ("Hagen"), written with a capital.

    In a question of hardly more than the name ("und siegen?") or without any capital, it may be missing.
    """
    found = []
    hurried = len(text.split()) <= _HARDLY_MORE or not re.search(r"[A-ZÄÖÜ]", text)
    flags = re.IGNORECASE if hurried else re.NOFLAG
    for short, places in names.short_names.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text, flags):
            found.append(PlaceMention(match.start(), match.end(), match.group(), places, None))  # noqa: PERF401
    return found


def of_kind(place: PlaceReference, named: PlaceReference, names: Names) -> PlaceReference:
    """Return the recipient of the stated kind that has the name spoken of, else the kind alone.

    "der Kreis" beside "Stadt Marburg" is the recipient in the ledger whose name begins alike: Marburg-Biedenkopf.
    """
    same = with_kind(named, place.kind)
    if same.kind is place.kind and same.candidates:
        return replace(same, text=same.candidates[0].name, start=place.start)
    for candidate in named.candidates:
        others = tuple(other for other in names.gazetteer.find(candidate.short_name) if other.kind is place.kind)
        begins = re.compile(rf"(?:^|[\s-]){re.escape(candidate.short_name.split()[0])}(?:$|[\s-])")
        alike = [
            p
            for places in names.short_names.values()
            for p in places
            if same_kind(p.kind, place.kind)
            and (begins.search(p.short_name) or _begins_with(candidate.short_name, p.short_name))
        ]
        if others or alike:
            chosen = others or tuple(alike)
            return PlaceReference(chosen[0].name, chosen, place.kind, place.start)
    if place.candidates or not named.candidates:
        return place
    # No such recipient is known: one that nothing admits, so that no other town's money is taken for it.
    short = named.candidates[0].short_name
    stranger = Place(
        f"unknown-{short}", f"{place.text.strip()} {short}", place.kind or RecipientKind.UNKNOWN, short, (), None, None
    )
    return PlaceReference(stranger.name, (stranger,), place.kind, place.start)


def _begins_with(name: str, short: str) -> bool:
    """Tell whether a name is another's beginning: the city Marburg of the district Marburg-Biedenkopf."""
    return re.match(rf"{re.escape(short)}(?=-)", name) is not None


def _kind_words(text: str) -> list[tuple[RecipientKind, Stretch]]:
    """Find the words for a kind of recipient in the singular, with typing errors: "stat", "Landkries"."""
    found = []
    for word in _LETTERS.finditer(text):
        exact = next((kind for kind, words in _KIND_WORDS if words.fullmatch(word.group())), None)
        near = process.extractOne(
            word.group().casefold(), tuple(_KIND_TYPING), scorer=OSA.normalized_similarity, score_cutoff=0.79
        )
        plural = word.group().casefold() in _NOT_KINDS
        kind = exact or (_KIND_TYPING[near[0]] if near and not plural else None)
        if kind:
            found.append((kind, Stretch(word.start(), word.end())))
    return found


def with_kind(reference: PlaceReference, kind: RecipientKind | None) -> PlaceReference:
    """Narrow a reference to the candidates of a kind; unchanged where none is left."""
    left = tuple(place for place in reference.candidates if same_kind(place.kind, kind))
    return replace(reference, candidates=left, kind=kind) if left else reference
