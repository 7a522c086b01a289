"""How far money has come, where a question takes it wrongly for granted.

Refused, cut or never paid where it was granted; granted or paid where it was only asked for or announced; a town's own
money where somebody else gives it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.asking import asked_grants, preferred
from assistant.cues import MONEY, Wanted
from assistant.premises.correcting import corrected, takes_as_given
from assistant.premises.denials import CUT
from assistant.selection import CERTAIN, Grant, grants, states_amount
from assistant.topic import on_topic
from corpus.document import Fact, FactRole, FundingState

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question

_REFUSED = re.compile(
    r"\bturned down\b|\breject\w*|\brefus\w+|\bdenied\b|"
    r"\b(?:received?|got|get|given) (?:nothing|no (?:money|funding|grant))\b|"
    r"\b(?:ab|zurück)gelehnt\b|\bablehn\w*|\bverweigert\b|\bversagt\b|\bleer aus\w*|\bnicht (?:bewilligt|gefördert)\b|"
    r"\bkein\w* (?:\w+ )?(?:geld|mittel|förder\w*|zuschuss|zuwendung) (?:be|er|ge)\w+",
    re.IGNORECASE,
)
_UNPAID = re.compile(
    r"\b(?:nie|niemals|nicht|noch nicht) (?:aus)?gezahlt\b|"
    r"\b(?:never|not|n['’]t)(?: been)? (?:ever )?(?:paid|disbursed)\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\bbewillig\w*|\bgewähr\w*|\b(?:aus)?(?:ge)?zahl\w*|\bzugesagt\b|\bbek[ao]m\w*|\berh[aiä]\w*lt\w*|\bgab\b|"
    r"\bausgegeben\b|\bverwend\w*|"
    r"\b(?:grant(?:ed|s)?|approved?|paid|pays?|received?|got|gave|spen[dt])\b",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    r"\b(?:to|will|would|shall|should|can|could)\s+(?:be\s+)?\w+|\b(?:soll|kann|können|könn?te|würd|darf)\w*\b.*",
    re.IGNORECASE,
)
"""What money is meant or able to do tells of nothing that was done: "meant to pay for", "soll bezahlt werden"."""
_ALONE = re.compile(
    r"\b(?:pays?|paid|bears?|funds?|finances?|covers?)\b.*\b(?:itself|alone|on its own|themselves)\b|"
    r"\b(?:allein|selbst|selber|aus eigenen mitteln)\b(?:\s+\w+){0,3}\s+(?:be)?(?:zahl|tr[aä]g|finanzier|aufbring)\w*|"
    r"\b(?:be)?(?:zahl|träg|finanzier)\w*\b(?:\s+[\w-]+){0,8}?\s+(?:allein|selbst|selber)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:whole|all|entire|alles|ganze\w*|komplett|vollständig|gesamte\w*|allein|alone)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:not|n['’]t|nicht)\s+(?:\w+\s+)?(?:turned down|rejected|refused|cut|reduced|abgelehnt|gekürzt)\b",
    re.IGNORECASE,
)
_GIVEN = frozenset({FundingState.GRANTED, FundingState.PAID, FundingState.CUT})
_PROMISED = frozenset({FundingState.ANNOUNCED, FundingState.REQUESTED})
_MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class _Known:
    """What the ledger has on the money that a question may mean: what was given, and everything else about it."""

    given: tuple[Grant, ...]
    others: tuple[Fact, ...]

    def any_state(self, *states: FundingState) -> list[Fact]:
        return [fact for fact in self.others if fact.state in states]


def correct_state(question: Question, library: Library) -> Answer | None:
    """Say how far the money really came where a question takes another state for granted."""
    if own := _paid_alone(question, library):
        return own
    sums = question.wanted in MONEY - {Wanted.AMOUNT, Wanted.TREND}
    if sums or not (question.places or question.amounts) or _NOT.search(question.text):
        return None
    if takes_as_given(question) or question.wanted is Wanted.PURPOSE:
        return _corrected_state(question, library, _known(question, library))
    return None


def _corrected_state(question: Question, library: Library, known: _Known) -> Answer | None:
    facts = [grant.fact for grant in known.given[:_MOST_FACTS]]
    if _UNPAID.search(question.text):
        paid = known.any_state(FundingState.PAID)[:_MOST_FACTS]
        return corrected(question, library, _HEADS["paid"][question.language], paid) if paid else None
    if _REFUSED.search(question.text) and facts and not known.any_state(FundingState.WITHDRAWN):
        return corrected(question, library, _HEADS["refused"][question.language], facts)
    if CUT.search(question.text):
        return _not_cut(question, library, known)
    if _GRANTED.search(_INTENDED.sub(" ", question.text)) and not facts:
        return _only_promised(question, library, known)
    return None


_HEADS = {
    "paid": {
        "de": "Nach den Dokumenten ist Geld ausgezahlt worden:",
        "en": "According to the documents money was paid out:",
    },
    "refused": {
        "de": "Von einer Ablehnung sagen die Dokumente nichts; sie nennen eine Bewilligung:",
        "en": "The documents tell of no refusal; they tell of a grant:",
    },
    "cut": {
        "de": "Von einer Kürzung sagen die Dokumente nichts; sie nennen:",
        "en": "The documents tell of no cut; they give:",
    },
    "promised": {
        "de": "Bewilligt oder ausgezahlt ist dieses Geld nach den Dokumenten nicht:",
        "en": "According to the documents this money has not been granted or paid out:",
    },
    "alone": {
        "de": "Allein aus eigenem Geld kommt das nach den Dokumenten nicht:",
        "en": "According to the documents it is not paid from own money alone:",
    },
}


def _known(question: Question, library: Library) -> _Known:
    """Return what is known of the money of a question's places and years, from its programmes if it names any."""
    plain = question.with_(states=frozenset(), wanted=Wanted.AMOUNT, per_unit=False)
    found = preferred(asked_grants(plain, library), plain)
    if question.amounts:
        found = [grant for grant in found if any(states_amount(grant.fact, a) for a in question.amounts)]
    others = [
        fact
        for place, year in question.operands()
        if place
        for fact in place.of(library.ledger, (year.first, year.last) if year else None)
        if question.admits_programme(fact)
    ]
    if not question.places:
        named = [fact for amount in question.amounts for fact in library.ledger.of_amount(amount.euros, amount.euros)]
        others = on_topic([fact for fact in named if fact.confidence >= CERTAIN], plain, library)
        found = grants(others)
    return _Known(tuple(grant for grant in found if grant.fact.state in _GIVEN), tuple(others))


