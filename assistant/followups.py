"""Follow-ups on figures already spoken of: "how much is that in percent?", "twice as much?", "more than in 2013?"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, preferred
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.figure_cues import PERCENT, TIMES
from assistant.listing import lines_of, stated
from assistant.operands import about
from assistant.recomputing import percent, ratio
from assistant.selection import Grant, facts_stating
from assistant.silence import not_found
from corpus.document import FactRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact

    Way = Callable[[Question, Library], Answer | None]

_CHANGE = re.compile(
    r"\b(?:mehr|weniger|höher|niedriger|gestiegen|gesunken|stieg|sank|zunahme|abnahme|more|less|higher|lower|rise|rose|"
    r"fall|fell|increase\w*|decrease\w*|drop\w*|change\w*|differ\w*|unterschied|differenz)\b",
    re.IGNORECASE,
)
_OF_THIS = re.compile(r"^\W*(?:und|and)?\W*(?:davon|of (?:that|which|this|it))\W*$", re.IGNORECASE)
_MORE = re.compile(r"\b(?:mehr|weniger|more|less)\b", re.IGNORECASE)
_THAT = re.compile(r"\b(?:das|dies|es|that|this|it)\b", re.IGNORECASE)
_MOST_WORDS = 9
_NEARLY = Decimal("0.15")
"""What is within 15 percent of the double is "not quite" or "a little more than" it, beyond that it is no double."""


def answer_follow_up(question: Question, library: Library) -> Answer | None:
    """Set the figures of the questions before against each other, as a short follow-up asks; None for all else."""
    if not question.before or len(question.text.split()) > _MOST_WORDS or question.amounts:
        return None
    if _OF_THIS.search(question.text):
        return _parts(question, library)
    factor = next((factor for pattern, factor in TIMES if pattern.search(question.text)), None)
    if factor is not None:
        return _times(question, library, factor)
    if PERCENT.search(question.text):
        return None if _CHANGE.search(question.text) else _percent(question, library)
    points = _MORE.search(question.text) and _THAT.search(question.text)
    return _more_or_less(question, library) if points else None


def figure(question: Question, library: Library) -> Grant | None:
    """Return the one sum that a question of the conversation stands for; None where it stands for none or several.

    Where the asked programme gave nothing, the only sum of that place and year is what was spoken of.
    """
    plain = question.with_(wanted=Wanted.AMOUNT, amounts=(), pairs=())
    found = preferred(asked_grants(plain, library), plain)
    if not found and question.programmes and question.places and question.years:
        plain = plain.with_(programmes=(), terms=())
        found = preferred(asked_grants(plain, library), plain)
    return found[0] if len(found) == 1 else None


def _percent(question: Question, library: Library) -> Answer | None:
    """Say what percentage the part spoken of is of its whole."""
    part = figure(question.before[-1], library)
    whole = _whole(question, part, library) if part else None
    if part is None or whole is None:
        return None
    german = question.language == "de"
    share = percent(part.fact.amount_eur, whole.fact.amount_eur)
    words = about([part, whole], question.language) + wording.number(share, question.language)
    head = f"Das sind {words} Prozent:" if german else f"That is {words} percent:"
    return _set_together(question, library, head, [part, whole], share, Unit.PERCENT)


def _whole(question: Question, part: Grant, library: Library) -> Grant | None:
    """Return the sum that a part was spoken of as a part of: named with it, asked before it, or its own total."""
    last = question.before[-1]
    open_ = last.with_(programmes=(), terms=(), words=(), amounts=(), wanted=Wanted.AMOUNT, states=frozenset())
    own = [g for g in preferred(asked_grants(open_, library), open_) if g.fact.recipient == part.fact.recipient]
    named = [
        Grant(fact)
        for amount in last.amounts
        for fact in facts_stating(library.ledger, amount)
        if _same_years(fact, part)
    ]
    asked = [grant for before in reversed(question.before[:-1]) if (grant := figure(before, library))]
    candidates = [*named[:1], *[grant for grant in asked if _same_years(grant.fact, part)][:1], *own[:1]]
    return next((grant for grant in candidates if grant.fact.amount_eur > part.fact.amount_eur), None)


def _same_years(fact: Fact, part: Grant) -> bool:
    return (fact.year_from, fact.year_to) == (part.fact.year_from, part.fact.year_to)


def _times(question: Question, library: Library, factor: Decimal) -> Answer | None:
    """Say how many times the figure before is the one spoken of last, and whether that is what is asked."""
    if len(question.before) < 2:
        return None
    one, last = (figure(before, library) for before in question.before[-2:])
    if one is None or last is None or one.fact.fact_id == last.fact.fact_id:
        return None
    german = question.language == "de"
    times = ratio(last.fact.amount_eur, one.fact.amount_eur)
    words = wording.number(times, question.language, places=2)
    sums = [wording.euros(grant.fact.amount_eur, question.language) for grant in (last, one)]
    verdict = _verdict(last.fact.amount_eur / one.fact.amount_eur / factor, german=german)
    head = (
        f"{verdict}: {sums[0]} sind das {words}-Fache von {sums[1]}."
        if german
        else f"{verdict}: {sums[0]} is {words} times {sums[1]}."
    )
    return _set_together(question, library, head, [one, last], times, Unit.RATIO)


def _verdict(relation: Decimal, *, german: bool) -> str:
    if relation == 1:
        return "Ja, genau" if german else "Yes, exactly"
    if abs(relation - 1) > _NEARLY:
        return "Nein" if german else "No"
    if relation < 1:
        return "Nicht ganz" if german else "Not quite"
    return "Etwas mehr" if german else "A little more"


def _parts(question: Question, library: Library) -> Answer:
    """List the parts of the sum spoken of last."""
    whole = figure(question.before[-1], library)
    parts = [Grant(fact) for fact in whole.parts if fact.role is FactRole.PART] if whole else []
    if not whole or not parts:
        return not_found(question, library, related=[whole.fact] if whole else ())
    german = question.language == "de"
    sum_words = wording.amount(whole.fact, question.language)
    head = f"Von {sum_words} nennen die Dokumente:" if german else f"Of {sum_words} the documents give:"
    unique = list({(g.fact.amount_eur, g.fact.programme, g.fact.purpose): g for g in reversed(parts)}.values())[::-1]
    return _set_together(question, library, head, [*unique, whole], None, None)


def _more_or_less(question: Question, library: Library) -> Answer | None:
    """Say whether the sum spoken of last is more or less than the one that the follow-up names."""
    last = question.before[-1]
    if not (question.places or question.years) or len(question.pairs) != 2:
        return None
    place, year = question.pairs[-1]
    other = figure(last.with_(places=(place,) if place else (), years=(year,) if year else ()), library)
    that = figure(last, library)
    if that is None or other is None or that.fact.fact_id == other.fact.fact_id:
        return None
    german = question.language == "de"
    difference = that.fact.amount_eur - other.fact.amount_eur
    if difference == 0:
        head = "Genauso viel:" if german else "Exactly as much:"
    else:
        words = about([that, other], question.language) + wording.euros(abs(difference), question.language)
        more = ("Mehr" if german else "More") if difference > 0 else ("Weniger" if german else "Less")
        head = f"{more}: Der Unterschied beträgt {words}." if german else f"{more}: the difference is {words}."
    return _set_together(question, library, head, [that, other], None, None)


def _set_together(
    question: Question,
    library: Library,
    head: str,
    found: Sequence[Grant],
    value: Decimal | None,
    unit: Unit | None,
) -> Answer:
    evidence = Evidence(library.documents)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of(found, question.language, evidence)]),
        value=value,
        unit=unit,
        facts=stated((grant.fact for grant in found), evidence),
        citations=evidence.citations,
    )
