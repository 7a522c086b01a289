"""Whether a text speaks of what a question's words mean: stems, parts of compounds, official words for everyday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis import content_words, fold, stem, stems
from index.glossary import default_glossary

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.question import Question

_PART = 0.8
"""What a word counts as part of a compound ("Vertrag" in "Fördervertrag")."""
_HEAD = 0.5
"""What a compound counts that ends like the asked one."""
_RELATED = 0.85
"""Factor on the weight of a related word, so that the word itself always counts more."""
_WORD_OF_PHRASE = 0.4
"""What a single word of a phrase counts where the glossary knows the whole phrase."""


# Words of funding in general: they tell no grant from another.
GENERAL = re.compile(
    r"(?:thema|dank|voraus|teil|übersicht|tabelle|liste|regierungsbezirk|auskunft|frage|herr|dame|gruß|grüße|hilfe|information|mitteilung|vorjahr|folgejahr|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|anfang|mitte|ende|laut|gemäß|zufolge|land|bund|staat|freistaat|bundesland|jahr|zeitraum|empfänger|kommune|gebietskörperschaft|ort|region|vereinbarung|"
    r"zielvereinbarung|vertrag|bescheid|dokument|unterlage|quelle|"
    r"programm|förderprogramm|topf|fördertopf|projekt|maßnahme|höhe|umfang|anteil|prozent|vergleich|entwicklung|"
    r"unterschied|differenz|"
    r"hesse|germany|state|government|ministry|agreement|document|programme|program|project|measure|year|"
    r"total|share|receive|"
    r"kürzung|aussicht|zusage|bewilligung|gebietskörperschaften|kommunen|recipient|authority|percent|comparison|difference|increase|contribution|exact|figure|number|level|"
    r"value|press|release|under|according)"
    r"(?:e|en|er|es|s|n|ern|ies)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared: stems; `joined` are those that an ellipsis can stand for."""

    stems: frozenset[str]
    joined: frozenset[str] = frozenset()

    def strength(self, word: str) -> float:
        """Return 1 for the word itself, less for a compound with it, 0 where it isn't there."""
        if word in self.stems or word in self.joined:
            return 1.0
        if len(word) < 5:
            return 0.0
        if any(_is_part(word, other) or _alike(word, other) for other in self.stems):
            return _PART
        return _HEAD if any(_same_head(word, other) for other in self.stems) else 0.0


def _is_part(word: str, other: str) -> bool:
    """Tell whether a text's word can stand for the asked one, as German builds compounds.

    A longer word that begins or ends with the asked one can ("Schulzentrum" for "Schule"); a shorter one only where it
    is the asked compound's head ("Zentrum" for "Schulzentrum", but not "Schule").
    """
    short, long = sorted((word, other), key=len)
    # At the end a stem of five letters is too little: "meist" is no part of a "Fußballmeister".
    begins = long.startswith(short) and len(short) >= 5 and len(other) > len(word)
    return len(long) > len(short) and (begins or (long.endswith(short) and len(short) >= 6))


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are of one family: "bewilligt" and "Bewilligung", not a compound and its first part."""
    if len(word) - len(other) > _LONGEST_ENDING or (
        word.startswith(other) and not _ENDING.fullmatch(word[len(other) :])
    ):
        return False
    shorter = min(len(word), len(other))
    return shorter >= 7 and word[: max(6, shorter * 3 // 4)] == other[: max(6, shorter * 3 // 4)]


_ENDING = re.compile(r"(?:e[mnrs]?|[mnrst]|ung|end|bar|lich|isch|ig|keit|heit|schaft|tum|nis|in)*")
"""What may follow a word's relative; "museum" after "Vogtland" makes another thing."""
_LONGEST_ENDING = 7
"""Letters that an asked word may have more than its relative; with more it is a compound of which that is no head."""


def _same_head(word: str, other: str) -> bool:
    """Tell whether two compounds end alike: "Rasenmäher" and "Aufsitzmäher"; "Obertupf" is not "Untertupf"."""
    if len(word) <= 7 or len(other) <= 7 or word[-5:] != other[-5:]:
        return False
    return _SIDE.sub("", word, count=1) != _SIDE.sub("", other, count=1)


_SIDE = re.compile(r"^(?:ober|unter|nieder|mittel|hinter|vorder|gross|groß|klein|alt|neu|nord|süd|ost|west)")
"""What tells two villages of one name apart, or an upper from a lower thing."""


@lru_cache(maxsize=20_000)
def words_of(text: str) -> Words:
    """Return the words of a text for comparison."""
    joined = [whole for found in _ELLIPSIS.finditer(text) for whole in _joined(found["first"], found["last"])]
    forms = ((form for word in words for form in _forms_of_word(word)) for words in (content_words(text), joined))
    return Words(*map(frozenset, forms))


