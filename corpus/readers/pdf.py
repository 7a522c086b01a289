"""PDF files with a text layer: words from PDFium, lines, paragraphs and tables from where the words stand."""

from __future__ import annotations

import threading
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from corpus.document import Block, BlockKind, Page
from corpus.readers import Reading, ReadingError
from corpus.readers.layout import find_blocks
from corpus.readers.pagelines import PageLine, page_lines
from corpus.readers.pagetables import join_rows
from corpus.readers.running import is_running, running_heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEAST_CHARACTERS = 12
"""Characters a page; a file with fewer and with pictures is a scan (some carry a stamp or a page number)."""
_PARAGRAPH_GAP = 1.35
"""A step down of more than this times the usual one parts paragraphs; lines of one paragraph vary by some percent."""
_HEADING_SIZE = 1.12
"""A line set this much larger than most of the text is a heading, if it is short."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium may not be called from two threads at once."""


def read(data: bytes, max_pages: int = 2000) -> Reading:
    """Read a PDF. Raises ReadingError if it is broken, encrypted, a scan, empty or has more than `max_pages` pages."""
    with _ONE_AT_A_TIME:
        document = _open(data)
        try:
            if len(document) > max_pages:
                raise ReadingError(
                    f"has {len(document)} pages, more than the {max_pages} that are read;"
                    " split it or raise BELEGT_MAX_PAGES"
                )
            pages = [page_lines(document, number) for number in range(len(document))]
            title = str(document.get_metadata_dict().get("Title", "")).strip()
            _check_text(document, pages)
        finally:
            document.close()
    return _reading(pages, title)


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadingError("is encrypted; remove its password and index it again") from error
        raise ReadingError("is a damaged PDF; open it in a PDF program and save it again") from error


def _check_text(document: Any, pages: Sequence[Sequence[PageLine]]) -> None:
    import pypdfium2.raw as pdfium

    if not pages:
        raise ReadingError("has no pages; export it again")
    characters = sum(len(line.text) for lines in pages for line in lines)
    if characters >= _LEAST_CHARACTERS * min(len(pages), 50):
        return
    for number in range(min(len(pages), 5)):
        if any(True for _ in document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            raise ReadingError(
                "is a scan without a text layer, and text recognition isn't available yet;"
                " run it through a text recognition program (OCR) first"
            )
    if not characters:
        raise ReadingError("is a PDF without text; export it again from the program it was written in")


def _reading(pages: Sequence[Sequence[PageLine]], title: str) -> Reading:
    body_size = _most_used_size(pages)
    parts: list[str] = []
    places: list[Page] = []
    emphasised: set[int] = set()
    running: list[Block] = []
    edges: set[int] = set()
    heads = running_heads(pages)
    length = 0
    for number, lines in enumerate(pages, start=1):
        start = length
        rows = list(_with_gaps(join_rows(lines)))
        for place, (gap, line) in enumerate(rows):
            gap_here = gap if length > start else ("\n\n" if length else "")
            parts.append(gap_here + line.text)
            length += len(gap_here)
            if is_running(line.text, place, len(rows), heads):
                if number > 1 or place > 1:  # what is on top of the first page may be the document's name
                    edges.add(length)
                running.append(Block(BlockKind.PARAGRAPH, length, length + len(line.text)))
            elif _stands_out(line, body_size):
                emphasised.add(length)
            length += len(line.text)
        places.append(Page(number, start, length))
    text = "".join(parts)
    named = title if len(title.split()) > 1 and " ".join(title.split()) in " ".join(text[:5000].split()) else None
    # What runs at the edges of pages belongs to no block: it is in the text, but no sentence goes through it.
    blocks = tuple(block for block in find_blocks(text, emphasised, running) if block.start not in edges)
    return Reading(text, blocks, tuple(_adjoining(places, length)), named)


def _adjoining(places: Sequence[Page], length: int) -> Iterator[Page]:
    for page, following in pairwise(places):
        yield Page(page.number, page.start, following.start)
    yield Page(places[-1].number, places[-1].start, length)


def _most_used_size(pages: Sequence[Sequence[PageLine]]) -> tuple[float, bool]:
    sizes: Counter[tuple[float, bool]] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size, line.bold] += len(line.text)
    return sizes.most_common(1)[0][0]


def _stands_out(line: PageLine, body: tuple[float, bool]) -> bool:
    larger, bolder = line.size >= body[0] * _HEADING_SIZE, line.bold and not body[1] and line.size >= body[0] * 0.95
    short = len(line.text) <= 200 and line.columns == 1
    return (larger or bolder) and short and not line.text.endswith((".", ",", ";", ":"))


def _with_gaps(lines: Sequence[PageLine]) -> Iterator[tuple[str, PageLine]]:
    """Yield each line with what parts it from the one above: a newline, or a blank line between paragraphs."""
    steps = sorted(
        above.base - line.base for above, line in pairwise(lines) if 0 < above.base - line.base < 4 * line.size
    )
    usual = steps[len(steps) // 2] if steps else 0.0
    tight = [step for step in steps if step <= usual]
    usual = tight[len(tight) // 2] if tight else usual
    right = max((line.right for line in lines), default=0.0)
    above: PageLine | None = None
    for line in lines:
        parted = above is None or _is_parted(above, line, usual, right)
        yield ("\n\n" if parted else "\n"), line
        above = line


def _is_parted(above: PageLine, line: PageLine, usual: float, right: float) -> bool:
    if above.columns > 1 and line.columns > 1:
        return False
    if (above.columns > 1) != (line.columns > 1) or abs(above.size - line.size) > 0.6 or above.bold != line.bold:
        return True
    step = above.base - line.base
    expected = max(usual, line.size * 1.05)
    if step <= 0 or step > expected * _PARAGRAPH_GAP:
        return True
    indented = line.left - above.left > line.size * 0.8
    ends_early = right - above.right > 4 * line.size
    return ends_early and indented and above.text.endswith((".", "!", "?", ":", "“"))
