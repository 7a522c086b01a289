"""Makes the store hold exactly what files and folders hold, and says what changed.

What a file's content is, not its date, decides whether it is read again. A manifest beside the store notes what the
last finished run took in: where it fits the files, the store is not even opened. It is deleted before the first write
and written after the last, so a missing manifest means an unfinished run, whose leftovers are swept first.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from index.errors import IndexingError
from index.files import Failure, FoundFiles, file_hash, find_files
from index.manifest import Manifest, has_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from corpus.document import Document, Fact, Passage
    from corpus.reading import ReadingLimits
    from index.commits import StoredDocument
    from index.dictionary.glossing import Glosser
    from index.embedding import Embedder
    from index.store import Store

__all__ = ["EXTRACTOR_VERSION", "Failure", "IndexReport", "synchronise"]

EXTRACTOR_VERSION = "3"
"""Raised whenever reading, passages or facts come out differently than before: every document is then read again."""

GLOSSED = "+glossed"
"""Added to the version in a document's record where its passages were embedded as English glosses."""

PASSAGES_PER_GROUP = 128
"""Passages that are embedded together: enough for full batches of like lengths, little to hold in memory."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did. All but `failed` and `seconds` are counts.

    `documents`, `passages` and `facts` are what the store holds now; the same content at several places is one
    document. `added`, `changed`, `unchanged` and `removed` count documents; one that was moved or renamed has changed.
    """

    documents: int
    passages: int
    facts: int
    added: int
    changed: int
    unchanged: int
    removed: int
    failed: tuple[Failure, ...]
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return the report as the contract's JSON object."""
        failed = [asdict(failure) for failure in self.failed]
        return {**asdict(self), "failed": failed, "seconds": round(self.seconds, 3)}


Progress = Callable[[str, int, int], None]
"""Called with a source, how many files are done with, and how many are to be read."""


def synchronise(
    paths: Sequence[Path],
    store_path: Path,
    embedder: Embedder,
    *,
    limits: ReadingLimits | None = None,
    report: Progress | None = None,
    glosser: Glosser | None = None,
) -> IndexReport:
    """Make the store hold exactly what these files and folders hold, recursively.

    What can't be read is named in the report, and the rest goes on. Where a given path doesn't exist or holds no
    files (a drive that isn't mounted, a typing error), no document is removed for being absent. With a glosser,
    passages are embedded as English glosses, those of earlier runs without one too. Raises
    StoreError where the store can't be opened or was made with another model, EmbeddingError where the model can't be
    used.
    """
    with _Run(store_path.resolve(), embedder, limits, report or (lambda *_: None), glosser) as run:
        return run.synchronise(find_files(paths))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the store holds before the run: sources by content, the contents that need no reading, the counts."""

    files: dict[str, str]
    current: frozenset[str]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document with all that is extracted from it; `files` maps its sources to their content's hash."""

    files: dict[str, str]
    document: Document
    passages: list[Passage]
    facts: list[Fact]


