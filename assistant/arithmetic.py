"""Sums over facts, every addend kept and cited; differences, ratios, shares and averages beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, regions_of, set_grants
from assistant.averages import answer_average
from assistant.comparing import answer_comparison
from assistant.coverage import coverage
from assistant.cues import Wanted
from assistant.differences import answer_difference
from assistant.evidence import Evidence
from assistant.exclusions import Account, account, exclusions
from assistant.kinds import asked_kinds, asks_for_all_authorities, asks_for_many
from assistant.listing import lines_of, stated
from assistant.namesakes import are_mixed, each_apart
from assistant.operands import about, missing, operand
from assistant.selection import NOBODYS_SHARE
from assistant.shares import answer_share
from assistant.silence import not_found
from assistant.tables import table_of
from assistant.terms import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.library import Library
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from assistant.selection import Grant
    from assistant.years import YearRange


def answer_arithmetic(question: Question, library: Library) -> Answer | None:
    """Answer what wants amounts added, subtracted, divided or compared; None where it asks for something else."""
    ways = {
        Wanted.SUM: _sum,
        Wanted.AVERAGE: answer_average,
        Wanted.MEDIAN: answer_average,
        Wanted.RATIO: answer_difference,
        Wanted.DIFFERENCE: answer_difference,
        Wanted.PERCENT_DIFFERENCE: answer_difference,
        Wanted.COMPARISON: answer_comparison,
        Wanted.SHARE: answer_share,
    }
    if question.wanted is Wanted.RATIO and not question.has_slots and not question.pairs:
        return None  # "the ratio of trainers to trainees" is no quotient of sums
    if question.wanted is Wanted.AMOUNT and asks_for_many(question):
        # "Wie viel bekamen die Landkreise" asks for each and for all; of one alone it may mean the statewide sum.
        return _sum_of_set(question, library, fewest=1 if regions_of(question) else 2)
    way = ways.get(question.wanted)
    return way(question, library) if way else None


_EVERYBODY = re.compile(
    r"\b(?:all|alle[nr]?|sämtliche[nr]?)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:recipients?|empfänger\w*|kommunen|städte\w*|kreise\w*|"
    r"landkreise\w*|schulträger\w*|gemeinden|towns|cities|districts|municipalities)\b",
    re.IGNORECASE,
)
"""Who asks for everybody's money names a place only to say which table or programme is meant."""


def _sum(question: Question, library: Library) -> Answer:
    of_set = _sum_of_set(question, library) if asks_for_many(question) else None
    if of_set:
        return of_set
    if _EVERYBODY.search(question.text):
        question = question.with_(places=())
    if len(question.programmes) > 1 and len(question.operands()) == 1:
        return _sum_of_programmes(question, library)
    operands = question.operands()
    by_operand = [operand(question, library, place, year) for place, year in operands]
    empty = [operand for operand, found in zip(operands, by_operand, strict=True) if not found]
    if empty and (len(operands) > 1 or not question.has_slots) and not _is_series(operands, len(empty)):
        return missing(question, library, empty)
    found = _unique(grant for found in by_operand for grant in found)
    if question.threshold:
        found = [grant for grant in found if question.threshold.admits(grant.fact)]
    if not found or _are_strangers(question, found):
        return not_found(question, library)
    kept = account(found, question, library, seen=asked_grants(question, library))
    return (each_apart if are_mixed(question, kept.counted) else _total)(question, library, kept)


_NAME = r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?"
_ENUMERATED = re.compile(rf"\b({_NAME}(?:, {_NAME})*),? (?:und|sowie|and|plus) ({_NAME})")


def _are_strangers(question: Question, found: Sequence[Grant]) -> bool:
    """Tell whether several names are added up of whom nobody got any of the sums: "Adorf, Bedorf und Cedorf"."""
    enumerated = _ENUMERATED.search(question.text)
    if question.all_places or question.programmes or not enumerated:
        return False
    names = [*enumerated[1].split(", "), enumerated[2]]
    strangers = [name for name in names if is_name(name.split()[0], f". {question.text}", question.language)]
    recipients = " ".join(grant.fact.recipient for grant in found)
    return len(strangers) == len(names) and not any(name in recipients for name in names)


def _is_series(operands: Sequence[tuple[PlaceReference | None, YearRange | None]], empty: int) -> bool:
    """Tell whether the operands are years of one recipient of which some are known: then the gaps are told."""
    return len({place.names if place else () for place, _ in operands}) == 1 and len(operands) - empty > 1


def _unique(found: Iterable[Grant]) -> list[Grant]:
    return list({grant.fact.fact_id: grant for grant in found}.values())


def _sum_of_set(question: Question, library: Library, *, fewest: int = 1) -> Answer | None:
    """Add up what the members of a set received; None where nothing is known or a total for all of them is stated.

    Of "alle Gebietskörperschaften" the documents' own total is quoted rather than the sum of the few they name.
    """
    found = set_grants(question, library)
    if len({grant.fact.recipient for grant in found}) < fewest or not asked_kinds(question):
        return None
    seen = asked_grants(question.with_(places=()), library)
    wholes = [grant for grant in seen if grant.fact.recipient_kind in NOBODYS_SHARE]
    if wholes and asks_for_all_authorities(question):
        return None
    return _total(question, library, account(found, question, library, seen=wholes))


def _sum_of_programmes(question: Question, library: Library) -> Answer:
    """Add up what several programmes gave: "Ausbildungsbudget plus Arbeitsmarktbudget"."""
    found = {
        name: operand(question.with_(programmes=(name,)), library, *question.operands()[0])
        for name in question.programmes
    }
    if not all(found.values()):
        return not_found(question, library)
    return _total(
        question, library, account(_unique(grant for own in found.values() for grant in own), question, library)
    )


def _total(question: Question, library: Library, kept: Account) -> Answer:
    """State the sum of what adds up, its addends, what it rests on and what it leaves out; its value is theirs."""
    evidence = Evidence(library.documents)
    language = question.language
    german = language == "de"
    if len(kept.counted) == 1:
        head = "Die Dokumente nennen dazu einen Betrag:" if german else "The documents give one amount for this:"
    else:
        together = about(kept.counted, language) + wording.euros(kept.total, language)
        head = f"{'Zusammen' if german else 'Together'} {together}:"
    text = [head, *lines_of(kept.counted, language, evidence, most=None)]
    text += coverage(question, library, kept.facts, (fact for _, fact in kept.left_out))
    text += exclusions(kept, language, evidence)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=kept.total,
        unit=Unit.EUR,
        facts=stated(kept.facts, evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
        table=table_of(kept.facts, evidence),
    )
