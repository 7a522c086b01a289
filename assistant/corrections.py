"""Documents that correct or amend others: the figure that one takes back answers nothing any more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import FactRole

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document, Fact

_CORRECTS = re.compile(
    r"\b(?:Berichtigung|Richtigstellung|Korrektur|Korrigendum|Erratum|berichtigt|korrigiert|correction|corrigendum|"
    r"corrected|\w*änderung(?:s\w+)?|Nachtrag\w*|amend(?:ment|ing|ed|s))\b",
    re.IGNORECASE,
)
_AS_IT_WAS = re.compile(
    r"\b(?:ursprünglich\w*|zunächst|zuerst|anfangs|erste[nrms]?|vor der \w*(?:änderung|kürzung)|originally?|"
    r"initial(?:ly)?|first|before)\b",
    re.IGNORECASE,
)
"""Who asks for the figure before the change is told it."""
_HEAD = 400
"""Characters in which a document says that it corrects or amends."""


def is_corrected(fact: Fact, question: Question, library: Library) -> bool:
    """Tell whether a correction or amendment, not older than a fact's document, takes its figure back."""
    if _AS_IT_WAS.search(question.text):
        return False
    document = library.documents[fact.document_id]
    return any(
        other.role is FactRole.BEFORE
        and other.document_id != fact.document_id
        and other.amount_eur == fact.amount_eur
        and (other.year_from, other.year_to) == (fact.year_from, fact.year_to)
        and _corrects(library.documents[other.document_id], document)
        for other in library.ledger.find(recipient=fact.recipient)
    )


def _corrects(later: Document, earlier: Document) -> bool:
    if later.date and earlier.date and later.date < earlier.date:
        return False
    return bool(_CORRECTS.search(f"{later.title} {later.text[:_HEAD]}"))
