"""The kinds of recipients that a question over a set names: "Landkreise", "kreisfreie Städte", "which hospital"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.cues import Wanted
from assistant.field_words import is_money_word, is_recipient_word
from assistant.figure_cues import is_figure_word
from assistant.naming import Stretch, blank
from assistant.terms import GENERAL, term_in
from corpus.document import Fact, RecipientKind

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

_KINDS = (
    (
        r"landkreise?\w*|\bkreise?n?\b|\bbezirke?n?\b|\bboroughs?\b|districts?|count(?:y|ies)|gebietskörperschaft\w*",
        {RecipientKind.DISTRICT},
    ),
    (
        (
            r"\bstädten?\b|stadtkreise?n?\b|\bcities\b|\btowns\b|which (?:city|town)|welche stadt|"
            r"gebietskörperschaft\w*|(?:district|county|kreis\w*)\W+(?:or|oder|bzw\.)\W+(?:an?\W+|eine[rmn]?\W+)?"
            r"(?:independent\W+|kreisfreie[rnm]?\W+)?(?:city|town|stadt)\b"
        ),
        {RecipientKind.CITY},
    ),
    (r"\bgemeinden\b|municipalit", {RecipientKind.MUNICIPALITY, RecipientKind.CITY}),
    (
        r"\bkommunen\b|\b(?:local|public|municipal) authorities\b|\bcouncils\b",
        {RecipientKind.MUNICIPALITY, RecipientKind.CITY, RecipientKind.DISTRICT},
    ),
    (r"\bvereine?n?\b|verbände?n?\b|\bfreien? träger\w*|organi[sz]ations\b|associations\b", {RecipientKind.BODY}),
)
_MANY = re.compile(
    r"\b(?:landkreisen?|kreisen?|städten?|stadtkreisen?|kommunen|gemeinden|gebietskörperschaften|schulträgern?|"
    r"empfängern?|vereinen?|districts|cities|towns|counties|municipalities|authorities|recipients)\b(?<!kreis)",
    re.IGNORECASE,
)
_AUTHORITIES = re.compile(r"gebietskörperschaften|kommunen|authorities|municipalities", re.IGNORECASE)
_INDEPENDENT = re.compile(r"kreisfreie\w*|stadtkreise?|independent cit|district-free", re.IGNORECASE)


def asked_kinds(question: Question) -> set[RecipientKind]:
    """Return the kinds of recipients that a question names; empty where it names none.

    The kind word of a named place ("Gemeinden im Landkreis Kassel") is not among them.
    """
    text = without_places(question)
    return {kind for words, kinds in _KINDS if re.search(words, text, re.IGNORECASE) for kind in kinds}


def asks_for_many(question: Question) -> bool:
    """Tell whether a question speaks of recipients in the plural: "die Landkreise", "all towns"."""
    return bool(_MANY.search(without_places(question)))


def asks_for_all_authorities(question: Question) -> bool:
    """Tell whether a question means all that the money is for ("allen Gebietskörperschaften"), not a kind of them."""
    everybody = {RecipientKind.DISTRICT, RecipientKind.CITY} <= asked_kinds(question)
    return everybody or bool(_AUTHORITIES.search(without_places(question)))


def without_places(question: Question) -> str:
    """Return a question's words with blanks where it names places."""
    named = [place for place in question.places if place.candidates]
    return blank(question.text, [Stretch(place.start, place.start + len(place.text)) for place in named])


def is_of_kind(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a recipient is of a kind that the question names: "kreisfreie Städte" are those of no district."""
    kinds = asked_kinds(question)
    if kinds and fact.recipient_kind not in kinds:
        return False
    if fact.recipient_kind is not RecipientKind.CITY or not _INDEPENDENT.search(question.text):
        return True
    return any(place.district is None for place in library.gazetteer.find(fact.recipient)[:1])


_WHICH_BODY = re.compile(
    r"\b(?:welche[sr]?|which)\s+(?-i:[a-zäöüß]+e[nrs]?\s+)?(?P<thing>[^\W\d_][\w-]{3,})\b", re.IGNORECASE
)


def of_asked_things(found: list[Grant], question: Question, library: Library) -> list[Grant]:
    """Keep what went to the kind of body that is asked for: of "which hospital" no town and no other body is one."""
    asked = _WHICH_BODY.search(without_places(question)) if question.wanted is Wanted.EXTREME else None
    thing = asked["thing"] if asked else ""
    if (
        not thing
        or GENERAL.fullmatch(thing)
        or is_recipient_word(thing)
        or is_money_word(thing)
        or is_figure_word(thing)
    ):
        return found
    if asked_kinds(question) or thing not in question.terms:
        return found
    return [grant for grant in found if _is_thing(grant.fact, thing, question.language, library)]


def _is_thing(fact: Fact, thing: str, language: str, library: Library) -> bool:
    """Tell whether a body is of a kind by its name or its document's title, or the money is for such a thing."""
    if term_in(thing, f"{fact.recipient} {fact.purpose or ''}", language):
        return True
    document = library.documents[fact.document_id]
    around = " ".join(filter(None, [fact.programme, fact.section, document.title]))
    return fact.recipient_kind is RecipientKind.BODY and term_in(thing, around, language)
