"""Comparisons: whose sum is larger, each cited; where two have several sums, by year or programme and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.evidence import Evidence
from assistant.exclusions import exclusions, merged
from assistant.listing import lines_of, shown, stated
from assistant.operands import missing, two_sides
from assistant.readings import Reading, is_one_recipient, readings
from assistant.selection import NOBODYS_SHARE
from assistant.silence import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant


def answer_comparison(question: Question, library: Library) -> Answer:
    """Say who received more, each sum cited."""
    sides, operands = two_sides(question, library)
    if len(sides) == 1:
        return _compared_all(question, library, sides[0])
    without = [pair for pair, grants in zip(operands, sides, strict=True) if not grants]
    if without:
        return missing(question, library, without)
    if all(len(grants) == 1 for grants in sides):
        return _ranked(question, library, [grants[0] for grants in sides])
    if len(sides) > 2 or not all(map(is_one_recipient, sides)):
        return unclear(question, library, sides)
    found = readings(question, library, sides)
    first = found[0]
    if len(found) == 1 and len(first.one.counted) == len(first.other.counted) == 1:
        return _ranked(question, library, [*first.one.counted, *first.other.counted])
    return _by_reading(question, library, found)


def _by_reading(question: Question, library: Library, found: Sequence[Reading]) -> Answer:
    """Say for each reading who received more; answered where all readings agree."""
    evidence = Evidence(library.documents)
    language = question.language
    winners = {reading.totals[0] > reading.totals[1] for reading in found}
    text = []
    for reading in found:
        text.append(_winner(reading, language))
        text += lines_of([*reading.one.counted, *reading.other.counted], language, evidence, most=None)
    text += exclusions(merged(found[-1].one, found[-1].other), language, evidence)
    facts = [fact for reading in found for fact in (*reading.one.facts, *reading.other.facts)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED if len(winners) == 1 else AnswerStatus.AMBIGUOUS,
        text="\n".join(text),
        facts=stated(facts, evidence),
        citations=evidence.citations,
    )


def _winner(reading: Reading, language: str) -> str:
    sides = sorted((reading.one, reading.other), key=lambda side: -side.total)
    more, less = (wording.recipient(side.facts[0], language) for side in sides)
    sums = [wording.euros(side.total, language) for side in sides]
    german = language == "de"
    label = reading.label or ("Alles zusammen" if german else "All together")
    if sides[0].total == sides[1].total:
        return f"{label}: {'gleich viel' if german else 'the same'} ({sums[0]})."
    if german:
        return f"{label}: {more} hat mehr als {less} ({sums[0]} gegenüber {sums[1]})."
    return f"{label}: {more} has more than {less} ({sums[0]} against {sums[1]})."


def unclear(question: Question, library: Library, found: Sequence[Sequence[Grant]]) -> Answer:
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
        facts=stated((grant.fact for grant in shown(unique)), evidence),
        citations=evidence.citations,
    )


def _compared_all(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    named = [grant for grant in found if grant.fact.recipient_kind not in NOBODYS_SHARE]
    if len({grant.fact.recipient for grant in named}) < 2:
        return unclear(question, library, [found])
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
            f"{who} erhielt {when} mehr ({more} mehr als der nächste Betrag):"
            if german
            else f"{who} received more {when} ({more} above the next amount):"
        ).replace("  ", " ")  # without a year nothing stands between
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
