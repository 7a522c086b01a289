"""Files are read in processes of their own: what hangs, crashes or eats memory is named, and the rest is read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index import ProcessLimits, processes, synchronise
from tests.index.small import VowelEmbedder

if TYPE_CHECKING:
    from index import IndexReport

PROJECT = Path(processes.__file__).parent.parent

FAULTY_LIBRARY = """
import ctypes, os, subprocess, time

class PdfiumError(Exception):
    pass

def PdfDocument(data):
    if b"hang" in data:
        child = subprocess.Popen(["sleep", "300"])
        open(os.environ["STARTED"], "w").write(str(child.pid))
        time.sleep(300)
    if b"crash" in data:
        ctypes.string_at(0)
    if b"killed" in data:
        os.kill(os.getpid(), 9)
    if b"memory" in data:
        hoard = []
        while True:
            hoard.append(bytearray(10**8))
    raise PdfiumError("no PDF")
"""
"""In place of pypdfium2, a library that does what native code has been seen to do."""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexReport:
    (tmp_path / "libraries").mkdir()
    (tmp_path / "libraries" / "pypdfium2.py").write_text(FAULTY_LIBRARY)
    monkeypatch.syspath_prepend(tmp_path / "libraries")
    monkeypatch.setenv("STARTED", str(tmp_path / "started"))
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("hang", "crash", "killed", "memory"):
        (docs / f"{name}.pdf").write_bytes(b"%PDF-1.7 " + name.encode())
    for number in range(6):
        (docs / f"{number}.txt").write_text(f"Die Stadt Kassel erhält {number + 1}.000 Euro.")
    limits = ProcessLimits(processes=2, max_seconds=8, max_memory_megabytes=1000)
    return synchronise([docs], tmp_path / "store", VowelEmbedder(), process_limits=limits)


def test_what_hangs_crashes_or_eats_memory_is_named_and_the_rest_is_read(report: IndexReport, tmp_path: Path) -> None:
    reasons = {failure.source: failure.reason for failure in report.failed}
    assert report.added == 6
    assert list(reasons) == ["crash.pdf", "hang.pdf", "killed.pdf", "memory.pdf"]
    assert "crash.pdf made the program that reads it crash (SIGSEGV)" in reasons["crash.pdf"]
    assert "hang.pdf took longer than 8 seconds" in reasons["hang.pdf"]
    assert "BELEGT_MAX_SECONDS_PER_FILE" in reasons["hang.pdf"]
    assert "killed.pdf needs more than 1000 MB of memory" in reasons["killed.pdf"]
    assert "memory.pdf needs more than 1000 MB of memory" in reasons["memory.pdf"]
    assert "BELEGT_MAX_MEMORY_MEGABYTES" in reasons["memory.pdf"]
    started = int((tmp_path / "started").read_text())
    state = Path(f"/proc/{started}/stat")
    assert not state.exists() or state.read_text().split(")")[1].split()[0] == "Z"  # what the reader started ended too


UNGUARDED = """
import sys
from pathlib import Path
from index import synchronise
from tests.index.small import VowelEmbedder
print(synchronise([Path(sys.argv[1])], Path(sys.argv[2]), VowelEmbedder()).added)
"""


def test_a_script_needs_no_guard_and_leaves_no_process_behind(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("Die Stadt Kassel erhält 1.000 Euro.")
    (tmp_path / "script.py").write_text(UNGUARDED)
    mark = f"mark-{os.getpid()}-{tmp_path.name}"
    done = subprocess.run(
        [sys.executable, "script.py", "docs", "store"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "MARK": mark},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
    until = time.monotonic() + 10
    while time.monotonic() < until and _processes_with(mark):
        time.sleep(0.1)
    assert _processes_with(mark) == []


def _processes_with(mark: str) -> list[str]:
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def pdf_with_stream(content: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<< /Length %d /Filter /FlateDecode %s>>" % (len(packed), about)
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )


@pytest.mark.parametrize(
    ("megabytes", "filling", "reason"),
    [(400, b"0 0 m\n", "unpacks to more than 200 times its size"), (320, b"", "unpacks to more than the 300 MB")],
)
def test_a_pdf_bomb_is_refused_by_its_size_or_its_ratio(
    tmp_path: Path, megabytes: int, filling: bytes, reason: str
) -> None:
    # Without a filling: enough that does not pack beside what does, so that the ratio stays fair.
    content = (filling or b"0 0 m\n") * (megabytes * 10**6 // 6)
    data = pdf_with_stream(content)
    if not filling:
        data += b"%" + os.urandom(2 * 10**6)
    (tmp_path / "bomb.pdf").write_bytes(data)
    assert len(data) < 3 * 10**6
    (failure,) = synchronise([tmp_path / "bomb.pdf"], tmp_path / "store", VowelEmbedder()).failed
    assert reason in failure.reason


def test_a_picture_may_unpack_to_many_times_its_size(tmp_path: Path) -> None:
    from corpus.readers.limits import ReadingLimits
    from corpus.readers.streams import refuse_bombs

    page = pdf_with_stream(b"\xff" * 30_000_000, b"/Type /XObject /Subtype /Image ")
    refuse_bombs(page, ReadingLimits())
