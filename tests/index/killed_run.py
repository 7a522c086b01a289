"""A run in a process of its own that is killed, or may write no more, at a chosen moment.

python -m tests.index.killed_run FOLDER STORE --at N          kills itself when it touches the store for the Nth time
python -m tests.index.killed_run FOLDER STORE --max-bytes N   may write no file of more than N bytes
python -m tests.index.killed_run FOLDER STORE                 is killed from outside, or prints how often it touches
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
from pathlib import Path

import corpus.passages  # noqa: F401  loaded now, so that what is counted is the run alone
import index.keywords
import index.processes
import index.store  # noqa: F401
from index import IndexingError, synchronise
from tests.index.small import VowelEmbedder


class Killer:
    """Counts what Python does with files of the store, and kills the process at the Nth time."""

    def __init__(self, store: str, at: int) -> None:
        self.touched, self._store, self._at = 0, store, at

    def __call__(self, event: str, details: tuple[object, ...]) -> None:
        if event.startswith(("open", "os.", "shutil.", "sqlite3.")) and self._is_ours(details):
            self.touched += 1
            if self.touched == self._at:
                os.kill(os.getpid(), signal.SIGKILL)

    def _is_ours(self, details: tuple[object, ...]) -> bool:
        return any(isinstance(each, str | Path) and str(each).startswith(self._store) for each in details)


def main() -> None:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--at", type=int, default=0)
    parser.add_argument("--max-bytes", type=int, default=resource.RLIM_INFINITY)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_FSIZE, (given.max_bytes, given.max_bytes))
    killer = Killer(str(given.store.resolve()), given.at)
    sys.addaudithook(killer)
    try:
        synchronise([given.folder], given.store, VowelEmbedder())
    except IndexingError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{killer.touched}\n")


if __name__ == "__main__":
    main()
