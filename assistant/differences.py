"""Differences, percentages and ratios: two sums set against each other, both kept and cited."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.comparing import unclear
from assistant.containment import is_near, is_of_former
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.exclusions import Account, exclusions, merged
from assistant.listing import lines_of, stated
from assistant.operands import about, missing, two_sides
from assistant.readings import Reading, is_one_recipient, readings
from assistant.recomputing import percent, ratio
from assistant.selection import PROMISED, Grant
from assistant.trends import answer_trend
from assistant.writing import fact_label
from corpus.document import FundingState
from corpus.programmes import same_programme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact


def answer_difference(question: Question, library: Library) -> Answer:
    """Subtract or divide two sums; where a question fits several pairs of sums, each is shown with its label."""
    sides, operands = two_sides(question, library)
    if len(sides) == 1 or _are_same(sides):
        return _of_one_side(question, library, sides[0])
    without = [pair for pair, grants in zip(operands, sides, strict=True) if not grants]
    if without:
        return missing(question, library, without)
    if len(sides) != 2 or not all(map(is_one_recipient, sides)):
        return unclear(question, library, sides)
    return _calculated(question, library, sides)


def _are_same(sides: Sequence[Sequence[Grant]]) -> bool:
    """Tell whether both sides are the same sums: a budget for 2012–2015 is that of its first and its last year."""
    return len({frozenset(grant.fact.fact_id for grant in side) for side in sides}) == 1 and bool(sides[0])


def _of_one_side(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    """Calculate with the sums of a single operand: two reports of it, before and after a change, first and last year.

    Two sums from different programmes are not set against each other unless the question names both.
    """
    disputed = [grant for grant in found if grant.conflicting]
    if len(disputed) == 1 and (len(found) == 1 or _REPORTS.search(question.text)):
        return _calculated(question, library, [[Grant(disputed[0].fact)], [Grant(disputed[0].conflicting[0])]])
    exactly = [grant for grant in found if _is_of_asked_years(grant, question)]
    if len(found) == 1 or len(exactly) == 1:
        changed = _before_and_after((exactly or found)[0], question, library)
        return _calculated(question, library, changed) if changed else unclear(question, library, [found])
    if not found or not is_one_recipient(found):
        return unclear(question, library, [found])
    if len(found) == 2 and (is_near(found[0].fact, found[1].fact) or _are_asked_programmes(found, question)):
        return _calculated(question, library, [[found[0]], [found[1]]])
    return answer_trend(question, library) if len(found) > 2 else unclear(question, library, [found])


def _are_asked_programmes(found: Sequence[Grant], question: Question) -> bool:
    """Tell whether two sums are those of the two programmes that a question names."""
    own = [grant.fact.programme or "" for grant in found]
    asked = question.programmes
    return len(asked) == len(own) and any(
        all(name and same_programme(name, other) for name, other in zip(own, order, strict=True))
        for order in permutations(asked)
    )


_REPORTS = re.compile(
    r"\bangaben\b|\bzahlen\b|\bdokumente\w*|\bberichte\w*|\bwiderspr\w*|\babweich\w*|\bfigures\b|\breports?\b|"
    r"\bdocuments\b|\bcontradict\w*|\bdiffer\b|\bdiscrepanc\w*",
    re.IGNORECASE,
)
"""The question is how two reports of one sum differ."""


def _calculated(question: Question, library: Library, sides: Sequence[Sequence[Grant]]) -> Answer:
    found = readings(question, library, sides)
    ids = [{fact.fact_id for fact in side.facts} for side in (found[-1].one, found[-1].other)]
    if ids[0] & ids[1]:
        return unclear(question, library, [found[-1].one.counted])
    return _stated(question, library, found)


def _is_of_asked_years(grant: Grant, question: Question) -> bool:
    return any((grant.fact.year_from, grant.fact.year_to) == (year.first, year.last) for year in question.years)


def _before_and_after(grant: Grant, question: Question, library: Library) -> list[list[Grant]]:
    """Return a sum and what it was before a change, where a document tells both: "von 630.000 auf 380.000".

    What was a part of the former sum is the former figure for the part's own years.
    """
    fact = grant.fact
    told = [other for other in library.ledger.find(recipient=fact.recipient) if other.recipient == fact.recipient]
    before = [
        other
        for other in told
        if (other.year_from, other.year_to) == (fact.year_from, fact.year_to)
        and other.amount_eur != fact.amount_eur
        and is_of_former(other, told)
    ]
    if len({other.amount_eur for other in before}) != 1 or _is_rise(fact, before[0], question):
        return []
    return [[grant], [Grant(before[0])]]


def _is_rise(now: Fact, before: Fact, question: Question) -> bool:
    """Tell whether sums can't be what a question for a cut means: the later one is the larger."""
    return question.states == {FundingState.CUT} and now.amount_eur >= before.amount_eur


