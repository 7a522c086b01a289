"""What a question asks for and what a passage holds of it: amounts, days, numbers, a signature, a §, a year.

"Wann wurde die Vereinbarung unterschrieben?" is answered where a day stands, "What does § 5 say?" in § 5, and nothing
by a passage that is no more than a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.dates import find_dates
from corpus.document import Span
from corpus.money import find_amounts
from corpus.places import Gazetteer
from corpus.signature_blocks import signings
from index.analysis import distinct_stems, words
from index.notations import notations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.document import Passage
    from corpus.places import Place

_GOT = r"(?:bekam|bekommt|bekommen|erhielt|erhält|erhalten|received?|gets?|got)"
_MOST = r"(?:meisten?|wenigsten?|most|least)"
_ASKS = {
    "amount": r"wie ?viel|wie hoch|how much|(?:what|which) (?:amount|sum)|betrag|beträge|summen?|höhe|kost(?:en|et)"
    rf"|costs?|euros?|{_GOT}\b.*\b{_MOST}|{_MOST}\b.*\b{_GOT}",
    "date": r"wann|when|datum|tag|termine?|frist|(?:what|which) (?:date|day)s?|deadline|how long|wie lange",
    "number": r"wie ?viele[nr]?|how many",
    "signing": r"\w*(?:unterzeichne|unterschrieb|unterschreib|unterschrift)\w*"
    r"|sign(?:ed|s|ing|atory|atories|ature)?",
}
_ASKED = {kind: re.compile(rf"\b(?:{form})\b", re.IGNORECASE) for kind, form in _ASKS.items()}
_SECTION = re.compile(r"§+\s*(\d+\s?[a-z]?)\b|\b(?:section|paragraph|paragraf)\s+(\d+[a-z]?)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)")
_CURRENCY = re.compile(r"€|\b(?:EUR|Euro|euros)\b")
_GROUPED = re.compile(r"\d\.\d{3}(?!\d)|\d,\d\d(?!\d)")
_FEW_WORDS = 8
"""A passage that adds fewer words than this to its context line is its heading."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question names: the kinds of things an answer must hold, years and other figures, a §, certain places."""

    kinds: frozenset[str]
    years: frozenset[str]
    figures: frozenset[str]
    section: str
    places: tuple[Place, ...]

    @classmethod
    def of(cls, question: str) -> Asked:
        """Read a question in German or English."""
        section = _SECTION.search(question)
        return cls(
            frozenset(kind for kind, form in _ASKED.items() if form.search(question)),
            _years(question),
            _figures(question),
            re.sub(r"\s", "", section[1] or section[2]) if section else "",
            tuple(places[0] for places in _places(question) if len(places) == 1),
        )


class Content:
    """What a passage holds, found when it is first asked for."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._kinds: dict[str, bool] = {}
        self.searched = passage.searched

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words, context line included."""
        return self._told | _context_stems(self._passage.context)

    @cached_property
    def _told(self) -> frozenset[str]:
        return distinct_stems(self.searched.removeprefix(self._passage.context).lstrip("\n"))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names, context line included."""
        return _years(self.searched)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The amounts, days and numbers of two digits and more that its text names, years left out."""
        return _figures(self._passage.text)

    @cached_property
    def is_heading(self) -> bool:
        """Whether it repeats its context line and hardly says more."""
        known = _context_stems(self._passage.context)
        return bool(self._told & known) and len(self._told - known) < _FEW_WORDS

    @cached_property
    def places(self) -> tuple[tuple[Place, ...], ...]:
        """The candidates of each place that it names, context line included."""
        return _places(self.searched)

    def stands_in(self, section: str) -> bool:
        """Tell whether it stands in a §."""
        return bool(re.search(rf"§\s?{section}\b", self._passage.section or ""))

    def holds(self, kind: str) -> bool:
        """Tell whether its text holds something of a kind ("amount", "date", "number", "signing")."""
        if kind not in self._kinds:
            self._kinds[kind] = self._found(kind)
        return self._kinds[kind]

    def _found(self, kind: str) -> bool:
        text = self._passage.text
        match kind:
            case "amount":  # the cells of a table have their currency in its head, which is part of the context line
                in_table = _CURRENCY.search(self._passage.context) and _GROUPED.search(text)
                return bool(in_table or find_amounts(text))
            case "date":
                return bool(find_dates(text))
            case "signing":
                return any(True for line in _lines(text) for _ in signings(text, line))
        return bool(_NUMBER.search(text))


content_of = lru_cache(maxsize=5_000)(Content)
"""Of a passage, kept for the next questions."""


def names_something(question: str) -> bool:
    """Tell whether a question names a place that the gazetteer knows, a year or another number."""
    return any(character.isdigit() for character in question) or bool(_places(question))


_context_stems = lru_cache(maxsize=5_000)(distinct_stems)
"""Of a context line, which the passages of a section share."""


def _years(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(text))


def _figures(text: str) -> frozenset[str]:
    numbers = (word for word in words(text) if word.isdigit() and len(word) > 1 and not _YEAR.fullmatch(word))
    return frozenset([*numbers, *notations(text)])


def _places(text: str) -> tuple[tuple[Place, ...], ...]:
    mentions = Gazetteer.load().mentions(text)
    return tuple(mention.candidates for mention in mentions if mention.candidates and not mention.part_of)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line.rstrip("\r\n")))
        start += len(line)
