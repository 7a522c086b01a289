"""What stands before a participant and shows its case: article, preposition, the word before these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Span
    from corpus.extraction.participants import Participant

_ARTICLES = (
    "der die das dem den des einem einer einen ein eine eines the dieser diesem diesen dieses diese "
    "unserer unserem unseren ihrer ihrem".split()
)
_CONTRACTED = {
    "im": "dem",
    "am": "dem",
    "vom": "dem",
    "zum": "dem",
    "zur": "der",
    "beim": "dem",
    "ins": "das",
    "ans": "das",
    "fürs": "das",
}
_PREPOSITIONS = frozenset(
    "an ans für fürs in im ins nach von vom aus bei beim mit durch seitens zwischen gegenüber "
    "zugunsten zu zum zur auf am über um innerhalb für neben "
    "laut gegen ohne to for from by within with at of unter pro".split()
)


@dataclass(frozen=True, slots=True)
class Before:
    """The words before a participant: its article, the preposition, and the word before these."""

    article: str
    preposition: str
    previous: str
    first: bool


def words_before(text: str, piece: Span, participant: Participant) -> Before:
    """Return the article and the preposition that a participant stands behind in its piece of a clause."""
    stretch = text[max(piece.start, participant.start - 90) : participant.start]
    if re.search(r"\bzwischen\s[^,.;]{2,60}\sund\s(?:de[rm]\s|die\s)?$", stretch):
        return Before("", "zwischen", "", first=False)
    tokens = re.findall(r"[\w-]+\.?|[,;:()„“\"–|]", stretch)
    first = not tokens
    article = preposition = ""
    skipped = 0
    while tokens:
        word = tokens[-1].lower()
        if word in _CONTRACTED:
            return Before(_CONTRACTED[word], word, tokens[-2] if len(tokens) > 1 else "", first=False)
        if word in _PREPOSITIONS:
            preposition = word
            tokens.pop()
            break
        if word in _ARTICLES and not article:
            article = word
            tokens.pop()
            continue
        if (
            not article
            and skipped < 2
            and re.fullmatch(r"[a-zäöüß-]+(?:e|en|er|em|es)|\d{1,3}", word)
            and len(tokens) > 1
            and _article_near(tokens)
        ):
            tokens.pop()
            skipped += 1
            continue
        break
    return Before(article, preposition, tokens[-1] if tokens else "", first or not tokens)


def _article_near(tokens: list[str]) -> bool:
    """Say whether the words before an adjective are an article or preposition: "dem nordhessischen Landkreis"."""
    return any(
        word.lower() in _ARTICLES or word.lower() in _PREPOSITIONS or word.lower() in _CONTRACTED
        for word in tokens[-3:-1]
    )
