"""Someone in a text: a place, a body, a group, an office, or a word that refers back to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from corpus.document import RecipientKind, Span


class Reference(Enum):
    """How words refer to a participant."""

    NAME = auto()
    BACK = auto()
    """"die Stadt", "der Kreis": the name stands elsewhere."""
    PRONOUN = auto()
    OFFICE = auto()
    GROUP = auto()
    ADJECTIVE = auto()
    """"Offenbacher", "hessisch": says where something belongs, not who gets it."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in the text: canonical name ("" while it only refers back), kind, how it refers, how sure the name is.

    `sure` is False for a bare name that stands for several places ("Offenbach") where nothing else decides.
    `gives` marks those who give by nature: state, federation, union, ministry, authority.
    """

    start: int
    end: int
    name: str
    kind: RecipientKind
    reference: Reference
    sure: bool = True
    gives: bool = False
    state: str | None = None

    @property
    def span(self) -> Span:
        """Where its words stand."""
        return Span(self.start, self.end)

    @property
    def is_local(self) -> bool:
        """Say whether this is a town, municipality or district, by name or referring back."""
        return self.kind in LOCAL


LOCAL = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.DISTRICT})
