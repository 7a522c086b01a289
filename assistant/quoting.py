"""Questions that no table answers: the sentences of the documents that do, quoted verbatim, or none at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Unit
from assistant.cues import Wanted, counted_thing
from assistant.evidence import Evidence
from assistant.scope import is_foreign, refuse
from assistant.silence import not_found
from assistant.terms import strength
from corpus.document import BlockKind, Document, RecipientKind, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.library import Library
    from assistant.question import Question

_ENOUGH = 0.62
"""Weighted share of the question's words that a sentence and its surroundings must cover."""
_ENOUGH_OF_A_KIND = 0.5
"""The same where the sentence has the kind of thing that was asked for: a percentage, a date, a duration."""
_OWN = 0.2
"""Share that the sentence itself must cover: surroundings alone answer nothing."""
_HEADING, _NEAR = 0.9, 0.7
"""What a word counts that stands in the section's heading or the title, or in a neighbouring sentence only."""
_AS_GOOD = 0.93
"""A second sentence is quoted too if its score is at least this part of the best one's."""
_MOST_SENTENCES = 3
_WIDE = frozenset({RecipientKind.STATE, RecipientKind.FEDERAL, RecipientKind.GROUP})


_QUESTION = re.compile(r"\?\W*$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with how well it fits: `covered` with its surroundings, `own` by itself, both 0 to 1."""

    document: Document
    span: Span
    score: float
    covered: float
    own: float


def answer_in_quotes(question: Question, library: Library) -> Answer:
    """Quote the sentences that answer a question, or say that the documents don't say it."""
    if not library.weights(question):
        return not_found(question, library)
    allowed = _allowed_documents(question, library)
    if allowed is not None and not allowed:
        return not_found(question, library)
    found = [s for s in _ranked_sentences(question, library, allowed) if _answers(question, s, library)]
    if not found:
        return refuse(question) if is_foreign(question, library) else not_found(question, library)
    best = [sentence for sentence in found if sentence.score >= found[0].score * _AS_GOOD][:_MOST_SENTENCES]
    evidence = Evidence(library.documents)
    quotes = []
    for sentence in best:
        span = _with_list(sentence.document, sentence.span)
        marker = evidence.mark(sentence.document.document_id, span)
        words = _shown(sentence.document.quote(span))
        quotes.append(f"„{words}“ {marker}" if question.language == "de" else f"“{words}” {marker}")
    head = "Die Dokumente sagen dazu: " if question.language == "de" else "The documents say (in their own words): "
    number = _counted_number(question, readable(best[0].document, best[0].span))
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=head + " ".join(quotes),
        value=number,
        unit=Unit.COUNT if number is not None else None,
        citations=evidence.citations,
    )


def _counted_number(question: Question, words: str) -> Decimal | None:
    """Return the number that a sentence gives of what "how many …" counts, where it is in figures."""
    counted = counted_thing(question.text)
    found = _count_of(counted, words, question.language) if counted else None
    digits = re.sub(r"[.,\s]", "", found) if found else ""
    return Decimal(digits) if digits.isdigit() else None


def _shown(quote: str) -> str:
    """Return a quote as it stands inside the answer: on one line, without its bullet or its quotation marks."""
    words = re.sub(r"^[-•*–]\s+", "", " ".join(quote.split()))
    return words.strip('„“”"') if words.count("„") + words.count("“") <= 2 and words[:1] in "„“" else words


def _with_list(document: Document, span: Span) -> Span:
    """Return a sentence with the list below it, where it only introduces one: "Finanziert werden:"."""
    words = document.quote(span).rstrip()
    if words.endswith((".", "!", "?", "“", '"')):
        return span
    end = span.end
    for block in document.blocks:
        if block.start < end:
            continue
        if block.kind is not BlockKind.LIST_ITEM or document.text[end : block.start].strip():
            break
        end = block.end
    return Span(span.start, end)


def _allowed_documents(question: Question, library: Library) -> set[str] | None:
    """Return the documents that the question's places and years allow; None where it names none."""
    towns = tuple(place for place in question.places if not any(c.kind in _WIDE for c in place.candidates))
    if not towns and not question.years:
        return None
    about = library.documents_about(question.with_(places=towns), years_in_text=True)
    return {document.document_id for document in about or library.documents_naming(towns)}


