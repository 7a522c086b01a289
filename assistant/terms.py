"""Whether a text speaks of what a question's words mean: stems, parts of compounds, official words for everyday."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.bilingual import related_terms

from index.analysis import stems

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_PART = 0.8
"""What a word counts as part of a compound ("Vertrag" in "Fördervertrag")."""
_RELATED = 0.85
"""Factor on the weight of a related word, so that the word itself always counts more."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared: stems."""

    stems: frozenset[str]

    def strength(self, stem: str) -> float:
        """Return 1 for the word itself, less for a compound with it, 0 where it isn't there."""
        if stem in self.stems:
            return 1.0
        if len(stem) < 5:
            return 0.0
        return _PART if any(_is_part(stem, other) for other in self.stems) else 0.0


def _is_part(stem: str, other: str) -> bool:
    """Tell whether one word is the beginning or the end of the other, as German builds compounds."""
    short, long = sorted((stem, other), key=len)
    return len(short) >= 5 and len(long) > len(short) and (long.startswith(short) or long.endswith(short))


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """Return the words of a text for comparison."""
    return Words(frozenset(stems(text)))


@lru_cache(maxsize=20_000)
def forms_of(term: str, language: str) -> tuple[tuple[str, float], ...]:
    """Return the stems that a question's word can stand as, each with its weight in 0..1, its own first."""
    forms = dict.fromkeys(stems(term), 1.0)
    for other, weight in related_terms(term, language):
        for stem in stems(other):
            forms[stem] = max(forms.get(stem, 0.0), weight * _RELATED)
    return tuple(forms.items())


def strength(term: str, text: str, language: str) -> float:
    """Return how well a text covers a question's word, 0 to 1."""
    words = words_of(text)
    return max((weight * words.strength(stem) for stem, weight in forms_of(term, language)), default=0.0)


def term_in(term: str, text: str, language: str) -> bool:
    """Tell whether a text speaks of what a word means."""
    return strength(term, text, language) >= 0.5


@lru_cache(maxsize=20_000)
def is_name(term: str, text: str, language: str) -> bool:
    """Tell whether a question's word is a name: an inner capital ("MainArbeit"), or a capital no dictionary knows."""
    if len(term) < 3 or not term[:1].isupper():
        return False
    if any(character.isupper() for character in term[1:]):
        return True
    if term.isupper() or text.lstrip("„\"'(").startswith(term):
        return False
    from simplemma import is_known  # 1 s for its dictionary: only for capitalised words

    return not any(is_known(form, lang=language) for form in (term, term.lower()))


def corpus_knows(term: str, question: Question, library: Library) -> bool:
    """Tell whether any passage near the question holds the word itself."""
    own = set(stems(term))
    return any(own <= words_of(hit.passage.text).stems for hit in library.search(term, question.language, 5))
