"""A follow-up becomes a question that stands alone: what it leaves out is taken from the questions before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant import wording
from assistant.cues import MONEY, Wanted
from assistant.field_words import mentions_getting
from assistant.naming import Names, PlaceReference, blank, of_kind, same_kind
from assistant.omission import leave_out
from assistant.question import Question, understand
from assistant.said import Said, Slot, said_from_json
from assistant.shifts import find_shift
from assistant.terms import is_name, is_unknown
from assistant.years import YearRange
from corpus.dates import find_relative_years
from corpus.document import RecipientKind
from corpus.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pairs = tuple[tuple[PlaceReference | None, YearRange | None], ...]

_OPENING = re.compile(
    r"^\W*(?:und|and|also|auch|oder|or|aber|but|then|dann|sowie|what about|how about|was ist mit|"
    r"wie (?:sieht|sah|ist|war) es|wie war das|same for|dasselbe|ebenso)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:es|das|sie|er|ihn|ihm|ihr|dort|davon|damit|dafür|dazu|daraus|dabei|diese[rnms]?|jene[rnms]?|"
    r"beide[rnms]?|denen|dessen|deren|derselbe\w*|"
    r"it|its|they|them|their|that|those|this|these|there|both|he|she|him|her|each|the (?:agreement|city|"
    r"district|money|same))\b",
    re.IGNORECASE,
)
_SET = frozenset({Wanted.LIST, Wanted.EXTREME, Wanted.COUNT, Wanted.DEFINITION})


def standalone(
    text: str,
    history: Sequence[dict[str, Any]],
    names: Names,
    default_language: str = "de",
    without: Sequence[Said] = (),
) -> Question:
    """Read a question in the light of the conversation, as if it had not said what stands in `without`.

    `history` holds turns `{"role": "user" | "assistant", "content": str}`, oldest first; only the user's turns are
    read, from the first on, so that "und 2020?" after "und Kassel?" knows what was asked at the start. A turn that was
    answered without something says so in "without", a list of `{"slot", "value"}`.
    """
    context: Question | None = None
    for turn in history:
        if turn.get("role") == "user" and str(turn.get("content") or "").strip():
            asked = follow(_read(str(turn["content"]), names, context, default_language), context, names)
            context = leave_out(asked, said_from_json(turn.get("without")), names)
    return leave_out(follow(_read(text, names, context, default_language), context, names), without, names)


_BACK = re.compile(
    r"^\W*(?:(?:und|and|nochmal)\s+)?(?:(?:zurück|back|returning|again) (?:zu[mr]?|to)|wieder zu[mr]?)\b"
    r"(?=[^:,?]{2,60}[:,])",
    re.IGNORECASE,
)
"""How people return to what was spoken of earlier: the words themselves name nothing to look for."""


def _read(text: str, names: Names, context: Question | None, default_language: str) -> Question:
    text = _BACK.sub(lambda words: " " * len(words.group()), text)
    shift, language = find_shift(text), context.language if context else default_language
    question = understand(blank(text, [shift] if shift else []), names, language)
    base = question.years or (context.years if context else ())
    if not base:
        return understand(text, names, language) if shift else question
    relative = find_relative_years(text)
    told, years = (shift, shift.years) if shift else (relative[0], relative[0].offset) if relative else (None, 0)
    if not told or not years:
        return question
    year = (base[-1].last if years > 0 else base[0].first) + years
    return question.with_(years=(*question.years, YearRange(year, year, told.start)))


def follow(question: Question, context: Question | None, names: Names) -> Question:
    """Fill what a question leaves out from the one before it, if it is a follow-up; else return it as it is."""
    if context is None:
        return question
    before = (*context.before, context.with_(before=(), earlier=()))[-_REMEMBERED:]
    if not is_follow_up(question):
        kept = _remembered(question, context)
        return question.with_(before=before, earlier=kept)
    wanted = _wanted(question, context)
    bare = not question.cued
    places = _places(question, context, names)
    terms = question.terms
    if (bare or wanted in MONEY) and not [term for term in question.terms if len(term) > 3]:
        terms = context.terms
    filled = question.with_(
        wanted=wanted,
        places=places,
        years=question.years or (context.years if _keeps_years(question, context) else ()),
        givers=question.givers or context.givers,
        payers=question.payers or (context.payers if not question.places else ()),
        programmes=question.programmes or (context.programmes if wanted is not Wanted.DEFINITION else ()),
        states=question.states or (context.states if bare else frozenset()),
        documents=question.documents or context.documents,
        per_unit=question.per_unit or (bare and context.per_unit),
        threshold=question.threshold or (context.threshold if bare else None),
        terms=terms,
    )
    earlier = _distinct((*context.earlier, *context.operands()))
    filled = filled.with_(before=before, earlier=earlier, pairs=_pairs(question, filled, earlier))
    own = {said for said in question.said() if question.cued or said.slot is not Slot.WANTED}
    return filled.with_(from_earlier=frozenset(filled.said()) - own)


_REMEMBERED = 8
"""Questions: nobody points further back than that."""
_NEW_SUBJECT = re.compile(
    r"\b(?:anderes thema|andere frage|neue frage|themenwechsel|übrigens|another (?:topic|question|subject)|"
    r"different (?:topic|question|subject)|new question|by the way|change of subject)\b",
    re.IGNORECASE,
)


def _remembered(question: Question, context: Question) -> Pairs:
    """Return the places and years before that a full question of the same kind adds to: "und zusammen?" may follow."""
    same = question.wanted is Wanted.AMOUNT and context.wanted is Wanted.AMOUNT
    if not same or _NEW_SUBJECT.search(question.text) or question.programmes != context.programmes:
        return ()
    return _distinct((*context.earlier, *context.operands()))


_GATHERING = frozenset({Wanted.SUM, Wanted.AVERAGE, Wanted.MEDIAN})
"""What takes all that was spoken of, where the others take the last two."""
_ADDITIVE = _GATHERING | {Wanted.DIFFERENCE, Wanted.PERCENT_DIFFERENCE, Wanted.COMPARISON, Wanted.RATIO}


def _pairs(question: Question, filled: Question, earlier: Pairs) -> Pairs:
    """Return the operands that a question like "und zusammen?" or "um wie viel mehr?" takes from those before it.

    Every question that names a place or a year leaves its operands for a later one to add up or compare.
    """
    if filled.wanted in _ADDITIVE and len(question.operands()) < 2:
        own = tuple(filled.operands()) if question.places or question.years else ()
        pairs = _distinct((*earlier, *own))
        pairs = pairs if filled.wanted in _GATHERING else pairs[-2:]
        return pairs if len(pairs) > 1 else ()
    return ()


def _distinct(pairs: Pairs) -> Pairs:
    """Keep each place and year once, in order."""
    seen = {(place.names or place.kind if place else None, str(year)): (place, year) for place, year in reversed(pairs)}
    return tuple(reversed(seen.values()))


_BARE_WHEN = re.compile(
    r"^\W*(?:(?:und|and)\s+)?(?:wann|wo|when|where)\b(?:\W+(?:und|and)\W+(?:wann|wo|when|where))?", re.IGNORECASE
)
_BARE_WHO = re.compile(r"^\W*(?:(?:und|and)\s+)?(?:wer|von wem|who|by whom)\W*$", re.IGNORECASE)
_ASKS_MORE = re.compile(
    r"\W*(?:und |and )?(?:warum|wieso|weshalb|wie|wer|wann|wo|why|how|who|when|where)\b", re.IGNORECASE
)
_SIGNING = frozenset({Wanted.WHO_SIGNED, Wanted.WHEN_SIGNED})


def _wanted(question: Question, context: Question) -> Wanted:
    """Return what a follow-up wants: "und 2020?" the same as before, "und wann?" the day of what was spoken of."""
    if context.wanted in _SIGNING and len(question.text.split()) <= 5:
        if _BARE_WHEN.match(question.text):
            return Wanted.WHEN_SIGNED
        if _BARE_WHO.match(question.text):
            return Wanted.WHO_SIGNED
    asks_more = _ASKS_MORE.match(question.text)
    if (
        question.wanted is Wanted.TEXT
        and context.wanted is Wanted.AMOUNT
        and not asks_more
        and mentions_getting(question.text)
    ):
        return Wanted.AMOUNT  # "Ist das schon bewilligt?"
    if question.cued:
        return question.wanted
    return Wanted.AMOUNT if context.wanted in _ADDITIVE and question.places else context.wanted


def is_follow_up(question: Question) -> bool:
    """Tell whether a question leans on the one before it."""
    if _OPENING.search(question.text) or not question.cued:
        return True
    named = any(place.candidates for place in question.places)
    if question.wanted in _SET and not _POINTING.search(question.text):
        return False
    return not named


def _places(question: Question, context: Question, names: Names) -> tuple[PlaceReference, ...]:
    """Take the places of the question before; "die Stadt" alone becomes the city of the name spoken of."""
    if not question.places:
        return (stranger,) if (stranger := _stranger(question, context)) else context.places
    filled = []
    for place in question.places:
        if not place.candidates and _OTHER.search(question.text[: place.start]):
            filled.append(_other_of_kind(place, context) or _unknown(f"{_OTHER_WORDS[question.language]} {place.text}"))
            continue
        named = next((other for other in reversed(context.places) if other.candidates), None)
        filled.append(of_kind(place, named, names) if not place.candidates and named else place)
    return tuple(filled)


_OTHER = re.compile(r"\b(?:ander\w+|other)\s+$", re.IGNORECASE)


_OTHER_WORDS = {"de": "eine andere", "en": "another"}


def _unknown(name: str) -> PlaceReference:
    """Return a place that no fact is about, so that nobody else's money is taken for its."""
    stranger = Place(f"unknown-{name.casefold()}", name, RecipientKind.UNKNOWN, name, (), None, None)
    return PlaceReference(name, (stranger,), None, 0)