class _Run:
    """One synchronisation; the store is opened only when it must be."""

    def __init__(
        self,
        store_path: Path,
        embedder: Embedder,
        limits: ReadingLimits | None,
        report: Progress,
        glosser: Glosser | None,
    ) -> None:
        self._path = store_path
        self._glosser = glosser
        # Glosses stay when the dictionary is gone: they are the better form.
        self._version = EXTRACTOR_VERSION + (GLOSSED if glosser else "")
        self._accepted = {self._version, EXTRACTOR_VERSION + GLOSSED}
        self._embedder = embedder
        self._limits = limits
        self._report = report
        self._store: Store | None = None
        self._before: dict[str, StoredDocument] = {}
        self._failed: list[Failure] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store:
            self._store.close()

    def synchronise(self, found: FoundFiles) -> IndexReport:
        """Read what is new, take over what is known, remove what is gone."""
        started = time.perf_counter()
        self._failed.extend(found.failed)
        held = self._held()
        hashes = self._hashes(found.files)
        new = {source: content for source, content in hashes.items() if content not in held.current}
        written = self._write(self._prepare(new, found.files))
        wanted = {source: content for source, content in hashes.items() if content in held.current | written}
        if found.failed:
            wanted |= {source: content for source, content in held.files.items() if source not in found.files}
        counts = self._settle(held, wanted, written) if self._store or wanted != held.files else held.counts
        return IndexReport(
            **counts,
            **_changes(held.files, wanted, written),
            failed=tuple(self._failed),
            seconds=time.perf_counter() - started,
        )

    def _held(self) -> _Held:
        manifest = Manifest.read(self._path)
        if not has_store(self._path):
            return _Held({}, frozenset(), {"documents": 0, "passages": 0, "facts": 0})
        if manifest and manifest.model == self._embedder.name and manifest.extractor in self._accepted:
            return _Held(manifest.files, frozenset(manifest.files.values()), manifest.counts)
        store = self._opened()
        store.sweep()
        records = store.records().values()
        current = [record for record in records if record.extractor in self._accepted]
        return _Held(
            {source: content for record in records for source, content in record.files.items()},
            frozenset(content for record in current for content in record.files.values()),
            store.counts(),
        )

    def _opened(self) -> Store:
        """Return the store, open and about to be changed."""
        if self._store is None:
            from index.store import Store  # takes a second

            self._store = Store.open(self._path, embedder_name=self._embedder.name, create=True)
            Manifest.delete(self._path)
            self._before = dict(self._store.records())
        return self._store

    def _hashes(self, files: Mapping[str, Path]) -> dict[str, str]:
        hashes = {}
        for source, path in files.items():
            try:
                hashes[source] = file_hash(path)
            except OSError as error:
                reason = f"{source} can't be read ({error.strerror}); check its permissions and the disk."
                self._failed.append(Failure(source, reason))
        return hashes

    def _prepare(self, new: Mapping[str, str], paths: Mapping[str, Path]) -> Iterator[_Prepared]:
        """Yield a document for each new content, as the first of its sources names it."""
        sources_of = _by_content(new)
        for done, (content, sources) in enumerate(sources_of.items()):
            self._report(sources[0], done, len(sources_of))
            try:
                one = self._extract(paths[sources[0]], dict.fromkeys(sources, content))
            except IndexingError:
                raise
            except Exception as error:  # noqa: BLE001 (a reader's bug must not stop the other files)
                self._failed.extend(Failure(source, _reason(source, error)) for source in sources)
            else:
                yield one
        if sources_of:
            self._report("", len(sources_of), len(sources_of))

    def _extract(self, path: Path, files: dict[str, str]) -> _Prepared:
        # Imported here because the readers are many and load slowly, and most runs have nothing to read.
        from corpus.facts import extract_facts
        from corpus.passages import split_passages
        from corpus.reading import ReadingLimits, read_document

        document = read_document(path, min(files), self._limits or ReadingLimits())
        passages = split_passages(document, self._embedder.count_tokens, self._embedder.max_tokens)
        return _Prepared(files, document, passages, extract_facts(document))

    def _write(self, prepared: Iterator[_Prepared]) -> frozenset[str]:
        """Embed and store documents group by group; return their contents' hashes."""
        written: set[str] = set()
        for group in _groups(prepared):
            texts = [each.searched for one in group for each in one.passages]
            vectors = self._embedder.embed_passages([self._glosser.gloss(t) for t in texts] if self._glosser else texts)
            for one in group:
                own, vectors = vectors[: len(one.passages)], vectors[len(one.passages) :]
                self._opened().put(one.document, one.passages, own, one.facts, files=one.files, extractor=self._version)
                written.update(one.files.values())
        return frozenset(written)

    def _settle(self, held: _Held, wanted: dict[str, str], written: frozenset[str]) -> dict[str, int]:
        """Give each document the sources that hold it now, remove those without any, note what is there."""
        from index.keywords import KeywordIndex

        store = self._opened()
        files_of = {content: dict.fromkeys(sources, content) for content, sources in _by_content(wanted).items()}
        moved: list[tuple[StoredDocument, dict[str, str]]] = []
        # Records from before count too: a new content at an old source hides the one that has moved on from there.
        for document_id, record in (self._before | store.records()).items():
            files = {s: c for content in set(record.files.values()) for s, c in files_of.get(content, {}).items()}
            if not files:
                store.remove(document_id)
            elif files != record.files or document_id not in store.records():
                moved.append((record, files))
        store.set_files(moved)
        store.sweep()
        if written or wanted != held.files:
            store.mark_indexed()
        KeywordIndex.open(store)  # built now, so that the first question doesn't wait for it
        versions = {record.extractor for record in store.records().values()}
        if versions <= self._accepted:
            version = min(versions, default=self._version)  # without glosses, where any document is
            Manifest(self._embedder.name, version, wanted, store.counts()).write(self._path)
        return store.counts()


def _groups(prepared: Iterator[_Prepared]) -> Iterator[list[_Prepared]]:
    group: list[_Prepared] = []
    for one in prepared:
        group.append(one)
        if sum(len(each.passages) for each in group) >= PASSAGES_PER_GROUP:
            yield group
            group = []
    if group:
        yield group


def _reason(source: str, error: Exception) -> str:
    from corpus.reading import ReadingError

    if isinstance(error, ReadingError):
        return str(error)
    what = (str(error) or "no details").splitlines()[0][:200]
    return f"{source} could not be read because of an error in the program ({type(error).__name__}: {what})."


def _by_content(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Group sources, in order, by the content they hold."""
    sources_of: dict[str, list[str]] = defaultdict(list)
    for source, content in sorted(files.items()):
        sources_of[content].append(source)
    return dict(sources_of)


def _changes(before: Mapping[str, str], after: Mapping[str, str], written: frozenset[str]) -> dict[str, int]:
    """Count documents that were added, changed (in content, place or extraction), left alone and removed."""
    old, new = _by_content(before), _by_content(after)
    added = [content for content in new.keys() - old.keys() if not before.keys() & new[content]]
    removed = [content for content in old.keys() - new.keys() if not after.keys() & old[content]]
    unchanged = [content for content in new if new[content] == old.get(content) and content not in written]
    return {
        "added": len(added),
        "changed": len(new) - len(added) - len(unchanged),
        "unchanged": len(unchanged),
        "removed": len(removed),
    }
