"""What a run changes, told from which content lies where before and after it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from index.files import Failure


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents, each by its sources: added, changed (in content, place or extraction), left alone, removed.

    `failed` are the files and paths that could not be looked at.
    """

    added: tuple[tuple[str, ...], ...]
    changed: tuple[tuple[str, ...], ...]
    unchanged: tuple[tuple[str, ...], ...]
    removed: tuple[tuple[str, ...], ...]
    failed: tuple[Failure, ...] = ()

    @classmethod
    def between(
        cls,
        before: Mapping[str, str],
        after: Mapping[str, str],
        read: Collection[str],
        failed: tuple[Failure, ...] = (),
    ) -> Changes:
        """Compare which content (SHA-256) each source holds before and after a run that reads the contents `read`."""
        old, new = by_content(before), by_content(after)
        added = [content for content in new if content not in old and not before.keys() & new[content]]
        removed = [content for content in old if content not in new and not after.keys() & old[content]]
        unchanged = [content for content in new if new[content] == old.get(content) and content not in read]
        others = new.keys() - set(added) - set(unchanged)
        changed = [content for content in new if content in others]
        return cls(_named(added, new), _named(changed, new), _named(unchanged, new), _named(removed, old), failed)

    def counts(self) -> dict[str, int]:
        """Return how many documents each is true of."""
        names = ("added", "changed", "unchanged", "removed")
        return {name: len(getattr(self, name)) for name in names}

    def to_json(self) -> dict[str, Any]:
        """Return the counts, and the sources of all documents that would change."""
        named = {name: list(getattr(self, name)) for name in ("added", "changed", "removed")}
        failed = [asdict(failure) for failure in self.failed]
        return {"dry_run": True, **self.counts(), "failed": failed, "sources": named}


def _named(contents: list[str], sources_of: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sources_of[content]) for content in contents)


def by_content(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Group sources, in order, by the content they hold."""
    sources_of: dict[str, list[str]] = defaultdict(list)
    for source, content in sorted(files.items()):
        sources_of[content].append(source)
    return dict(sources_of)
