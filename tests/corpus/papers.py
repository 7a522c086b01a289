"""Papers for tests: PDF pages as office programs lay them out, and what a scanner makes of them."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import fpdf
import numpy as np
import pypdfium2
from PIL import Image

from corpus.document import Span
from corpus.printed import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.document import Document

GRANT = (
    "Das Land Hessen stellt der Stadt Musterburg aus dem Schulfonds für das Jahr 2022 insgesamt 1.356.400 Euro "
    "zur Verfügung. Die Mittel fließen in die Ausbildung von Jugendlichen ohne Abschluss und in neue Werkstätten. "
)
PLACES = (
    "Die Jugendwerkstatt bietet zwanzig Plätze in der Holzwerkstatt und in der Küche an. Der Eigenanteil der Stadt "
    "beträgt 60.000 Euro. Die Förderung läuft bis zum 31. Dezember 2023 und kann verlängert werden. "
)
ROWS = (
    ("Maßnahme", "Träger", "Betrag in Euro"),
    ("Sanierung der Grundschule am Stadtpark mit neuen Fenstern und Türen", "Stadt Musterburg", "1.200.000"),
    ("Ausbau der Kita", "Gemeinde Beispielheim im Kreis Musterland und Umgebung", "450.500"),
    ("Radweg", "Landkreis Musterland", "75.000"),
)


class Paper(fpdf.FPDF):
    """A PDF in Helvetica of 10 points; lengths in millimetres."""

    def __init__(self, head: str = "", foot: str = "", orientation: str = "P") -> None:
        super().__init__(orientation=orientation)  # type: ignore[arg-type]
        self.head, self.foot = head, foot
        self.set_font("Helvetica", size=10)
        self.add_page()

    def header(self) -> None:
        if self.head:
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, self.head, align="R", new_x="LMARGIN", new_y="NEXT")
            self.ln(3)
            self.set_font("Helvetica", size=10)

    def footer(self) -> None:
        if self.foot:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, self.foot.format(self.page_no()), align="C")
            self.set_font("Helvetica", size=10)

    @property
    def data(self) -> bytes:
        """The file."""
        return bytes(self.output())

    def wrapped(self, text: str, width: float) -> list[str]:
        """Return a text in lines of at most so many millimetres."""
        lines = [""]
        for word in text.split():
            if self.get_string_width(f"{lines[-1]} {word}") > width:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
        return lines

    def across(self, left: str, right: str, top: float, gap: float = 7) -> float:
        """Write two columns line by line across the page, as some programs do; return where they end."""
        width = (170 - gap) / 2
        return self.side_by_side(self.wrapped(left, width), self.wrapped(right, width), top, 20 + width + gap)

    def flowing(self, text: str, top: float) -> float:
        """Write one text in two columns, half of its lines in each; return where they end."""
        lines = self.wrapped(text, 82)
        half = (len(lines) + 1) // 2
        return self.side_by_side(lines[:half], lines[half:], top, 108)

    def side_by_side(self, left: Sequence[str], right: Sequence[str], top: float, place: float) -> float:
        """Write lines beside lines, those on the right from a place on; return where they end."""
        for number in range(max(len(left), len(right))):
            for start, lines in ((20.0, left), (place, right)):
                if number < len(lines):
                    self.text(start, top + 5 * number, lines[number])
        return top + 5 * max(len(left), len(right))

    def cell_by_cell(self, rows: Sequence[Sequence[str]], sides: Sequence[float], *, framed: bool) -> None:
        """Write a table as word processors do: each cell with all its lines, set at the top of its row."""
        top = 30.0
        for row in rows:
            cells = [
                self.wrapped(words, right - left - 4) for words, (left, right) in zip(row, pairwise(sides), strict=True)
            ]
            height = 5 * max(map(len, cells)) + 3
            for lines, left in zip(cells, sides, strict=False):
                for number, line in enumerate(lines):
                    self.text(left + 2, top + 5 + 5 * number, line)
            if framed:
                for height_of_line in (top, top + height):
                    self.line(sides[0], height_of_line, sides[-1], height_of_line)
                for side in sides:
                    self.line(side, top, side, top + height)
            top += height


def photographed(data: bytes, page: int = 0, dots_per_inch: int = 200) -> Image.Image:
    """Return a page of a PDF as a clean picture."""
    document = pypdfium2.PdfDocument(data)
    picture: Image.Image = document[page].render(scale=dots_per_inch / 72).to_pil().convert("L")
    document.close()
    return picture


def scanned(
    data: bytes, page: int = 0, *, degrees: float = 1.0, seed: int = 1, dots_per_inch: int = 200
) -> Image.Image:
    """Return a page as a scanner sees it: laid on the glass askew, with grey noise and specks."""
    level = photographed(data, page, dots_per_inch)
    dots = np.asarray(level.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float32)
    chance = np.random.default_rng(seed)
    dots = dots + chance.normal(0, 18, dots.shape)
    specks = chance.random(dots.shape)
    dots[specks < 0.001] = 0
    dots[specks > 0.999] = 255
    return Image.fromarray(np.clip(dots, 0, 255).astype("uint8"))


def ink_in_box(picture: Image.Image, document: Document, words: str) -> float:
    """Return which share of the box of some words is dark."""
    start = document.text.index(words)
    (box,) = boxes(document, Span(start, start + len(words)))
    sides = zip(box[1:], (picture.width, picture.height) * 2, strict=True)
    cut = picture.crop(tuple(round(side * whole / 10_000) for side, whole in sides))
    return sum(cut.histogram()[:100]) / (cut.width * cut.height)


def picture_file(picture: Image.Image, form: str = "PNG", dots_per_inch: int = 200) -> bytes:
    """Return a picture as a file."""
    stored = io.BytesIO()
    picture.save(stored, form, dpi=(dots_per_inch, dots_per_inch))
    return stored.getvalue()


def scanned_pdf(*pages: bytes | Image.Image) -> bytes:
    """Return a PDF whose pages are pictures, or the first pages of PDFs that keep their text."""
    import pypdf

    whole = pypdf.PdfWriter()
    for page in pages:
        if isinstance(page, bytes):
            whole.add_page(pypdf.PdfReader(io.BytesIO(page)).pages[0])
            continue
        made = fpdf.FPDF()
        made.add_page()
        made.image(io.BytesIO(picture_file(page, "JPEG")), 0, 0, 210, 297)
        whole.add_page(pypdf.PdfReader(io.BytesIO(bytes(made.output()))).pages[0])
    stored = io.BytesIO()
    whole.write(stored)
    return stored.getvalue()


def filled_form(data: bytes, value: str, box: tuple[int, int, int, int]) -> bytes:
    """Return a PDF with a filled field (left, lower, right, upper in points) whose looks are left to the program."""
    import pypdf
    from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    def named(**values: object) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})

    whole = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    widget, text, font = NameObject("/Widget"), NameObject("/Tx"), NameObject("/Helvetica")
    looks = named(DA=TextStringObject("/Helv 10 Tf 0 g"), Rect=ArrayObject(map(NumberObject, box)), F=NumberObject(4))
    field = named(Type=NameObject("/Annot"), Subtype=widget, FT=text, T=TextStringObject("feld"))
    field.update({**looks, NameObject("/V"): TextStringObject(value)})
    placed = whole._add_object(field)
    fonts = named(Font=named(Helv=named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=font)))
    whole.pages[0][NameObject("/Annots")] = ArrayObject([placed])
    whole.root_object[NameObject("/AcroForm")] = named(
        Fields=ArrayObject([placed]), NeedAppearances=BooleanObject(value=True), DR=fonts
    )
    stored = io.BytesIO()
    whole.write(stored)
    return stored.getvalue()