def _ranked_sentences(question: Question, library: Library, allowed: set[str] | None) -> list[_Sentence]:
    """Return the sentences of the nearest passages by how well they cover the question, best first."""
    hits = library.search(question.text, question.language, 80 if allowed is not None else 24)
    passages = [hit.passage for hit in hits if allowed is None or hit.passage.document_id in allowed][:24]
    if len(passages) < 5 and allowed is not None:
        hits = library.search(question.text, question.language, 400)
        passages = [hit.passage for hit in hits if hit.passage.document_id in allowed][:24]
    weights = library.weights(question)
    found: dict[tuple[str, int, int], _Sentence] = {}
    for position, passage in enumerate(passages):
        document = library.documents[passage.document_id]
        for sentence in _sentences(document, Span(passage.start, passage.end), question, weights):
            ranked = replace(sentence, score=sentence.score - 0.002 * position)
            key = (document.document_id, *sentence.span)
            if key not in found or found[key].score < ranked.score:
                found[key] = ranked
    return sorted(found.values(), key=lambda s: (-s.score, s.document.source, s.span))


def _sentences(document: Document, span: Span, question: Question, weights: dict[str, float]) -> Iterable[_Sentence]:
    """Yield the sentences of a passage that could be answers: no headings, no questions."""
    spans = sentence_spans(document.text, span.start, span.end, blocks=document.blocks)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    total = sum(weights.values()) or 1.0
    for position, own in enumerate(spans):
        words = readable(document, own)
        if _QUESTION.search(words) or any(block.start <= own.start < block.end for block in headings):
            continue
        around = " ".join(document.quote(s) for s in spans[max(0, position - 1) : position + 2])
        section = document.section_at(own.start)
        above = f"{section.name if section else ''} {document.title}"
        covered = share = 0.0
        for term, weight in weights.items():
            direct = strength(term, words, question.language)
            near = _NEAR * strength(term, around, question.language)
            heading = _HEADING * strength(term, above, question.language)
            covered += weight * max(direct, near, heading)
            share += weight * direct
        bonus = (
            0.08 * _fits(question, words)
            + 0.3 * _says_who_may(question, words)
            + 0.15 * _defines(question, words)
            - 0.2 * ("://" in words)
        )
        yield _Sentence(document, own, (0.7 * covered + 0.3 * share) / total + bonus, covered / total, share / total)


def _answers(question: Question, sentence: _Sentence, library: Library) -> bool:
    """Tell whether a sentence answers a question, by all signals together."""
    words = readable(sentence.document, sentence.span)
    asked = _has_what_is_asked(question, words)
    if asked is False or len(words.split()) < 2:
        return False
    if sentence.covered < (_ENOUGH_OF_A_KIND if asked else _ENOUGH) or (not asked and sentence.own < _OWN):
        return False
    return all(_is_known(term, sentence, question) for term in library.names_in(question))


def _is_known(term: str, sentence: _Sentence, question: Question) -> bool:
    """Tell whether a name in the question stands in the sentence, the one beside it, its section or its title."""
    text = sentence.document.text[max(0, sentence.span.start - 600) : sentence.span.end + 300]
    section = sentence.document.section_at(sentence.span.start)
    around = f"{text} {section.name if section else ''} {sentence.document.title}"
    return strength(term, around, question.language) >= 0.5


_NUMBER = (
    r"(?:\d[\d.,]*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|prozent|per ?cent|v\. ?h\.)", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}\.\s?\d{1,2}\.|januar|februar|märz|april|mai|juni|juli|august|september|"
    r"oktober|november|dezember|january|february|march|may|june|july|october|"
    r"december|montag|dienstag|mittwoch|donnerstag|freitag|quartal|halbjahr|jahresende|frist|woche\w*|"
    r"monat\w*|tage\w*|stichtag|sommer|herbst|winter|frühjahr|frühling|week\w*|month\w*|days?|autumn|"
    r"spring|summer|nach abschluss|"
    r"vor beginn|jährlich|laufend)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:weil|da|damit|denn|um|wegen|aufgrund|grund|deshalb|daher|durch|because|since|due to|in order|to)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)? [A-ZÄÖÜ][a-zäöüß]+|ministerium|präsidium|amt\b|stelle|"
    r"behörde|träger|verwaltung|jobcenter|agentur|kreis|stadt|office|ministry",
    re.IGNORECASE,
)


def readable(document: Document, span: Span) -> str:
    """Return a sentence as its words say it; a table row with the head of its column behind each cell."""
    rows = [block for block in document.blocks if block.kind in _ROWS and block.start <= span.start < block.end]
    if not rows or rows[0].kind is BlockKind.TABLE_HEADER or not rows[0].cells:
        return document.quote(span)
    heads = [b for b in document.blocks if b.kind is BlockKind.TABLE_HEADER and b.end <= rows[0].start]
    if not heads or len(heads[-1].cells) != len(rows[0].cells):
        return document.quote(span)
    pairs = zip(rows[0].cells, heads[-1].cells, strict=True)
    return "; ".join(f"{document.quote(cell)} {document.quote(head)}".strip() for cell, head in pairs)


