"""Differences, percentages, comparisons and shares: two sums set against each other, both kept and cited."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import lines_of, stated
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import NOBODYS_SHARE, asked_grants
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.operands import is_rough, missing, operand
from assistant.selection import Grant
from assistant.silence import not_found
from assistant.writing import fact_label, fact_line
from corpus.document import FactRole, FundingState, RecipientKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question, YearRange


def _two(
    question: Question, library: Library
) -> tuple[list[list[Grant]], list[tuple[PlaceReference | None, YearRange | None]]]:
    """Return the sums of the two things that a question sets against each other."""
    operands = _opposed(question)
    return [operand(question, library, place, year) for place, year in operands], operands


def _opposed(question: Question) -> list[tuple[PlaceReference | None, YearRange | None]]:
    operands = question.operands()
    if len(operands) != 1:
        return operands
    place, year = operands[0]
    if (
        place
        and len(place.candidates) > 1
        and place.kind is None
        and re.search(r"stadt|city", question.text, re.IGNORECASE)
    ):
        # "Wer hat mehr bekommen, Stadt oder Kreis?" after a question on one bare name.
        return [(_only(place, position), year) for position in range(len(place.candidates))]
    if year and year.first != year.last:
        return [(place, _year(year, year.first)), (place, _year(year, year.last))]
    return operands


def _only(place: PlaceReference, position: int) -> PlaceReference:
    candidate = place.candidates[position]
    return replace(place, candidates=(candidate,), kind=candidate.kind)


def _year(range_: YearRange, year: int) -> YearRange:
    return replace(range_, first=year, last=year)


def answer_difference(question: Question, library: Library) -> Answer:
    """Subtract two sums, in euros or percent; ambiguous where a question does not say clearly which two."""
    found, operands = _two(question, library)
    if len(found) == 1 and len(found[0]) == 1:
        found = _before_and_after(found[0][0], library) or found
        operands = operands * len(found)
    elif len(found) == 1 and len(found[0]) == 2:  # one place without years: its two sums
        found, operands = [[found[0][0]], [found[0][1]]], [operands[0], operands[0]]
    without = [pair for pair, grants in zip(operands, found, strict=True) if not grants]
    if without:
        return missing(question, library, without)
    if len(found) != 2 or any(len(grants) > 1 for grants in found):
        return _unclear(question, library, found)
    one, other = found[0][0], found[1][0]
    if one.fact.fact_id == other.fact.fact_id:
        return _unclear(question, library, [[one]])
    return _subtracted(question, library, one, other)


def _before_and_after(grant: Grant, library: Library) -> list[list[Grant]]:
    """Return a sum and what it was before a change, where a document tells both: "von 630.000 auf 380.000"."""
    fact = grant.fact
    before = [
        other
        for other in library.ledger.find(recipient=fact.recipient)
        if (other.role is FactRole.BEFORE or other.state is FundingState.WITHDRAWN)
        and other.recipient == fact.recipient
        and (other.year_from, other.year_to) == (fact.year_from, fact.year_to)
        and other.amount_eur != fact.amount_eur
    ]
    return [[grant], [Grant(before[0])]] if len({other.amount_eur for other in before}) == 1 else []


def _unclear(question: Question, library: Library, found: Sequence[Sequence[Grant]]) -> Answer:
    """Show what there is where a question does not say clearly which two amounts it means."""
    evidence = Evidence(library.documents)
    unique = list({grant.fact.fact_id: grant for grants in found for grant in grants}.values())
    if not unique:
        return not_found(question, library)
    german = question.language == "de"
    head = (
        "Es ist nicht klar, welche zwei Beträge verglichen werden sollen; die Dokumente nennen:"
        if german
        else "It is not clear which two amounts to compare; the documents give:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.AMBIGUOUS,
        text="\n".join([head, *lines_of(unique, question.language, evidence)]),
        facts=stated((grant.fact for grant in unique[:30]), evidence),
        citations=evidence.citations,
    )


def _subtracted(question: Question, library: Library, one: Grant, other: Grant) -> Answer:
    evidence = Evidence(library.documents)
    german = question.language == "de"
    a, b = one.fact, other.fact
    difference = abs(a.amount_eur - b.amount_eur)
    percent = question.wanted is Wanted.PERCENT_DIFFERENCE
    base = _base(one, other)
    share = _percent(difference, base.fact.amount_eur)
    lines = [fact_line(fact, question.language, evidence) for fact in (a, b)]
    rough = is_rough([one, other])
    about = ("rund " if german else "about ") if rough else ""
    more, less = (a, b) if a.amount_eur >= b.amount_eur else (b, a)
    sums = f"{wording.euros(more.amount_eur, question.language)} − {wording.euros(less.amount_eur, question.language)}"
    words = f"{about}{wording.euros(difference, question.language)}"
    share_words = f"{wording.number(share, question.language)} {'Prozent' if german else 'percent'}"
    if german:
        whole = wording.euros(base.fact.amount_eur, "de")
        text = f"Der Unterschied beträgt {words} ({sums}); das sind {share_words} von {whole}."
        text += f" Höher ist der Betrag: {fact_label(more, 'de')}." if difference else " Die Beträge sind gleich."
    else:
        whole = wording.euros(base.fact.amount_eur, "en")
        text = f"The difference is {words} ({sums}), which is {share_words} of {whole}."
        text += f" The higher amount: {fact_label(more, 'en')}." if difference else " The amounts are equal."
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([text, *lines]),
        value=share if percent else difference,
        unit=Unit.PERCENT if percent else Unit.EUR,
        facts=stated([a, b], evidence),
        citations=evidence.citations,
    )


def _base(one: Grant, other: Grant) -> Grant:
    """Return what a percentage is of: the earlier year of one recipient, else the smaller sum."""
    if one.fact.recipient == other.fact.recipient and one.fact.year_from != other.fact.year_from:
        return min(one, other, key=lambda grant: grant.fact.year_from or 0)
    return min(one, other, key=lambda grant: grant.fact.amount_eur)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part of a whole in percent, with one digit after the point."""
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else Decimal(0)


