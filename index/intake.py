"""What a run takes in: files as they lie, pages fetched from their addresses, the files that mails and PDFs carry.

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
from index.carried import Place, carried_files, is_mailbox
from index.fetching import Fetcher, FetchError, FetchLimits, is_address
from index.files import Failure, FoundFiles, find_files
from index.limits import ProcessLimits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.reading import ReadingLimits


@contextmanager
def taken_in(
    given: Sequence[Path | str],
    limits: ReadingLimits,
    fetch_seconds: float = 30.0,
    process_limits: ProcessLimits | None = None,
) -> Iterator[FoundFiles]:
    """Give the files of some paths and addresses by source; pages and carried files lie in a folder until the end.

    An address that can't be fetched is a path that doesn't exist: it is named among the failures.
    """
    paths = [Path(one) for one in given if not is_address(one)]
    found = find_files(paths)
    with tempfile.TemporaryDirectory(prefix="belegt-") as folder:
        place = Place(Path(folder))
        files, failed, problems = dict(found.files), list(found.failed), list(found.problems)
        problems += _unusable_sidecars(found.files)
        fetcher = Fetcher(FetchLimits(int(limits.max_megabytes * 1e6), timeout_seconds=fetch_seconds))
        for address in dict.fromkeys(str(one) for one in given if is_address(one)):
            try:
                files[address] = place.put(_page_name(address), fetcher.fetch(address))
            except FetchError as error:
                failed.append(Failure(address, f"{address} {error}. Nothing was removed from the store."))
        for source, path in list(files.items()):
            attached, problem = carried_files(source, path, place, limits, process_limits or ProcessLimits())
            files |= attached
            if attached and is_mailbox(path):
                del files[source]  # it is its mails
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


def _page_name(address: str) -> str:
    name = unquote(urlsplit(address).path).rstrip("/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " .-_")[-100:].strip(". ")
    return kept or "page"
