"""Damaged files: real documents with bytes flipped, cut out, doubled, overwritten or cut off, by a seeded chance."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".pdf", ".docx", ".xlsx", ".html", ".md", ".txt")


def seeds(samples: Path) -> list[tuple[str, bytes]]:
    """Return small documents of all formats as (suffix, bytes): the smallest samples, and a mail and an ODT."""
    found = []
    for suffix in SUFFIXES:
        files = sorted(samples.glob(f"*{suffix}"), key=lambda path: path.stat().st_size)[:4]
        found += [(suffix, file.read_bytes()) for file in files]
    return [*found, (".eml", _mail(found[0][1])), (".odt", _text_document())]


def mutated(suffix: str, data: bytes, chance: random.Random) -> bytes:
    """Return a damaged form of a document; of a packed one, half the time what is packed is damaged."""
    if suffix in (".docx", ".odt", ".xlsx") and chance.random() < 0.6:
        return _with_damaged_part(data, chance)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    if changed:
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwritten(data: bytes, chance: random.Random) -> bytes:
    start, length = _span(data, chance)
    return data[:start] + chance.randbytes(length) + data[start + length :]


def _cut_out(data: bytes, chance: random.Random) -> bytes:
    start, length = _span(data, chance)
    return data[:start] + data[start + length :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, length = _span(data, chance)
    return data[: start + length] + data[start:]


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _with_large_number(data: bytes, chance: random.Random) -> bytes:
    """Overwrite a digit by many: lengths, offsets and counts become absurd."""
    digits = [place for place, byte in enumerate(data[:20_000]) if 48 <= byte <= 57]
    if not digits:
        return _flipped(data, chance)
    place = chance.choice(digits)
    return data[:place] + chance.choice([b"99999999999", b"-1", b"0", b"4294967296"]) + data[place + 1 :]


_WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    _flipped,
    _overwritten,
    _cut_out,
    _doubled,
    _cut_off,
    _with_large_number,
]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    return chance.randrange(len(data) + 1), chance.choice([1, 4, 64, 1024])


def _with_damaged_part(data: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        damaged = chance.choice([*names, *(name for name in names if name.endswith(("content.xml", "document.xml")))])
        for name in names:
            part = old.read(name)
            new.writestr(name, chance.choice(_WAYS)(part, chance) if name == damaged else part)
    return packed.getvalue()


def _mail(attachment: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "land@example.org", "stadt@example.org", "Bescheid über 1.000 Euro"
    mail.set_content("Die Stadt Kassel erhält 2020 vom Land Hessen 1.000 Euro für den Radweg.")
    mail.add_attachment(attachment, maintype="application", subtype="pdf", filename="Bescheid.pdf")
    return bytes(mail)


def _text_document() -> bytes:
    paragraph = "<text:p>Die Stadt Kassel erhält 2020 vom Land Hessen 1.000 Euro.</text:p>"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{paragraph * 5}</office:text></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return packed.getvalue()
