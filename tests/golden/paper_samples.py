"""Makes the sample papers of corpus/samples anew: a newsletter in two columns and a scanned notice of a grant.

Run with `python -m tests.golden.paper_samples`. All towns and sums are invented.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import fpdf
import numpy as np
from PIL import Image

from tests.corpus.papers import Paper, photographed

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
MADE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""The day that stands in the files, so that the same program makes the same bytes."""

MILL = (
    "Die Stadt Beispielheim erhält für das Jahr 2018 aus dem Programm Soziale Stadt insgesamt 312.400 Euro. Davon "
    "kommen 208.300 Euro vom Land und 104.100 Euro vom Bund. Die Stadt legt einen Eigenanteil von 156.200 Euro "
    "dazu. Mit dem Geld wird die alte Mühle am Probebach zu einem Nachbarschaftshaus umgebaut. Im Erdgeschoss "
    "entstehen eine Lehrküche und eine Fahrradwerkstatt, darüber ein Saal für achtzig Gäste. Die Bauarbeiten "
    "beginnen am 4. Juni 2018. Bis zum 30. September 2020 muss alles fertig und abgerechnet sein, sonst verfällt "
    "der Zuschuss."
)
NEIGHBOURS = (
    "In der Lehrküche lernen Jugendliche ohne Ausbildungsplatz, wie man für viele kocht. Zwölf Plätze sind im "
    "ersten Jahr vorgesehen, sechzehn im zweiten. Die Fahrradwerkstatt steht jeden Donnerstag allen offen, die ihr "
    "Rad selbst in Ordnung bringen wollen."
)
PATH = (
    "Der Radweg von Beispielheim nach Neumuster wird 2,4 Kilometer lang. Das Land fördert ihn im Jahr 2018 mit "
    "84.600 Euro, das ist die Hälfte der Kosten. Die andere Hälfte teilen sich die Stadt Beispielheim und der "
    "Landkreis Altmuster. Eröffnet wird der Weg im Frühjahr 2019."
)
LIBRARY = (
    "Die Stadtbücherei hat neue Öffnungszeiten: Sie ist dienstags und donnerstags von 14 bis 19 Uhr geöffnet. Für "
    "neue Kinderbücher gab der Förderverein 3.200 Euro."
)
NOTICE = (
    "Zuwendungsbescheid",
    "Löschfahrzeug für die Freiwillige Feuerwehr",
    "Die Stadt Probenheim erhält auf Antrag für das Jahr 2019 vom Land Hessen eine Zuwendung in Höhe von 145.750 Euro.",
    (
        "Die Zuwendung ist für ein Löschgruppenfahrzeug bestimmt. Die Stadt Probenheim trägt einen Eigenanteil von "
        "98.250 Euro. Das Fahrzeug ist mindestens zwanzig Jahre lang zu nutzen."
    ),
    "Die Mittel sind bis zum 15. November 2019 abzurufen. Im Frühjahr 2020 muss das Fahrzeug in Dienst sein.",
)


def newsletter() -> bytes:
    """Return the newsletter: two columns under a title, written line by line across the page."""
    paper = Paper("Rathausbrief Beispielheim · Ausgabe März 2018", "Seite {}")
    paper.set_creation_date(MADE)
    paper.set_font("Helvetica", "B", 20)
    paper.text(20, 36, "Rathausbrief Beispielheim")
    paper.set_font("Helvetica", size=10)
    paper.text(20, 43, "Nachrichten aus der Stadt, 12. März 2018")
    left = _article(paper, "Neues Leben für die alte Mühle", MILL)
    right = [*_article(paper, "Kochen und schrauben", NEIGHBOURS), "", *_article(paper, "Radweg nach Neumuster", PATH)]
    right += ["", *_article(paper, "Aus der Bücherei", LIBRARY)]
    for number in range(max(len(left), len(right))):
        for place, lines in ((20, left), (108, right)):
            if number < len(lines):
                words = lines[number]
                paper.set_font("Helvetica", "B" if words.startswith("*") else "", 12 if words.startswith("*") else 10)
                paper.text(place, 56 + 5.2 * number, words.lstrip("*"))
    return paper.data


def _article(paper: Paper, headline: str, words: str) -> list[str]:
    return [f"*{headline}", *paper.wrapped(words, 80)]


def scan() -> bytes:
    """Return the notice as a scanner made it: a picture in black and white that lies a little askew."""
    paper = Paper()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(
        0, 6, "Regierungspräsidium\nDezernat Brandschutz\n\n20. Februar 2019\n\nAn die\nStadt Probenheim\n\n"
    )
    for number, words in enumerate(NOTICE):
        paper.set_font("Helvetica", "B" if number < 2 else "", 14 if number == 0 else 11)
        paper.multi_cell(0, 6.5, words)
        paper.ln(4)
    picture = photographed(paper.data).rotate(-0.7, Image.Resampling.BICUBIC, fillcolor=255)
    chance = np.random.default_rng(3)
    dots = np.asarray(picture) < 150
    dots = dots ^ (chance.random(dots.shape) < 0.0004)
    stored = io.BytesIO()
    Image.fromarray(~dots).save(stored, "PNG", optimize=True)
    made = fpdf.FPDF()
    made.set_creation_date(MADE)
    made.add_page()
    made.image(stored, 0, 0, 210, 297)
    return bytes(made.output())


if __name__ == "__main__":
    (SAMPLES / "rathausbrief-beispielheim-2018.pdf").write_bytes(newsletter())
    (SAMPLES / "zuwendungsbescheid-probenheim-scan.pdf").write_bytes(scan())
