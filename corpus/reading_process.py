"""Reads files on behalf of another process: a file that hangs its reader, crashes it or eats memory harms nobody else.

The other side is `index/processes.py`. Requests and replies go through a socket; when the other side is gone, or asks
for nothing any more, the process ends.
"""

from __future__ import annotations

import math
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.document import Document, Fact
    from corpus.reading import ReadingLimits

IDLE_SECONDS = 30.0
"""A process that was asked for nothing this long ends itself."""

SHARE_FOR_SCANS = 0.8
"""Of a file's seconds; the others are for its facts, and the page at hand when they are over."""
_GRACE_SECONDS = 10
"""The other side stops a slow reader; if it no longer can, the system does this much later."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read; `source` is what it is called. `max_memory_megabytes` (10⁶ bytes) is for the whole process."""

    path: Path
    source: str
    limits: ReadingLimits
    max_seconds: float
    max_memory_megabytes: float
    carried_into: Path | None = None
    """Where set, the file is not read: the files that it carries are put into this folder."""

    @property
    def limits_in_time(self) -> ReadingLimits:
        """The limits, with an end to recognition before the file would be given up as a whole."""
        return replace(self.limits, max_seconds_of_scans=self.max_seconds * SHARE_FOR_SCANS)


@dataclass(frozen=True, slots=True)
class Reply:
    """A document with its facts, or why there is none: one sentence that begins with the source."""

    document: Document | None
    facts: tuple[Fact, ...]
    reason: str
    carried: tuple[str, ...] = ()
    """Names of the files that it carries; the first lies in their folder as "0"."""


def serve(descriptor: int) -> None:
    """Answer requests on a socket until nobody asks."""
    _load()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = Connection(descriptor)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.send(None)  # ready
        while connection.poll(IDLE_SECONDS):
            request: Request = connection.recv()
            signal.alarm(math.ceil(request.max_seconds) + _GRACE_SECONDS)
            reply = read(request)
            signal.alarm(0)
            connection.send(reply)


def _load() -> None:
    """Load what every document needs, so that it takes nothing from the first file's time."""
    from corpus.facts import extract_facts
    from corpus.reading import read_text

    extract_facts(read_text("Die Stadt Kassel erhält vom Land Hessen im Jahr 2020 insgesamt 1.000 Euro.", "loading"))


def read(request: Request) -> Reply:
    """Read one file in this process, whatever goes wrong, or take out the files that it carries."""
    from corpus.facts import extract_facts
    from corpus.reading import read_document

    most = int(request.max_memory_megabytes * 1e6)
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    try:
        if request.carried_into:
            return _taken_out(request, request.carried_into)
        document = read_document(request.path, request.source, request.limits_in_time)
        document.text.encode()  # half a surrogate pair can be stored nowhere
        return Reply(document, tuple(extract_facts(document)), "")
    except MemoryError:
        return Reply(None, (), too_much_memory(request))
    except Exception as error:  # noqa: BLE001  a reader's bug must not stop the other files
        return Reply(None, (), reason(request.source, error))


def _taken_out(request: Request, folder: Path) -> Reply:
    """Take out what a file carries; why it can't be opened is said when it is read itself."""
    from corpus.readers.carried import CarriedFileError, files_in_pdf
    from corpus.reading import ReadingError

    names: list[str] = []
    try:
        for name, content in files_in_pdf(request.path.read_bytes(), request.limits):
            (folder / str(len(names))).write_bytes(content)
            names.append(name)
    except CarriedFileError as error:
        return Reply(None, (), str(error), tuple(names))
    except ReadingError:
        pass
    return Reply(None, (), "", tuple(names))


def too_much_memory(request: Request) -> str:
    """Return the sentence for a file that needs too much memory."""
    return (
        f"{request.source} needs more than {request.max_memory_megabytes:g} MB of memory to be read;"
        " split it or raise BELEGT_MAX_MEMORY_MEGABYTES."
    )


def reason(source: str, error: Exception) -> str:
    """Return why a file could not be read, as one sentence for a person."""
    from corpus.reading import ReadingError

    if isinstance(error, ReadingError):
        return str(error)
    what = (str(error) or "no details").splitlines()[0][:200]
    return f"{source} could not be read because of an error in the program ({type(error).__name__}: {what})."
