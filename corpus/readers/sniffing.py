"""Which reader a file's bytes call for: by sure signatures first, then by what Magika's model takes them for."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from corpus.readers import (
    Reading,
    ReadingError,
    delimited,
    html,
    mail,
    markdown,
    office,
    opendocument,
    pdf,
    plain,
    rtf,
    scan,
    spreadsheet,
)
from corpus.readers.archives import archive_names
from corpus.readers.encoding import is_binary

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.readers.limits import ReadingLimits

_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(rb"<(?:p|h[1-6]|div|table|ul|ol|br|span|article|main)\b[^<>]{0,500}>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S.*|[^\n]{1,120}\n(?:={3,}|-{3,})$|\|?[ :]*-{3,}[ :]*\|[ :|-]*$|```|---\n\w+:|> \S|.{0,300}\]\(https?://)",
    re.MULTILINE,
)
_LOOKED_AT = 64_000
"""Bytes from a file's beginning that decide."""


def reader_for(data: bytes, limits: ReadingLimits) -> Callable[[bytes], Reading]:
    """Return the reader for some bytes, by their content; raises ReadingError for formats that aren't read."""
    is_pdf = b"%PDF-" in data[:1024]
    if is_pdf or data.startswith(scan.SIGNATURES):
        read = pdf.read if is_pdf else scan.read
        return partial(
            read,
            max_pages=limits.max_pages,
            max_seconds_per_page=limits.max_seconds_per_page,
            max_seconds=limits.max_seconds_of_scans,
        )
    if data.startswith(b"PK\x03\x04"):
        return _zip_reader(data, limits)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office_reader(data)
    if data.startswith(b"{\\rtf"):
        return rtf.read
    start = data[:_LOOKED_AT]
    if _HTML_START.match(start.removeprefix(b"\xef\xbb\xbf")):
        return html.read
    return _text_reader(data) if not is_binary(start) else _refuse(data)


def _zip_reader(data: bytes, limits: ReadingLimits) -> Callable[[bytes], Reading]:
    names = archive_names(data, limits)
    if "word/document.xml" in names:
        return office.read
    if "xl/workbook.xml" in names:
        return spreadsheet.read
    if "content.xml" in names:
        return opendocument.read
    return _refuse(data)


_OFFICE_KINDS = frozenset({"docx", "xlsx", "odt", "ods"})
"""What Magika calls the kinds that have readers of their own."""
_SHEET_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
"""Names of the streams that make an old Office file an Excel one."""


_CLOSED_STREAMS = (
    ("__properties_version1.0", "is an Outlook message (.msg); save it as EML, or as text and its attachments by it"),
    ("EncryptedPackage", "is an encrypted Office file; save it again without a password"),
)
"""Streams of files that may hold workbooks, yet can't be read, and what to do."""
_OTHER_STREAMS = (
    ("WordDocument", "is an old Word document (.doc); save it as DOCX in Word or LibreOffice"),
    ("PowerPoint Document", "is an old PowerPoint presentation; save it as PDF"),
    ("", "is an old Office file; save it as DOCX or XLSX"),
)
"""Streams of the other kinds; the last stands for all."""


def _old_office_reader(data: bytes) -> Callable[[bytes], Reading]:
    for stream, why in _CLOSED_STREAMS:
        if stream.encode("utf-16-le") in data:
            raise ReadingError(why)
    if any(name in data for name in _SHEET_STREAMS):
        return spreadsheet.read_old
    raise ReadingError(next(why for stream, why in _OTHER_STREAMS if stream.encode("utf-16-le") in data))


def _text_reader(data: bytes) -> Callable[[bytes], Reading]:
    start = data[:_LOOKED_AT]
    if mail.is_mail(start):
        return mail.read
    if len(_HTML_TAG.findall(start)) > 2 and start.lstrip().startswith(b"<"):
        return html.read
    if delimited.is_delimited(data):
        return delimited.read
    if _MARKDOWN.search(start.decode("utf-8", errors="ignore")):
        return markdown.read
    return plain.read


def _refuse(data: bytes) -> Callable[[bytes], Reading]:
    """Raise the error that names what the bytes are, or hand out the plain reader for its own, more exact one."""
    found = _identified(data)
    if (
        b"\0" in data[:_LOOKED_AT] and found.output.group in ("text", "unknown", "code")
    ) or found.output.label == "unknown":
        return plain.read
    if found.output.label in _OFFICE_KINDS:  # by its names, but what holds the text is missing
        raise ReadingError("is a damaged Office file; open it in the program it was written in, save it again")
    if found.output.label == "zip":
        raise ReadingError("is a ZIP archive; unpack it and index the files in it")
    what = found.output.description
    raise ReadingError(f"is a file of another kind ({what}); convert it to PDF, DOCX, HTML, Markdown or text")


def _identified(data: bytes) -> Any:
    return _magika().identify_bytes(data)


@cache
def _magika() -> Any:
    from magika import Magika

    return Magika()
