"""Documents by what people call them: "laut Niederschrift", "in the original agreement", "im zweiten Bescheid"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.terms import strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Document, Fact

_KIND = (
    r"[\w-]*?(?:niederschrift|protokolls?|bescheide?s?|vereinbarung|vertrage?s?|nachweise?s?|vorlage|drucksache|zeitung|"
    r"artikels?|pressemitteilung|meldung|bericht|rede|minutes|notice|agreement|contract|council paper|report|"
    r"press release|newspaper|article)"
)
_WORD = re.compile(_KIND, re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:laut|nach|gemäß|zufolge|im|in|aus|according to|under|per|by)\s+(?:(?:der|dem|den|des|the)\s+)?"
    rf"(?P<which>\w+(?:n|en|r|s|e)?\s+)?(?P<kind>{_KIND})\b",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"ursprünglich\w*|original|erste[nr]?|first", re.IGNORECASE)
_NUMBERED = {
    "2": re.compile(r"zweite\w*|second|2\.?", re.IGNORECASE),
    "3": re.compile(r"dritte\w*|third|3\.?", re.IGNORECASE),
}
_AMENDS = re.compile(r"änderungs|nachtrag|amend", re.IGNORECASE)
_HEAD = 300
"""Characters in which a document says what it is."""
_SAID = 0.5


def is_source_word(term: str) -> bool:
    """Tell whether a word is for a document that says something, which is no subject money could be for."""
    return bool(_WORD.fullmatch(term))


def as_told_in(facts: Sequence[Fact], question: Question, library: Library) -> list[Fact]:
    """Keep the facts of the document that a question names as the one to go by; all where none of them is of such."""
    named = _NAMED.search(question.text)
    if not named:
        return list(facts)
    which = (named["which"] or "").strip()
    fitting = {
        document_id
        for document_id in {fact.document_id for fact in facts}
        if _is_called(library.documents[document_id], named["kind"], which, question.language)
    }
    return [fact for fact in facts if fact.document_id in fitting] or list(facts)


def _is_called(document: Document, kind: str, which: str, language: str) -> bool:
    head = f"{document.title} {document.source} {document.text[:_HEAD]}".replace("_", " ")
    if strength(kind, head, language) < _SAID:
        return False
    if _AMENDS.search(kind) is None and _ORIGINAL.fullmatch(which):
        return not _AMENDS.search(f"{document.title} {document.text[:_HEAD]}")
    number = next((number for number, words in _NUMBERED.items() if words.fullmatch(which)), None)
    return number is None or bool(re.search(rf"\b{number}\.\s|{_NUMBERED[number].pattern}", head, re.IGNORECASE))
