"""Makes the store hold exactly what files and folders hold, and says what changed.

What a file's content is, not its date, decides whether it is read again. A manifest in the store's state notes what the
run that wrote it took in: where it fits the files, the store is not even opened. Else a run has two halves:

1. Files are read in other processes (`index/processes.py`), embedded, and noted in a journal, group by group.
2. A new state is written beside the one that is read, as a copy without what is gone and with what the journal holds,
   and takes its place at once (`index/states.py`).

A run that is killed in the first half is taken up by the next from the journal; in the second, the next begins that
half again. The state that is read is never written to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.readers.recognition import is_available as recognises
from corpus.reading import ReadingLimits
from index.changes import Changes, by_content
from index.errors import IndexingError, StoreError
from index.extracting import Extraction
from index.files import Failure, FoundFiles, file_hash
from index.intake import taken_in
from index.journal import Journal, delete_journal
from index.limits import ProcessLimits
from index.manifest import Manifest
from index.states import check_folder, current_state, has_store, writing
from index.switching import Target, switch
from index.unread import TimeForScans, read_in_part, readable_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from corpus.gap import Gap
    from index.dictionary.glossing import Glosser
    from index.embedding import Embedder

__all__ = ["EXTRACTOR_VERSION", "Failure", "IndexReport", "ProcessLimits", "plan", "synchronise"]

EXTRACTOR_VERSION = "9"
"""Raised whenever reading, passages or facts come out differently than before: every document is then read again."""

GLOSSED = "+glossed"
"""Added to the version in a document's record where its passages were embedded as English glosses."""


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


def synchronise(  # noqa: PLR0913  each limit has its default
    paths: Sequence[Path | str],
    store_path: Path,
    embedder: Embedder,
    *,
    limits: ReadingLimits | None = None,
    fetch_seconds: float = 30.0,
    process_limits: ProcessLimits | None = None,
    report: Progress | None = None,
    glosser: Glosser | None = None,
) -> IndexReport:
    """Make the store hold exactly what these files, folders (recursively) and web addresses hold.

    What can't be read, and what was read in part only, is named in the report, and the rest goes on. Pages that
    wait for text recognition are read as soon as it is installed. Where a given path doesn't exist or holds no
    files (a drive that isn't mounted, a typing error), no document is removed for being absent. With a glosser,
    passages are embedded as English glosses, those of earlier runs without one too. Raises StoreError where the
    store can't be opened or written to or another run is at it, EmbeddingError where the model can't be used.
    """
    store_path = store_path.resolve()
    limits = limits or ReadingLimits()
    run = _Run(
        store_path,
        Extraction(embedder, limits, process_limits or ProcessLimits(), report or (lambda *_: None), glosser),
    )
    with taken_in(paths, limits, fetch_seconds, process_limits) as found:
        if not found.files and not has_store(store_path):
            check_folder(store_path)
            return run.synchronise(found)
        with writing(store_path):
            return run.synchronise(found)


def _is_of_an_earlier_version(store_path: Path) -> bool:
    """Whether a store has no states yet."""
    return has_store(store_path) and current_state(store_path) == store_path


