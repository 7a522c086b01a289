"""Questions that no table answers: the sentences of the documents that do, quoted verbatim, or none at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.counted import counted_phrase
from assistant.evidence import Evidence
from assistant.expected import counted_number, has_what_is_asked
from assistant.framing import with_list
from assistant.matching import Sentence, allowed_documents, ranked_sentences
from assistant.scope import is_foreign, refuse
from assistant.silence import not_found
from assistant.terms import strength

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_ENOUGH = 0.62
"""Weighted share of the question's words that a sentence and its surroundings must cover."""
_ENOUGH_OF_A_KIND = 0.5
"""The same where the sentence has the kind of thing that was asked for: a percentage, a date, a duration."""
_OWN = 0.2
"""Share that the sentence itself must cover: surroundings alone answer nothing."""

_AS_GOOD = 0.93
"""A second sentence is quoted too if its score is at least this part of the best one's."""
_MOST_SENTENCES = 3


def answer_in_quotes(question: Question, library: Library) -> Answer:
    """Quote the sentences that answer a question, or say that the documents don't say it."""
    best = best_sentences(question, library)
    if not best:
        return refuse(question) if is_foreign(question, library) else not_found(question, library)
    evidence = Evidence(library.documents)
    quotes = [quoted(sentence, question.language, evidence) for sentence in best]
    head = "Die Dokumente sagen dazu: " if question.language == "de" else "The documents say (in their own words): "
    numbers = {counted_number(question, sentence.framed.words) for sentence in best} - {None}
    number = numbers.pop() if len(numbers) == 1 else None  # rows that count differently have no one number
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=head + " ".join(quotes),
        value=number,
        unit=Unit.COUNT if number is not None else None,
        citations=evidence.citations,
    )


def best_sentences(question: Question, library: Library) -> list[Sentence]:
    """Return the sentences that answer a question about equally well, best first; none where the documents don't."""
    if not library.weights(question):
        return []
    allowed = allowed_documents(question, library)
    if allowed is not None and not allowed:
        return []
    found = [s for s in ranked_sentences(question, library, allowed) if _answers(question, s, library)]
    return [sentence for sentence in found if sentence.score >= found[0].score * _AS_GOOD][:_MOST_SENTENCES]


def quoted(sentence: Sentence, language: str, evidence: Evidence) -> str:
    """Return a sentence in quotation marks, with the list it introduces and its marker."""
    span = with_list(sentence.document, sentence.span)
    marker = evidence.mark(sentence.document.document_id, span)
    words = _shown(sentence.document.quote(span))
    return f"„{words}“ {marker}" if language == "de" else f"“{words}” {marker}"


def _shown(quote: str) -> str:
    """Return a quote as it stands inside the answer: on one line, without its bullet or its quotation marks."""
    words = re.sub(r"^[-•*–]\s+", "", " ".join(quote.split()))
    return words.strip('„“”"') if words.count("„") + words.count("“") <= 2 and words[:1] in "„“" else words


def _answers(question: Question, sentence: Sentence, library: Library) -> bool:
    """Tell whether a sentence answers a question, by all signals together."""
    words = sentence.framed.words
    asked = has_what_is_asked(question, words, sentence.framed.above)
    if asked is False or len(words.split()) < 2:
        return False
    if sentence.covered < (_ENOUGH_OF_A_KIND if asked else _ENOUGH) or (not asked and sentence.own < _OWN):
        return False
    return all(_is_known(term, sentence, question) for term in library.names_in(question))


def _is_known(term: str, sentence: Sentence, question: Question) -> bool:
    """Tell whether a name in the question stands in the sentence, the one beside it, its section or its title."""
    document, span = sentence.document, sentence.span
    if counted_phrase(question.text):
        # A number counts what the sentence, the one beside it or its heading names itself, nothing akin or further off.
        return term.casefold() in f"{sentence.framed.near} {sentence.framed.above}".casefold()
    beside = document.text[max(0, span.start - 600) : span.end + 300]
    around = f"{beside} {sentence.framed.above} {sentence.framed.lead}"
    return strength(term, around, question.language) >= 0.5
