"""Changes told the wrong way round: a rise that was a cut, a fall that was a rise."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.containment import is_of_former
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.listing import stated
from assistant.operands import operand
from assistant.premises.correcting import takes_as_given
from assistant.selection import NOBODYS_SHARE
from assistant.writing import fact_line
from corpus.document import Fact, FactRole, Hedge
from corpus.programmes import is_part_of, same_programme

if TYPE_CHECKING:
    from decimal import Decimal

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from assistant.years import YearRange

_RISE = re.compile(
    r"\b(?:an)?(?:stieg\w*|gestiegen|steig\w*)\b|\b(?:gewachsen|wuchs\w*|zugenommen|zunahme|erhöh\w*|angehoben|"
    r"aufgestockt|mehr (?:geld|mittel))\b|"
    r"\b(?:rise|rose|risen|rising|increas\w*|grow\w*|grew|went up|going up|raised?|higher|more money)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:sank\w*|gesunken|sink\w*|rückgang\w*|zurückgegangen|abgenommen|abnahme|gekürzt|kürzung\w*|verringer\w*|"
    r"gefallen|fiel(?:en)?|weniger (?:geld|mittel))\b|"
    r"\b(?:fall|fell|fallen|falling|drop\w*|decreas\w*|declin\w*|went down|going down|lower\w*|cut|reduc\w*|"
    r"less money)\b",
    re.IGNORECASE,
)


def correct_direction(question: Question, library: Library) -> Answer | None:
    """Say which way a change really went; None where the question has it right or tells of no change."""
    if len(question.amounts) == 2:
        return _turned_sums(question, library)
    rise, fall = bool(_RISE.search(question.text)), bool(_FALL.search(question.text))
    if rise == fall or not takes_as_given(question):
        return None
    pair = _two_years(question, library)
    if pair is None or (pair[1].amount_eur > pair[0].amount_eur) == rise or pair[0].amount_eur == pair[1].amount_eur:
        return None
    return _other_way(question, library, *pair)


def _two_years(question: Question, library: Library) -> tuple[Fact, Fact] | None:
    """Return the sums of one recipient and programme in the two years that a question compares."""
    years = _bounds(question)
    if len(years) != 2 or len(question.places) > 1:
        return None
    place = question.places[0] if question.places else None
    plain = question.with_(wanted=Wanted.AMOUNT, states=frozenset(), terms=(), threshold=None)
    first, last = (_totals(plain, library, place, year) for year in years)
    pairs = [(one, other) for one in first for other in last if _comparable(one, other)]
    amounts = {(one.amount_eur, other.amount_eur) for one, other in pairs}
    return pairs[0] if len(amounts) == 1 else None


def _bounds(question: Question) -> list[YearRange]:
    if len(question.years) == 1:
        only = question.years[0]
        return [replace(only, last=only.first), replace(only, first=only.last)] if only.first < only.last < 2100 else []
    return sorted(question.years, key=lambda year: year.first)


def _totals(question: Question, library: Library, place: PlaceReference | None, year: YearRange) -> list[Fact]:
    found = [grant.fact for grant in operand(question, library, place, year)]
    return [
        fact
        for fact in found
        if fact.role is FactRole.TOTAL and (fact.year_from, fact.year_to) == (year.first, year.last)
    ]


def _comparable(one: Fact, other: Fact) -> bool:
    """Tell whether two sums are of one recipient, or of all together, and from one programme."""
    alike = one.recipient == other.recipient or {one.recipient_kind, other.recipient_kind} <= NOBODYS_SHARE
    return alike and one.programme is not None and same_programme(one.programme, other.programme)


def _other_way(question: Question, library: Library, first: Fact, last: Fact) -> Answer:
    evidence = Evidence(library.documents)
    fell = last.amount_eur < first.amount_eur
    change = wording.euros(abs(last.amount_eur - first.amount_eur), question.language)
    if Hedge.EXACT not in {first.hedge, last.hedge} or first.hedge is not last.hedge:
        change = f"{'rund' if question.language == 'de' else 'about'} {change}"
    if question.language == "de":
        way = "gesunken" if fell else "gestiegen"
        head = f"Nach den Dokumenten war es umgekehrt: Der Betrag ist um {change} {way}."
    else:
        way = "fell" if fell else "rose"
        head = f"According to the documents it was the other way round: the sum {way} by {change}."
    lines = [fact_line(fact, question.language, evidence) for fact in (first, last)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines]),
        facts=stated([first, last], evidence),
        citations=evidence.citations,
    )


def _turned_sums(question: Question, library: Library) -> Answer | None:
    """Correct a change told the wrong way round: "raised from 380,000 to 630,000" where it was cut from 630,000."""
    first, second = (amount.euros for amount in question.amounts)
    if first > second:
        return None
    now = [f for f in _of_asked(question, library, first) if f.role is not FactRole.BEFORE]
    before = [
        fact
        for fact in _of_asked(question, library, second)
        if is_of_former(fact, library.ledger.of_document(fact.document_id))
    ]
    pair = next(((old, new) for old in before for new in now if _is_change(old, new)), None)
    if pair is None:
        return None
    old, new = pair
    evidence = Evidence(library.documents)
    markers = f"{evidence.prove(old)}{evidence.prove(new)}"
    was, became = wording.euros(second, question.language), wording.euros(first, question.language)
    text = (
        f"Nach den Dokumenten war es umgekehrt: Der Betrag wurde von {was} auf {became} gekürzt {markers}."
        if question.language == "de"
        else f"According to the documents it was the other way round: the sum was cut from {was} to {became} {markers}."
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=text,
        facts=stated([new], evidence),
        citations=evidence.citations,
    )


def _of_asked(question: Question, library: Library, euros: Decimal) -> list[Fact]:
    """Return the facts of exactly one amount whose recipient the question names; of anybody where it names none."""
    found = library.ledger.of_amount(euros, euros)
    return [f for f in found if not question.places or any(place.admits(f) for place in question.places)]


def _is_change(old: Fact, new: Fact) -> bool:
    """Tell whether two sums are one before and after a change: one recipient and period, related programmes."""
    if old.recipient != new.recipient or (old.year_from, old.year_to) != (new.year_from, new.year_to):
        return False
    one, other = old.programme, new.programme
    return (
        one is None or other is None or same_programme(one, other) or is_part_of(one, other) or is_part_of(other, one)
    )
