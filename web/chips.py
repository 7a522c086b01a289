"""What was understood of a question as chips: each can be taken out of the question and put back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.cues import Wanted
from assistant.said import Said, Slot, said_from_json
from corpus.document import FundingState, RecipientKind
from corpus.money import format_euros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.texts import Wording

MOST_NAMES = 3
"""Recipients of one name that are chips of their own; of more, the name itself is one."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood; `action` says in words what a click does, `group` joins readings of one name."""

    said: Said
    label: str
    action: str
    group: int
    is_removed: bool = False
    is_earlier: bool = False


def chips(values: dict[str, Any], texts: Wording) -> list[tuple[Chip, ...]]:
    """Return what was understood as chips, those that are readings of one name ("Offenbach") together.

    `values` is `Answer.understood`. What was taken out of the question follows the rest of its kind.
    """
    earlier = set(said_from_json(values.get("from_earlier")))
    removed = said_from_json(values.get("removed"))
    found = [
        Chip(said, label, _action(texts.ignore, said, label, texts), group, is_earlier=said in earlier)
        for group, (said, label) in _understood(values, texts)
    ]
    found += [_removed(said, number, texts) for number, said in enumerate(removed, start=len(found) + 1)]
    order = list(Slot)
    found.sort(key=lambda chip: order.index(chip.said.slot))
    return [tuple(group) for _, group in groupby(found, key=lambda chip: (chip.said.slot, chip.group))]


def _removed(said: Said, group: int, texts: Wording) -> Chip:
    label = _label(said, texts)
    return Chip(said, label, _action(texts.put_back, said, label, texts), -group, is_removed=True)


def _action(form: str, said: Said, label: str, texts: Wording) -> str:
    return form.format(texts.slots[said.slot].format(label))


def _understood(values: dict[str, Any], texts: Wording) -> Iterator[tuple[int, tuple[Said, str]]]:
    """Yield everything that can be taken out, with a number that readings of one name share."""
    groups = [[Said(Slot.WANTED, wanted)] for wanted in [values.get("wanted", Wanted.TEXT)] if wanted != Wanted.TEXT]
    groups += _places(values)
    for slot in (Slot.YEARS, Slot.PROGRAMMES, Slot.GIVERS, Slot.AMOUNTS, Slot.STATES, Slot.DOCUMENTS):
        groups += [[Said(slot, value)] for value in values.get(slot, ())]
    for number, group in enumerate(groups):
        yield from ((number, (said, _label(said, texts))) for said in group)
    bounds = values.get("threshold") or {}
    for number, (key, form) in enumerate((("above_eur", texts.above), ("below_eur", texts.below)), start=len(groups)):
        if bounds.get(key):
            said = Said(Slot.THRESHOLD, bounds[key])
            yield number, (said, form.format(_label(said, texts)))


def _places(values: dict[str, Any]) -> list[list[Said]]:
    """Return the readings of each place; a name of too many recipients is one reading."""
    places = values.get("places", ())
    words = [place.get("text", "") for place in values.get("place_references", ())]
    return [
        [Said(Slot.PLACES, name) for name in ([words[number]] if _is_many(names, words, number) else names)]
        for number, names in enumerate(places)
    ]


def _is_many(names: list[str], words: list[str], number: int) -> bool:
    return len(names) > MOST_NAMES and number < len(words) and bool(words[number])


def _label(said: Said, texts: Wording) -> str:
    """Return a value in the page's words: "seit 2019", "1.056.700 Euro", "Landkreis" for a kind without a name."""
    value = said.value
    if said.slot is Slot.WANTED:
        return texts.wanted[Wanted(value)]
    if said.slot is Slot.PLACES and value in list(RecipientKind):
        return texts.recipient_kinds.get(RecipientKind(value), value)
    if said.slot is Slot.YEARS and value.endswith("–"):
        return texts.since.format(value.removesuffix("–"))
    if said.slot in {Slot.AMOUNTS, Slot.THRESHOLD}:
        return format_euros(Decimal(value), texts.language)
    if said.slot is Slot.STATES:
        return texts.states[FundingState(value)]
    return value
