"""Sums, differences, shares and comparisons over facts; every addend is kept and cited."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant import wording
from assistant.amounts import lines_of, stated
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, asked_kinds
from assistant.comparing import answer_comparison, answer_difference, answer_share
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.operands import is_rough, missing, operand
from assistant.silence import not_found
from corpus.document import Fact, FactRole, FundingState
from corpus.programmes import is_part_of, same_programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

_PROMISED = frozenset({FundingState.ANNOUNCED, FundingState.REQUESTED})


def answer_arithmetic(question: Question, library: Library) -> Answer | None:
    """Answer what wants amounts added, subtracted, divided or compared; None where it asks for something else."""
    ways = {
        Wanted.SUM: _sum,
        Wanted.DIFFERENCE: answer_difference,
        Wanted.PERCENT_DIFFERENCE: answer_difference,
        Wanted.COMPARISON: answer_comparison,
        Wanted.SHARE: answer_share,
    }
    way = ways.get(question.wanted)
    return way(question, library) if way else None


_EVERYBODY = re.compile(
    r"\b(?:all|alle[nr]?|sämtliche[nr]?)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:recipients?|empfänger\w*|kommunen|städte\w*|kreise\w*|"
    r"landkreise\w*|schulträger\w*|gemeinden|towns|cities|districts|municipalities)\b",
    re.IGNORECASE,
)
"""Who asks for everybody's money names a place only to say which table or programme is meant."""


def _sum(question: Question, library: Library) -> Answer:
    if _EVERYBODY.search(question.text):
        question = question.with_(places=())
    if len(question.programmes) > 1 and len(question.operands()) == 1:
        return _sum_of_programmes(question, library)
    operands = question.operands()
    by_operand = [operand(question, library, place, year) for place, year in operands]
    empty = [operand for operand, found in zip(operands, by_operand, strict=True) if not found]
    if empty and (len(operands) > 1 or not question.has_slots):
        return missing(question, library, empty)
    unique = {grant.fact.fact_id: grant for found in by_operand for grant in found}
    found = list(unique.values())
    if question.threshold:
        found = [grant for grant in found if question.threshold.admits(grant.fact)]
    kinds = asked_kinds(question.text) if not question.places else set()
    if kinds:
        found = [grant for grant in asked_grants(question, library) if grant.fact.recipient_kind in kinds]
    if not found:
        return not_found(question, library)
    return _total(question, library, found)


def _sum_of_programmes(question: Question, library: Library) -> Answer:
    """Add up what several programmes gave: "Ausbildungsbudget plus Arbeitsmarktbudget"."""
    found = {
        name: operand(question.with_(programmes=(name,)), library, *question.operands()[0])
        for name in question.programmes
    }
    if not all(found.values()):
        return not_found(question, library)
    unique = {grant.fact.fact_id: grant for grants in found.values() for grant in grants}
    return _total(question, library, list(unique.values()))


def _total(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    """Add up what adds up; what does not (announced beside granted, a contradiction) is named and left out."""
    granted = [grant for grant in found if grant.fact.state not in _PROMISED]
    promised = [grant for grant in found if grant.fact.state in _PROMISED] if granted else []
    counted = _addable(granted or list(found))
    parts = [grant for grant in found if grant not in counted and grant not in promised]
    evidence = Evidence(library.documents)
    total = sum((grant.fact.amount_eur for grant in counted), Decimal(0))
    german = question.language == "de"
    if len(counted) == 1 and not promised and not parts:
        head = "Die Dokumente nennen dazu einen Betrag:" if german else "The documents give one amount for this:"
        text = [head, *lines_of(counted, question.language, evidence)]
    else:
        about = "rund " if german and is_rough(counted) else "about " if is_rough(counted) else ""
        sum_words = f"{about}{wording.euros(total, question.language)}"
        head = f"Zusammen {sum_words}:" if german else f"Together {sum_words}:"
        text = [head, *lines_of(counted, question.language, evidence)]
        text.append(_counted(counted, question.language))
    for left_out, german_why, english_why in (
        (
            promised,
            "Nicht mitgezählt, weil nur angekündigt oder beantragt:",
            "Not counted, since only announced or requested:",
        ),
        (parts, "Nicht mitgezählt, weil Teil eines genannten Betrags:", "Not counted, since part of an amount above:"),
    ):
        if left_out:
            text += [german_why if german else english_why, *lines_of(left_out, question.language, evidence)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=total,
        unit=Unit.EUR,
        facts=stated((grant.fact for grant in counted), evidence),
        related_facts=stated((grant.fact for grant in [*promised, *parts]), evidence),
        citations=evidence.citations,
    )


def _addable(found: list[Grant]) -> list[Grant]:
    """Keep parts out where their own total is among the sums; parts of different wholes may be added."""
    totals = [grant.fact for grant in found if grant.fact.role is FactRole.TOTAL]
    return [grant for grant in found if not any(_is_within(grant.fact, total) for total in totals)]


def _is_within(fact: Fact, total: Fact) -> bool:
    """Tell whether a part belongs to a total: one recipient and period, and the total's programme or a part of it."""
    same = (fact.recipient, fact.year_from, fact.year_to) == (total.recipient, total.year_from, total.year_to)
    if fact.role is FactRole.TOTAL or not same or fact.amount_eur >= total.amount_eur:
        return False
    other_part = fact.programme and total.programme and not same_programme(fact.programme, total.programme)
    return not other_part or is_part_of(fact.programme, total.programme)


def _counted(found: Sequence[Grant], language: str) -> str:
    recipients = len({grant.fact.recipient for grant in found})
    if language == "de":
        who = "eines Empfängers" if recipients == 1 else f"von {recipients} Empfängern"
        return f"Gezählt: {len(found)} Beträge {who}, alle, die in den Dokumenten dazu stehen."
    who = "one recipient" if recipients == 1 else f"{recipients} recipients"
    return f"Counted: {len(found)} amounts of {who}, all that the documents give for this."
