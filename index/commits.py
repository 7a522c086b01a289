"""The record that makes a document visible in the store, and which of several records a source belongs to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.gap import Gap
from index.records import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus.document import Document, Fact, Passage


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's record: the commit mark that makes its passages and facts visible.

    `files` maps each source that holds this content to the SHA-256 of the file. `passages` and `facts` are counts.
    `extractor` is the version of the extraction that made them, `gaps` are the document's. Of two records the one
    with the higher `sequence` was written later.
    """

    document_id: str
    revision: str
    files: dict[str, str]
    passages: int
    facts: int
    extractor: str
    sequence: int
    gaps: tuple[Gap, ...] = ()

    @property
    def source(self) -> str:
        """The source the document is cited by: the first in sort order."""
        return min(self.files)

    def to_metadata(self) -> dict[str, str | int]:
        """Return the record as flat values."""
        values = asdict(self)
        values |= {name: json.dumps(values[name]) for name in ("files", "gaps")}
        del values["document_id"]
        return values

    @classmethod
    def from_metadata(cls, document_id: str, metadata: Mapping[str, Any]) -> StoredDocument:
        """Return the record that `to_metadata` wrote."""
        gaps = tuple(Gap(**gap) for gap in json.loads(metadata.get("gaps", "[]")))
        return cls(document_id=document_id, **{**metadata, "files": json.loads(metadata["files"]), "gaps": gaps})


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with all that is extracted from it, the vectors of shape (n_passages, dimension).

    `files` maps each source that holds this content to the SHA-256 of the file. Raises ValueError where passages and
    vectors differ in number.
    """

    document: Document
    passages: Sequence[Passage]
    vectors: NDArray[np.float32]
    facts: Sequence[Fact]
    files: Mapping[str, str]

    def __post_init__(self) -> None:
        if len(self.passages) != len(self.vectors):
            raise ValueError(f"{len(self.passages)} passages need as many vectors, not {len(self.vectors)}")

    def record(self, extractor: str, sequence: int) -> StoredDocument:
        """Return the record that makes this document visible."""
        return StoredDocument(
            document_id=self.document.document_id,
            revision=revision_of(self.document, self.passages, self.facts),
            files=dict(self.files),
            passages=len(self.passages),
            facts=len(self.facts),
            extractor=extractor,
            sequence=sequence,
            gaps=self.document.gaps,
        )


def visible_records(records: Iterable[StoredDocument]) -> dict[str, StoredDocument]:
    """Give each source to the record written last, and leave out records that are left without a source."""
    claimed: set[str] = set()
    visible = {}
    for record in sorted(records, key=lambda record: record.sequence, reverse=True):
        own = {source: file for source, file in record.files.items() if source not in claimed}
        claimed.update(own)
        if own:
            visible[record.document_id] = replace(record, files=own)
    return visible


def with_new(visible: Mapping[str, StoredDocument], new: Sequence[StoredDocument]) -> dict[str, StoredDocument]:
    """Return what `visible_records` makes of both, without looking at all again where none takes another's source."""
    claimed = {source for record in visible.values() for source in record.files}
    sources = [source for record in new for source in record.files]
    if claimed.isdisjoint(sources) and len(set(sources)) == len(sources):
        return {**visible, **{record.document_id: record for record in new}}
    return visible_records([*visible.values(), *new])


def content_tag(records: Iterable[StoredDocument]) -> str:
    """Return a tag of what the records hold and where: equal content gives equal tags, in whatever order it came."""
    held = sorted([record.document_id, record.revision, *sorted(record.files)] for record in records)
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def revision_of(document: Document, passages: Sequence[Passage], facts: Sequence[Fact]) -> str:
    """Return a tag of a document's content and of all that was extracted from it, wherever the file lies."""
    records: list[Document | Passage | Fact] = [document, *passages, *facts]
    digest = hashlib.sha256()
    for record in records:
        digest.update(encode(record, frozenset({"source"})).encode())
    return digest.hexdigest()[:16]
