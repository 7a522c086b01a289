"""What a run takes in: files as they lie, pages fetched from their addresses, and the files that mails carry.

What doesn't lie in a folder is put into one for the time of the run, so all else treats it as a file like any other:
it is hashed, read, and reported by its source. A page's source is its address, an attachment's `mail.eml/bescheid.pdf`.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from corpus.readers import ReadingError
from corpus.sidecar import SUFFIX, read_sidecar, sidecar_of
from index.fetching import Fetcher, FetchError, FetchLimits, is_address
from index.files import Failure, FoundFiles, find_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.reading import ReadingLimits

_LOOKED_AT = 16_000
"""Bytes from a file's beginning that tell a mail."""


@contextmanager
def taken_in(given: Sequence[Path | str], limits: ReadingLimits, fetch_seconds: float = 30.0) -> Iterator[FoundFiles]:
    """Give the files of some paths and addresses by source; pages and attachments lie in a folder until the end.

    An address that can't be fetched is a path that doesn't exist: it is named among the failures.
    """
    paths = [Path(one) for one in given if not is_address(one)]
    found = find_files(paths)
    with tempfile.TemporaryDirectory(prefix="belegt-") as folder:
        place = _Place(Path(folder))
        files, failed, problems = dict(found.files), list(found.failed), list(found.problems)
        problems += _unusable_sidecars(found.files)
        fetcher = Fetcher(FetchLimits(int(limits.max_megabytes * 1e6), timeout_seconds=fetch_seconds))
        for address in dict.fromkeys(str(one) for one in given if is_address(one)):
            try:
                files[address] = place.put(_page_name(address), fetcher.fetch(address))
            except FetchError as error:
                failed.append(Failure(address, f"{address} {error}. Nothing was removed from the store."))
        for source, path in list(files.items()):
            attached, problem = _attachments(source, path, limits, place)
            files |= attached
            problems += [problem] if problem else []
        yield FoundFiles(dict(sorted(files.items())), tuple(failed), tuple(problems))


def _unusable_sidecars(files: Mapping[str, Path]) -> Iterator[Failure]:
    """Yield what is wrong with sidecars that can't be read or that lie beside no file that they describe."""
    used: set[Path] = set()
    for source, path in files.items():
        if (sidecar := sidecar_of(path)) is None:
            continue
        name = source.rpartition("/")[0] + "/" * ("/" in source) + sidecar.name
        try:
            read_sidecar(sidecar)
        except ReadingError as error:
            if sidecar not in used:
                yield Failure(name, f"{name} {error}. The document itself is read without it.")
        used.add(sidecar)
    folders = dict.fromkeys(path.parent for path in files.values())
    for alone in sorted(one for folder in folders for one in folder.glob(f"*{SUFFIX}") if one not in used):
        yield Failure(alone.name, f"{alone.name} describes no file beside it; name it after one or remove it.")


class _Place:
    """A folder for what comes without one; each file lies in one of its own, under the name that it came with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def put(self, name: str, content: bytes) -> Path:
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        (folder / name).write_bytes(content)
        return folder / name


def _page_name(address: str) -> str:
    name = unquote(urlsplit(address).path).rstrip("/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " .-_")[-100:].strip(". ")
    return kept or "page"


def _attachments(
    source: str, path: Path, limits: ReadingLimits, place: _Place
) -> tuple[dict[str, Path], Failure | None]:
    """Return the files that a mail carries by source, and what had to be left out; none for what is no mail."""
    from corpus.readers import mail

    try:
        if path.stat().st_size > limits.max_megabytes * 1e6:
            return {}, None  # too large to be read at all, which is said of the mail itself
        with path.open("rb") as file:
            if not mail.is_mail(file.read(_LOOKED_AT)):
                return {}, None
        unpacked = _unpacked(source, path.read_bytes(), limits, limits.max_attachment_depth)
        files: dict[str, Path] = {}
        room = limits.max_unpacked_megabytes * 1e6
        for name, content in unpacked:
            room -= len(content)
            if len(files) >= limits.max_attachments or room < 0:
                return files, Failure(source, _too_many(source, limits, room=room))
            files[name] = place.put(name.rsplit("/", 1)[-1], content)
    except OSError:
        return {}, None  # said of the mail itself
    except ReadingError as error:
        return {}, Failure(source, f"{source} {error}.")
    return files, None


def _unpacked(source: str, data: bytes, limits: ReadingLimits, depth: int) -> Iterator[tuple[str, bytes]]:
    from corpus.readers import mail

    if depth <= 0:
        return
    for name, content in mail.attachments(data):
        yield f"{source}/{name}", content
        if mail.is_mail(content[:_LOOKED_AT]):
            yield from _unpacked(f"{source}/{name}", content, limits, depth - 1)


def _too_many(source: str, limits: ReadingLimits, *, room: float) -> str:
    if room < 0:
        return (
            f"{source} carries more than the {limits.max_unpacked_megabytes:g} MB of attachments that are read;"
            " save the others as files, or raise BELEGT_MAX_UNPACKED_MEGABYTES."
        )
    return (
        f"{source} carries more than the {limits.max_attachments} attachments that are read;"
        " save the others as files, or raise BELEGT_MAX_ATTACHMENTS."
    )