def _stated(question: Question, library: Library, found: Sequence[Reading]) -> Answer:
    """State one reading as the answer, or several with their labels and no value."""
    evidence = Evidence(library.documents)
    language = question.language
    clear = len(found) == 1
    text: list[str] = [] if clear else [_SEVERAL[language]]
    for reading in found:
        label = "" if clear else f"{reading.label or _ALL[language]}: "
        text.append(f"{label}{_sentence(reading, question, library)}")
        text += lines_of([*reading.one.counted, *reading.other.counted], language, evidence, most=None)
    last = found[-1]
    text += exclusions(merged(last.one, last.other), language, evidence)
    facts = [fact for reading in found for fact in (*reading.one.facts, *reading.other.facts)]
    left_out = [fact for side in (last.one, last.other) for _, fact in side.left_out]
    value, unit = _value(found[0], question, library)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED if clear else AnswerStatus.AMBIGUOUS,
        text="\n".join(text),
        value=value if clear else None,
        unit=unit if clear else None,
        facts=stated(facts, evidence),
        related_facts=stated(left_out, evidence),
        citations=evidence.citations,
    )


_SEVERAL = {
    "de": "Das lässt sich verschieden rechnen:",
    "en": "This can be calculated in several ways:",
}
_ALL = {"de": "Alles zusammen", "en": "All together"}


def _value(reading: Reading, question: Question, library: Library) -> tuple[Decimal | None, Unit | None]:
    one, other = reading.totals
    if question.wanted is Wanted.RATIO:
        later, earlier = _in_order(reading)
        return (ratio(later.total, earlier.total), Unit.RATIO) if earlier.total else (None, None)
    if question.wanted is Wanted.PERCENT_DIFFERENCE:
        return percent(abs(one - other), _base(reading, question, library).total), Unit.PERCENT
    return abs(one - other), Unit.EUR


def _in_order(reading: Reading) -> tuple[Account, Account]:
    """Return what is divided by what: a recipient's later year by the earlier, else as the question names them."""
    one, other = reading.one.facts[0], reading.other.facts[0]
    turned = one.recipient == other.recipient and (one.year_from or 0) < (other.year_from or 0)
    return (reading.other, reading.one) if turned else (reading.one, reading.other)


_THAN = re.compile(r"\b(?:als|than|über|unter|gegenüber|above|below|compared (?:to|with))\b", re.IGNORECASE)


def _base(reading: Reading, question: Question, library: Library) -> Account:
    """Return what a percentage is of: the figure before a change, an earlier year, what follows "als", the smaller."""
    one, other = reading.one, reading.other
    for side in (one, other):
        if is_of_former(side.facts[0], library.ledger.of_document(side.facts[0].document_id)):
            return side
    promised = [side for side in (one, other) if side.facts[0].state in PROMISED]
    if len(promised) == 1:
        return promised[0]  # "less than requested"
    compared = _named_after_than(question)
    if compared is not None:
        return (one, other)[compared]
    first, second = one.facts[0], other.facts[0]
    if first.recipient == second.recipient and first.year_from != second.year_from:
        return one if (first.year_from or 0) < (second.year_from or 0) else other
    return min(one, other, key=lambda side: side.total)


def _named_after_than(question: Question) -> int | None:
    """Return which of the two operands (0 or 1) stands after "als" or "than"; None where none or both do."""
    found, operands = _THAN.search(question.text), question.operands()
    if not found or question.pairs or len(operands) != 2:
        return None
    (place, year), (other_place, other_year) = operands
    told_apart = (place, other_place) if place != other_place else (year, other_year)
    after = [at for at, named in enumerate(told_apart) if named and named.start >= found.end()]
    return after[0] if len(after) == 1 else None


def _sentence(reading: Reading, question: Question, library: Library) -> str:
    language = question.language
    german = language == "de"
    rough = about([*reading.one.counted, *reading.other.counted], language)
    if question.wanted is Wanted.RATIO:
        return _ratio_sentence(reading, language, rough)
    more, less = sorted((reading.one, reading.other), key=lambda side: -side.total)
    difference = more.total - less.total
    base = _base(reading, question, library).total
    sums = f"{wording.euros(more.total, language)} − {wording.euros(less.total, language)}"
    words = f"{rough}{wording.euros(difference, language)}"
    share = wording.number(percent(difference, base), language)
    whole = wording.euros(base, language)
    if german:
        text = f"Der Unterschied beträgt {words} ({sums}); das sind {share} Prozent von {whole}."
        return text + (f" Höher ist der Betrag: {_label(more, 'de')}." if difference else " Die Beträge sind gleich.")
    text = f"The difference is {words} ({sums}), which is {share} percent of {whole}."
    return text + (f" The higher amount: {_label(more, 'en')}." if difference else " The amounts are equal.")


def _ratio_sentence(reading: Reading, language: str, rough: str) -> str:
    one, other = _in_order(reading)
    if not other.total:
        return "Durch 0 Euro lässt sich nicht teilen." if language == "de" else "Nothing can be divided by €0."
    times = wording.number(ratio(one.total, other.total), language, places=2)
    sums = [wording.euros(side.total, language) for side in (one, other)]
    labels = [_label(side, language) for side in (one, other)]
    if language == "de":
        how = f"{rough}das {times}-Fache ({sums[0]} geteilt durch {sums[1]})"
        return f"Das ist {how}: {labels[0]}, verglichen mit {labels[1]}."
    how = f"{rough}{times} times as much ({sums[0]} divided by {sums[1]})"
    return f"That is {how}: {labels[0]}, compared with {labels[1]}."


def _label(side: Account, language: str) -> str:
    if len(side.counted) == 1:
        return fact_label(side.facts[0], language)
    amounts = f"Summe aus {len(side.counted)} Beträgen" if language == "de" else f"sum of {len(side.counted)} amounts"
    return f"{side.facts[0].recipient} ({amounts})"
