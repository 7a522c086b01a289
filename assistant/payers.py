"""Whose own giving a question asks for: "Mit wie viel beteiligt sich der Kreis?", "what does the city contribute?".

Who gives is no recipient. What a town pays itself is looked up by its giver, never among what the town received.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind

if TYPE_CHECKING:
    from assistant.naming import PlaceReference

_LOCAL = frozenset(
    {RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.DISTRICT, RecipientKind.BODY, RecipientKind.UNKNOWN}
)
_ARTICLE = r"(?:(?:der|die|das|den|the)\s+)?(?:(?:city|town|district|county|municipality)\s+of\s+)?"
_GIVES = re.compile(
    r"\b(?:beteilig\w*\s+sich|zahl(?:t|te|ten|en)|gibt|gab(?:en)?|geben|steuer\w*|schie(?:ß|ss)\w*|schoss\w*|trägt|tr[au]gen|"
    r"trug|übern[ai]hm\w*|übernimmt|leitet\w*|reicht\w*|bringt|bringen|brachten?|legt\w*|legen|spendet\w*|gewährt\w*|"
    rf"finanziert\w*|schultert\w*)\s+(?:selbst\s+)?{_ARTICLE}$",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"\b(?:hat|haben|hatten?|will|wollen|muss|müssen|soll\w*|wird|werden|kann|darf)\s+(?:sich\s+)?{_ARTICLE}$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:(?:ein|aus|be|zu)?(?:ge)?zahl(?:t|en)|beigetragen|beitragen|beigesteuert|beisteuern|(?:zu|dazu|hin)?gegeben|"
    r"(?:zu|bei|dazu|dazuzu)?geben|dazugelegt|zugeschossen|zuschießen|übernommen|übernehmen|getragen|tragen|beteilig(?:t|en)|"
    r"gewährt|gewähren|weiter(?:ge)?(?:leitet|reicht|leiten|reichen)|aufgebracht|aufbringen|eingebracht|einbringen|"
    r"gespendet|spenden)\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"\b(?:bek[ao]m\w*|erh[aiä]\w*lt\w*|gekriegt|kriegt\w*|zurück\w*|ausge\w+|received?|receives|got|gets?|back)\b|"
    r"\bgibt\b.*\baus\W*$|\bgab(?:en)?\b.*\baus\W*$",
    re.IGNORECASE,
)
"""Getting, spending and paying back are no giving."""
_DOES = re.compile(rf"\b(?:does|did|do|will|must|has|have|had)\s+{_ARTICLE}$", re.IGNORECASE)
_GIVE = re.compile(
    r"^\W*(?:(?:city|town|district|county|itself|themselves|also|actually|have to|had to|has to|need to|to)\W+)*"
    r"(?:contribut\w*|pa(?:y|id)|g[ia]ve|given|put|add(?:ed)?|provided?|covered?|pass(?:ed)?|chip(?:ped)?)\b(?! back)",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b(?:(?:from|by)\s+{_ARTICLE}|(?:vom|von der|von den)\s+)$", re.IGNORECASE)


def split_payers(
    text: str, places: tuple[PlaceReference, ...]
) -> tuple[tuple[PlaceReference, ...], tuple[PlaceReference, ...]]:
    """Return whose sums are asked for, and which towns, districts and bodies are asked about as those who give them."""
    payers = tuple(place for place in places if _is_local(place) and _pays(text, place, alone=len(places) == 1))
    return tuple(place for place in places if place not in payers), payers


def _is_local(place: PlaceReference) -> bool:
    return bool(place.candidates) and all(candidate.kind in _LOCAL for candidate in place.candidates)


def _pays(text: str, place: PlaceReference, *, alone: bool) -> bool:
    before, after = text[: place.start], text[place.start + len(place.text) :]
    if not alone and _FROM.search(before):
        return True
    if _GETS.search(text):
        return False
    return bool(
        _GIVES.search(before)
        or (_WILL.search(before) and _GIVEN.search(after))
        or (_DOES.search(before) and _GIVE.search(after))
    )
