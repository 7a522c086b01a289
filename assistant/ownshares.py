"""What a town or district adds itself, where it does so in several parts: each named, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.arithmetic import answer_arithmetic
from assistant.asking import asked_grants
from assistant.cues import Wanted
from corpus.document import FactRole, FundingState

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question


def answer_own_shares(question: Question, library: Library) -> Answer | None:
    """Add up one recipient's own shares of one period, where all are parts of different things; None for all else."""
    if question.wanted is not Wanted.AMOUNT or question.states != {FundingState.OWN_SHARE} or not question.places:
        return None
    found = [grant.fact for grant in asked_grants(question, library)]
    payers = {(fact.recipient, fact.year_from, fact.year_to) for fact in found}
    things = {(fact.programme, fact.purpose) for fact in found}
    parts = all(fact.role is FactRole.PART for fact in found)
    if len(found) < 2 or len(payers) > 1 or not parts or len(things) < len(found):
        return None
    return answer_arithmetic(question.with_(wanted=Wanted.SUM, terms=()), library)
