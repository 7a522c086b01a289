"""Files within files: the names that what a mail or a PDF carries can have in a folder, and the files within a PDF."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from corpus.readers import ReadingError
from corpus.readers.pdf import PDFIUM, carries, open_pdf
from corpus.readers.streams import refuse_bombs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.readers.limits import ReadingLimits

UNNAMED = "attachment"
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


def safe_name(name: str | None) -> str:
    """Return a file's name as it can stand in a folder, whatever path it says; "attachment" where it says none."""
    plain = _NOT_IN_NAMES.sub("-", (name or "").encode("utf-8", "replace").decode("utf-8"))
    return plain.strip(". ")[-120:] or UNNAMED


def told_apart(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files with their contents; of those of one name the second and later are numbered."""
    seen: set[str] = set()
    for given, content in files:
        name, stem, suffix = given, PurePosixPath(given).stem, PurePosixPath(given).suffix
        number = 1
        while name in seen:
            number += 1
            name = f"{stem}-{number}{suffix}"
        seen.add(name)
        yield name, content


class CarriedFileError(ReadingError):
    """A file within a file is damaged."""


def files_in_pdf(data: bytes, limits: ReadingLimits) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file within a PDF, also of those pinned to its pages.

    XML is left out: invoices carry it, and it says the same as their pages. Raises CarriedFileError behind the others
    if a file is damaged, other ReadingErrors for a PDF that can't be opened.
    """
    if not carries(data):
        return
    refuse_bombs(data, limits)
    with PDFIUM:
        document = open_pdf(data)
        damaged: list[str] = []
        try:
            found = (file for file in (*_attached(document), *_pinned(document)))
            yield from told_apart(_contents(found, damaged))
        finally:
            document.close()
    if damaged:
        raise CarriedFileError(f"carries a file that is damaged ({damaged[0]}); save it into the PDF again")


def _contents(files: Iterable[Any], damaged: list[str]) -> Iterator[tuple[str, bytes]]:
    import pypdfium2

    for number, file in enumerate(files, start=1):
        name = f"{UNNAMED} {number}"
        try:
            name = safe_name(file.get_name())
            if not name.lower().endswith(".xml"):
                yield name, bytes(file.get_data())
        except pypdfium2.PdfiumError:
            damaged.append(name)


def _attached(document: Any) -> Iterator[Any]:
    for number in range(document.count_attachments()):
        yield document.get_attachment(number)


def _pinned(document: Any) -> Iterator[Any]:
    """Yield the files that are notes on a page."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    for page in document:
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, place)
            if note and (file := pdfium.FPDFAnnot_GetFileAttachment(note)):
                yield pypdfium2.PdfAttachment(file, document)
            if note:
                pdfium.FPDFPage_CloseAnnot(note)
