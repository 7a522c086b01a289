"""German documents made up by a seeded generator, as many as wanted, with needles at known places.

Words come from the sample documents as often as they stand there, and from compounds made of their nouns, so that
common and rare words are as far apart as in real text. Vectors are made up too, since no model could read a million
passages here. Each document depends on its number only.
"""

from __future__ import annotations

import random
import zlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.document import Document, DocumentKind, Fact, FundingState, Passage, RecipientKind
from corpus.places import Gazetteer
from corpus.reading import read_document
from index.analysis import words
from index.embedding import PACKAGED_MODEL
from index.journal import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index import Embedder

PASSAGES_PER_DOCUMENT = 10
DIMENSION = 384
SUBJECTS = 2_000
_SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"


class Vectors:
    """Unit vectors in so many clusters that run into each other, drawn part by part.

    Their spectrum falls with the square root: judged by how far neighbours lie apart (TwoNN) they have 22 dimensions,
    where the packaged model's vectors of real passages have 12, so an index has a harder time with them.
    """

    def __init__(self, clusters: int) -> None:
        chance = np.random.default_rng(5)
        self._spectrum = (np.arange(1, DIMENSION + 1) ** -0.5).astype(np.float32)
        self._turned = np.linalg.qr(chance.standard_normal((DIMENSION, DIMENSION)))[0].astype(np.float32)
        self._centres = self._drawn(chance, max(1, clusters))

    def _drawn(self, chance: np.random.Generator, count: int) -> NDArray[np.float32]:
        drawn = chance.standard_normal((count, DIMENSION), dtype=np.float32) * self._spectrum
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))

    def part(self, seed: int, count: int) -> NDArray[np.float32]:
        """Return vectors of shape (count, DIMENSION)."""
        chance = np.random.default_rng(seed)
        near = self._centres[chance.integers(len(self._centres), size=count)]
        found = (near + self._drawn(chance, count)) @ self._turned
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


class MadeUpEmbedder:
    """An Embedder whose vectors are made up from a text's checksum; with `read_by`, that model reads each question too.

    So a question takes as long as it takes in earnest.
    """

    name = PACKAGED_MODEL  # which decides how much the vectors count
    max_tokens = 256
    dimension = DIMENSION

    def __init__(self, vectors: Vectors, read_by: Embedder | None = None) -> None:
        self._vectors = vectors
        self._read_by = read_by

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self.embed_query(text) for text in texts], dtype=np.float32).reshape(len(texts), DIMENSION)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        if self._read_by:
            self._read_by.embed_query(text)
        return self._vectors.part(zlib.crc32(text.encode()), 1)[0]


@lru_cache(maxsize=1)
def _sample_words() -> Counter[str]:
    paths = [path for path in sorted(_SAMPLES.iterdir()) if path.suffix in (".txt", ".html", ".md", ".docx", ".odt")]
    texts = [read_document(path, path.name).text for path in paths]
    return Counter(word for text in texts for word in words(text) if word.isalpha())


@dataclass(frozen=True, slots=True)
class Needle:
    """A sentence that stands in one passage only, and a question that it answers."""

    passage: int
    sentence: str
    question: str

    @classmethod
    def at(cls, passage: int) -> Needle:
        """Return the needle of a passage, by its number."""
        chance = random.Random(f"needle {passage}")
        name = "".join(chance.choice(part) for part in _NAME_PARTS)
        return cls(
            passage,
            f"Die Glockenweihe auf dem {name} wurde von der Posaunengruppe Sankt Ottilien begleitet.",
            f"Wer begleitete die Glockenweihe auf dem {name}?",
        )


_NAME_PARTS = (
    "Quarl Zwirb Knaul Schnurz Pfalm Trulg Wrasp Gnuff Plork Strimm Dwall Krömp".split(),
    "or ug em ax yl iss ong üff elk umm".split(),
    "brück höh wisch loh sprung tann quell wurt kuhl garn".split(),
)


