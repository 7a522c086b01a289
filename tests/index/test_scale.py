"""A needle is found wherever it lies, among thousands of passages and, with `-m slow`, among a million."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import Retriever, Store
from tests.benchmarks.made_up import MadeUp, MadeUpEmbedder
from tests.benchmarks.scale import add, build, needles_found

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [2_000, pytest.param(1_000_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("passages", SIZES)
def test_needles_from_the_first_to_the_last_passage_are_found_also_after_a_change(
    passages: int, tmp_path: Path
) -> None:
    build(tmp_path / "store", passages)
    assert all(_found(tmp_path / "store", passages))
    add(tmp_path / "store", passages)
    assert all(_found(tmp_path / "store", passages))


def _found(path: Path, passages: int) -> list[bool]:
    with closing(Store.open(path)) as store:
        return needles_found(Retriever.open(store, MadeUpEmbedder(MadeUp(passages).vectors)), passages)
