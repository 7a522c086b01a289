"""Hits that say the same -> one hit with its versions; neighbours that answer together -> one hit.

A funding programme's rules stand in every version of its guideline, often word for word. Ten of them in a row hide
the eleventh hit, which says something else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.places import Gazetteer
from index.analysis import fold, stem, stems, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.document import Passage

SHINGLE = 3
"""Words in a row that are compared."""
_ALIKE = 0.6
"""Share of the shingles of two passages that both have (Jaccard): a changed word costs up to three shingles of each."""
_FEW_SHINGLES = 6
"""Passages of fewer words must be equal: two short sentences share most of their words by their form alone."""
_MORE_TOGETHER = 0.15
"""Share of the question's words, by rarity, that two neighbours must cover beyond the better one of them."""


def fold_versions(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Group passages that say the same in different documents, in order of the first of each group.

    Passages that name different places are never folded: "Die Stadt Fulda erhält …" is no version of "Die Stadt
    Hanau …".
    """
    groups: list[list[Passage]] = []
    for passage in passages:
        for group in groups:
            if all(passage.document_id != one.document_id for one in group) and _same(passage, group[0]):
                group.append(passage)
                break
        else:
            groups.append([passage])
    return groups


def _same(one: Passage, other: Passage) -> bool:
    first, second = _shingles(one.text), _shingles(other.text)
    if min(len(first), len(second)) < _FEW_SHINGLES:
        alike = words(one.text) == words(other.text)
    else:
        alike = len(first & second) >= _ALIKE * len(first | second)
    return alike and _places(one) == _places(other)


@lru_cache(maxsize=10_000)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    found = [fold(word) for word in words(text)]
    return frozenset(tuple(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1))


def _places(passage: Passage) -> frozenset[str]:
    """Return what a passage and its context line name."""
    found = _gazetteer().mentions(passage.searched)
    return frozenset(place.place_id for mention in found for place in mention.candidates)


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def join_neighbours(
    passages: Sequence[Passage], query: str, rarity: Callable[[str], float], texts: Mapping[str, str]
) -> list[Passage]:
    """Put passages that follow each other in a document together where only both cover what a question asks for.

    `rarity` weighs a word, `texts` are the documents' texts by id. The joined passage takes the better one's place.
    """
    weights = {stem(word): rarity(word) for word in words(query)}
    total = sum(weights.values()) or 1.0

    def covered(*parts: Passage) -> float:
        held = {one for part in parts for one in stems(part.searched)}
        return sum(weight for key, weight in weights.items() if key in held) / total

    joined: list[Passage] = []
    for passage in passages:
        for at, better in enumerate(joined):
            gain = covered(better, passage) - max(covered(better), covered(passage))
            if _neighbours(better, passage, texts) and gain >= _MORE_TOGETHER:
                joined[at] = _together(better, passage, texts[better.document_id])
                break
        else:
            joined.append(passage)
    return joined


def _neighbours(one: Passage, other: Passage, texts: Mapping[str, str]) -> bool:
    if one.document_id != other.document_id or one.document_id not in texts:
        return False
    first, second = sorted((one, other), key=lambda passage: passage.start)
    return first.end <= second.start and not texts[one.document_id][first.end : second.start].strip()


def _together(one: Passage, other: Passage, text: str) -> Passage:
    first, second = sorted((one, other), key=lambda passage: passage.start)
    return replace(
        first,
        passage_id=f"{first.document_id}:{first.start}-{second.end}",
        end=second.end,
        text=text[first.start : second.end],
        section=first.section if first.section == second.section else None,
    )
