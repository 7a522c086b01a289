"""What a question asks: language, places, years, programmes, the wanted thing, amounts it takes for granted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.bounds import Threshold, read_threshold
from assistant.courtesy import without_courtesy
from assistant.cues import MONEY, Wanted, wanted_by_words
from assistant.field_words import is_money_word, mentions_getting
from assistant.figure_cues import is_figure_word
from assistant.language import detect_language
from assistant.money_states import is_per_unit, states_named
from assistant.naming import Names, PlaceReference, blank, named_places, same_kind
from assistant.payers import split_payers
from assistant.said import Said, said_in, understood_of
from assistant.slips import in_plain_words
from assistant.terms import phrases
from assistant.years import YearRange, read_years
from corpus.dates import find_dates, find_relative_years, find_years
from corpus.document import Fact, FundingState
from corpus.money import Amount, find_amounts
from corpus.programmes import ProgrammeMention, find_programme, find_programmes, is_part_of, named_by, same_programme
from index.analysis import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was understood of it."""

    text: str
    language: str
    wanted: Wanted
    places: tuple[PlaceReference, ...] = ()
    givers: tuple[str, ...] = ()
    payers: tuple[PlaceReference, ...] = ()
    """The towns, districts and bodies whose own giving it asks for."""
    years: tuple[YearRange, ...] = ()
    programmes: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    threshold: Threshold | None = None
    states: frozenset[FundingState] = frozenset()
    documents: tuple[str, ...] = ()
    """The sources of the only documents that it wants an answer from."""
    per_unit: bool = False
    """Whether it asks for a sum per head, place or month."""
    terms: tuple[str, ...] = ()
    """The content words that no place, year, programme, amount or word for money accounts for."""
    words: tuple[str, ...] = ()
    """The content words that no place or year accounts for."""
    pairs: tuple[tuple[PlaceReference | None, YearRange | None], ...] = ()
    """The places and years of earlier questions that this one adds up or compares: "und zusammen?"."""
    earlier: tuple[tuple[PlaceReference | None, YearRange | None], ...] = ()
    """The places and years of all questions before in the conversation, oldest first."""
    before: tuple[Question, ...] = ()
    """All questions before in the conversation, each as it stands alone, oldest first."""
    cued: bool = True
    """Whether words of the question said what is wanted; False where it was guessed from bare names and years."""
    from_earlier: frozenset[Said] = frozenset()
    """What it doesn't say itself, but takes from the questions before it."""
    omitted: tuple[Said, ...] = ()
    """What it says, but was asked to be answered without."""

    @property
    def has_slots(self) -> bool:
        """Whether it names a place, a year or a programme."""
        return bool(self.places or self.years or self.programmes)

    def operands(self) -> list[tuple[PlaceReference | None, YearRange | None]]:
        """Pair places with years: in order where there are as many of both, else each with each."""
        if self.pairs:
            return list(self.pairs)
        places: Sequence[PlaceReference | None] = self.places or (None,)
        years: Sequence[YearRange | None] = self.years or (None,)
        if len(places) == len(years):
            return list(zip(places, years, strict=True))
        return [(place, year) for place in places for year in years]

    def admits_programme(self, fact: Fact) -> bool:
        """Tell whether a fact is paid from a programme that the question names, if it names one."""
        return not self.programmes or self.admits_programme_name(fact.programme)

    def admits_source(self, fact: Fact) -> bool:
        """Tell whether a fact stands in a document that the question keeps to, if it keeps to some."""
        return not self.documents or fact.source in self.documents

    def admits_programme_name(self, programme: str | None) -> bool:
        """Tell whether a programme is one that the question names, or a part of it."""
        return any(
            same_programme(programme, name)
            or is_part_of(programme, name)
            or (programme or "").startswith(f"{name} ")  # "ESF" asks for the ESF Plus too
            for name in self.programmes
        )

    @property
    def all_places(self) -> tuple[PlaceReference, ...]:
        """The places that are looked up: its own, and those of earlier questions that it adds up or compares."""
        places = (*(place for place, _ in self.pairs if place), *self.places)
        return tuple({place.shown: place for place in places}.values())

    @property
    def all_years(self) -> tuple[YearRange, ...]:
        """The years that are looked up: its own, and those of earlier questions that it adds up or compares."""
        years = (*(year for _, year in self.pairs if year), *self.years)
        return tuple({str(year): year for year in years}.values())

    def said(self) -> tuple[Said, ...]:
        """Return everything that was understood, each thing by itself, as it can be left out again."""
        return said_in(self)

    def understood(self) -> dict[str, Any]:
        """Return what was understood, for the answer's JSON and the page's chips."""
        return understood_of(self)

    def with_(self, **changes: Any) -> Question:
        """Return a copy with some fields changed."""
        return replace(self, **changes)