def _not_cut(question: Question, library: Library, known: _Known) -> Answer | None:
    """Say that no document tells of a cut, if so: no fact, and no word in what the documents say of the place."""
    is_cut = known.any_state(FundingState.CUT, FundingState.WITHDRAWN) or any(
        fact.role is FactRole.BEFORE for fact in known.others
    )
    if is_cut or not known.given or any(CUT.search(d.text) for d in library.documents_about(question)):
        return None
    facts = [grant.fact for grant in known.given[:_MOST_FACTS]]
    return corrected(question, library, _HEADS["cut"][question.language], facts)


def _only_promised(question: Question, library: Library, known: _Known) -> Answer | None:
    """Say that money which a question calls granted or paid was only asked for or announced."""
    promised = [fact for fact in known.others if fact.state in _PROMISED]
    if question.amounts:
        promised = [fact for fact in promised if any(states_amount(fact, a) for a in question.amounts)]
    elif not question.years:
        return None
    # The report that shows the state best is quoted, not a headline that leaves it out.
    surest = sorted(promised, key=lambda fact: -fact.confidence)
    facts = [max([g.fact, *g.repeated], key=lambda f: f.confidence) for g in grants(surest)][:_MOST_FACTS]
    return corrected(question, library, _HEADS["promised"][question.language], facts) if facts else None


def _paid_alone(question: Question, library: Library) -> Answer | None:
    """Say who gives what a question says a town pays all by itself, with its own share beside it."""
    if not (question.places and _ALONE.search(question.text) and _ALL.search(question.text)):
        return None
    known = _known(question.with_(terms=()), library)
    funded = [grant.fact for grant in known.given if grant.fact.giver and grant.fact.giver != grant.fact.recipient]
    if not funded:
        return None
    own = {fact.amount_eur: fact for fact in reversed(known.any_state(FundingState.OWN_SHARE))}
    return corrected(
        question, library, _HEADS["alone"][question.language], [*funded[:_MOST_FACTS], *list(own.values())[:1]]
    )
