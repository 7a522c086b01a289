"""Citations as an answer collects them: numbered in the order of their first use, each span once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Citation, StatedFact
from corpus.document import Document, Fact, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Evidence:
    """Collects the citations of one answer."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._markers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations so far, by marker."""
        return tuple(self._citations)

    def cite(self, document_id: str, span: Span | tuple[int, int]) -> int:
        """Return the marker of a span, adding its citation on first use."""
        document = self._documents[document_id]
        start, end = trimmed(document.text, span)
        key = (document_id, start, end)
        if key not in self._markers:
            self._markers[key] = len(self._markers) + 1
            self._citations.append(Citation.of(document, Span(start, end), self._markers[key]))
        return self._markers[key]

    def mark(self, document_id: str, *spans: Span | tuple[int, int]) -> str:
        """Return the markers of spans as they stand in the text: "[1][2]"."""
        return "".join(f"[{self.cite(document_id, span)}]" for span in spans)

    def state(self, fact: Fact) -> StatedFact:
        """State a fact: its quote is cited."""
        return StatedFact(fact, self.cite(fact.document_id, fact.span))

    def cites(self, fact: Fact) -> bool:
        """Tell whether a fact's quote has a marker already."""
        document = self._documents[fact.document_id]
        return (fact.document_id, *trimmed(document.text, fact.span)) in self._markers

    def prove(self, fact: Fact) -> str:
        """Return the markers of a fact as they stand in the text: "[1][2]"."""
        return "".join(f"[{marker}]" for marker in self.proof(fact))

    def proof(self, fact: Fact) -> tuple[int, ...]:
        """Return the markers of a fact: its quote, then what names recipient and year where the quote does not."""
        markers = [self.cite(fact.document_id, fact.span)]
        document = self._documents[fact.document_id]
        missing = missing_words(fact, document.quote(fact.span))
        for span in sorted(fact.support, key=lambda span: span[1] - span[0]):
            words = document.quote(Span(*span))
            shown = {word for word in missing if word in words}
            if shown:
                missing -= shown
                markers.append(self.cite(fact.document_id, span))
        for word in sorted(missing):
            sentence = nearest_sentence(document, word, fact.start)
            if sentence:
                markers.append(self.cite(fact.document_id, sentence))
        return tuple(dict.fromkeys(markers))


def nearest_sentence(document: Document, word: str, before: int) -> Span | None:
    """Return the sentence nearest before an offset that has a word, else the first one after it."""
    at = document.text.rfind(word, 0, before)
    at = at if at >= 0 else document.text.find(word, before)
    if at < 0:
        return None
    block = next((block for block in document.blocks if block.start <= at < block.end), None)
    if block is None:
        return None
    spans = sentence_spans(document.text, block.start, block.end, blocks=document.blocks)
    return next((span for span in spans if span.start <= at < span.end), None)


def missing_words(fact: Fact, quote: str) -> set[str]:
    """Return the recipient's and the year's words that a quote does not show."""
    wanted = {word for word in key_words(fact.recipient)[:1] if word not in quote}
    years = {str(year) for year in (fact.year_from, fact.year_to) if year}
    return wanted | {year for year in years if year not in quote}


_GENERIC = frozenset(
    """
    Stadt Landkreis Kreis Gemeinde Land Landeshauptstadt Wissenschaftsstadt Markt Amt Region am an der dem die das
    im in bei ob vor und von Main Hessische Hessischen Hessisches
    """.split()
)


def key_words(name: str) -> list[str]:
    """Return the words of a name that tell it from others, in order: "Offenbach" of "Stadt Offenbach am Main"."""
    words = [word for word in re.findall(r"[\w-]+", name) if word not in _GENERIC]
    return words or name.split()


def trimmed(text: str, span: Span | tuple[int, int]) -> tuple[int, int]:
    """Return a span without the white space at its ends."""
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def used_only(text: str, citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return the citations whose marker stands in a text."""
    return tuple(citation for citation in citations if f"[{citation.marker}]" in text)