def plan(  # noqa: PLR0913  as above
    paths: Sequence[Path | str],
    store_path: Path,
    embedder: Embedder,
    *,
    limits: ReadingLimits | None = None,
    fetch_seconds: float = 30.0,
    process_limits: ProcessLimits | None = None,
    glosser: Glosser | None = None,
) -> Changes:
    """Return what `synchronise` would do, as far as the files' contents tell without reading them; changes nothing."""
    store_path = store_path.resolve()
    check_folder(store_path)
    limits = limits or ReadingLimits()
    with taken_in(paths, limits, fetch_seconds, process_limits) as found:
        time = TimeForScans.allowed(limits, process_limits or ProcessLimits())
        held = _held(store_path, embedder.name, _accepted(glosser), time)
        hashes, failed = _hashes(found.files)
    problems = (*found.failed, *found.problems, *failed)
    return Changes.between(held.files, _wanted(held, found, hashes), held.outdated(hashes), failed=problems)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the store holds before the run: sources by content, the contents that need no reading, the counts."""

    files: dict[str, str]
    current: frozenset[str]
    counts: dict[str, int]
    is_ours: bool = True
    """Whether the store was made with the model that is used now."""
    gaps: Mapping[str, tuple[Gap, ...]] = field(default_factory=dict)
    """What was not read of some contents."""

    def outdated(self, hashes: Mapping[str, str]) -> frozenset[str]:
        """Return the contents that are to be read."""
        return frozenset(hashes.values()) - self.current


def _version(glosser: Glosser | None) -> str:
    return EXTRACTOR_VERSION + (GLOSSED if glosser else "")


def _accepted(glosser: Glosser | None) -> frozenset[str]:
    """Return the versions that need no reading: glosses stay when the dictionary is gone, they are the better form."""
    return frozenset({_version(glosser), EXTRACTOR_VERSION + GLOSSED})


def _held(store_path: Path, model: str, accepted: frozenset[str], time: TimeForScans) -> _Held:
    state = current_state(store_path)
    manifest = Manifest.read(state)
    if not has_store(store_path):
        return _Held({}, frozenset(), {"documents": 0, "passages": 0, "facts": 0})
    if manifest and manifest.model == model and manifest.extractor in accepted:
        current = frozenset(manifest.files.values()) - readable_now(manifest.gaps, time)
        return _Held(manifest.files, current, manifest.counts, gaps=manifest.gaps)
    from index.store import Store  # takes a second

    with closing(Store.open(store_path)) as store:
        records, is_ours = store.records().values(), store.embedder_name == model
        valid = [record for record in records if is_ours and record.extractor in accepted]
        gaps = {content: record.gaps for record in records if record.gaps for content in record.files.values()}
        return _Held(
            {source: content for record in records for source, content in record.files.items()},
            frozenset(content for record in valid for content in record.files.values()) - readable_now(gaps, time),
            store.counts(),
            is_ours,
            gaps,
        )


def _hashes(files: Mapping[str, Path]) -> tuple[dict[str, str], list[Failure]]:
    hashes, failed = {}, []
    for source, path in files.items():
        try:
            hashes[source] = file_hash(path)
        except OSError as error:
            reason = f"{source} can't be read ({error.strerror}); check its permissions and the disk."
            failed.append(Failure(source, reason))
    return hashes, failed


def _wanted(held: _Held, found: FoundFiles, hashes: Mapping[str, str]) -> dict[str, str]:
    """Return what the store is to hold: the files' contents, and what it holds of paths that are not there."""
    absent = {source: content for source, content in held.files.items() if source not in found.files}
    return {**(absent if found.failed else {}), **hashes}


class _Run:
    """One synchronisation."""

    def __init__(self, store_path: Path, extraction: Extraction) -> None:
        self._path = store_path
        self._extraction = extraction
        self._model = extraction.embedder.name
        self._version = _version(extraction.glosser)
        self._accepted = _accepted(extraction.glosser)
        self._time = TimeForScans.allowed(extraction.limits, extraction.process_limits)

    def synchronise(self, found: FoundFiles) -> IndexReport:
        """Read what is new, take over what is known, remove what is gone."""
        started = time.perf_counter()
        held = _held(self._path, self._model, self._accepted, self._time)
        if found.failed and not held.is_ours:
            raise StoreError(
                f"{found.failed[0].reason} The store at {self._path} was made with another model than "
                f"{self._model}, so all files must be there to be read again."
            )
        hashes, failed = _hashes(found.files)
        new = {source: content for source, content in hashes.items() if content not in held.current}
        if not new and _wanted(held, found, hashes) == held.files and not _is_of_an_earlier_version(self._path):
            counts, wanted, written, gaps = held.counts, held.files, frozenset[str](), held.gaps
        else:
            with self._journal() as journal:
                written, unreadable = self._extraction.fill(journal, by_content(new), found.files)
                known = {source: content for source, content in hashes.items() if content in held.current | written}
                wanted = _wanted(held, found, known)
                counts = self._switched(journal, held, wanted, written, found.files)
            gaps = _held(self._path, self._model, self._accepted, self._time).gaps
            failed += unreadable
        failed += read_in_part(hashes, gaps)
        return IndexReport(
            **counts,
            **Changes.between(held.files, wanted, written).counts(),
            failed=(*found.failed, *found.problems, *sorted(failed, key=lambda failure: failure.source)),
            seconds=time.perf_counter() - started,
        )

    def _switched(
        self,
        journal: Journal,
        held: _Held,
        wanted: dict[str, str],
        written: frozenset[str],
        paths: Mapping[str, Path],
    ) -> dict[str, int]:
        """Switch to a new state unless nothing is new, and return what the store holds then."""
        is_new = bool(written) or wanted != held.files
        if not is_new and not _is_of_an_earlier_version(self._path):
            return held.counts
        where = {source: str(path) for source, path in paths.items()}
        target = Target(wanted, written, self._model, self._version, self._accepted, where)
        return switch(self._path, target, journal, is_new_content=is_new)

    @contextmanager
    def _journal(self) -> Iterator[Journal]:
        """Give the journal and delete it where all went well; say in one sentence why the store can't be written."""
        try:
            recognition = "with" if recognises() else "without"
            made_by = f"{self._model}, extractor {self._version}, {recognition} text recognition"
            with Journal(self._path, made_by) as journal:
                yield journal
            delete_journal(self._path)
        except IndexingError:
            raise
        except Exception as error:
            why = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise StoreError(
                f"The store at {self._path} could not be written ({why}): make sure that the disk has room and the "
                "folder may be written to, then run `belegt index` again. Until then the store answers as before."
            ) from error
