"""What a short form stands for, as the documents themselves explain it: "Wofür steht AQB?", "What does HMSI mean?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.silence import not_found
from corpus.programmes import same_programme
from index.analysis import stems

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question
    from corpus.abbreviations import Abbreviation
    from corpus.document import Document

    Explained = dict[str, dict[str, tuple[Document, Abbreviation]]]

_ASKS = re.compile(
    r"\bwofür steh\w*\b|\bwas (?:bedeute\w*|hei(?:ß|ss)\w*|meint)\b|\babkürzung\b|\babgekürzt\b|\bausgeschrieben\b|"
    r"\bstands? for\b|\bwhat does\b.*\bmean\b|\babbreviat\w*|\bacronym\b|\bfull name\b|\bspelled out\b|\bkürzel\b",
    re.IGNORECASE,
)
_ASKS_ONLY_THAT = re.compile(r"\bwofür steh\w*\b|\bstands? for\b|\bausgeschrieben\b|\bspelled out\b", re.IGNORECASE)
_MOST_FORMS = 3


def answer_abbreviation(question: Question, library: Library) -> Answer | None:
    """Give the long form of a short one, or the short form of a long one; None where the question asks for more."""
    if not _ASKS.search(question.text):
        return None
    found = _explained(question, library) or _spoken_of(question, library)
    if not found:
        return not_found(question, library) if _ASKS_ONLY_THAT.search(question.text) else None
    evidence = Evidence(library.documents)
    lines = []
    for short, explanations in list(found.items())[:_MOST_FORMS]:
        for long, (document, abbreviation) in list(explanations.items())[:_MOST_FORMS]:
            marker = evidence.mark(document.document_id, abbreviation.span)
            lines.append(
                f"{short} steht für „{long}“ {marker}."
                if question.language == "de"
                else f"{short} stands for “{long}” {marker}."
            )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(lines),
        citations=evidence.citations,
    )


_POINTS = re.compile(r"\b(?:das|dies|es|that|this|it)\b", re.IGNORECASE)


def _spoken_of(question: Question, library: Library) -> Explained:
    """Return the short forms of the programmes that the question before was about: "What does that stand for?"."""
    if not question.before or not _POINTS.search(question.text):
        return {}
    last = question.before[-1]
    grants = asked_grants(last.with_(wanted=Wanted.AMOUNT, states=frozenset(), terms=()), library)
    named = [*last.programmes, *(grant.fact.programme for grant in grants if grant.fact.programme)]
    found: Explained = {}
    for document, abbreviation in library.abbreviations:
        long = abbreviation.long.strip(_QUOTES)
        if any(same_programme(long, name) or name.startswith(long) for name in named):
            _add(found, document, abbreviation)
    return found


_QUOTES = "„“”\"'»«"


def _add(found: Explained, document: Document, abbreviation: Abbreviation) -> None:
    """Add a long form that is not there yet: "Hessischen Ministerium" and "Hessische Ministerium" are one name."""
    longs = found.setdefault(abbreviation.short, {})
    if not any(stems(long) == stems(abbreviation.long) for long in longs):
        longs[abbreviation.long.strip(_QUOTES)] = (document, abbreviation)


def _explained(question: Question, library: Library) -> Explained:
    """Return the explained short forms that a question names, each with its different long forms, the first of each."""
    words = {word.casefold() for word in re.findall(r"[\w/-]+", question.text)}
    folded = question.text.casefold()
    found: Explained = {}
    for document, abbreviation in library.abbreviations:
        named = abbreviation.short.casefold() in words or abbreviation.long.casefold() in folded
        if named:
            _add(found, document, abbreviation)
    return found
