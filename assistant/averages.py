"""Averages and medians of sums: over amounts, recipients or years, with every addend cited."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, preferred, set_grants
from assistant.coverage import coverage, runs
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.exclusions import Account, Reason, account, exclusions
from assistant.field_words import RECIPIENTS
from assistant.kinds import asks_for_many
from assistant.listing import lines_of, stated
from assistant.namesakes import are_mixed, each_apart
from assistant.operands import about, missing
from assistant.recomputing import average, covered_years, median, sums_by
from assistant.selection import NOBODYS_SHARE
from assistant.silence import not_found
from assistant.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

_PER_YEAR = re.compile(
    r"\b(?:pro|je|jedes|im) jahr\b|\bjährlich\w*|\bjahres(?:durchschnitt|mittel|schnitt)\w*|"
    r"\b(?:per|each|every|a) year\b|\bannual\w*|\byearly\b",
    re.IGNORECASE,
)
_PER_RECIPIENT = re.compile(
    rf"\b(?:pro|je|jede[rsmn]?|per|each|every|für jede[nrs]?|for each)\s+(?:\w+\s+)?{RECIPIENTS}\b", re.IGNORECASE
)

_FEWEST = 2
"""Recipients of whom an average over named ones is one."""


class Over(StrEnum):
    """What an average is taken over."""

    AMOUNTS = "amounts"
    RECIPIENTS = "recipients"
    YEARS = "years"


_UNITS = {
    Over.AMOUNTS: {"de": ("Betrag", "Beträge", "je Betrag"), "en": ("amount", "amounts", "per amount")},
    Over.RECIPIENTS: {
        "de": ("Empfänger", "Empfänger", "je Empfänger"),
        "en": ("recipient", "recipients", "per recipient"),
    },
    Over.YEARS: {"de": ("Jahr", "Jahre", "pro Jahr"), "en": ("year", "years", "per year")},
}


def answer_average(question: Question, library: Library) -> Answer:
    """Answer "im Schnitt" and "median": the value is in euros and cents, computed from the sums that add up."""
    seen = _seen(question, library)
    over = _over(question, seen)
    kept = account(_chosen(question, seen, over), question, library, seen=seen)
    if over is Over.YEARS:
        kept = _dated(kept)
    if not kept.counted:
        return not_found(question, library)
    named = [pair for pair in question.operands() if pair[0]]
    without = [(place, year) for place, year in named if place and not any(place.admits(f) for f in kept.facts)]
    if without and len({fact.recipient for fact in kept.facts}) < _FEWEST and not asks_for_many(question):
        return missing(question, library, without)
    if are_mixed(question, kept.counted):
        return each_apart(question, library, kept)
    return _stated(question, library, kept, over)


def _seen(question: Question, library: Library) -> list[Grant]:
    """Return all sums that the question leads to, those for all recipients together among them."""
    if question.places and not asks_for_many(question):
        return asked_grants(question, library)
    return [*set_grants(question, library), *_wholes(question, library)]


def _wholes(question: Question, library: Library) -> list[Grant]:
    found = asked_grants(question, library)
    return [grant for grant in found if grant.fact.recipient_kind in NOBODYS_SHARE]


def _over(question: Question, seen: Sequence[Grant]) -> Over:
    if _PER_RECIPIENT.search(question.text):
        return Over.RECIPIENTS
    recipients = {grant.fact.recipient for grant in seen if grant.fact.recipient_kind not in NOBODYS_SHARE}
    years = {grant.fact.year_from for grant in seen}
    if _PER_YEAR.search(question.text) or (len(recipients) == len(question.places) == 1 and len(years) > 1):
        return Over.YEARS
    return Over.RECIPIENTS if asks_for_many(question) or len(question.places) > 1 else Over.AMOUNTS


def _chosen(question: Question, seen: Sequence[Grant], over: Over) -> list[Grant]:
    """Return the sums to average: recipients' own, or those for all where a question by year names no recipient."""
    own = [grant for grant in seen if grant.fact.recipient_kind not in NOBODYS_SHARE]
    if over is Over.YEARS and not asks_for_many(question):
        return preferred(list(seen), question)
    return own or list(seen)


def _dated(kept: Account) -> Account:
    """Leave out what has no year, where years are what is counted."""
    undated = [grant for grant in kept.counted if grant.fact.year_from is None]
    dated = tuple(grant for grant in kept.counted if grant not in undated)
    return Account(dated, (*((Reason.NO_YEAR, grant.fact) for grant in undated), *kept.left_out))


def _stated(question: Question, library: Library, kept: Account, over: Over) -> Answer:
    language = question.language
    evidence = Evidence(library.documents)
    values = _values(kept, over)
    middle = question.wanted is Wanted.MEDIAN
    count = covered_years(kept.facts) if over is Over.YEARS and not middle else len(values)
    value = median(values) if middle else average(kept.total, count)
    head = (_median_head if middle else _average_head)(kept, over, count, value, language)
    text = [head, *lines_of(kept.counted, language, evidence, most=None)]
    text += coverage(question, library, kept.facts, (fact for _, fact in kept.left_out))
    text += exclusions(kept, language, evidence)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=value,
        unit=Unit.EUR,
        facts=stated(kept.facts, evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
        table=table_of(kept.facts, evidence),
    )


def _values(kept: Account, over: Over) -> list[Decimal]:
    """Return the values that are averaged: the amounts, or what each recipient or year had in all."""
    if over is Over.RECIPIENTS:
        return list(sums_by(kept.facts, lambda fact: fact.recipient).values())
    if over is Over.YEARS:
        return list(sums_by(kept.facts, lambda fact: fact.year_from).values())
    return [fact.amount_eur for fact in kept.facts]


def _average_head(kept: Account, over: Over, count: int, value: Decimal, language: str) -> str:
    one, many, per = _UNITS[over][language]
    of = wording.plural(count, one, many)
    if over is Over.YEARS:
        of += f" ({', '.join(runs({year for fact in kept.facts for year in fact.years}))})"
    mean = about(kept.counted, language) + wording.euros(value, language)
    whole = wording.euros(kept.total, language)
    if language == "de":
        return f"Im Durchschnitt {mean} {per} ({whole} geteilt durch {of}):"
    return f"On average {mean} {per} ({whole} divided by {of}):"


def _median_head(kept: Account, over: Over, count: int, value: Decimal, language: str) -> str:
    one, many, _ = _UNITS[over][language]
    of = wording.plural(count, one, many)
    words = about(kept.counted, language) + wording.euros(value, language)
    if language == "de":
        middle = "der mittlere Wert" if count % 2 else "die Mitte der zwei mittleren Werte"
        return f"Der Median liegt bei {words} ({middle}; gezählt: {of}):"
    middle = "the middle value" if count % 2 else "halfway between the two middle values"
    return f"The median is {words} ({middle}; counted: {of}):"