def mentioned_programmes(text: str, names: Names) -> list[ProgrammeMention]:
    """Find the programmes that a question names; they are known by their capitals, which hurried people leave out.

    Names of several words that only the ledger has are found as well.
    """
    found = find_programmes(text) or _in_capitals(text)
    told = named_by(names.programme_names, text)
    found += [mention for mention in told if all(m.end <= mention.start or mention.end <= m.start for m in found)]
    return [
        mention
        for mention in found
        if not _ASKED_FOR.match(mention.programme.name) and not _is_placed(mention.programme.name, names)
    ]


_PLACED = re.compile(r"^(?P<place>.+?)[ -](?:programm\w*|program(?:me)?s?|scheme|fund)$", re.IGNORECASE)


def _is_placed(name: str, names: Names) -> bool:
    """Tell whether a name only says whose programme it is: "the Saxony programme" names no programme."""
    found = _PLACED.match(name)
    return found is not None and bool(names.gazetteer.find(found["place"]))


def understand(text: str, names: Names, default_language: str = "de") -> Question:
    """Read a question. It never fails: what is not understood is simply not there.

    `Question.text` is what is left of the words without greetings and the like, with slips put right; where a list or
    table is named to keep to, there are blanks.
    """
    text, language = _plainly(text, names, default_language)
    listing = names.listing_named(text, language)
    listing_words = text[listing.start : listing.end] if listing else ""
    text = blank(text, [listing] if listing else [])
    programmes = mentioned_programmes(text, names)
    without_programmes = blank(text, programmes)
    amounts = tuple(find_amounts(text))
    rest = blank(text, amounts)
    years = read_years(rest)
    places, givers, place_spans = named_places(rest, names, programmes)
    places = _named_by_listing(places, listing_words, names)
    spoken = rest
    threshold = read_threshold(text, amounts)
    named = [span for span in place_spans if not _COUNTED_SET.search(text[: span.end])]
    named = [span for span in named if not _WHICH_KIND.search(text[: span.end])]
    wanted = wanted_by_words(blank(without_programmes, named), has_programme=bool(programmes))
    asked = blank(text, [*place_spans, *find_years(text), *find_dates(text)])
    rest = blank(
        blank(blank(rest, programmes), place_spans), [*find_years(rest), *find_dates(rest), *find_relative_years(rest)]
    )
    terms = tuple(
        word
        for word in content_words(rest, language)
        if len(word) > 1 and not is_money_word(word) and not is_figure_word(word) and not states_named(word)
    )
    if wanted is Wanted.COMPARISON and threshold:
        wanted = Wanted.LIST  # "Wer hat mehr als zwei Millionen bekommen?" compares with a bound
    if wanted in {Wanted.TEXT, Wanted.AMOUNT, None} and threshold and _WHOM.search(text):
        wanted = Wanted.LIST  # a bound on sums, whatever the verb: "Bei wem lag die Förderung über …?"
    if wanted is Wanted.DEFINITION and programmes and years:
        wanted = Wanted.AMOUNT  # "What was the budget in 2019?" defines nothing
    states = states_named(text)
    # An own share is looked up as such, by whose it is.
    own_share = FundingState.OWN_SHARE in states
    places, payers = split_payers(spoken, places) if wanted in MONEY and not own_share else (places, ())
    named_only = bool(places or years or programmes) and (len(terms) <= 1 or _is_telegram(text))
    guess = Wanted.AMOUNT if named_only else Wanted.TEXT
    return Question(
        text=text,
        language=language,
        wanted=wanted or guess,
        places=places,
        payers=payers,
        givers=givers,
        years=years,
        programmes=tuple(dict.fromkeys(mention.programme.name for mention in programmes)),
        amounts=() if threshold else amounts,
        threshold=threshold,
        states=states,
        documents=listing.sources if listing else (),
        per_unit=is_per_unit(text, wanted),
        terms=terms,
        words=tuple(phrase for phrase in phrases(_with_joined_verb(asked), language) if len(phrase) > 1),
        cued=wanted is not None,
    )


