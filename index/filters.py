"""Which documents a search is limited to: by document, recipient, year, kind.

Filters count after the search: the vector store is twenty times slower with a filter of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.document import Document
    from index.store import Store


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit's document must be; what is left empty does not matter, several values of one kind are alternatives.

    `documents` are document ids or parts of sources, `recipients` parts of the names in its facts, parties or title,
    `years` its own year or those of its facts, `kinds` as in `corpus.document.DocumentKind`.
    """

    documents: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.recipients or self.years or self.kinds)


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """What filters look at: a document's sources, names and years."""

    document_id: str
    sources: tuple[str, ...]
    names: str
    years: frozenset[int]
    kind: str

    def fits(self, filters: Filters) -> bool:
        """Tell whether filters let the document through."""
        fitting = [
            any(
                wanted == self.document_id or any(wanted in one for one in self.sources) for wanted in filters.documents
            ),
            any(fold(wanted) in self.names for wanted in filters.recipients),
            bool(self.years & set(filters.years)),
            self.kind in filters.kinds,
        ]
        asked = [filters.documents, filters.recipients, filters.years, filters.kinds]
        return all(fits for fits, wanted in zip(fitting, asked, strict=True) if wanted)


def profiles(store: Store) -> dict[str, DocumentProfile]:
    """Return what filters look at, by document id."""
    recipients: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    for fact in store.facts():
        recipients[fact.document_id].add(fact.recipient)
        if fact.year_from:
            years[fact.document_id].update(range(fact.year_from, (fact.year_to or fact.year_from) + 1))
    records = store.records()
    return {
        document.document_id: DocumentProfile(
            document.document_id,
            tuple(records[document.document_id].files),
            fold(" | ".join([document.title, *document.parties, *sorted(recipients[document.document_id])])),
            frozenset(years[document.document_id] | ({document.year} if document.year else set())),
            document.kind.value,
        )
        for document in store.each_document()
    }


def newest_year(document: Document, sources: Iterable[str]) -> int:
    """Return a document's year, else the latest year that its title or its sources name, else 0."""
    named = f"{document.title} {' '.join(sources)}"
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", named)
    return document.year or max((int(year) for year in years), default=0)
