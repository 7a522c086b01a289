"""What the tests of the index share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.index.small import VowelEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def vowels() -> VowelEmbedder:
    return VowelEmbedder()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes a file below `docs` and returns the folder."""

    def write_file(name: str, text: str) -> Path:
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return tmp_path / "docs"

    return write_file