def _named_by_listing(
    places: tuple[PlaceReference, ...], listing_words: str, names: Names
) -> tuple[PlaceReference, ...]:
    """Give kinds without a name the name that the listing has: "what the district got in the Musterburg table"."""
    named, _, _ = named_places(listing_words, names, [])
    known = [candidate for place in named for candidate in place.candidates]
    found = []
    for place in places:
        fitting = tuple(candidate for candidate in known if same_kind(candidate.kind, place.kind))
        found.append(replace(place, candidates=fitting) if fitting and not place.candidates else place)
    return tuple(found)


def _plainly(text: str, names: Names, default_language: str) -> tuple[str, str]:
    """Return the words that ask, as they were meant, and their language."""

    def holds(words: str) -> bool:
        named = (m for m in names.gazetteer.mentions(words) if m.candidates and not m.weak)
        return bool(re.search(r"\d", words)) or any(named) or bool(find_programmes(words))

    def asks(words: str) -> bool:
        return wanted_by_words(words) is not Wanted.TEXT

    language = detect_language(text, default_language)
    meant = in_plain_words(text, language, lambda word: bool(names.gazetteer.find(word)))
    return without_courtesy(meant, holds, asks), language


_MOST_TELEGRAPHED = 8
"""Words."""
_FINITE = re.compile(
    r"\b(?:ha(?:t|ben|tten?)|w[iu]rden?|wird|ist|sind|war(?:en)?|kann|soll|muss|darf|stimmt|did|does|do|has|have|is|are|was|"
    r"were|can|should)\b",
    re.IGNORECASE,
)


def _is_telegram(text: str) -> bool:
    """Tell whether a few words end with a participle of getting: "Cottbus Investitionspauschale 2023 bewilligt"."""
    last = text.rstrip(" ?!.").rpartition(" ")[2]
    return len(text.split()) <= _MOST_TELEGRAPHED and not _FINITE.search(text) and mentions_getting(last)


_COUNTED_SET = re.compile(
    r"\b(?:welche[rn]?|wie\s?viele|which|how many)\s+(?:(?:der|von den|of the)\s+)?(?:\d+\s+)?gebietskörperschaften$",
    re.IGNORECASE,
)
"""Who asks which or how many of all there are does not mean all of them as one recipient."""
_WHICH_KIND = re.compile(
    r"\b(?:welche[rnsm]?|which)\s+(?:stadt|gemeinde|(?:land)?kreis|city|town|district|county|municipality)$",
    re.IGNORECASE,
)
"""Who asks which town names none: the word says what is asked for."""
_WHOM = re.compile(
    r"\b(?:wer|wem|wen|who|whom)\b|^\W*(?:landkreise|kreise|städte|gemeinden|kommunen|empfänger|träger|districts|cities|"
    r"towns|municipalities|recipients)\b",
    re.IGNORECASE,
)
"""Who is asked for: by a pronoun, or as "Landkreise mit mehr als …"."""
_ASKED_FOR = re.compile(r"(?:which|what|welche[nrsm]?)\b", re.IGNORECASE)
"""Who asks "which programme" names none."""
_SEPARABLE = re.compile(
    r"^(?P<head>\W*(?:\w+\W+){0,3}?)(?P<verb>[a-zäöüß]{4,})(?P<middle>\b.*?)\s(?P<particle>ab|an|auf|aus|"
    r"bei|durch|ein|her|mit|nach|um|vor|weg|zu|"
    r"zurück|zusammen)\W*$"
)


_NO_VERBS = frozenset("wird wurde werden wurden haben sind eine einen welche welcher welches diese dieser".split())


def _with_joined_verb(text: str) -> str:
    """Put a German verb together again: "Wer führt das Projekt durch?" asks for what is "durchgeführt"."""
    found = _SEPARABLE.match(text)
    if not found or found["verb"] in _NO_VERBS:
        return text
    return f"{found['head']}{found['particle']}{found['verb']}{found['middle']}"


def _in_capitals(text: str) -> list[ProgrammeMention]:
    """Return the programmes of a question written without capitals; of one that has some, only those we know."""
    hurried = not any(word[:1].isupper() for word in text.split()[1:])
    return [
        mention
        for mention in find_programmes(_with_capitals(text))
        if hurried or find_programme(mention.programme.name) is not None
    ]


def _with_capitals(text: str) -> str:
    """Return a text with a capital at each word, every character in its place."""
    return re.sub(r"\b(?!(?:und|oder|für|and|of|for)\b)[a-zäöü]", lambda letter: letter.group().upper(), text)
