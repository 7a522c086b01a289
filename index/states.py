"""The states of a store: each run that changes anything writes a new one beside the old and then switches, at once.

    store/states/000012/    the state that is read: chroma, keywords, manifest.json, seal.json
    store/states/000013.new what a run is writing; nobody reads it, and after a kill it is thrown away
    store/journal.sqlite3   what an unfinished run has read and embedded so far; the next run goes on from there
    store/lock              keeps two runs apart
    store/served/           where this machine keeps the keyword index of a store on a server (`index/served.py`)

Renaming a folder is the switch: readers take the highest number, so they see the old state or the new, never half of
each. A reader holds a shared lock on its state, and a state is deleted only when nobody holds it. A folder without
`states` is a store of an earlier version; the next run copies it into a state.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.errors import StoreError
from index.sealing import damage, flush_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATES, UNFINISHED, SERVED = "states", ".new", "served"
PARTS = ("chroma", "keywords", "manifest.json", "seal.json", "in-use")
"""What a state holds."""
_LOCK_SECONDS = 1.0
"""How long a run waits for another's lock: one that was killed while it started a process leaves the lock with that
process until it has become a program of its own, some milliseconds later."""


def current_state(store_path: Path) -> Path:
    """Return the folder of the state that is to be read; for a store without states, the store's own."""
    try:
        numbers = [name for name in os.listdir(store_path / STATES) if name.isdecimal()]  # noqa: PTH208  half the time
    except OSError:
        numbers = []
    return store_path / STATES / max(numbers, key=int) if numbers else store_path


def has_store(store_path: Path) -> bool:
    """Say whether a folder holds a store, without opening it: that takes a second."""
    state = current_state(store_path)
    return state != store_path or (state / "chroma" / "chroma.sqlite3").is_file()


def check_whole(store_path: Path, state: Path) -> None:
    """Raise StoreError where a state is not as it was sealed; one of an earlier version has no seal."""
    damaged = damage(state) if state != store_path else None
    if damaged:
        raise StoreError(
            f"The store at {store_path} is damaged ({damaged} is missing, was cut short or changed): "
            "delete that folder and run `belegt index` again, or put back a copy of it."
        )


def check_folder(store_path: Path) -> None:
    """Raise StoreError where a store would be written among files that are none of it."""
    if store_path.is_file():
        raise StoreError(f"{store_path} is a file: name a folder for the store.")
    ours = {STATES, SERVED, "chroma", "lock", "journal.sqlite3"}
    held = {path.name for path in store_path.iterdir()} if store_path.is_dir() else set()
    if held and not held & ours:
        raise StoreError(f"{store_path} holds other files and no store: name an empty or a new folder for the store.")


@dataclass(frozen=True, slots=True)
class Hold:
    """A state that is in use and therefore not deleted, until `release`."""

    folder: Path
    descriptor: int | None

    def release(self) -> None:
        """Let the state go; where it is no longer the current one and nobody else holds it, it is deleted."""
        if self.descriptor is not None:
            os.close(self.descriptor)
        if self.folder.name.isdecimal() and self.folder != current_state(self.folder.parent.parent):
            delete_unused(self.folder)


def hold_current(store_path: Path) -> Hold:
    """Return the current state, held: no run deletes it from now on."""
    while True:
        folder = current_state(store_path)
        descriptor = _shared(folder)
        if folder == current_state(store_path):
            return Hold(folder, descriptor)
        Hold(folder, descriptor).release()  # a run switched in between


def _shared(folder: Path) -> int | None:
    try:
        descriptor = os.open(folder / "in-use", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:  # just deleted, or a store that can't be written to and so will not be deleted either
        return None
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def delete_unused(folder: Path) -> None:
    """Delete a state unless somebody holds it; the next run tries again."""
    try:
        descriptor = os.open(folder / "in-use", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for part in PARTS:
            shutil.rmtree(folder / part, ignore_errors=True)
            (folder / part).unlink(missing_ok=True) if not (folder / part).is_dir() else None
        if folder.parent.name == STATES:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        pass
    finally:
        os.close(descriptor)


@contextmanager
def writing(store_path: Path) -> Iterator[None]:
    """Keep other runs away from a store meanwhile. Raises StoreError where another is at it.

    The lock is the operating system's: it ends with the process that holds it, however that ends.
    """
    check_folder(store_path)
    lock = FileLock(store_path / "lock")
    try:
        store_path.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout:
        raise StoreError(
            f"Another run is writing to the store at {store_path}: wait until it has finished, then try again."
        ) from None
    except OSError as error:
        raise StoreError(
            f"The store at {store_path} can't be written to ({error.strerror}): check the folder's permissions."
        ) from error
    try:
        yield
    finally:
        lock.release()


def begin(store_path: Path) -> Path:
    """Return an empty folder for a new state, after sweeping away what killed runs left; call it while `writing`."""
    states, current = store_path / STATES, current_state(store_path)
    states.mkdir(exist_ok=True)
    for other in states.iterdir():
        if other.name.endswith(UNFINISHED):
            shutil.rmtree(other)
        elif other != current:
            delete_unused(other)
    number = int(current.name) + 1 if current != store_path else 1
    folder = states / f"{number:06}{UNFINISHED}"
    folder.mkdir()
    return folder


def publish(store_path: Path, unfinished: Path) -> None:
    """Make a new state the current one, and delete the one before unless somebody still reads it."""
    before = current_state(store_path)
    unfinished.rename(unfinished.with_suffix(""))
    flush_folder(store_path / STATES)
    delete_unused(before)
