"""What a question asks the ledger for: the sums of its places, years, programmes and subject, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.containment import is_before, is_former, is_part
from assistant.corrections import is_corrected
from assistant.cues import Wanted
from assistant.evidence import key_words
from assistant.kinds import asks_for_many, is_of_kind, of_asked_things
from assistant.levels import is_from_asked_giver, of_asked_giver
from assistant.selection import NOBODYS_SHARE, NOT_FUNDING, PROMISED, Grant, agree, asked_facts, grants, related
from assistant.sources import as_told_in
from assistant.topic import on_topic
from assistant.within import of_bodies_within
from corpus.document import Fact, FactRole, FundingState, RecipientKind
from corpus.programmes import find_programme, find_programmes, same_programme

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question

_WITHIN = re.compile(r"\b(?:in|im|innerhalb|aus|rund um|within|of|around|near)\W+(?:\w+\s+)?$", re.IGNORECASE)
_SETS = frozenset({Wanted.LIST, Wanted.COUNT, Wanted.EXTREME})
_MEANS = frozenset({Wanted.AVERAGE, Wanted.MEDIAN})


def regions_of(question: Question) -> set[str]:
    """Return the districts and states in which a question over a set looks: "welche Kommunen im Landkreis …"."""
    is_set = question.wanted in _SETS or asks_for_many(question)
    if not is_set and question.wanted not in _MEANS:
        return set()
    wide = {RecipientKind.STATE, RecipientKind.DISTRICT, RecipientKind.CITY}
    return {
        name
        for reference in question.places
        for place in reference.candidates
        if place.kind in wide
        and (
            (place.kind is RecipientKind.STATE and is_set)
            or _WITHIN.search(question.text[: reference.start])
            or _is_of_fund(reference, question)
        )
        for name in (place.name, place.short_name)
    }


def _is_of_fund(reference: PlaceReference, question: Question) -> bool:
    """Tell whether a bare place only says whose fund others get money from: "aus dem Quartiersfonds Altona"."""
    before = question.text[: reference.start]
    named = find_programmes(before) if reference.kind is None and _SOURCE.search(before) else []
    return any(not before[mention.end :].strip() for mention in named)


_SOURCE = re.compile(r"\b(?:aus|from|out of)\b", re.IGNORECASE)


def asked_grants(question: Question, library: Library) -> list[Grant]:
    """Return the sums of money that a question's places, years, programmes and topic lead to, each once."""
    if held_place(question):
        return _without_wholes(_grants(question, library), question, library)
    return _grants(question, library)


def _grants(question: Question, library: Library) -> list[Grant]:
    facts = _asked(question, library) or _of_groups(question, library)
    if not facts and question.programmes:
        # A programme that no fact carries as such may still be what its sentence speaks of.
        words = tuple(word for name in question.programmes for word in key_words(name) if len(word) > 3)
        loose = question.with_(programmes=(), terms=(*question.terms, *words))
        beside = [
            fact for fact in _asked(question.with_(programmes=()), library) if _is_beside(fact, question, library)
        ]
        others = [fact for fact in _asked(loose, library) if not _is_other_programme(fact)]
        facts = beside or on_topic(others, loose, library, strictly=True)
        return grants(facts)
    facts = as_told_in(facts, question, library)
    fitting = {fact.fact_id for fact in on_topic(facts, question, library)}
    if not fitting:
        facts = [fact for fact in of_bodies_within(question, library) if is_from_asked_giver(fact, question)]
        fitting = {fact.fact_id for fact in facts}
    asks_part = bool(_PART_OF.search(question.text))
    given = [own for whole in grants(facts) for own in of_asked_giver(whole, question)]
    return [grant for own in given for grant in _fitting(own, fitting, asks_part=asks_part)]


def _of_groups(question: Question, library: Library) -> list[Fact]:
    """Return what several recipients of an asked region share, as the documents that name the region tell it."""
    if not question.programmes or not asks_for_many(question) or not regions_of(question):
        return []
    naming = {document.document_id for document in library.documents_naming(question.places)}
    found = _asked(question.with_(places=()), library)
    return [fact for fact in found if fact.recipient_kind is RecipientKind.GROUP and fact.document_id in naming]


_OF_WHAT = re.compile(
    r"\b(?:how (?:much|many euros)|what (?:part|share|portion)|wie\s?viel(?: (?:geld|euro))?|"
    r"welche[rsn]? (?:teil|anteil|betrag))\s+(?:of|von|vom|der|des|an|am)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:went|go|goes|did|does|do|was|were|is|are|will|has|have|had|received?|gets?|got|ging\w*|geht|gehen|flo(?:ss|ß)\w*|"
    r"flie(?:ss|ß)\w*|bek[ao]m\w*|erh[aiä]\w*|entf[aiä]\w*|hat|haben|hatte\w*|wird|werden|wurde\w*|ist|sind|war\w*|"
    r"stamm\w*|kam\w*|komm\w*)\b",
    re.IGNORECASE,
)


