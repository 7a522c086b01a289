"""Reads files in processes of their own, several at once, each with limits on time and memory.

Not multiprocessing's or Pebble's pools: those run the caller's main script again in each process, which needs a guard
in every script, and leave behind what a reader itself has started (Tesseract) when they kill it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.reading_process import Reply, Request, too_much_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_START_SECONDS = 60.0
_WAITING_FOR_EACH = 16
"""Documents, read or being read, for each process: enough to keep it busy while passages are embedded."""


def python_environment() -> dict[str, str]:
    """Return the environment in which a Python process of ours finds the modules that this one finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path)}


class ReaderProcess:
    """A process that reads one file at a time; started at once, and anew after it was stopped."""

    def __init__(self) -> None:
        self.search_path = tuple(sys.path)
        ours, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
                [sys.executable, "-P", "-c", f"from corpus.reading_process import serve; serve({theirs.fileno()})"],
                env=python_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("BELEGT_DEBUG") == "1" else subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for us, and what it starts ends with it
            )
        self._connection = ours
        self._is_ready = False

    def read(self, request: Request) -> Reply | None:
        """Read a file; what takes too long or ends the process becomes the reply's reason.

        Returns None where the process had ended already, having been idle.
        """
        try:
            if not self._is_ready:
                self._connection.poll(_START_SECONDS)
                self._connection.recv()
                self._is_ready = True
            self._connection.send(request)
            if self._connection.poll(request.max_seconds):
                reply: Reply = self._connection.recv()
                return reply
        except (EOFError, OSError):
            status = self._process.wait()
            self.stop()
            return Reply(None, (), _crash(request, status)) if status else None
        self.stop()
        return Reply(
            None,
            (),
            f"{request.source} took longer than {request.max_seconds:g} seconds to be read and was given up;"
            " split it or raise BELEGT_MAX_SECONDS_PER_FILE.",
        )

    @property
    def is_alive(self) -> bool:
        """Whether the process can read another file."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the process and all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._connection.close()


_idle: list[ReaderProcess] = []
"""Processes between two runs; they end by themselves when nobody needs them for a while."""
_choosing = threading.Lock()


def read_all(requests: Iterable[Request], processes: int) -> Iterator[tuple[Request, Reply]]:
    """Yield the requests with their replies, in the order in which they are done; takes requests as it needs them."""
    busy: set[ReaderProcess] = set()
    waiting: set[Future[tuple[Request, Reply]]] = set()
    with ThreadPoolExecutor(processes, thread_name_prefix="reader") as threads:
        try:
            for request in requests:
                waiting.add(threads.submit(_read, request, busy))
                if len(waiting) >= processes * _WAITING_FOR_EACH:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
        finally:  # also when the run is interrupted: then nobody waits for a reader that hangs
            for each in waiting:
                each.cancel()
            for process in list(busy):
                process.stop()


def read_one(request: Request) -> Reply:
    """Return the reply to a single request."""
    return _read(request, set())[1]


def _read(request: Request, busy: set[ReaderProcess]) -> tuple[Request, Reply]:
    while True:
        process = _take()
        busy.add(process)
        reply = process.read(request)
        busy.discard(process)
        if process.is_alive:
            with _choosing:
                _idle.append(process)
        if reply:
            return request, reply


def _take() -> ReaderProcess:
    """Return an idle process that would find the same modules as we do, or a new one."""
    with _choosing:
        while _idle:
            process = _idle.pop()
            if process.is_alive and process.search_path == tuple(sys.path):
                return process
            process.stop()
    return ReaderProcess()


def stop_idle() -> None:
    """End the processes that are idle, for programs that go on but read no more."""
    with _choosing:
        while _idle:
            _idle.pop().stop()


def _crash(request: Request, status: int) -> str:
    if status == -signal.SIGKILL:  # by the system, which was short of memory
        return too_much_memory(request)
    how = signal.Signals(-status).name if status < 0 else f"status {status}"
    return (
        f"{request.source} made the program that reads it crash ({how});"
        " open it in the program it was written in and save it again, or convert it to PDF."
    )
