"""Several rankings become one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.fusion import Ranking, fuse


def test_scores_are_scaled_and_added_by_weight() -> None:
    fused = fuse(
        [
            Ranking("keywords", 0.8, [("a", 30.0), ("b", 20.0), ("c", 10.0)]),
            Ranking("vectors", 0.2, [("c", 0.9), ("d", 0.1)]),
        ]
    )
    assert [(one.id, round(one.score, 2)) for one in fused] == [("a", 0.8), ("b", 0.4), ("c", 0.2), ("d", 0.0)]
    assert fused[2].found_by == ("keywords", "vectors")


def test_where_one_search_finds_nothing_the_other_decides_alone() -> None:
    fused = fuse([Ranking("keywords", 0.8, []), Ranking("vectors", 0.2, [("a", 0.9), ("b", 0.1)])])
    assert [(one.id, one.score) for one in fused] == [("a", 1.0), ("b", 0.0)]


def test_equal_scores_are_ordered_by_id() -> None:
    fused = fuse([Ranking("keywords", 1.0, [("b", 1.0), ("a", 1.0)])])
    assert [one.id for one in fused] == ["a", "b"]


rankings = st.dictionaries(st.sampled_from("abcdef"), st.floats(-10, 10)).map(lambda scores: list(scores.items()))


@given(rankings, rankings, st.floats(0, 1))
def test_scores_lie_between_0_and_1_and_fall(
    one: list[tuple[str, float]], other: list[tuple[str, float]], weight: float
) -> None:
    fused = fuse([Ranking("keywords", 1 - weight, one), Ranking("vectors", weight, other)])
    scores = [each.score for each in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)
    assert {each.id for each in fused} == {key for key, _ in (*one, *other)}
