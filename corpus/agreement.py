"""What an agreement's own structure says: parties, who signed when and where, which projects stand below which measure.

Only form is read: "zwischen … und …", lines "Ort, den Datum", names on lines of their own above an office, numbered
headings over lists. A press release that reports a signing gives its signatories by office and name in the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.measures import Measure, Project, read_measures
from corpus.parties import Party, read_parties
from corpus.places import Gazetteer
from corpus.signatures import Signatory, read_signatures
from corpus.signing_reports import signing_reports

if TYPE_CHECKING:
    import datetime

    from corpus.document import Document

__all__ = ["Agreement", "Measure", "Party", "Project", "Signatory", "read_agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The structure of an agreement, or what a report about one tells of it; anything may be empty."""

    parties: tuple[Party, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def signing_dates(self) -> tuple[datetime.date, ...]:
        """The different days of signing, in the order they stand in the text."""
        return tuple(dict.fromkeys(s.date for s in self.signatories if s.date))

    @property
    def signing_places(self) -> tuple[str, ...]:
        """The different places of signing, in the order they stand in the text."""
        return tuple(dict.fromkeys(s.place for s in self.signatories if s.place))


def read_agreement(document: Document, gazetteer: Gazetteer | None = None) -> Agreement:
    """Return the parties, signatories and measures that a document's structure shows."""
    gazetteer = gazetteer or Gazetteer.load()
    parties = read_parties(document, gazetteer)
    signatories = read_signatures(document.text, parties)
    if not signatories:
        signatories = signing_reports(document, gazetteer)
    return Agreement(parties, signatories, read_measures(document))
