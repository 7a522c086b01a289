"""A recipient, how far from its amount it is named, and the sentence that states the amount."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.document import RecipientKind, Span
from corpus.extraction.clauses import Clause, clause_at

if TYPE_CHECKING:
    from corpus.extraction.grammar import Relation
    from corpus.extraction.participants import Participant
    from corpus.money import Amount


class Step(StrEnum):
    """How far from the amount a statement stands; the further, the less sure."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    PROTAGONIST = "protagonist"
    HEADLINE = "headline"
    LEAD = "lead"
    PARTIES = "parties"
    PUBLISHER = "publisher"
    PLACE = "place"
    NONE = "none"


TRUST = {
    Step.CLAUSE: 1.0,
    Step.SENTENCE: 0.93,
    Step.PARAGRAPH: 0.88,
    Step.SECTION: 0.88,
    Step.PROTAGONIST: 0.87,
    Step.HEADLINE: 0.85,
    Step.LEAD: 0.75,
    Step.PARTIES: 0.9,
    Step.PUBLISHER: 0.5,
    Step.PLACE: 0.65,
    Step.NONE: 0.4,
}
"""What is left of a fact's confidence when its recipient stands at a step."""
ORDER = list(Step)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an amount, from which step that is known, and the span that names it when the clause does not."""

    name: str
    kind: RecipientKind
    step: Step
    confidence: float
    where: Span | None = None


NOBODY = Recipient("", RecipientKind.UNKNOWN, Step.NONE, 0.4)


@dataclass(frozen=True)
class Statement:
    """A sentence that states amounts: its clauses, who does what in it, and which amounts it holds."""

    span: Span
    clauses: list[Clause]
    relations: list[Relation]
    amounts: list[Amount]

    def clause(self, amount: Amount) -> Clause:
        """Return the clause that holds an amount."""
        return clause_at(self.clauses, amount.start)


COMPATIBLE = {
    RecipientKind.DISTRICT: frozenset({RecipientKind.DISTRICT}),
    RecipientKind.CITY: frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY}),
    RecipientKind.MUNICIPALITY: frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY}),
    RecipientKind.BODY: frozenset({RecipientKind.BODY}),
}
"""What "die Stadt", "der Kreis", "die Gemeinde" can refer to; "die Kommune" to any of them."""


def named(one: Participant, step: Step, score: float, where: Span | None = None) -> Recipient:
    """Return a participant as a recipient; an unsure name takes its share of the confidence."""
    return Recipient(one.name, one.kind, step, score * (1.0 if one.sure else 0.85), where)


def scored(found: Recipient, step: Step, score: float) -> Recipient:
    """Return a recipient of the same sentence with the step and score of the relation that shows it."""
    if found.where is not None or found.step not in (Step.CLAUSE, Step.SENTENCE):
        return found
    confidence = min(found.confidence, max(score, 0.6))
    return Recipient(found.name, found.kind, max(step, found.step, key=ORDER.index), confidence, None)
