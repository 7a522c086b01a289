"""What money is for, from the very sentences that state it and those beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants, preferred
from assistant.cues import Wanted
from assistant.evidence import Evidence
from assistant.framing import readable, with_list
from assistant.listing import lines_of, stated
from assistant.terms import strength
from assistant.topic import topic_terms
from corpus.document import BlockKind, Document, Fact, Span
from corpus.sentences import document_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

    Way = Callable[[Grant, Library], list[tuple[Document, Span]]]

_MOST_GRANTS = 3
_REACH = 8
"""Sentences after the one with the amount in which its purpose may follow."""
_PURPOSE = re.compile(
    r"\bum\b.*\bzu\b|\bdamit\b|\bdient|\bfinanzier|\bunterstützt|\bgefördert|\bfördert\b|\bverwende|"
    r"\beingesetzt|\bermöglich|\bsaniert|\bgebaut|"
    r"\b(?:neu|um|aus)gebaut|\berrichte|\bfließ|\bvorgesehen|\bgeplant|\bentsteh|\binvestier|"
    r"\bangeschafft|\bbestimmt\b|\bgedacht\b|"
    r"\b(?:er|sie|es|kreis|stadt|gemeinde|träger) will\b|\bwollen\b|\bsoll(?:en)?\b|\bwants? to\b|\bplans? to\b|"
    r"\bis (?:for|used|meant)|\bpays? for|\bto (?:support|finance|fund|build|renovate|help)|"
    r"\bwill be used|\bfinances?\b|\bfunds?\b|\bsupports?\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:für|zur|zum|for|towards)\s+(?!(?:das jahr|die jahre|the year|\d))", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^\W*(?:dafür|hierfür|dazu|hierzu|damit|davon|hiervon|zu diesem zweck|for this|to this end|of this|"
    r"of these|this is)\b",
    re.IGNORECASE,
)
"""How a sentence begins whose meaning stands in the one before it."""
_PROJECT = re.compile(
    r"projekt|maßnahme|vorhaben|\bangebote?\b|\bprojects?\b|\bmeasures?\b|\bschemes?\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"^\W*(?:(?:das|die|der|the|ein|eine) (?:erste|zweite|dritte|vierte|weitere|andere|letzte|first|second|third|other|"
    r"last)\w*|außerdem|hinzu|zudem|ferner|another)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on with an enumeration."""
_MOST_PROJECT_SENTENCES = 4
_SUBJECT_HEAD = re.compile(r"vorhaben|maßnahme|projekt|zweck|gegenstand|project|purpose|measure|section", re.IGNORECASE)
"""The head of a table's column that says what the money of a row is for."""
_ASKING = re.compile(
    r"meant|going|used?|intended|supposed|earmarked|spen[dt]\w*|pays?|financ\w*|fund\w*|go|goes|went|verwend\w*|"
    r"bek[ao]m\w*|erh\w+lt\w*|eingesetzt|ausgegeben|gedacht|bestimmt|fließ\w*|geflossen|projekte?n?|maßnahmen?|"
    r"vorhaben|projects?|measures?|liefen|laufen|gibt|gab",
    re.IGNORECASE,
)
"""Words that ask for a purpose and name none."""
_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.HEADING})


def answer_purpose(question: Question, library: Library) -> Answer | None:
    """Quote the sentences around a recipient's money that say what it is for; None where none does."""
    if question.wanted is not Wanted.PURPOSE or not question.places:
        return None
    who = wording.place(question.places[0], question.language, "accusative")
    head = f"Zum Zweck des Geldes für {who}: " if question.language == "de" else f"On what the money for {who} is for: "
    answer = _quoted(question, library, _purposes, head)
    if answer or topic_terms(question):
        return answer
    found = preferred(asked_grants(question, library), question)[:_MOST_GRANTS]
    return _only_programmes(question, library, [grant for grant in found if grant.fact.programme])


def answer_told_projects(question: Question, library: Library) -> Answer | None:
    """Quote what a recipient's own documents tell of the projects its money pays for; None where they tell none."""
    if question.wanted is not Wanted.PROJECTS or not question.places:
        return None
    head = "Die Dokumente sagen dazu: " if question.language == "de" else "The documents say (in their own words): "
    return _quoted(question, library, _told_projects, head)


def _quoted(question: Question, library: Library, way: Way, head: str) -> Answer | None:
    """Quote what a way finds for each of the asked sums; None where it finds nothing, or not what is asked about."""
    terms = tuple(term for term in question.terms if not _ASKING.fullmatch(term))
    asked = question.with_(terms=terms)
    found = preferred(asked_grants(asked, library), question)[:_MOST_GRANTS]
    evidence = Evidence(library.documents)
    quotes: list[str] = []
    for document, span in dict.fromkeys(pair for grant in found for pair in way(grant, library)):
        words = " ".join(document.quote(span).split())
        marker = evidence.mark(document.document_id, span)
        quotes.append(f"„{words}“ {marker}" if question.language == "de" else f"“{words}” {marker}")
    if not quotes or any(not _covered(term, quotes, question) for term in topic_terms(asked)):
        return None
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text=head + " ".join(quotes),
        citations=evidence.citations,
    )


