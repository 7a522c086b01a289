"""Bytes -> text: Unicode where it is Unicode, else the code pages that German files come in."""

from __future__ import annotations

import codecs

from corpus.readers import ReadingError

CODE_PAGES = ("cp1252", "iso8859_15", "cp850", "mac_roman")
"""Windows, Unix, DOS and old Macintosh; tried when a text isn't Unicode, the first wins a tie."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_CONTROLS, _MOST_WITHOUT_NUL = 0.01, 0.2
"""Shares of control characters above which bytes are no text: with NUL bytes among them, and without."""


def decode(data: bytes) -> str:
    """Return the text that bytes stand for, with every line ending as a newline and without a byte order mark.

    Line endings are unified as Python's text mode does, so offsets agree with what `Path.read_text` gives.
    Raises ReadingError for bytes that are no text.
    """
    if is_binary(data):
        raise ReadingError("is binary data, not a text; export it as text, PDF or DOCX")
    text = _decode(data)
    if "\0" in text:
        raise ReadingError("contains NUL characters, so it isn't a text; export it as plain text again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_binary(data: bytes) -> bool:
    """Tell whether bytes can't be a text: NUL bytes among control characters, or many of these in no Unicode text.

    Control characters alone, as old terminals and copied pages leave them, make no text binary.
    """
    if data.startswith(tuple(mark for mark, _ in _BYTE_ORDER_MARKS)):
        return False
    controls = sum(data.count(bytes([code])) for code in range(32) if code not in b"\t\n\f\r\v\x1a")
    if b"\0" in data:
        return controls > max(4, _MOST_CONTROLS * len(data))
    return controls > _MOST_WITHOUT_NUL * len(data) and not _is_unicode(data)


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4 and error.end == len(data)  # cut off within the last character
    return True


def _decode(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadingError(f"isn't the {encoding} text its first bytes announce; save it as UTF-8") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ReadingError("contains NUL bytes, so it isn't a text; export it as plain text again") from error
        if _is_broken_unicode(data):
            raise ReadingError(
                f"is UTF-8 with broken bytes (the first at byte {error.start + 1}); save it as UTF-8 again"
            ) from error
    return _from_code_page(data)


def _is_broken_unicode(data: bytes) -> bool:
    """Whether nearly all that isn't ASCII is sound UTF-8, which no German code page text is by accident."""
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    sound = len(lenient) - broken - sum(byte < 128 for byte in data)
    return sound > 10 * broken


_GERMAN = frozenset("äöüÄÖÜßéèáàâêëïîôóçñÉ")
_PUNCTUATION = frozenset("€§–—„“”‚‘’…«»°²³·•½\u00a0\u00ad")
_SURE = 0.9
"""Share of the letters beyond ASCII that are German ones or signs in their places, from which a page is believed."""


def _from_code_page(data: bytes) -> str:
    """Decode by the page that makes the best German; short lists hold too few umlauts for a detector of languages."""
    readings = []
    for page in CODE_PAGES:
        try:
            text = data.decode(page)
        except UnicodeDecodeError:
            continue
        readings.append((_germanness(text), text))
    share, text = max(readings, key=lambda reading: reading[0], default=(0.0, ""))
    return text if share >= _SURE else _detected(data)


def _germanness(text: str) -> float:
    beyond = [at for at, letter in enumerate(text) if letter > "\x7f"]
    fitting = sum(text[at] in _GERMAN or (text[at] in _PUNCTUATION and not _within_word(text, at)) for at in beyond)
    return fitting / len(beyond) if beyond else 0.0


def _within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(CODE_PAGES), preemptive_behaviour=False).best()
    if best is None:
        raise ReadingError("is in an encoding that can't be recognised; save it as UTF-8")
    return str(best)
