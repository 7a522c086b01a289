"""An index of texts under keys: BM25 over stems, compound parts and 4-grams. The only module that imports tantivy."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import tantivy

from index.analysis import SearchTerms, grams, stem
from index.compounds import german_compounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

# nDCG@10 on XQuAD-de and an official FAQ for stems : grams of 1:0 94.1, 54.0; 0:1 96.0, 59.1; 1:1 96.3, 60.0;
# 2:1 96.4, 59.8; 4:1 96.4, 59.1. With the parts of compounds at 0.25 to 1, 0.1 to 0.2 more on the FAQ; as further stems
# of the same field 0.2 more there and 0.2 less on XQuAD, for passages get longer.
_WEIGHTS = {"stems": 2.0, "parts": 0.5, "grams": 1.0}

_WRITER_BYTES = 200_000_000
"""Before what was added is written to a segment of its own, each of which a search must go through: of 100,000 passages
in five segments it took 9 ms, in one 7 ms."""

_MOST_FOR_ALL_TERMS, _MOST_AT_ONCE = 500_000, 1_500_000
"""Texts, counted for each term anew, up to which all terms are searched for, and how many are gone through in one
search: it takes 5 nanoseconds each."""

_MOST_FOR_TELLING_TERMS = 500_000
"""Texts that are gone through for the terms that tell most, where all would be too many: some 3 milliseconds. With a
twentieth of this in 50,000 passages (the share that it is of a million), 99.5 % of the first ten hits were those of a
search for all terms, with a fortieth 97.4 %."""

_CANDIDATES = 2
"""How many times as many texts as are asked for are then scored by nearly all terms."""

_SHARE_OF_WEIGHT = 0.98
"""Share of what all terms tell together by which texts are scored, where all are too many. The terms that make up the
rest stand in most texts: half of all that is gone through, while 97 % of the first ten hits in a million passages are
those that all terms give; at 0.95 it is 95 %."""

_MOST_LOOKED_UP = 150
"""Terms by which candidates are scored beside those that found them; only the longest questions have more. Each is a
query within the next, and 10 microseconds for all candidates."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to be found: its key, the document it belongs to, its words, and terms that are no words."""

    key: str
    document_id: str
    words: Sequence[str]
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    """A term as it is searched for: its query, how much it tells (BM25's weight), in how many texts it stands."""

    query: tantivy.Query
    telling: float
    texts: int