_ELLIPSIS = re.compile(r"\b(?P<first>[A-ZÄÖÜ]\w{2,})- (?:und|oder|sowie|bzw\.) (?P<last>[A-ZÄÖÜ]\w{6,})")
_SHORTEST_LAST = 4
"""Letters of the last part that two compounds share."""


def _joined(first: str, last: str) -> list[str]:
    """Return what "Frauen- und Kinderschutzhaus" may leave out of its first word, wherever the shared part begins."""
    return [first + last[start:] for start in range(3, len(last) - _SHORTEST_LAST + 1)]


@lru_cache(maxsize=20_000)
def _forms_of_word(word: str) -> tuple[str, ...]:
    """Return a word as it is compared: its stem, itself folded, and a verb without the "zu" or "ge" inside it."""
    return tuple(dict.fromkeys([*stems(word), fold(word), stem(_plain_verb(fold(word)))]))


_INFIX = re.compile(
    r"^(ab|an|auf|aus|bei|bereit|durch|ein|fest|her|hin|los|mit|nach|um|unter|vor|weg|weiter|wieder|zu|zurück|zusammen)(?:zu|ge)(?=\w{4})"
)


def _plain_verb(word: str) -> str:
    """Return a separable verb without what German puts inside it: "aufzubewahren", "eingereicht" → "aufbewahren"."""
    return _INFIX.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def forms_of(term: str, language: str) -> tuple[tuple[str, float], ...]:
    """Return the stems that a question's word can stand as, each with its weight in 0..1, its own first."""
    glossary, words = default_glossary(), term.split()
    related = glossary.translations(words) if language == "en" else glossary.relatives(words)
    # One word of a known phrase is not what the phrase means: "regional" is not a "regional authority".
    forms = dict.fromkeys(
        [form for word in words for form in _forms_of_word(word)],
        _WORD_OF_PHRASE if related and len(words) > 1 else 1.0,
    )
    for other, weight in related:
        for form in (form for word in content_words(other) for form in _forms_of_word(word)):
            forms[form] = max(forms.get(form, 0.0), weight * _RELATED)
    return tuple(forms.items())


def phrases(text: str, language: str) -> list[str]:
    """Return the content words of a text, words that the glossary knows as a phrase together: "regional authority"."""
    words, found, start = content_words(text, language), [], 0
    while start < len(words):
        length = default_glossary().phrase_at(words, start, language)
        found.append(" ".join(words[start : start + length]))
        start += length
    return list(dict.fromkeys(found))


def strength(term: str, text: str, language: str) -> float:
    """Return how well a text covers a question's word, 0 to 1."""
    words = words_of(text)
    parts = term.split()
    if len(parts) > 1 and all(max(map(words.strength, _forms_of_word(part))) >= _PART for part in parts):
        return 1.0
    return max((weight * words.strength(form) for form, weight in forms_of(term, language)), default=0.0)


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


@lru_cache(maxsize=20_000)
def is_german_noun(word: str) -> bool:
    """Tell whether a word written in lower case is a noun: its lemma has a capital."""
    from simplemma import lemmatize  # 1 s for its dictionary: only for questions without capitals

    return len(word) > 3 and lemmatize(word, lang="de")[:1].isupper()


@lru_cache(maxsize=20_000)
def is_verbal(word: str) -> bool:
    """Tell whether a word that opens a sentence is a verb or a participle with a capital: "Rechne", "Verbleibende"."""
    from simplemma import is_known, lemmatize  # 1 s for its dictionary

    small = word.lower()
    lemma = lemmatize(small, lang="de")
    return is_known(small, lang="de") and lemma[:1].islower() and (lemma != small and lemma.endswith(("n", "nd")))


@lru_cache(maxsize=20_000)
def is_unknown(word: str) -> bool:
    """Tell whether no German dictionary has a word: the name of a village, a project, a slip."""
    from simplemma import is_known

    return len(word) > 3 and not any(is_known(form, lang="de") for form in (word, word.capitalize()))


@lru_cache(maxsize=20_000)
def is_english(word: str) -> bool:
    """Tell whether an English dictionary has a word, or it is too short or odd to tell."""
    from simplemma import is_known

    return len(word) < 4 or not word.isalpha() or any(is_known(form, lang="en") for form in (word, word.lower()))


def corpus_knows(term: str, question: Question, library: Library) -> bool:
    """Tell whether any passage near the question holds the word itself."""
    own = set(stems(term))
    return any(own <= words_of(hit.passage.text).stems for hit in library.search(term, question.language, 5))
