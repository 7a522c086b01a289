"""Documents -> passages that fit the embedding model, context line included.

Cut first between sections, then between paragraphs, between sentences, and only where one sentence alone is too
long between words. The passages of a document lie side by side in text order and leave nothing out but blanks.
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from corpus.context import context_line
from corpus.document import Passage
from corpus.pieces import CHARACTERS_PER_TOKEN, Piece, find_pieces, halves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.document import Document, Section

MIN_TOKENS = 8
"""A model that reads less can't be given a context and a text."""
CONTEXT_SHARE = 3
"""The context line gets at most one part in so many of a passage's tokens."""
_FULL_SHARE, _TINY_SHARE = 0.5, 0.2
"""A passage is ended early at a good place if at least half full; one below a fifth takes from its neighbour."""
_PATH_SEPARATOR = " › "


def split_passages(document: Document, count_tokens: Callable[[str], int], max_tokens: int) -> list[Passage]:
    """Return a document's passages in text order, none longer than `max_tokens` with its context line.

    `count_tokens` is the embedding model's own count, special tokens included. Raises ValueError for a `max_tokens`
    below `MIN_TOKENS`.
    """
    if max_tokens < MIN_TOKENS:
        raise ValueError(f"max_tokens is {max_tokens}, but a passage needs at least {MIN_TOKENS}")
    special = count_tokens("")
    room = max_tokens - max_tokens // CONTEXT_SHARE - 1
    pieces = list(find_pieces(document, lambda text: count_tokens(text) - special, room))
    placed = list(zip(pieces, _paths(document.sections, pieces), strict=True))
    contexts = _Contexts(document, count_tokens, max_tokens)
    passages: list[Passage] = []
    for _, group in groupby(placed, key=lambda pair: pair[1][:1]):
        packer = _Packer(contexts, list(group))
        for first, after in packer.ranges():
            passages += packer.made(first, after)
    return passages


def _paths(sections: Sequence[Section], pieces: Sequence[Piece]) -> Iterator[tuple[Section, ...]]:
    """Yield the sections around each piece's first character that isn't blank, the outermost first."""
    around: list[Section] = []
    upcoming = 0
    for piece in pieces:
        while upcoming < len(sections) and sections[upcoming].start <= piece.start:
            around = [*_still_open(around, sections[upcoming].start), sections[upcoming]]
            upcoming += 1
        around = _still_open(around, piece.start)
        yield tuple(around)


def _still_open(around: Sequence[Section], place: int) -> list[Section]:
    return [section for section in around if section.end > place]


class _Contexts:
    """Context lines, made once for each section and table head, with the tokens that they leave for the text."""

    def __init__(self, document: Document, count_tokens: Callable[[str], int], max_tokens: int) -> None:
        self.document = document
        self.count_tokens = count_tokens
        self.max_tokens = max_tokens
        self._known: dict[tuple[str, str], tuple[str, int]] = {}

    def find(self, path: tuple[Section, ...], head: str) -> tuple[str, int]:
        """Return the context line of a passage in a section, and the room that it leaves, in tokens."""
        key = (section_name(path), head)
        if key not in self._known:
            limit = self.max_tokens // CONTEXT_SHARE
            line = context_line(self.document, key[0], head, self.count_tokens, limit)
            self._known[key] = (line, self.max_tokens - self.count_tokens(line + "\n"))
        return self._known[key]


def section_name(path: Sequence[Section]) -> str:
    """Return the names of nested sections as one line, the outermost first."""
    return _PATH_SEPARATOR.join(section.name for section in path)


