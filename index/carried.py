"""The files that mails and PDFs carry, and those that these carry in turn: each becomes a file like any other.

Mails are taken apart here, by the standard library; PDFs by PDFium in a process of its own, which it may crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.readers import ReadingError
from index.files import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.reading import ReadingLimits
    from index.limits import ProcessLimits

_LOOKED_AT = 16_000
"""Bytes from a file's beginning that tell a mail."""


class Place:
    """A folder for what comes without one; each file lies in one of its own, under the name that it came with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def folder(self) -> Path:
        """Return a new empty folder."""
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        return folder

    def put(self, name: str, content: bytes) -> Path:
        """Write a file and return where it lies."""
        path = self.folder() / name
        path.write_bytes(content)
        return path


def carried_files(
    source: str, path: Path, place: Place, limits: ReadingLimits, process_limits: ProcessLimits
) -> tuple[dict[str, Path], Failure | None]:
    """Return the files that a mail or PDF carries by source, and what had to be left out; none for other files."""
    unpacking = _Unpacking(source, place, limits, process_limits)
    try:
        unpacking.take_out(source, path, limits.max_attachment_depth)
    except OSError:
        return {}, None  # said of the file itself
    except ReadingError as error:
        return unpacking.files, Failure(source, f"{source} {error}.")
    return unpacking.files, None


class _Unpacking:
    """One file being unpacked; `files` are those found in it so far, by source."""

    def __init__(self, source: str, place: Place, limits: ReadingLimits, process_limits: ProcessLimits) -> None:
        self.files: dict[str, Path] = {}
        self._source = source
        self._place, self._limits, self._process_limits = place, limits, process_limits
        self._room = limits.max_unpacked_megabytes * 1e6

    def take_out(self, source: str, path: Path, depth: int) -> None:
        """Take the files out of a file, and those out of them. Raises ReadingError for more than the limits."""
        if depth <= 0:
            return
        for name, content in self._inside(path):
            self._room -= len(content)
            if len(self.files) >= self._limits.max_attachments or self._room < 0:
                raise ReadingError(_too_many(self._limits, room=self._room))
            inner = f"{source}/{name}"
            self.files[inner] = self._place.put(name, content)
            self.take_out(inner, self.files[inner], depth - 1)

    def _inside(self, path: Path) -> Iterator[tuple[str, bytes]]:
        from corpus.readers import mail, pdf

        if path.stat().st_size > self._limits.max_megabytes * 1e6:
            return  # too large to be read at all, which is said of the file itself
        data = path.read_bytes()
        if mail.is_mail(data[:_LOOKED_AT]):
            yield from mail.attachments(data)
        elif pdf.carries(data):
            yield from self._in_pdf(path)

    def _in_pdf(self, path: Path) -> Iterator[tuple[str, bytes]]:
        from corpus.reading_process import Request
        from index.processes import read_one

        folder, most = self._place.folder(), self._process_limits
        asked = Request(path, self._source, self._limits, most.max_seconds, most.max_memory_megabytes, folder)
        reply = read_one(asked)
        for number, name in enumerate(reply.carried):
            yield name, (folder / str(number)).read_bytes()
        if reply.reason.startswith("carries"):  # why it can't be opened at all is said when it is read
            raise ReadingError(reply.reason)


def is_mailbox(path: Path) -> bool:
    """Tell whether a file is nothing but several mails."""
    from corpus.readers import mail

    with path.open("rb") as file:
        return mail.is_mail(file.read(_LOOKED_AT)) and mail.is_box(path.read_bytes())


def _too_many(limits: ReadingLimits, *, room: float) -> str:
    if room < 0:
        return (
            f"carries more than the {limits.max_unpacked_megabytes:g} MB of attachments that are read;"
            " save the others as files, or raise BELEGT_MAX_UNPACKED_MEGABYTES"
        )
    return (
        f"carries more than the {limits.max_attachments} attachments that are read;"
        " save the others as files, or raise BELEGT_MAX_ATTACHMENTS"
    )