class MadeUp:
    """So many passages in documents of ten, with needles in some of them; `entries` gives them as a journal does.

    `label` keeps the documents of two generators apart.
    """

    def __init__(self, passages: int, needles: Iterable[int] = (), label: str = "m") -> None:
        self.documents = passages // PASSAGES_PER_DOCUMENT
        self.needles = {at: Needle.at(at) for at in needles}
        self._label = label
        self.vectors = Vectors(passages // 1_000)
        counted = _sample_words()
        self._words, self._weights = list(counted), list(accumulate(counted.values()))
        self._nouns = [word for word in counted if word[:1].isupper() and 5 <= len(word) <= 12]
        self.subject = lru_cache(maxsize=SUBJECTS)(self._subject)
        self._towns = [place.name for place in Gazetteer.load().places if place.kind is RecipientKind.CITY]

    def contents(self) -> list[str]:
        """Return what stands for the files' hashes, one for each document."""
        return [f"{self._label}{number:08}" for number in range(self.documents)]

    def files(self) -> dict[str, str]:
        """Return the sources with their contents."""
        return {f"{content}.txt": content for content in self.contents()}

    def entries(self, contents: Iterable[str]) -> Iterator[Entry]:
        """Yield what reading and embedding would make of some documents, in the order given."""
        for content in contents:
            yield self._entry(content, int(content.removeprefix(self._label)))

    def _subject(self, number: int) -> list[str]:
        """Return the words that documents on a subject share."""
        chance = random.Random(f"subject {number}")
        return [chance.choice(self._nouns) + chance.choice(self._nouns).lower() for _ in range(30)]

    def question(self, number: int) -> str:
        """Return a question on a subject, with a town and a year: what many passages answer in part."""
        chance, subject = random.Random(f"question {number}"), self.subject(number % SUBJECTS)
        town, year = chance.choice(self._towns), chance.randrange(1995, 2025)
        return f"Welche Mittel gab es in {town} {year} für {subject[0]} und {subject[1]}?"

    def _entry(self, content: str, number: int) -> Entry:
        chance = random.Random(content)
        town, year, euros = chance.choice(self._towns), chance.randrange(1995, 2025), chance.randrange(1_000, 9_000_000)
        amount = f"{euros:,} Euro".replace(",", ".")
        subject = self.subject(chance.randrange(SUBJECTS))
        texts = [self._text(chance, subject) for _ in range(PASSAGES_PER_DOCUMENT)]
        texts[0] = f"{town} erhält im Jahr {year} insgesamt {amount}. {texts[0]}"
        for at in range(PASSAGES_PER_DOCUMENT):
            if needle := self.needles.get(number * PASSAGES_PER_DOCUMENT + at):
                texts[at] += f" {needle.sentence}"
        source, text = f"{content}.txt", "\n".join(texts)
        title = f"{subject[0]} in {town} {year}"
        document = Document(content, source, text, title=title, kind=DocumentKind.PRESS_RELEASE, year=year)
        passages, start = [], 0
        for part in texts:
            identity = f"{content}:{start}"
            passages.append(Passage(identity, content, source, part, context=title, start=start, end=start + len(part)))
            start += len(part) + 1
        fact = Fact(
            fact_id=f"{content}-0",
            document_id=content,
            source=source,
            recipient=town,
            recipient_kind=RecipientKind.CITY,
            amount_eur=Decimal(euros),
            amount_text=amount,
            start=0,
            end=len(texts[0]),
            year_from=year,
            year_to=year,
            state=FundingState.GRANTED,
        )
        return Entry(content, document, passages, self.vectors_of(content), [fact])

    def vectors_of(self, content: str) -> NDArray[np.float32]:
        """Return the vectors of a document's passages, of shape (PASSAGES_PER_DOCUMENT, DIMENSION)."""
        return self.vectors.part(zlib.crc32(content.encode()), PASSAGES_PER_DOCUMENT)

    def _text(self, chance: random.Random, subject: Sequence[str]) -> str:
        """Return some sentences: words as often as in the samples, and every sixth one of the subject's."""
        drawn = chance.choices(self._words, cum_weights=self._weights, k=66)
        for at in range(chance.randrange(6), len(drawn), 6):
            drawn[at] = chance.choice(subject)
        ends = range(10, len(drawn), 11)
        return " ".join(f"{word}." if at in ends else word for at, word in enumerate(drawn)) + "."