def _only_programmes(question: Question, library: Library, found: Sequence[Grant]) -> Answer | None:
    """Say that no purpose is told but the programme that the money comes from."""
    if not found:
        return None
    evidence = Evidence(library.documents)
    head = (
        "Einen anderen Zweck als das Programm nennen die Dokumente nicht:"
        if question.language == "de"
        else "The documents give no other purpose than the programme:"
    )
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join([head, *lines_of(found, question.language, evidence)]),
        facts=stated((grant.fact for grant in found), evidence),
        citations=evidence.citations,
    )


def _covered(term: str, quotes: list[str], question: Question) -> bool:
    return strength(term, " ".join(quotes), question.language) >= 0.5


def _purposes(grant: Grant, library: Library) -> list[tuple[Document, Span]]:
    """Return the sentences on a sum's purpose, from the report on it that says most."""
    reports = [grant.fact, *grant.repeated, *grant.rounded]
    found = [
        (library.documents[fact.document_id], _spans(fact, library.documents[fact.document_id], library))
        for fact in reports
    ]
    document, spans = max(found, key=lambda pair: len(pair[1]))
    return [(document, span) for span in spans]


def _told_projects(grant: Grant, library: Library) -> list[tuple[Document, Span]]:
    """Return the sentences of a sum's own document that tell of projects, with those that go on counting them."""
    document = library.documents[grant.fact.document_id]
    found: list[tuple[Document, Span]] = []
    counting = False
    for span in document_sentences(document):
        words = document.quote(span)
        counting = bool(_PROJECT.search(words) or (counting and _GOES_ON.search(words)))
        if counting and not _is_heading(document, span) and not _is_of_others(span, grant.fact, library):
            found.append((document, with_list(document, span)))
    listing = [(document, span) for document, span in found if "\n" in document.quote(span).strip()]
    return listing[:1] if listing and _introduces_list(*listing[0]) else found[:_MOST_PROJECT_SENTENCES]


def _spans(fact: Fact, document: Document, library: Library) -> list[Span]:
    """Return the sentence that states the sum, where it says what for, and the one beside it that does."""
    sentences = document_sentences(document)
    at = next((place for place, span in enumerate(sentences) if span.start <= fact.start < span.end), None)
    if at is None:
        return []
    after = sentences[at + 1 :]
    around = next((block.kind for block in document.blocks if block.start <= fact.start < block.end), None)
    if around is BlockKind.TABLE_ROW and _SUBJECT_HEAD.search(readable(document, sentences[at])):
        return [sentences[at]]
    if around in _ROWS:
        return _following(document, after, fact, library) if around is BlockKind.HEADING else []
    own = Span(min(sentences[at].start, fact.start), max(sentences[at].end, fact.end))
    beyond = document.quote(own).replace(document.quote(fact.span), " ")
    says = bool(fact.purpose) or any(
        form.search(text) for form, text in ((_PURPOSE, beyond), (_FOR, document.quote(own)))
    )
    says = says or bool(_PURPOSE.search(_clauses_after(fact, document, own)))
    before = [sentences[at - 1]] if at and _POINTS_BACK.search(document.quote(own)) else []
    spans = [*before, *([own] if says or before else [])]
    return [*spans, *(() if before else _following(document, after, fact, library))]


def _clauses_after(fact: Fact, document: Document, own: Span) -> str:
    """Return what a sentence says after the sum: "erhält 148.000 Euro; er will dort sein Archiv unterbringen"."""
    quote = document.quote(own)
    return quote[quote.find(fact.amount_text) + len(fact.amount_text) :] if fact.amount_text in quote else ""


def _following(document: Document, sentences: Sequence[Span], fact: Fact, library: Library) -> list[Span]:
    """Return the next sentence that says what something is for, if it comes soon and before another's money."""
    for span in sentences[:_REACH]:
        if _is_of_others(span, fact, library):
            return []
        if _PURPOSE.search(document.quote(span)):
            return [span]
    return []


def _is_of_others(span: Span, fact: Fact, library: Library) -> bool:
    """Tell whether a sentence states money of other recipients only."""
    stated = [other for other in library.ledger.of_document(fact.document_id) if span.start <= other.start < span.end]
    return bool(stated) and all(other.recipient != fact.recipient for other in stated)


def _introduces_list(document: Document, span: Span) -> bool:
    """Tell whether a stretch ends in the items of a list."""
    return any(b.kind is BlockKind.LIST_ITEM and span.start < b.start < span.end for b in document.blocks)


def _is_heading(document: Document, span: Span) -> bool:
    """Tell whether a stretch is the heading of a section or of a table's columns."""
    heads = (BlockKind.HEADING, BlockKind.TABLE_HEADER)
    return any(b.kind in heads and b.start <= span.start < b.end for b in document.blocks)
