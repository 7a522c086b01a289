"""When a council or board met or decided: the day stands once, at the head of its minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.terms import GENERAL, strength
from corpus.dates import find_dates
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document, Span

_ASKS = re.compile(
    r"\b(?:wann|an welchem (?:tag|datum)|when|(?:on )?(?:which|what) (?:day|date))\b.*"
    r"\b(?:tagte\w*|getagt|berat\w*|beriet\w*|berät|beschl[oi]\w*|entsch[ie]\w*|abgestimmt|behandelt\w*|zugestimmt|"
    r"zusammengekommen|sitzung|meet|met|discuss\w*|decide\w*|resolved?|voted?)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"getagt|berat\w*|beschl\w*|entsch\w*|abgestimmt|behandelt|zugestimmt|sitzung|discuss\w*|decided?|resolved?|voted?|"
    r"tag|datum|day|date|met|meet",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"[\w-]*?(?:rat|räte|kreistag|landtag|ausschuss|konvent|versammlung|vorstand|senat|kreis|beirat|gremium|council|"
    r"committee|board|assembly)(?:e?s)?",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"sitzung|niederschrift|protokoll|beschluss vom|minutes|meeting", re.IGNORECASE)
_HEAD = 400
"""Characters in which minutes say when who met."""
_SAID = 0.5
_ENOUGH = 0.6
"""Share of the words on what was decided that the minutes must have."""


def answer_meeting(question: Question, library: Library) -> Answer | None:
    """Quote the day of the one meeting whose minutes speak of what is asked; None where that is not one."""
    if question.wanted is not Wanted.TEXT or not _ASKS.search(question.text):
        return None
    bodies = [word for word in question.words if _BODY.fullmatch(word)]
    rest = [w for w in question.words if w not in bodies and not _VERB.fullmatch(w) and not GENERAL.fullmatch(w)]
    if not bodies:
        return None
    fits = [
        (fit, document, span)
        for document in library.documents.values()
        if (span := _day(document)) and (fit := _fit(document, bodies, rest, question, library)) is not None
    ]
    best = max((fit for fit, _, _ in fits), default=0.0)
    found = [(document, span) for fit, document, span in fits if fit == best]
    if len(found) != 1:
        return None
    document, span = found[0]
    evidence = Evidence(library.documents)
    words = " ".join(document.quote(span).split())
    marker = evidence.mark(document.document_id, span)
    text = (
        f"Die Dokumente sagen dazu: „{words}“ {marker}"
        if question.language == "de"
        else f"The documents say (in their own words): “{words}” {marker}"
    )
    return Answer(question=question.text, status=AnswerStatus.ANSWERED, text=text, citations=evidence.citations)


def _day(document: Document) -> Span | None:
    """Return the sentence at the head of minutes that says when the meeting was."""
    head = f"{document.title}\n{document.text[:_HEAD]}"
    if not _MINUTES.search(head):
        return None
    dated = [
        span
        for span in document_sentences(document)
        if span.start < _HEAD and find_dates(document.quote(span)) and _MINUTES.search(document.quote(span))
    ]
    return dated[0] if dated else None


def _fit(document: Document, bodies: list[str], rest: list[str], question: Question, library: Library) -> float | None:
    """Return the share of the words that minutes speak of; None for those of others or on something else."""
    head = f"{document.title}\n{document.text[:_HEAD]}"
    if not all(strength(body, head, question.language) >= _SAID for body in bodies):
        return None
    if question.places and not all(library.is_about(document, place) for place in question.places):
        return None
    said = [strength(word, document.text, question.language) >= _SAID for word in rest]
    share = sum(said) / len(said) if said else 1.0
    return share if share >= _ENOUGH else None
