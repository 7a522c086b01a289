"""What a question says, thing by thing: so that people see what was understood, and can take any of it out again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from corpus.money import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.question import Question


class Slot(StrEnum):
    """What a question can say, by the keys of `understood_of`."""

    WANTED = "wanted"
    PLACES = "places"
    YEARS = "years"
    PROGRAMMES = "programmes"
    GIVERS = "givers"
    AMOUNTS = "amounts_eur"
    STATES = "states"
    THRESHOLD = "threshold"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a question says: the slot, and the value as `understood_of` shows it ("2020")."""

    slot: Slot
    value: str

    def to_json(self) -> dict[str, str]:
        """Return it as a JSON object: `{"slot", "value"}`."""
        return {"slot": self.slot.value, "value": self.value}


def said_from_json(values: Any) -> tuple[Said, ...]:
    """Return what a list of `{"slot", "value"}` names, each once; what is not of that form is left out."""
    objects: Iterable[Any] = values if isinstance(values, list | tuple) else ()
    found = [
        Said(Slot(one["slot"]), one["value"])
        for one in objects
        if isinstance(one, dict) and one.get("slot") in list(Slot) and isinstance(one.get("value"), str)
    ]
    return tuple(dict.fromkeys(found))


def shown(value: object) -> str:
    """Return a value of a slot as `understood_of` shows it; amounts as plain digits."""
    return str(value.euros) if isinstance(value, Amount) else str(value)


def said_in(question: Question) -> tuple[Said, ...]:
    """Return everything that was understood of a question."""
    values: tuple[tuple[Slot, Iterable[object]], ...] = (
        (Slot.WANTED, [question.wanted]),
        (Slot.PLACES, [name for place in question.all_places for name in place.shown]),
        (Slot.YEARS, question.all_years),
        (Slot.PROGRAMMES, question.programmes),
        (Slot.GIVERS, (*question.givers, *(name for payer in question.payers for name in payer.names))),
        (Slot.AMOUNTS, question.amounts),
        (Slot.STATES, sorted(question.states)),
        (Slot.THRESHOLD, question.threshold.ends if question.threshold else ()),
        (Slot.DOCUMENTS, question.documents),
    )
    return tuple(dict.fromkeys(Said(slot, shown(value)) for slot, found in values for value in found))


def understood_of(question: Question) -> dict[str, Any]:
    """Return everything that was understood of a question as a JSON object.

    `places` holds the names that each place can mean, `place_references` the same with the question's own words;
    `from_earlier` names what comes from earlier questions, `removed` what the question was answered without.
    """
    threshold = question.threshold
    above, below = (threshold.above, threshold.below) if threshold else (None, None)
    return {
        "wanted": question.wanted.value,
        "places": [list(place.shown) for place in question.all_places],
        "place_references": [place.to_json() for place in question.all_places],
        "years": [str(year) for year in question.all_years],
        "programmes": list(question.programmes),
        "givers": [*question.givers, *(name for payer in question.payers for name in payer.names)],
        "amounts_eur": [shown(amount) for amount in question.amounts],
        "states": sorted(state.value for state in question.states),
        "threshold": {"above_eur": above and shown(above), "below_eur": below and shown(below)},
        "documents": list(question.documents),
        "per_unit": question.per_unit,
        "from_earlier": [said.to_json() for said in question.said() if said in question.from_earlier],
        "removed": [said.to_json() for said in question.omitted],
    }