def answer_comparison(question: Question, library: Library) -> Answer:
    """Say who received more, each sum cited."""
    found, operands = _two(question, library)
    if len(found) == 1:
        return _compared_all(question, library, found[0])
    without = [pair for pair, grants in zip(operands, found, strict=True) if not grants]
    if without:
        return missing(question, library, without)
    totals = [(sum((grant.fact.amount_eur for grant in grants), Decimal(0)), grants) for grants in found]
    if any(len(grants) > 1 for grants in found):
        return _unclear(question, library, found)
    return _ranked(question, library, [grants[0] for _, grants in totals])


def _compared_all(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    named = [grant for grant in found if grant.fact.recipient_kind not in NOBODYS_SHARE]
    if len({grant.fact.recipient for grant in named}) < 2:
        return _unclear(question, library, [found])
    return _ranked(question, library, named)


def _ranked(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    evidence = Evidence(library.documents)
    ordered = sorted(found, key=lambda grant: -grant.fact.amount_eur)
    first, second = ordered[0].fact, ordered[1].fact
    german = question.language == "de"
    if first.amount_eur == second.amount_eur:
        head = "Die Beträge sind gleich:" if german else "The amounts are equal:"
    else:
        who = wording.capital(wording.recipient(first, question.language))
        when = wording.period(first, question.language)
        more = wording.euros(first.amount_eur - second.amount_eur, question.language)
        head = (
            (
                f"{who} erhielt {when} mehr ({more} mehr als der nächste Betrag):"
                if german
                else f"{who} received more {when} ({more} above the next amount):"
            )
            .replace("  ", " ")
            .replace(" (", " (")
        )
    years = {(grant.fact.year_from, grant.fact.year_to) for grant in ordered}
    text = [head, *lines_of(ordered, question.language, evidence)]
    if len(years) > 1:
        text.append("Die Beträge gelten für verschiedene Jahre." if german else "The amounts are for different years.")
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=None,
        facts=stated((grant.fact for grant in ordered), evidence),
        citations=evidence.citations,
    )


def answer_share(question: Question, library: Library) -> Answer | None:
    """Answer "what share of the total": one recipient's sum over the statewide sum of the same year and programme."""
    own = [grant for place, year in question.operands() for grant in operand(question, library, place, year)]
    own = [grant for grant in own if grant.fact.recipient_kind not in NOBODYS_SHARE]
    if len(own) != 1:
        return None  # "what share of the costs" is no quotient of two sums: a sentence may say it
    fact = own[0].fact
    wholes = asked_grants(question.with_(places=(), programmes=(fact.programme,) if fact.programme else ()), library)
    fitting = [
        grant
        for grant in wholes
        if grant.fact.recipient_kind in {RecipientKind.GROUP, RecipientKind.STATE}
        and grant.fact.role is FactRole.TOTAL
        and grant.fact.year_from == fact.year_from
        and grant.fact.amount_eur > fact.amount_eur
    ]
    if len(fitting) != 1:
        return None
    evidence = Evidence(library.documents)
    german = question.language == "de"
    share = _percent(fact.amount_eur, fitting[0].fact.amount_eur)
    head = (
        f"Das sind {wording.number(share, 'de')} Prozent der Gesamtsumme:"
        if german
        else f"That is {wording.number(share, 'en')} percent of the total:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of([own[0], fitting[0]], question.language, evidence)]),
        value=share,
        unit=Unit.PERCENT,
        facts=stated([fact, fitting[0].fact], evidence),
        citations=evidence.citations,
    )