class _Packer:
    """The pieces of one main section, and how they are put together."""

    def __init__(self, contexts: _Contexts, placed: Sequence[tuple[Piece, tuple[Section, ...]]]) -> None:
        self.contexts = contexts
        self.pieces = [piece for piece, _ in placed]
        self.paths = [path for _, path in placed]
        self._filled = [0, *accumulate(piece.cost for piece in self.pieces)]

    def ranges(self) -> list[tuple[int, int]]:
        """Return where passages begin and end, as numbers of pieces."""
        ends = [0]
        while ends[-1] < len(self.pieces):
            ends.append(self._end(ends[-1]))
        if len(ends) > 2 and self._cost(ends[-2], ends[-1]) < self._room(ends[-2]) * _TINY_SHARE:
            ends[-3:] = self._evened(ends[-3], ends[-2], ends[-1])
        return list(pairwise(ends))

    def made(self, first: int, after: int) -> Iterator[Passage]:
        """Yield the passage of some pieces; several where the tokens of the whole are more than those of its parts."""
        whole = Piece(self.pieces[first].start, self.pieces[after - 1].end, 0, 0)
        context, _ = self._context(first)
        if not self.contexts.document.text[whole.start : whole.end].strip():
            return
        passage = self._passage(whole, context, _common(self.paths[first], self.paths[after - 1]))
        if self.contexts.count_tokens(passage.searched) <= self.contexts.max_tokens:
            yield passage
        elif after - first > 1:
            middle = (first + after) // 2
            yield from self.made(first, middle)
            yield from self.made(middle, after)
        else:
            yield from self._cut(whole, context, self.paths[first])

    def _cut(self, piece: Piece, context: str, path: Sequence[Section]) -> Iterator[Passage]:
        passage = self._passage(piece, context, path)
        fits = self.contexts.count_tokens(passage.searched) <= self.contexts.max_tokens
        if passage.text and (fits or len(passage.text) == 1):
            yield passage
        elif passage.text:
            for half in halves(self.contexts.document.text, Piece(passage.start, passage.end, 0, 0)):
                yield from self._cut(half, context, path)

    def _end(self, first: int) -> int:
        """Return where the passage that begins at a piece ends: all that fits, or a good place shortly before."""
        room, after = self._room(first), first + 1
        while after < len(self.pieces) and self._fits(first, after + 1):
            after += 1
        if after == len(self.pieces):
            return after
        places = (at for at in range(first + 1, after + 1) if self._cost(first, at) >= room * _FULL_SHARE)
        return max(places, key=lambda at: (self.pieces[at].cut, at), default=after)

    def _evened(self, first: int, middle: int, after: int) -> list[int]:
        """Return better bounds for the last two passages, the second of which is tiny."""
        room = self._room(first)
        if self._fits(first, after):
            return [first, after]

        def balance(at: int) -> tuple[int, int]:
            return self.pieces[at].cut, min(self._cost(first, at), self._cost(at, after))

        places = [at for at in range(first + 1, after) if balance(at)[1] >= room * _TINY_SHARE]
        fitting = [at for at in places if self._fits(first, at) and self._fits(at, after)]
        return [first, max(fitting, key=balance, default=middle), after]

    def _fits(self, first: int, after: int) -> bool:
        longest = self.contexts.max_tokens * CHARACTERS_PER_TOKEN
        length = self.pieces[after - 1].end - self.pieces[first].start
        return self._cost(first, after) <= self._room(first) and length <= longest

    def _cost(self, first: int, after: int) -> int:
        return self._filled[after] - self._filled[first]

    def _context(self, first: int) -> tuple[str, int]:
        return self.contexts.find(self.paths[first], self.pieces[first].head)

    def _room(self, first: int) -> int:
        return self._context(first)[1]

    def _passage(self, piece: Piece, context: str, path: Sequence[Section]) -> Passage:
        document = self.contexts.document
        raw = document.text[piece.start : piece.end]
        start = piece.start + len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        return Passage(
            passage_id=f"{document.document_id}:{start}-{end}",
            document_id=document.document_id,
            source=document.source,
            text=document.text[start:end],
            context=context,
            start=start,
            end=end,
            page=document.page_at(start),
            section=section_name(path) or None,
            left_out=tuple(span for span in document.running if start <= span.start and span.end <= end),
        )


def _common(path: Sequence[Section], other: Sequence[Section]) -> Sequence[Section]:
    return [section for section, same in zip(path, other, strict=False) if section is same]
