"""E-mails (.eml): who wrote when about what, and the body; attachments are documents of their own.

Nothing that a mail refers to is fetched: neither pictures nor external bodies.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from corpus.document import Block, BlockKind, Page
from corpus.readers import Reading, ReadingError
from corpus.readers.building import TextBuilder
from corpus.readers.carried import safe_name, told_apart
from corpus.readers.html import add_mail, holds_tables
from corpus.readers.quoted import find_quoted, without_marks

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from email.message import EmailMessage

_HEADER = re.compile(rb"[!-9;-~]{1,60}:(?:[ \t]|\r?\n[ \t])")
_FROM_LINE = re.compile(rb"From \S+ [^\r\n]{10,60}\r?\n")
"""What mailboxes put above each mail."""
_NEXT_MAIL = re.compile(rb"(?P<blank>\r?\n\r?\n)(?=From \S+ [^\r\n]{10,60}\r?\n[!-9;-~]{1,60}:)")
_MAIL_ONLY = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_ANY_MAIL = re.compile(rb"^(?:From|Date|Subject):", re.IGNORECASE | re.MULTILINE)
_NO_DOCUMENTS = frozenset(
    f"application/{kind}" for kind in ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature", "pgp-keys", "ics")
) | {"text/calendar", "text/vcard", "text/x-vcard", "text/directory"}
"""What programs add to mails for each other: signatures and keys, invitations, business cards."""
_REPLY = re.compile(r"^(?:(?:Re|Aw|Antw|Fwd?|Wg|Wtr)(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE)
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, UnicodeError, RecursionError)
"""What the standard library lets through for mails that break its rules."""


def is_mail(start: bytes) -> bool:
    """Tell whether bytes begin as an e-mail does: with header lines that only mails have."""
    start = _FROM_LINE.sub(b"", start.removeprefix(b"\xef\xbb\xbf"), count=1)
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return bool(_HEADER.match(head) and _MAIL_ONLY.search(head) and _ANY_MAIL.search(head))


def read(data: bytes) -> Reading:
    """Read a mail's headers and body. Raises ReadingError if it is broken or says nothing."""
    if is_box(data):
        raise ReadingError("is a mailbox of several mails; index the folder that it lies in, or export them as EML")
    message = _message(data)
    builder = TextBuilder()
    subject = _header(message, "Subject")
    builder.heading(subject, 1)
    heads = list(_add_sender(builder, message))
    start = builder.length
    title = _add_body(builder, message)
    if builder.length == start and not subject:
        raise ReadingError("is a mail without subject and text; only its attachments are read")
    text, day = builder.text, _day(message)
    mails = find_quoted(text, start, builder.quoted)
    seen = without_marks(text) if mails.quotations else text
    return Reading(
        text,
        builder.blocks(seen, (*heads, *mails.heads)),
        (Page(1, 0, len(text)),),
        title=_REPLY.sub("", subject) or title,
        date=day,
        quotations=mails.quotations,
        is_sent=day is not None,
    )


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each attached file, mails among them; two of one name are told apart.

    Pictures that a mail shows within its text are part of its looks, not attachments. Raises ReadingError for a
    mail that is broken.
    """
    yield from told_apart(_attached(data))


def _attached(data: bytes) -> Iterator[tuple[str, bytes]]:
    if is_box(data):
        yield from ((f"{number}.eml", mail) for number, mail in enumerate(_mails_of_box(data), start=1))
        return
    for part in _parts(_message(data)):
        try:
            name, content = _file_name(part), _content(part)
        except _BROKEN as error:
            raise ReadingError("has an attachment that is damaged; save the mail again") from error
        yield name, content


def is_box(data: bytes) -> bool:
    """Tell whether a file holds several mails."""
    return len(_mails_of_box(data)) > 1


def _mails_of_box(data: bytes) -> list[bytes]:
    """Return the mails of a mailbox, which begin with a line "From …" below an empty one; one for a single mail."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not _FROM_LINE.match(data):
        return [data]
    starts = [0, *(found.end("blank") for found in _NEXT_MAIL.finditer(data))]
    return [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]


def _message(data: bytes) -> EmailMessage:
    data = _FROM_LINE.sub(b"", data.removeprefix(b"\xef\xbb\xbf"), count=1)
    try:
        return message_from_bytes(data, policy=policy.default)
    except _BROKEN as error:
        raise ReadingError("is a damaged mail; save it again from the mail program") from error


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message[name] or "")
    except _BROKEN:
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").replace("\0", "").split())


def _day(message: EmailMessage) -> datetime.date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except _BROKEN:
        return None


def _add_sender(builder: TextBuilder, message: EmailMessage) -> Iterator[Block]:
    """Add who sent the mail and when, and yield each as an item of its own: no sentence goes on from there."""
    lines = [f"{name}: {value}" for name in ("From", "Date") if (value := _header(message, name))]
    builder.verbatim("\n".join(lines))
    end = builder.length
    for number, line in enumerate(lines):
        start = end - len("\n".join(lines[number:]))
        yield Block(BlockKind.LIST_ITEM, start, start + len(line), level=1)


def _add_body(builder: TextBuilder, message: EmailMessage) -> str | None:
    """Add the body as plain text if the mail has it so, else as HTML, and return the title that this may have.

    Tables are lost in plain text, so a body that has some is read as HTML where the mail has that too.
    """
    plain, html = _words(message, "plain"), _words(message, "html")
    if html and (not plain or holds_tables(html)):
        return add_mail(builder, html)
    builder.verbatim(plain.strip("\n"))
    return None


def _words(message: EmailMessage, kind: str) -> str:
    """Return what the mail's body is in one form, "" where that says nothing."""
    try:
        part = message.get_body((kind,))
        content = part.get_content() if part is not None else ""
    except _BROKEN as error:
        raise ReadingError("has a body that is damaged; save the mail again") from error
    blank = not isinstance(content, str) or not content.strip()
    return "" if blank else content.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        attached = list(message.iter_attachments()) if message.is_multipart() else []
    except _BROKEN as error:
        raise ReadingError("has attachments that are damaged; save the mail again") from error
    if not message.is_multipart() and message.get_content_disposition() == "attachment":
        attached = [message]  # a mail that is nothing but a file
    for part in attached:
        if part.get_content_maintype() == "multipart":
            yield from _parts(part)
        elif part.get_content_type() in _NO_DOCUMENTS:
            continue
        elif part.get_content_disposition() == "attachment" or not part["Content-ID"]:
            yield part


def _file_name(part: EmailMessage) -> str:
    name = part.get_filename()
    if name is None and part.get_content_type() == "message/rfc822":
        name = f"{_header(cast('EmailMessage', part.get_content()), 'Subject') or 'mail'}.eml"
    return safe_name(name)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return bytes(cast("EmailMessage", part.get_content()))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