def held_place(question: Question) -> PlaceReference | None:
    """Return whose money a question wants a part of: "how much of Kassel's grant"; None where it wants no such part.

    "Wie viel von den Mitteln bekam Kassel" asks for Kassel's own sum: a verb stands between.
    """
    found = _OF_WHAT.search(question.text)
    if not found:
        return None
    named = [place for place in question.places if place.start >= found.end()]
    if named and found.group().endswith("der") and not question.text[found.end() : named[0].start].strip():
        return None  # "wie viel der Kreis bekam", "wie viel der Stadt bewilligt wurde": no genitive of a whole
    return next((p for p in named if not _VERB.search(question.text[found.end() : p.start])), None)


def _without_wholes(found: list[Grant], question: Question, library: Library) -> list[Grant]:
    """Leave out the very sum of which a part is asked: a whole answers no question for its part."""
    whole = question.with_(programmes=(), terms=(), words=(), givers=(), states=frozenset(), per_unit=False)
    wholes = [grant.fact for grant in grants(_asked(whole, library)) if grant.fact.role is FactRole.TOTAL]
    if len(wholes) > 1 and (question.programmes or question.states):
        return found  # of several sums a programme's is a part
    return [grant for grant in found if not any(agree(grant.fact, fact) for fact in wholes)]


_PART_OF = re.compile(
    r"\bhow much of\b|\bwhat part of\b|\bdavon\b|\bset aside\b|\bwelcher teil\b|\bentf[aäi]\w*l\w*\b|"
    r"\breserviert\b",
    re.IGNORECASE,
)


def _fitting(grant: Grant, fitting: set[str], *, asks_part: bool) -> list[Grant]:
    """Keep a sum if any report of it speaks of the asked subject, else those of its parts that do.

    A question for a part ("how much of it is for …") gets the parts first.
    """
    parts = [fact for fact in (*grant.parts, *grant.earlier) if fact.fact_id in fitting and fact.role is FactRole.PART]
    if asks_part and parts:
        return grants(parts)
    reports = (grant.fact, *grant.repeated, *grant.rounded, *grant.earlier, *grant.conflicting)
    if any(fact.fact_id in fitting for fact in reports):
        return [grant]
    return [Grant(part) for part in grant.parts if part.fact_id in fitting]


def _asked(question: Question, library: Library) -> list[Fact]:
    facts: dict[str, Fact] = {}
    for place, year in question.operands():
        found = [
            fact
            for fact in asked_facts(library.ledger, question, place, year)
            if is_from_asked_giver(fact, question)
            and _is_own(fact, library)
            and not _is_difference(fact, question, library)
            and not is_corrected(fact, question, library)
            and (place is None or _lies_in_asked_state(fact, place, library))
        ]
        exactly = [fact for fact in found if year and (fact.year_from, fact.year_to) == (year.first, year.last)]
        ranged = year is not None and year.first != year.last and question.wanted in _OVER_SPANS
        facts |= {fact.fact_id: fact for fact in (found if ranged else exactly or found)}
    return list(facts.values())


def _lies_in_asked_state(fact: Fact, place: PlaceReference, library: Library) -> bool:
    """Leave out wholes ("die Kommunen") of documents that speak of no place in the state that is asked about."""
    states = {candidate.short_name for candidate in place.candidates if candidate.kind is RecipientKind.STATE}
    if not states or fact.recipient_kind not in NOBODYS_SHARE:
        return True
    document = library.documents[fact.document_id]
    words = f"{fact.recipient} {fact.giver or ''} {document.title} {document.text}"
    near = {own.state for own in library.places_in(fact.document_id)}
    return bool(states & near) or any(state in words for state in states)


_OVER_SPANS = _SETS | _MEANS | {Wanted.TREND, Wanted.SUM, Wanted.SHARE}
"""What looks at each year of an asked span, not only at what is said of the span as one."""
_OWN = re.compile(
    r"\beigen\w*|\bselb(?:st|er)\b|kofinanz|\bown\b|\bitself\b|co-?financ|komplementär|"
    r"\b(?:land)?kreis\w*|\bstadt\b|\bgemeinde\b|\bcity\b|\bdistrict\b|\btown\b|\bmunicipality\b",
    re.IGNORECASE,
)


def _is_own(fact: Fact, library: Library) -> bool:
    """Leave out what a third party adds: an own share is called one, or its words name the recipient as who pays."""
    if fact.state is not FundingState.OWN_SHARE:
        return True
    words = library.documents[fact.document_id].quote(fact.span)
    return bool(_OWN.search(_sentence_of(fact, words))) or key_words(fact.recipient)[0] in words


def _holds(fact: Fact) -> bool:
    """Tell whether a sum is a whole one that somebody has: not by how much another was cut."""
    return fact.role is FactRole.TOTAL and fact.state not in NOT_FUNDING


