"""Questions about sums of money, answered from the ledger: one amount, amounts by year, lists, extremes, counts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, StatedFact, Unit
from assistant.asking import NOBODYS_SHARE, asked_grants, asked_kinds, preferred, regions_of
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.selection import Grant
from assistant.silence import not_found, period_note
from assistant.writing import fact_line, fact_sentence, grant_notes
from corpus.document import Fact, FundingState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.library import Library
    from assistant.question import Question

_MOST_LINES = 30
"""Facts listed in one answer; the answer says how many more there are."""
_LOOKUPS = frozenset({Wanted.AMOUNT, Wanted.LIST, Wanted.EXTREME, Wanted.COUNT, Wanted.TREND})


def answer_amounts(question: Question, library: Library) -> Answer | None:
    """Answer a question whose answer is one or several facts of the ledger; None where it asks for something else."""
    if question.wanted not in _LOOKUPS:
        return None
    if question.wanted is Wanted.AMOUNT:
        return _answer_amount(question, library)
    regions = regions_of(question)
    found = asked_grants(question.with_(places=()) if regions else question, library)
    if regions:
        found = [grant for grant in found if regions & library.region_of(grant.fact)] or asked_grants(question, library)
    if question.wanted is Wanted.TREND:
        return _by_year(question, library, found)
    named = [
        grant for grant in found if grant.fact.recipient_kind not in NOBODYS_SHARE and _of_kind(grant.fact, question)
    ]
    if question.threshold:
        named = [grant for grant in named if question.threshold.admits(grant.fact)]
    if question.amounts:
        asked = {amount.euros for amount in question.amounts}
        named = [grant for grant in named if grant.fact.amount_eur in asked]
    if not named:
        return not_found(question, library)
    if question.wanted is Wanted.EXTREME:
        return _extreme(question, library, named)
    return _listed(question, library, named)


def _of_kind(fact: Fact, question: Question) -> bool:
    """Keep to the kind that "welche Landkreise …" names."""
    kinds = asked_kinds(question.text)
    return not kinds or fact.recipient_kind in kinds


def _answer_amount(question: Question, library: Library) -> Answer:
    found = preferred(asked_grants(question, library), question)
    if not found:
        return not_found(question, library)
    if len(found) == 1:
        return _one(question, library, found[0])
    if len(question.operands()) > 1 and _one_each(question, found):
        return _several(question, library, found, AnswerStatus.ANSWERED)
    return _several(question, library, found, AnswerStatus.AMBIGUOUS)


def _one_each(question: Question, found: Sequence[Grant]) -> bool:
    """Tell whether every place and year that was asked for has exactly one sum."""
    operands = question.operands()
    return len(found) == len(operands) and all(
        sum((place is None or place.admits(g.fact)) and (year is None or year.covers(g.fact)) for g in found) == 1
        for place, year in operands
    )


def _one(question: Question, library: Library, grant: Grant) -> Answer:
    evidence = Evidence(library.documents)
    document = library.documents[grant.fact.document_id]
    text = [fact_sentence(grant.fact, document, question.language, evidence)]
    text += grant_notes(grant, question.language, evidence)
    if grant.fact.state in {FundingState.ANNOUNCED, FundingState.REQUESTED}:
        text.append(_NOT_GRANTED[question.language])
    if note := period_note(grant.fact, question):
        text.append(f"Das gilt {note}." if question.language == "de" else f"That is {note}.")
    text += _other_readings(question, grant.fact)
    contradicted = bool(grant.conflicting)
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=" ".join(text),
        value=None if contradicted else grant.fact.amount_eur,
        unit=None if contradicted else Unit.EUR,
        facts=stated([grant.fact, *grant.conflicting], evidence),
        related_facts=stated([*grant.earlier, *grant.parts], evidence),
        citations=evidence.citations,
    )


_NOT_GRANTED = {
    "de": "Eine Bewilligung dieses Geldes nennen die Dokumente nicht.",
    "en": "The documents do not say that this money was granted.",
}


def _other_readings(question: Question, fact: Fact) -> list[str]:
    """Say of which of several recipients of one name the answer speaks."""
    others = [
        place
        for reference in question.places
        if reference.kind is None and len(reference.candidates) > 1 and reference.admits(fact)
        for place in reference.candidates
        if place.name != fact.recipient
    ]
    if not others:
        return []
    names = [wording.name_of(place.name, place.kind, question.language, "accusative") for place in others[:3]]
    year = f" {wording.years(question.years[0], question.language)}" if len(question.years) == 1 else ""
    if question.language == "de":
        return [f"Für {wording.listed(names, 'de')} nennen die Dokumente{year} keinen Betrag."]
    return [f"For {wording.listed(names, 'en')} the documents give no amount{year}."]


def stated(facts: Iterable[Fact], evidence: Evidence) -> tuple[StatedFact, ...]:
    """State facts, each once, as far as the text cites them: what it does not cite it does not say."""
    unique = {fact.fact_id: fact for fact in facts if evidence.cites(fact)}
    return tuple(evidence.state(fact) for fact in unique.values())


def _several(question: Question, library: Library, found: Sequence[Grant], status: AnswerStatus) -> Answer:
    evidence = Evidence(library.documents)
    german = question.language == "de"
    if status is AnswerStatus.ANSWERED:
        head = "Die Dokumente nennen:" if german else "The documents say:"
    else:
        head = (
            f"Das lässt sich verschieden verstehen; die Dokumente nennen {len(found)} Beträge:"
            if german
            else f"The question fits several; the documents give {len(found)} amounts:"
        )
    lines = lines_of(found, question.language, evidence)
    return Answer(
        question=question.text,
        status=status,
        text="\n".join([head, *lines, *_more(found, question.language)]),
        facts=stated((f for g in found[:_MOST_LINES] for f in (g.fact, *g.conflicting)), evidence),
        citations=evidence.citations,
    )


def lines_of(found: Sequence[Grant], language: str, evidence: Evidence) -> list[str]:
    """Return a line for each sum, with what contradicts it on the same line."""
    lines = []
    for grant in found[:_MOST_LINES]:
        line = fact_line(grant.fact, language, evidence)
        if grant.conflicting:
            line += " " + " ".join(grant_notes(Grant(grant.fact, conflicting=grant.conflicting), language, evidence))
        lines.append(line)
    return lines


def _more(found: Sequence[Grant], language: str) -> list[str]:
    left = len(found) - _MOST_LINES
    if left <= 0:
        return []
    return [f"… und {left} weitere." if language == "de" else f"… and {left} more."]


def _by_year(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    kept = [grant for grant in preferred(list(found), question) if grant.fact.year_from is not None]
    if not kept:
        return not_found(question, library)
    ordered = sorted(kept, key=lambda grant: (grant.fact.recipient, grant.fact.year_from or 0))
    answer = _several(question, library, ordered, AnswerStatus.ANSWERED)
    direction = _direction(ordered, question.language)
    return answer.with_(text=f"{direction}\n{answer.text}") if direction else answer


def _direction(ordered: Sequence[Grant], language: str) -> str:
    """Say whether one recipient's sums of one programme went up or down from the first year to the last."""
    first, last = ordered[0].fact, ordered[-1].fact
    one_line = len({(g.fact.recipient, g.fact.year_from) for g in ordered}) == len(ordered) > 1
    if not one_line or len({g.fact.recipient for g in ordered}) > 1:
        return ""
    change = last.amount_eur - first.amount_eur
    sums = f"{wording.euros(abs(change), language)}"
    if language == "de":
        verb = "gestiegen" if change > 0 else "gesunken"
        how = f"um {sums} {verb}" if change else "gleich geblieben"
        return f"Von {first.year_from} bis {last.year_from} ist der Betrag {how}."
    verb = "went up" if change > 0 else "went down"
    how = f"{verb} by {sums}" if change else "stayed the same"
    return f"From {first.year_from} to {last.year_from} the amount {how}."


