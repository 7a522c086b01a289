"""Which reader a file's bytes call for: by sure signatures first, then by what Magika's model takes them for."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from corpus.readers import Reading, ReadingError, html, markdown, office, pdf, plain, scan
from corpus.readers.encoding import is_binary

if TYPE_CHECKING:
    from collections.abc import Callable

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


def reader_for(data: bytes, max_pages: int, max_seconds_per_page: float) -> Callable[[bytes], Reading]:
    """Return the reader for some bytes, by their content; raises ReadingError for formats that aren't read."""
    if b"%PDF-" in data[:1024]:
        return partial(pdf.read, max_pages=max_pages, max_seconds_per_page=max_seconds_per_page)
    if data.startswith(scan.SIGNATURES):
        return partial(scan.read, max_pages=max_pages, max_seconds_per_page=max_seconds_per_page)
    if data.startswith(b"PK\x03\x04"):
        return _zip_reader(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError("is an old or encrypted Office file; save it as DOCX without a password")
    start = data[:_LOOKED_AT]
    if _HTML_START.match(start.removeprefix(b"\xef\xbb\xbf")):
        return html.read
    return _text_reader(data) if not is_binary(start) else _refuse(data)


def _zip_reader(data: bytes) -> Callable[[bytes], Reading]:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile as error:
        raise ReadingError("is a damaged ZIP or Office file; copy it again or save it again") from error
    if "word/document.xml" in names:
        return office.read
    return _refuse(data)


def _text_reader(data: bytes) -> Callable[[bytes], Reading]:
    start = data[:_LOOKED_AT]
    if len(_HTML_TAG.findall(start)) > 2 and start.lstrip().startswith(b"<"):
        return html.read
    if start.startswith(b"{\\rtf"):
        raise ReadingError("is in Rich Text Format, which isn't read; save it as DOCX or PDF")
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
    what = found.output.description
    raise ReadingError(f"is a file of another kind ({what}); convert it to PDF, DOCX, HTML, Markdown or text")


def _identified(data: bytes) -> Any:
    return _magika().identify_bytes(data)


@cache
def _magika() -> Any:
    from magika import Magika

    return Magika()
