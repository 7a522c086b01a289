"""A name that several recipients bear: their sums are shown apart, never added to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.coverage import coverage
from assistant.evidence import Evidence
from assistant.exclusions import exclusions
from assistant.listing import lines_of, stated
from assistant.recomputing import total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.exclusions import Account
    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant


def are_mixed(question: Question, found: Sequence[Grant]) -> bool:
    """Tell whether sums of several recipients were found for one name that the question leaves open: "Görlitz"."""
    return any(
        len({grant.fact.recipient for grant in found if place.admits(grant.fact)}) > 1
        for place in question.places
        if place.kind is None and len(place.candidates) > 1
    )


def each_apart(question: Question, library: Library, kept: Account) -> Answer:
    """Show the sum of each recipient of the name; which one is meant the question has to say."""
    evidence = Evidence(library.documents)
    language = question.language
    head = (
        "Der Name passt auf mehrere Empfänger; ihre Beträge werden nicht zusammengezählt:"
        if language == "de"
        else "The name fits several recipients; their amounts are not added up:"
    )
    text = [head]
    for name in dict.fromkeys(fact.recipient for fact in kept.facts):
        own = [grant for grant in kept.counted if grant.fact.recipient == name]
        whole = total(grant.fact.amount_eur for grant in own)
        if len(own) > 1:
            together = "zusammen" if language == "de" else "together"
            text.append(f"{name}, {together} {wording.euros(whole, language)}:")
        text += lines_of(own, language, evidence, most=None)
    text += coverage(question, library, kept.facts, (fact for _, fact in kept.left_out))
    text += exclusions(kept, language, evidence)
    return Answer(
        question=question.text,
        status=AnswerStatus.AMBIGUOUS,
        text="\n".join(text),
        facts=stated(kept.facts, evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
    )
