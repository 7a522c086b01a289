"""Facts that fit what a question names beside place and year: "für die Feuerwehr", "part-time training"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.terms import term_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact

# Words of funding in general: they tell no grant from another.
_GENERAL = re.compile(
    r"(?:land|bund|staat|jahr|zeitraum|empfänger|kommune|gebietskörperschaft|ort|region|vereinbarung|"
    r"zielvereinbarung|vertrag|bescheid|dokument|unterlage|quelle|"
    r"programm|förderprogramm|projekt|maßnahme|höhe|umfang|anteil|prozent|vergleich|entwicklung|"
    r"unterschied|differenz|"
    r"hesse|germany|state|government|ministry|agreement|document|programme|program|project|measure|year|"
    r"total|share|receive|"
    r"recipient|authority|percent|comparison|difference|increase|contribution|exact|figure|number|level|"
    r"value|press|release|under|according)"
    r"(?:e|en|er|es|s|n|ern|ies)?",
    re.IGNORECASE,
)


def topic_terms(question: Question) -> list[str]:
    """Return the words of a question that name a subject: nouns where the question writes them with capitals."""
    mixed = any(word[:1].islower() for word in question.text.split()) and question.language == "de"
    capitals = {term for term in question.terms if term[:1].isupper()}
    terms = [term for term in question.terms if not mixed or not capitals or term in capitals]
    if mixed and not capitals and any(word[:1].isupper() for word in question.text.split()[1:]):
        terms = []
    return [term for term in terms if not _GENERAL.fullmatch(term)]


def on_topic(facts: Sequence[Fact], question: Question, library: Library) -> list[Fact]:
    """Keep the facts that are about what the question names; all of them where it names nothing further.

    First those whose own sentence, programme, purpose, section or title has every word of the subject; where there
    are none, those whose document speaks of it. A subject that no document of these facts knows leaves none.
    """
    terms = topic_terms(question)
    if not terms or not facts:
        return list(facts)
    closest = [fact for fact in facts if _covers(_around(fact, library), terms, question.language)]
    if closest:
        return closest
    return [fact for fact in facts if _covers(library.documents[fact.document_id].text, terms, question.language)]


def _covers(text: str, terms: Sequence[str], language: str) -> bool:
    return all(term_in(term, text, language) for term in terms)


def _around(fact: Fact, library: Library) -> str:
    document = library.documents[fact.document_id]
    return " ".join(
        filter(None, [document.quote(fact.span), fact.programme, fact.purpose, fact.section, document.title])
    )
