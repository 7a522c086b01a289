"""Measures how fast PDF pages are read, beside pypdf and pdfplumber alone, and how exactly scanned pages are.

Run with `python -m tests.benchmarks.reading [speed|scans]`; pdfplumber is compared if it is installed, scans are read
if Tesseract is. All papers are made here, from fixed seeds.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pypdf
from rapidfuzz.distance import Levenshtein

from corpus.money import find_amounts
from corpus.readers import pdf, recognition
from tests.corpus.papers import Paper, scanned, scanned_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES, SCANNED_PAGES = 200, 20
TOWNS = ("Musterburg", "Beispielheim", "Altenmuster", "Neudorf an der Probe", "Bad Exempel", "Unterprobstadt")
FORMS = (
    "Die Stadt {town} erhält im Jahr {year} für {thing} {amount} Euro aus dem Programm. ",
    "Für {thing} in {town} bewilligte das Land {amount} Euro, die bis Ende {year} abgerufen werden müssen. ",
    "Der Eigenanteil der Gemeinde {town} beträgt {amount} EUR; gefördert wird {thing}. ",
    "Im Jahr {year} flossen {amount} EUR nach {town}, vor allem für {thing} und die Begleitung der Jugendlichen. ",
)
THINGS = ("die Jugendwerkstatt", "den Umbau der Grundschule", "das Qualifizierungsprojekt", "drei Ausbildungsplätze")


def prose(chance: random.Random, sentences: int) -> str:
    """Return sentences with sums of all sizes."""
    return "".join(
        chance.choice(FORMS).format(
            town=chance.choice(TOWNS),
            year=chance.randint(2008, 2024),
            thing=chance.choice(THINGS),
            amount=f"{chance.randint(12, 4999) * chance.choice((1, 5, 10, 100)) * 100:,}".replace(",", "."),
        )
        for _ in range(sentences)
    )


def report(pages: int) -> bytes:
    """Return a PDF of so many pages: prose, each third page in two columns, each fourth with a table."""
    chance = random.Random(7)
    paper = Paper("Haushaltsbericht 2024", "Seite {}")
    for number in range(pages):
        if number:
            paper.add_page()
        if number % 3 == 2:
            paper.flowing(prose(chance, 30), 30)
        else:
            paper.multi_cell(0, 5, prose(chance, 14), align="J")
        if number % 4 == 3:
            paper.set_y(190)
            with paper.table(col_widths=(80, 40, 40), text_align=("LEFT", "CENTER", "RIGHT")) as table:
                for row in [("Kommune", "Jahr", "Betrag"), *((town, "2021", "120.500") for town in TOWNS)]:
                    table.row(row)
    return paper.data


def speed() -> None:
    """Print pages a second of each reader, on the same file in the same run, by the processor's time."""
    data = report(PAGES)
    readers: dict[str, Callable[[], object]] = {
        "Belegt: lines, columns, tables, boxes": lambda: pdf.read(data),
        "pypdf 6, text alone": lambda: [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages],
    }
    try:
        import pdfplumber
    except ImportError:
        print("pdfplumber isn't installed and is left out.")
    else:

        def plumbed() -> object:
            with pdfplumber.open(io.BytesIO(data)) as file:
                return [page.extract_text() for page in file.pages]

        readers["pdfplumber, text alone"] = plumbed
    seconds = {}
    for name, read in readers.items():
        started = time.process_time()
        read()
        seconds[name] = time.process_time() - started
    own = next(iter(seconds.values()))
    print(f"| {PAGES} pages of text | pages/s | time against Belegt |\n|---|---|---|")
    for name, taken in seconds.items():
        print(f"| {name} | {PAGES / taken:.0f} | {taken / own:.2f} |")


def scans() -> None:
    """Print how exactly letters and sums are read on pages with 200 dots an inch, noise and a turn of 1°."""
    if not recognition.is_available():
        print("Tesseract with its German model isn't installed: scans are left out.")
        return
    chance = random.Random(11)
    wrong = letters = 0
    sums: Counter[str] = Counter()
    started = time.perf_counter()
    for number in range(SCANNED_PAGES):
        paper = Paper()
        paper.set_font(("Helvetica", "Times")[number % 2], size=(9, 10, 11)[number % 3])
        said = prose(chance, 18)
        paper.multi_cell(0, 6, said, align="J")
        expected = " ".join(said.split())
        picture = scanned(paper.data, degrees=(1.0, -1.0)[number % 2], seed=number)
        reading = pdf.read(scanned_pdf(picture))
        wrong += Levenshtein.distance(expected, " ".join(reading.text.split()))
        letters += len(expected)
        sums += compared(expected, reading.text, [reading.text[start:end] for start, end in reading.doubtful])
    taken = time.perf_counter() - started
    print(f"| {SCANNED_PAGES} scanned pages | |\n|---|---|")
    print(f"| letters right | {1 - wrong / letters:.2%} |")
    print(f"| sums exactly right | {sums['right'] / sums['all']:.2%} of {sums['all']} |")
    print(f"| sums misread, and not marked as doubtful | {sums['misread unmarked']} of {sums['misread']} |")
    print(f"| sums right, but marked as doubtful | {sums['right marked']} |")
    print(f"| seconds a page, the making of the scans included | {taken / SCANNED_PAGES:.1f} |")


def compared(expected: str, read: str, doubtful: list[str]) -> Counter[str]:
    """Count the sums of a page by how they were read."""
    wanted = Counter(int(amount.euros) for amount in find_amounts(expected))
    found = Counter(int(amount.euros) for amount in find_amounts(read))
    marked = Counter(int(amount.euros) for words in doubtful for amount in find_amounts(f"{words.strip('.,;')} Euro"))
    misread = found - wanted
    return Counter(
        {
            "all": wanted.total(),
            "right": (wanted & found).total(),
            "misread": misread.total(),
            "misread unmarked": (misread - marked).total(),
            "right marked": (marked & wanted & found).total(),
        }
    )


if __name__ == "__main__":
    asked = sys.argv[1:] or ["speed", "scans"]
    for name in asked:
        {"speed": speed, "scans": scans}[name]()
