"""How far indexing is: a bar where a person looks, a line now and then where a log is kept."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.terminal import printable, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS_BETWEEN_LINES = 10.0
_NAME_WIDTH = 30


@contextmanager
def indexing_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows (source, files done, of how many) on standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    started = time.monotonic()
    with click.progressbar(
        length=1, label="Indexing", file=sys.stderr, show_pos=True, item_show_func=lambda shown: shown or ""
    ) as bar:

        def report(source: str, done: int, total: int) -> None:
            bar.length = max(total, 1)
            rate = done / max(time.monotonic() - started, 1e-3)
            name = source if len(source) <= _NAME_WIDTH else f"…{source[1 - _NAME_WIDTH :]}"
            bar.current_item = f"{rate:.1f}/s {printable(name)}" if source else ""
            bar.update(done - bar.pos)
            bar.render_progress()  # the name is new even where the count is not

        yield report


class _Lines:
    """Says how far it is, at most every ten seconds."""

    def __init__(self) -> None:
        self._started = self._said = time.monotonic()

    def __call__(self, source: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said < SECONDS_BETWEEN_LINES:
            return
        self._said = now
        rate = done / (now - self._started)
        left = f", about {_duration((total - done) / rate)} left" if rate else ""
        say(f"Indexing: {done} of {total} files, {rate:.1f} a second{left} ({source})")


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