class Postings:
    """Finds texts by their words; made by `Postings.create` or `Postings.open`."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = _schema()
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path | None = None) -> Postings:
        """Make an empty index in a folder, or in memory without one."""
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False) if folder else tantivy.Index(_schema()))

    @classmethod
    def open(cls, folder: Path) -> Postings:
        """Open the index in a folder. Raises ValueError or OSError where there is none."""
        return cls(tantivy.Index.open(str(folder)))

    def frequency(self, field: str, term: str) -> int:
        """Return in how many texts a term stands; `field` is "stems", "parts" or "grams"."""
        return int(self._searcher.doc_freq(field, term))

    def search(self, terms: SearchTerms, k: int) -> list[tuple[str, float]]:
        """Return up to k pairs (key, BM25 score above 0), best first; ties by their keys.

        Where the terms stand in too many texts, nearly all are searched for, and where these are still too many, only
        those that tell most, and what they find is scored by the others too: a text is missed only if it has none but
        words that tell little.
        """
        clauses = sorted(self._clauses(terms), key=lambda clause: -clause.telling)
        if not clauses:
            return []
        nearly_all = _heaviest(clauses)
        for searched, most in ((clauses, _MOST_FOR_ALL_TERMS), (nearly_all, _MOST_AT_ONCE)):
            if sum(clause.texts for clause in searched) <= most:
                return self._found(_any_of(searched), k)
        telling, others = _parted(nearly_all)
        scores = dict(self._found(_any_of(telling), _CANDIDATES * k))
        for key, score in self._found(self._looked_up(list(scores), others[:_MOST_LOOKED_UP]), _CANDIDATES * k):
            scores[key] += score
        return _best_first(scores.items())[:k]

    def _clauses(self, terms: SearchTerms) -> list[_Clause]:
        """Return what is searched for; terms that stand nowhere are left out."""
        count, clauses = self._searcher.num_docs, []
        words = _sums(terms.stems, terms.parts)
        for field, weights in (("stems", words), ("parts", words), ("grams", terms.grams)):
            for term, weight in weights.items():
                if texts := self.frequency(field, term):
                    weighted = weight * _WEIGHTS[field]
                    rarity = math.log(1 + (max(0, count - texts) + 0.5) / (texts + 0.5))
                    query = tantivy.Query.term_query(self._schema, field, term)
                    clauses.append(_Clause(tantivy.Query.boost_query(query, weighted), weighted * rarity, texts))
        return clauses

    def _looked_up(self, keys: list[str], clauses: Sequence[_Clause]) -> tantivy.Query:
        """Return a query that scores some texts by terms, and goes through these texts only.

        Each term is an option of the query within; options side by side would go through thousands of texts about each.
        """
        query = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "key", keys), 0.0)
        for clause in clauses:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Should, clause.query)])
        return query

    def _found(self, query: tantivy.Query, k: int) -> list[tuple[str, float]]:
        found = self._searcher.search(query, limit=k, count=False)
        return _best_first((self._searcher.doc(address)["key"][0], float(score)) for score, address in found.hits)

    @contextmanager
    def changing(self, gone: Iterable[str] = ()) -> Iterator[Callable[[Entry], None]]:
        """Take the texts of documents that are gone out, and give what adds others; all is found at the end."""
        # One thread, so that equal content gives equal order.
        writer = self._index.writer(_WRITER_BYTES, num_threads=1)
        for document_id in gone:
            writer.delete_documents_by_term("document_id", document_id)

        def add(entry: Entry) -> None:
            terms = [_terms(word) for word in entry.words]
            stems = " ".join([*(stemmed for stemmed, _ in terms), *entry.figures])
            four = " ".join(parts for _, parts in terms)
            parts = " ".join(_parts(word) for word in entry.words)
            fields = {"stems": stems, "parts": parts, "grams": four}
            writer.add_document(tantivy.Document(key=entry.key, document_id=entry.document_id, **fields))

        yield add
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()


def _best_first(scored: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


def _parted(clauses: Sequence[_Clause]) -> tuple[list[_Clause], list[_Clause]]:
    """Part clauses in order into those that few enough texts are gone through for, one at least, and the others."""
    left, telling, others = _MOST_FOR_TELLING_TERMS, list[_Clause](), list[_Clause]()
    for clause in clauses:
        if clause.texts <= left or not telling:
            telling.append(clause)
            left -= clause.texts
        else:
            others.append(clause)
    return telling, others


def _heaviest(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Return the first of clauses in order, those that make up nearly all that they tell together."""
    wanted = _SHARE_OF_WEIGHT * sum(clause.telling for clause in clauses)
    before = accumulate((clause.telling for clause in clauses), initial=0.0)
    return [clause for clause, told in zip(clauses, before, strict=False) if told < wanted]


def _sums(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {term: one.get(term, 0.0) + other.get(term, 0.0) for term in [*one, *other]}


def _any_of(clauses: Iterable[_Clause]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause.query) for clause in clauses])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document_id", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("parts", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@lru_cache(maxsize=200_000)
def _terms(word: str) -> tuple[str, str]:
    """Return a word's stem and its 4-grams as they are written."""
    return stem(word), " ".join(grams(word))


@lru_cache(maxsize=200_000)
def _parts(word: str) -> str:
    """Return the stems of what a compound is made of."""
    return " ".join(stem(part) for part in german_compounds().parts(word))