def _is_difference(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a sum is only by how much another was raised or cut, which is told beside it "from … to …"."""
    if question.states == {FundingState.CUT}:
        return False
    own = [f for f in library.ledger.of_document(fact.document_id) if f.recipient == fact.recipient]
    before = [other for other in own if is_former(other) and other.span != fact.span]
    return any(
        holding.span == former.span and abs(holding.amount_eur - former.amount_eur) == fact.amount_eur
        for former in before
        for holding in own
        if holding.year_from == fact.year_from and holding is not former and _holds(holding)
    )


def _sentence_of(fact: Fact, quote: str) -> str:
    """Return the sentence within a quote that states the amount: a quote may run over several."""
    at = max(quote.find(fact.amount_text), 0)
    ends = [found.end() for found in _SENTENCE_END.finditer(quote)]
    start = max((end for end in ends if end <= at), default=0)
    return quote[start : min((end for end in ends if end > at), default=None)]


_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[A-ZÄÖÜ„])")
"""A full stop behind a word: that of "20 v. H." ends no sentence."""


def _is_beside(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a fact's own sentence names an asked programme beside its own: "X und Y erhalten zusammen".

    Where the question names the fact's programme too, if only by its first word, the document's naming is enough.
    """
    document = library.documents[fact.document_id]
    head = key_words(fact.programme)[0] if fact.programme else ""
    named = find_programmes(document.text if head in question.terms else document.quote(fact.span))
    return any(same_programme(m.programme.name, name) for m in named for name in question.programmes)


def _is_other_programme(fact: Fact) -> bool:
    """Tell whether a fact is paid from a programme of the vocabulary: then it isn't the asked one by another name."""
    return fact.programme is not None and find_programme(fact.programme) is not None


def set_grants(question: Question, library: Library) -> list[Grant]:
    """Return the sums that a question over a set looks at: of its regions and kinds, within its bounds.

    Nobody's shares are left out, and parts and former figures beside the totals that hold.

    "Die 26 Gebietskörperschaften" are then a set, not one recipient.
    """
    places = tuple(place for place in question.places if place.candidates or place.kind is not RecipientKind.GROUP)
    question = question.with_(places=places)
    regions = regions_of(question)
    found = asked_grants(question.with_(places=()) if regions else question, library)
    if regions:
        found = [grant for grant in found if regions & library.region_of(grant.fact)] or asked_grants(question, library)
    found = [g for g in found if g.fact.recipient_kind not in NOBODYS_SHARE and is_of_kind(g.fact, question, library)]
    found = of_asked_things(found, question, library)
    if not question.states:
        facts = [grant.fact for grant in found]
        found = [grant for grant in found if not is_before(grant.fact, facts) and not is_part(grant.fact, facts)]
    if question.threshold:
        found = [grant for grant in found if question.threshold.admits(grant.fact)]
    if question.amounts:
        asked = {amount.euros for amount in question.amounts}
        found = [grant for grant in found if grant.fact.amount_eur in asked]
    return [grant for grant in found if _meets_state(grant.fact, question, library)]


_NOTHING_ELSE = re.compile(r"\b(?:nur|lediglich|bloß|bislang nur|only|merely|just)\b", re.IGNORECASE)
_RECEIVED = frozenset({FundingState.GRANTED, FundingState.PAID, FundingState.CUT})


def _meets_state(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether the recipient's other facts bear out what a question says: a cut, nothing but a request."""
    if question.states == {FundingState.CUT}:
        return fact.state is FundingState.CUT or any(
            (is_former(other) and other.amount_eur > fact.amount_eur) or other is fact
            for other in library.ledger.find(recipient=fact.recipient)
            if (other.year_from, other.year_to) == (fact.year_from, fact.year_to) and is_former(other)
        )
    if question.states and question.states <= PROMISED and _NOTHING_ELSE.search(question.text):
        return not any(
            related(other.programme, fact.programme) and other.year_from == fact.year_from
            for other in library.ledger.find(recipient=fact.recipient, states=_RECEIVED)
        )
    return True


def _granted_first(found: list[Grant]) -> list[Grant]:
    """Leave out what a recipient only asked for or was promised, where the documents know money it was granted."""
    granted = {grant.fact.recipient for grant in found if grant.fact.state not in PROMISED}
    return [g for g in found if g.fact.state is not FundingState.REQUESTED or g.fact.recipient not in granted]


def preferred(found: list[Grant], question: Question) -> list[Grant]:
    """Leave out what a question for a recipient's money does not mean: parts where a total is known, nobody's shares.

    A question without a place keeps the statewide sums first: "wie viel wird 2023 bereitgestellt" asks for them.
    """
    found = found if question.states else _granted_first(found)
    if question.places:
        totals = {(g.fact.recipient, g.fact.year_from) for g in found if g.fact.role is FactRole.TOTAL}
        facts, one = [grant.fact for grant in found], question.wanted is Wanted.AMOUNT
        return [
            g
            for g in found
            if g.fact.role is FactRole.TOTAL
            or ((g.fact.recipient, g.fact.year_from) not in totals and not (one and is_part(g.fact, facts)))
        ]
    groups = [grant for grant in found if grant.fact.recipient_kind in {RecipientKind.GROUP, RecipientKind.STATE}]
    whole = [grant for grant in groups if grant.fact.role is FactRole.TOTAL]
    if not groups and question.wanted is Wanted.AMOUNT:
        facts = [grant.fact for grant in found]
        found = [grant for grant in found if not is_part(grant.fact, facts)]
    return whole or groups or found