_TOP = re.compile(r"\b(?:top|die|the)\s+(\d{1,2}|zwei|drei|vier|fünf|two|three|four|five)\b", re.IGNORECASE)
_SMALL = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "two": 2, "three": 3, "four": 4, "five": 5}
_LEAST = re.compile(r"wenigst|niedrigst|kleinst|geringst|\bleast\b|lowest|smallest|am wenigsten", re.IGNORECASE)


def _extreme(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    """Answer "who got most": the largest or smallest sums among all that fit, with how many were looked at."""
    least = bool(_LEAST.search(question.text))
    ordered = sorted(
        found, key=lambda grant: (grant.fact.amount_eur if least else -grant.fact.amount_eur, grant.fact.recipient)
    )
    top = _TOP.search(question.text)
    count = int(_SMALL.get(top.group(1).casefold(), 0) or (top.group(1) if top.group(1).isdigit() else 1)) if top else 1
    edge = ordered[min(count, len(ordered)) - 1].fact.amount_eur
    best = [g for g in ordered if (g.fact.amount_eur <= edge if least else g.fact.amount_eur >= edge)]
    evidence = Evidence(library.documents)
    lines = lines_of(best, question.language, evidence)
    german = question.language == "de"
    head = (
        ("Der kleinste" if least else "Der größte") + " Betrag:"
        if german
        else f"The {'smallest' if least else 'largest'} amount:"
    )
    if len(best) > 1:
        head = (
            ("Die kleinsten" if least else "Die größten") + " Beträge:"
            if german
            else f"The {'smallest' if least else 'largest'} amounts:"
        )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines, coverage(found, question.language)]),
        value=best[0].fact.amount_eur if len(best) == 1 else None,
        unit=Unit.EUR if len(best) == 1 else None,
        facts=stated((grant.fact for grant in best), evidence),
        citations=evidence.citations,
    )


def coverage(found: Sequence[Grant], language: str) -> str:
    """Say how many amounts of how many recipients an answer over a set has looked at."""
    recipients = len({grant.fact.recipient for grant in found})
    if language == "de":
        return f"Verglichen: {len(found)} Beträge von {recipients} Empfängern, alle, die in den Dokumenten dazu stehen."
    return f"Compared: {len(found)} amounts of {recipients} recipients, all that the documents give for this."


def _listed(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    evidence = Evidence(library.documents)
    recipients = list(dict.fromkeys(grant.fact.recipient for grant in found))
    german = question.language == "de"
    counted = question.wanted is Wanted.COUNT
    head = (
        f"{len(recipients)} Empfänger stehen dazu in den Dokumenten:"
        if german
        else f"The documents name {len(recipients)} recipients:"
    )
    if len(recipients) == 1:
        head = "Ein Empfänger steht dazu in den Dokumenten:" if german else "The documents name one recipient:"
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of(found, question.language, evidence), *_more(found, question.language)]),
        value=Decimal(len(recipients)) if counted else None,
        unit=Unit.COUNT if counted else None,
        facts=stated((grant.fact for grant in found[:_MOST_LINES]), evidence),
        citations=evidence.citations,
    )
