"""Starting the chat as people do, and asking it something."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

PROJECT = Path(__file__).parent.parent.parent


@contextmanager
def chat(*options: str) -> Iterator[str]:
    """Run `python app.py` until it says where it answers, and end it with Ctrl+C's signal."""
    command = [sys.executable, "-u", "app.py", *options]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            lines: list[str] = []
            for line in process.stdout:
                lines.append(line)
                if found := re.search(r"http://[\d.]+:\d+/", line):
                    yield found[0]
                    return
            pytest.fail(f"the chat did not start: {lines}")
        finally:
            process.terminate()


def ask(page: Page, question: str) -> None:
    """Write a question, send it with Enter and wait for its answer."""
    answers = page.locator(".answer").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    page.wait_for_function("count => document.querySelectorAll('.answer').length > count", arg=answers, timeout=60_000)
