"""The first half of a run: files -> documents, passages, vectors and facts, noted in the journal group by group.

Never more than a few documents for each reading process and one group of passages are in memory, however many files
there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.reading_process import Request, reason
from index.errors import IndexingError
from index.files import Failure
from index.journal import Entry, no_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from corpus.reading import ReadingLimits
    from corpus.reading_process import Reply
    from index.dictionary.glossing import Glosser
    from index.embedding import Embedder
    from index.journal import Journal
    from index.limits import ProcessLimits

PASSAGES_PER_GROUP = 128
"""Passages that are embedded together: enough for full batches of like lengths, little to hold in memory."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """How files are read and embedded; `report` is told each source, how many are done, and how many there are."""

    embedder: Embedder
    limits: ReadingLimits
    process_limits: ProcessLimits
    report: Callable[[str, int, int], None]
    glosser: Glosser | None = None
    """What glosses passages in English before they are embedded."""

    def fill(
        self, journal: Journal, sources_of: Mapping[str, list[str]], paths: Mapping[str, Path]
    ) -> tuple[frozenset[str], list[Failure]]:
        """Note in the journal what it lacks of some contents; return those it now holds, and what failed.

        `sources_of` maps contents (SHA-256) to their sources, `paths` sources to files.
        """
        there = journal.contents() & sources_of.keys()
        written, failed = set(there), list[Failure]()
        rest = {content: sources for content, sources in sources_of.items() if content not in there}
        if rest:
            self.embedder.embed_passages([])  # a model that must be made first takes memory: before the readers do
        for group in in_groups(self._read(rest, paths, failed, done=len(there)), PASSAGES_PER_GROUP):
            journal.add(self._embedded(group))
            written.update(entry.content for entry in group)
        self.report("", len(sources_of), len(sources_of))
        return frozenset(written), failed

    def _read(
        self, sources_of: Mapping[str, list[str]], paths: Mapping[str, Path], failed: list[Failure], done: int
    ) -> Iterator[Entry]:
        """Yield each content without its vectors yet, as the first of its sources names it."""
        from index.processes import read_all

        most = self.process_limits
        content_of = {sources[0]: content for content, sources in sources_of.items()}
        requests = (
            Request(paths[source], source, self.limits, most.max_seconds, most.max_memory_megabytes)
            for source in content_of
        )
        for number, (request, reply) in enumerate(read_all(requests, most.processes), start=done):
            self.report(request.source, number, done + len(sources_of))
            content = content_of[request.source]
            entry = self._entry(content, request.source, reply)
            if isinstance(entry, Entry):
                yield entry
            else:
                others = sources_of[content]
                failed += [Failure(source, entry.replace(request.source, source, 1)) for source in others]

    def _entry(self, content: str, source: str, reply: Reply) -> Entry | str:
        """Return what was read, cut into passages, or why that is impossible."""
        from corpus.passages import split_passages

        document = reply.document
        if document is None:
            return reply.reason
        if not content.startswith(document.document_id):
            return f"{source} changed while it was read; run `belegt index` again."
        try:
            passages = split_passages(document, self.embedder.count_tokens, self.embedder.max_tokens)
        except IndexingError:
            raise
        except Exception as error:  # noqa: BLE001  one document must not stop the others
            return reason(source, error)
        return Entry(content, document, passages, no_vectors(), reply.facts)

    def _embedded(self, group: Sequence[Entry]) -> Iterator[Entry]:
        texts = [each.searched for entry in group for each in entry.passages]
        vectors = self.embedder.embed_passages([self.glosser.gloss(t) for t in texts] if self.glosser else texts)
        for entry in group:
            own, vectors = vectors[: len(entry.passages)], vectors[len(entry.passages) :]
            yield entry.with_vectors(own)


def in_groups(entries: Iterable[Entry], passages: int) -> Iterator[list[Entry]]:
    """Yield entries in groups of at least so many passages, or of as many documents."""
    group: list[Entry] = []
    held = 0
    for one in entries:
        group.append(one)
        held += max(1, len(one.passages))
        if held >= passages:
            yield group
            group, held = [], 0
    if group:
        yield group
