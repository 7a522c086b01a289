from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.wording import listed, name_of, number
from corpus.document import RecipientKind


@pytest.mark.parametrize(
    ("name", "kind", "german", "dative", "english"),
    [
        ("Stadt Kassel", RecipientKind.CITY, "die Stadt Kassel", "der Stadt Kassel", "the city of Kassel"),
        ("Kreis Unna", RecipientKind.DISTRICT, "der Kreis Unna", "dem Kreis Unna", "the district of Unna"),
        ("Main-Kreis", RecipientKind.DISTRICT, "der Main-Kreis", "dem Main-Kreis", "the Main-Kreis district"),
        ("Land Hessen", RecipientKind.STATE, "das Land Hessen", "dem Land Hessen", "the state of Hesse"),
        ("Markt Au", RecipientKind.MUNICIPALITY, "der Markt Au", "dem Markt Au", "the municipality of Au"),
    ],
)  # fmt: skip
def test_names_take_article_and_case(name: str, kind: RecipientKind, german: str, dative: str, english: str) -> None:
    assert name_of(name, kind, "de") == german
    assert name_of(name, kind, "de", "dative") == dative
    assert name_of(name, kind, "en") == english


def test_numbers_follow_the_language() -> None:
    assert number(Decimal("1234.5"), "de") == "1.234,5"
    assert number(Decimal("1234.5"), "en") == "1,234.5"
    assert number(Decimal("28.0"), "de") == "28"


def test_lists_end_with_and() -> None:
    assert listed(["a", "b", "c"], "de") == "a, b und c"
    assert listed(["a"], "en") == "a"
