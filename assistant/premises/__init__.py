"""What a question takes for granted and the documents contradict: corrected before anything else is answered.

Each module knows one kind of premise and returns None where its kind is not at stake or holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.premises.denials import denied
from assistant.premises.direction import correct_direction
from assistant.premises.programmes import correct_programme
from assistant.premises.signing import correct_signing
from assistant.premises.states import correct_state
from assistant.premises.sums import correct_sum
from assistant.premises.wholes import correct_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question

__all__ = ["correct_premise"]

_KINDS: tuple[Callable[[Question, Library], Answer | None], ...] = (
    correct_signing,
    correct_direction,
    correct_state,
    denied,  # before sums: a document's own words are the best correction
    correct_programme,
    correct_whole,  # before sums: "how much of the 27.7 million" gives that sum to nobody
    correct_sum,
)


def correct_premise(question: Question, library: Library) -> Answer | None:
    """Correct what a question takes for granted against the documents; None where nothing is to be corrected."""
    return next((answer for correct in _KINDS if (answer := correct(question, library))), None)
