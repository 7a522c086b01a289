"""What "wie viele …" or "how many …" counts: the noun and what stands before it."""

from __future__ import annotations

import re

_COUNTED_PHRASE = re.compile(r"\b(?:wie\s?viele[nr]?|how many)\s+(?P<words>(?:[^\W\d_][\w-]*\s*){1,4})", re.IGNORECASE)
_ENDS_PHRASE = frozenset(
    """
    do does did are were is was be been have has had can could will would must should may might shall of in at from for
    with by on to took take takes get gets got went go need needs received there that who which hat haben hatte hatten
    ist sind war waren wird werden wurde wurden kann können konnte konnten soll sollen muss müssen darf dürfen gibt gab
    es in im an am bei für aus von mit nach durch auf pro je zur zum der die das den dem des davon insgesamt nehmen
    nahmen altogether
    """.split()
)


def counted_phrase(text: str) -> list[str]:
    """Return the words of what "wie viele …" or "how many …" counts, the noun last: ["apprenticeship", "places"]."""
    found = _COUNTED_PHRASE.search(text)
    words: list[str] = []
    for word in found["words"].split() if found else ():
        if word.casefold() in _ENDS_PHRASE:
            break
        words.append(word)
    # German writes its noun with a capital, and only adjectives stand before it.
    noun = next((place for place, word in enumerate(words) if word[:1].isupper()), None)
    if noun is not None and found and found.group().casefold().startswith("wie"):
        words = words[: noun + 1]
    return words if len(words) <= 3 else words[:1]


def counted_thing(text: str) -> str | None:
    """Return the noun that "wie viele …" or "how many …" counts, else None."""
    words = counted_phrase(text)
    return words[-1] if words and len(words[-1]) >= 4 else None
