"""German text -> an English gloss, word by word, for an embedding model that reads English.

No translation: it need not be right in grammar, only near in meaning. all-MiniLM-L6-v2 on such a gloss finds what it
does not find on the German text (measured in tests/benchmarks/retrieval_quality.py).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from index.compounds import CompoundSplitter
from index.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from index.dictionary.tables import Dictionary
    from index.glossary import Glossary

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+|[.!?;:](?=\s|$)")
_LONGEST_PHRASE = 3
_GLOSSARY = 1.1
"""What the glossary's first meaning counts against the dictionary's: "Zuwendung" is a grant here, no turning."""

_FUNCTION_WORDS = {
    german: english
    for english, group in {
        "the": "der die das den dem",
        "of the": "des vom",
        "a": "ein eine einen einem einer",
        "of a": "eines",
        "and": "und",
        "or": "oder",
        "but": "aber",
        "not": "nicht",
        "no": "kein keine keinen keiner",
        "in": "in",
        "in the": "im",
        "at": "an bei",
        "at the": "am beim",
        "on": "auf",
        "from": "aus",
        "with": "mit",
        "after": "nach",
        "of": "von",
        "to": "zu",
        "to the": "zum zur",
        "for": "für",
        "over": "über",
        "under": "unter",
        "through": "durch",
        "against": "gegen",
        "without": "ohne",
        "around": "um",
        "before": "vor",
        "between": "zwischen",
        "during": "während",
        "until": "bis",
        "as": "als wie",
        "if": "wenn",
        "whether": "ob",
        "that": "dass",
        "because": "weil",
        "since": "da",
        "is": "ist",
        "are": "sind",
        "was": "war wurde was",
        "were": "waren wurden",
        "be": "werden wird",
        "has": "hat",
        "have": "haben",
        "had": "hatte hatten",
        "can": "kann können",
        "must": "muss müssen",
        "shall": "soll sollen",
        "should": "sollte sollten",
        "wants": "will",
        "he": "er",
        "they": "sie",
        "it": "es",
        "I": "ich",
        "we": "wir",
        "their": "ihr ihre ihren ihrer",
        "his": "seine seinen seiner",
        "itself": "sich",
        "one": "man",
        "this": "dies diese dieser dieses diesen diesem",
        "also": "auch",
        "only": "nur",
        "still": "noch",
        "very": "sehr",
        "more": "mehr",
        "so": "so",
        "then": "dann",
        "here": "hier",
        "there": "dort",
        "however": "jedoch",
        "all": "alle allen aller",
        "other": "andere anderen",
        "whose": "deren",
        "which": "welche welcher welches",
        "who": "wer",
        "where": "wo",
    }.items()
    for german in group.split()
}


class Glosser:
    """Glosses German in English: the glossary of this project's field first, then the dictionary."""

    def __init__(self, dictionary: Dictionary, glossary: Glossary) -> None:
        self._dictionary = dictionary
        self._glossary = glossary
        self._splitter = CompoundSplitter(lambda word: bool(dictionary.phrase([word], "de")))
        self._word = lru_cache(maxsize=200_000)(self._gloss_of_word)

    def gloss(self, text: str) -> str:
        """Return the English gloss of a German text."""
        return "\n".join(self._line(line) for line in unicodedata.normalize("NFC", text).split("\n"))

    def _line(self, line: str) -> str:
        words: list[str] = _WORD.findall(line)
        found, start = [], 0
        while start < len(words):
            length, english = self._at(words, start)
            found.append(english)
            start += length
        return " ".join(filter(None, found))

    def _at(self, words: list[str], start: int) -> tuple[int, str]:
        """Return how many words from `start` make the longest known phrase, and its gloss."""
        if words[start].lower() in _FUNCTION_WORDS:
            return 1, _FUNCTION_WORDS[words[start].lower()]
        for length in range(min(_LONGEST_PHRASE, len(words) - start), 1, -1):
            phrase = words[start : start + length]
            little = phrase[0].lower() in _FUNCTION_WORDS or phrase[-1].lower() in STOP_WORDS["de"]
            own = [] if little else self._glossary.english(phrase)
            if found := own or self._dictionary.phrase(phrase, "de"):
                return length, found[0][0]
        return 1, self._word(words[start])

    def _gloss_of_word(self, word: str) -> str:
        if not word[0].isalpha():
            return word
        meanings = dict(self._dictionary.translations(word, "de"))
        for english, weight in self._glossary.english([word]):
            meanings[english] = meanings.get(english, 0.0) + weight * _GLOSSARY
        if meanings:
            return max(sorted(meanings), key=meanings.__getitem__)
        parts = [self._gloss_of_word(part.capitalize()) for part in self._splitter.parts(word)]
        return " ".join(parts) or word