def _other_of_kind(place: PlaceReference, context: Question) -> PlaceReference | None:
    """Return what "die andere Stadt" means: the one of that kind spoken of before the last; None if there is none."""
    current = {name for other in context.places for name in other.names}
    spoken = [other for earlier in (*context.before, context) for other in earlier.places]
    others = [o for o in reversed(spoken) if o.candidates and not current & set(o.names) and _is_kind(o, place)]
    return others[0] if others else None


def _is_kind(reference: PlaceReference, place: PlaceReference) -> bool:
    return any(same_kind(candidate.kind, place.kind) for candidate in reference.candidates)


def _stranger(question: Question, context: Question) -> PlaceReference | None:
    """Return a name that a bare follow-up asks for and nobody knows: "Und Panketal?" must not repeat another's sum."""
    if question.cued or question.years or question.programmes or context.wanted not in MONEY:
        return None
    opening = _OPENING.match(question.text)
    words = re.findall(r"[^\W\d_][\w-]+", question.text[opening.end() if opening else 0 :])
    names = [word for word in words if word.casefold() not in _SMALL_WORDS]
    if not names or len(names) > _LONGEST_NAME or not set(question.terms) & set(names):
        return None
    if not all(is_name(name, f". {name}", question.language) or _is_unknown_lower(name) for name in names):
        return None
    return _unknown(" ".join(names))


