"""Importing the index costs nothing until something of it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import index


def test_importing_the_index_loads_nothing_heavy() -> None:
    heavy = ["torch", "sentence_transformers", "chromadb", "tantivy", "numpy", "langchain_core"]
    show = f"import sys, index; index.StoreError; print([name for name in {heavy} if name in sys.modules])"
    project = Path(index.__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True, cwd=project)
    assert done.stdout.strip() == "[]"


def test_every_exported_name_can_be_imported() -> None:
    assert all(getattr(index, name).__name__ == name for name in index.__all__)