_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})


_SIGNING = re.compile(r"unterz|unterschr|sign|schloss|schließ|conclude", re.IGNORECASE)
_WHO_MAY = re.compile(
    r"\b(?:wer|who)\b.*\b(?:antrag|beantrag\w*|bewerben|apply|applications?|eligible)\b", re.IGNORECASE
)
_ELIGIBLE = re.compile(
    r"antragsberechtigt|berechtigt sind|antragsteller|eligible|können .*(?:beantragen|anträge stellen)", re.IGNORECASE
)


def _says_who_may(question: Question, words: str) -> bool:
    """Tell whether a sentence names those who may apply, where that is asked."""
    return bool(_WHO_MAY.search(question.text)) and bool(_ELIGIBLE.search(words))


def _defines(question: Question, words: str) -> bool:
    """Tell whether a sentence begins with the thing asked about and says what it is."""
    if question.wanted is not Wanted.DEFINITION:
        return False
    begins = any(strength(term, words[:60], question.language) >= 0.8 for term in question.words)
    return begins and bool(_IS.search(words))


_IS = re.compile(
    r"\b(?:ist|sind|bezeichnet|bedeutet|hei(?:ß|ss)t|meint|steht für|umfasst|besteht aus|is|are|means|"
    r"stands for)\b|[:(„]",
    re.IGNORECASE,
)


def _has_what_is_asked(question: Question, words: str) -> bool | None:
    """Tell whether a sentence has the kind of thing that is asked: a number, a percentage, a time.

    None where a question asks for nothing that could be told by its form.
    """
    text = question.text
    if re.search(
        r"\b(?:wie\s?viel prozent|prozentsatz|welche[rn]? anteil|fördersatz|förderquote|what percentage|"
        r"what share|what proportion|how many per ?cent)\b",
        text,
        re.IGNORECASE,
    ):
        return bool(_PERCENT.search(words))
    if question.wanted in {Wanted.WHO_SIGNED, Wanted.WHEN_SIGNED} and not _SIGNING.search(words):
        return False
    counted = counted_thing(text)
    if counted:
        return _count_of(counted, words, question.language) is not None
    if re.search(r"\b(?:wie lange|how long)\b", text, re.IGNORECASE):
        return bool(
            re.search(
                rf"{_NUMBER}\W+(?:\w+\W+)?(?:jahr|monat|woche|tag|stunde|year|month|week|day|hour)",
                words,
                re.IGNORECASE,
            )
        ) or bool(re.search(r"\b(?:bis|until|till)\b", words, re.IGNORECASE))
    if re.match(
        r"\W*(?:und |and )?(?:bis |ab |seit |by |until |since )?(?:wann|when|(?:what|which) (?:date|day|"
        r"month)|welche[rmn]? (?:datum|frist|stichtag|tag))\b",
        text,
        re.IGNORECASE,
    ):
        return bool(_WHEN.search(words))
    return None


def _count_of(counted: str, words: str, language: str) -> str | None:
    """Return the number that a sentence gives of the thing that is counted, close before it."""
    words = re.sub(r"^\W*\d{1,2}[.)]\s+", "", words)  # "(3) Der Kreis …": the number of a paragraph counts nothing
    for match in re.finditer(
        rf"\b({_NUMBER})\b(?!\s*(?:euro|€|%|prozent))((?:\W+[\w-]+){{1,4}})", words, re.IGNORECASE
    ):
        if strength(counted, match.group(2), language) >= 0.5:
            return match.group(1)
    return None


def _fits(question: Question, words: str) -> bool:
    """Tell whether a sentence has what the question word hopes for: a bonus only."""
    text = question.text
    if re.match(r"\W*(?:warum|weshalb|wieso|why|wozu|wofür)\b", text, re.IGNORECASE):
        return bool(_WHY.search(words))
    if re.match(r"\W*(?:wer|wem|wen|who|whom|which|welche)\b", text, re.IGNORECASE):
        return bool(_PERSON.search(words))
    if re.match(r"\W*(?:wie hoch|how high|how much)\b", text, re.IGNORECASE):
        return bool(re.search(r"\d", words))
    if re.match(r"\W*(?:wann|when)\b", text, re.IGNORECASE):
        return bool(_WHEN.search(words))
    return False