_LONGEST_NAME = 3
"""Words."""
_SMALL_WORDS = frozenset("in für for und and the die der das den dem auch also noch dann then with mit bei at".split())


def _is_unknown_lower(word: str) -> bool:
    """Tell whether a word in lower case, as hurried people type names, stands in no dictionary."""
    return word.islower() and is_unknown(word) and not _ENGLISH_LETTERS.search(word)


_ENGLISH_LETTERS = re.compile(r"ing$|tion$|ed$")


def _keeps_years(question: Question, context: Question) -> bool:
    """Tell whether the year carries over: it does, unless the question looks at all years ("insgesamt")."""
    if question.wanted in {Wanted.TREND, Wanted.DEFINITION}:
        return False
    return (
        not re.search(
            r"\b(?:insgesamt|alle jahre|in all|all years|über die jahre|overall)\b", question.text, re.IGNORECASE
        )
        or len(context.years) > 1
    )


def standalone_text(question: Question, has_history: bool, asked: str = "") -> str:  # noqa: FBT001  a plain fact about the call, always positional
    """Return a question's words with what it took from the conversation in brackets: "und 2020? (Stadt Kassel)".

    `asked` are the user's own words, of which reading may have left some out ("ein Jahr später").
    """
    own = _tidy(question.text) if question.omitted else asked or question.text
    if not has_history:
        return own
    words = own.casefold()
    added = [
        wording.place(place, question.language) if place.candidates else ""
        for place in question.places
        if not any(name.casefold() in words for name in place.names)
    ]
    added += [str(year) for year in question.years if str(year.first) not in words]
    added += [programme for programme in question.programmes if programme.casefold() not in words]
    known = [part for part in added if part]
    return f"{own} ({', '.join(known)})" if known else own


def _tidy(text: str) -> str:
    """Close the gaps that words left which a question is answered without."""
    return re.sub(r"\s+(?=[?.!,;:])", "", " ".join(text.split()))
