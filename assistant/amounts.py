"""Questions about sums of money, answered from the ledger: one amount, lists; rankings, counts and trends beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.absence import answer_absence, asks_for_nothing
from assistant.answer import Answer, AnswerStatus, Unit
from assistant.asking import asked_grants, preferred, set_grants
from assistant.counting import answer_count
from assistant.coverage import coverage
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.figure_cues import lists_sums
from assistant.listing import lines_of, more_than_shown, shown, stated
from assistant.ranking import answer_ranking
from assistant.selection import NOBODYS_SHARE, Grant
from assistant.silence import not_found, period_note
from assistant.trends import answer_trend
from assistant.writing import fact_sentence, grant_notes
from corpus.document import Fact, FundingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant


def answer_amounts(question: Question, library: Library) -> Answer | None:
    """Answer a question whose answer is one or several facts of the ledger; None where it asks for something else."""
    ways = {
        Wanted.AMOUNT: _answer_amount,
        Wanted.TREND: answer_trend,
        Wanted.COUNT: answer_count,
        Wanted.LIST: _answer_list,
        Wanted.EXTREME: _answer_extreme,
    }
    way = ways.get(question.wanted)
    return way(question, library) if way else None


def _answer_list(question: Question, library: Library) -> Answer:
    if asks_for_nothing(question):
        return answer_absence(question, library)
    found = set_grants(question, library)
    return _listed(question, library, found) if found else not_found(question, library)


def _answer_extreme(question: Question, library: Library) -> Answer:
    found = set_grants(question, library)
    everything = asked_grants(question.with_(places=()), library) if not question.places else []
    wholes = [grant for grant in everything if grant.fact.recipient_kind in NOBODYS_SHARE]
    return answer_ranking(question, library, found, wholes) if found else not_found(question, library)


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
        text="\n".join([head, *lines, *more_than_shown(found, question.language)]),
        facts=stated((f for g in shown(found) for f in (g.fact, *g.conflicting)), evidence),
        citations=evidence.citations,
    )


def _listed(question: Question, library: Library, found: Sequence[Grant]) -> Answer:
    """List sums or their recipients; where sums are asked for and there is one, it is the value."""
    evidence = Evidence(library.documents)
    german = question.language == "de"
    of_sums = lists_sums(question.text)
    number = len(found) if of_sums else len({grant.fact.recipient for grant in found})
    if of_sums:
        head = f"{number} Beträge stehen dazu in den Dokumenten:" if german else f"The documents give {number} amounts:"
        one = "Ein Betrag steht dazu in den Dokumenten:" if german else "The documents give one amount:"
    else:
        head = (
            f"{number} Empfänger stehen dazu in den Dokumenten:"
            if german
            else f"The documents name {number} recipients:"
        )
        one = "Ein Empfänger steht dazu in den Dokumenten:" if german else "The documents name one recipient:"
    text = [one if number == 1 else head, *lines_of(found, question.language, evidence)]
    text += more_than_shown(found, question.language)
    text += coverage(question, library, [grant.fact for grant in found])
    single = found[0].fact.amount_eur if of_sums and len(found) == 1 else None
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=single,
        unit=Unit.EUR if single is not None else None,
        facts=stated((grant.fact for grant in shown(found)), evidence),
        citations=evidence.citations,
    )
