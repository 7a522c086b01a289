"""An amount or a day is one term, however it is written."""

from __future__ import annotations

import pytest

from index import KeywordIndex
from index.analysis import SearchTerms
from index.notations import notations
from tests.index.small import make_document, make_passages


@pytest.mark.parametrize(
    "written",
    ["1,2 Mio. Euro", "1.200.000 EUR", "€1.2 million", "1.200.000,00 €", "1,2 Millionen Euro", "1 200 000 Euro"],
)
def test_an_amount_is_one_term(written: str) -> None:
    assert notations(f"Das Land gibt {written} dazu.") == ["€1200000"]


@pytest.mark.parametrize(
    "written", ["1. März 2020", "01.03.2020", "1.3.20", "2020-03-01", "1 March 2020", "March 1, 2020"]
)
def test_a_day_is_one_term(written: str) -> None:
    assert notations(f"Am {written} begann es.") == ["2020-03-01"]


@pytest.mark.parametrize("text", ["", "Kassel", "im Jahr 2020", "13 Plätze", "§ 44", "Telefon 0561 1234"])
def test_other_numbers_are_neither(text: str) -> None:
    assert notations(text) == []


def test_a_passage_is_found_by_a_day_and_an_amount_that_it_writes_otherwise() -> None:
    lines = "Am 01.03.2020 gab es 1,2 Mio. Euro\nAm 02.03.2020 gab es 1,3 Mio. Euro"
    passages = make_passages(make_document(f"Titel\n{lines}"))
    for asked in ("€1.3 million", "2 March 2020"):
        terms = SearchTerms(dict.fromkeys(notations(asked), 1.0), {})
        assert [key for key, _ in KeywordIndex.of(passages).search(terms, 5)] == [passages[2].passage_id]
