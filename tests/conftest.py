"""What all tests share: settings of their own, the real model loaded once, and the samples indexed once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from corpus.readers.recognition import is_available

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant import Assistant
    from index import SentenceTransformerEmbedder

PROJECT = Path(__file__).parent.parent
SAMPLES = PROJECT / "corpus" / "samples"
SCANS = frozenset({"zuwendungsbescheid-probenheim-scan.pdf"})
"""Samples that are read only where Tesseract is."""
READS_SCANS = is_available()


def readable_samples() -> list[Path]:
    """Return the samples that can be read on this machine."""
    return sorted(path for path in SAMPLES.iterdir() if READS_SCANS or path.name not in SCANS)


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the settings and the store of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("BELEGT_")]:
            patch.delenv(name)
        patch.setenv("BELEGT_STORE", str(tmp_path_factory.mktemp("default") / "store"))
        patch.setenv("BELEGT_MODELS", str(tmp_path_factory.mktemp("models")))
        patch.setenv("BELEGT_DICTIONARY", "off")  # what this machine has must not decide what tests find
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """Return the packaged model; it loads when first used and is shared by all tests."""
    from index import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder()


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder) -> Path:
    """Return the folder of a store that holds the sample documents; tests must not write to it."""
    from index import synchronise

    folder = tmp_path_factory.mktemp("samples") / "store"
    report = synchronise([SAMPLES], folder, embedder)
    assert {failure.source for failure in report.failed} == (frozenset() if READS_SCANS else SCANS)
    return folder


@pytest.fixture(scope="session")
def sample_assistant(sample_store: Path) -> Iterator[Assistant]:
    """Return an assistant over the sample documents."""
    from assistant import Assistant, Settings

    with closing(Assistant.open(Settings(store=sample_store))) as assistant:
        yield assistant


@pytest.fixture
def assistant_over(tmp_path: Path, embedder: SentenceTransformerEmbedder) -> Iterator[Callable[..., Assistant]]:
    """Return a function that indexes texts by their file names and opens an assistant over them."""
    from assistant import Assistant, Settings
    from index import synchronise

    opened: list[Assistant] = []

    def over(**texts: str) -> Assistant:
        folder, store = tmp_path / f"files-{len(opened)}", tmp_path / f"store-{len(opened)}"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        assert not synchronise([folder], store, embedder).failed
        opened.append(Assistant.open(Settings(store=store)))
        return opened[-1]

    yield over
    for assistant in opened:
        assistant.close()


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a Chroma server that holds nothing; it ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "chroma"),
        "run",
        "--path",
        str(tmp_path / "served-by"),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{address}/api/v2/heartbeat").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("chroma run did not answer within 30 seconds")
