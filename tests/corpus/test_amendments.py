"""Where a sum is put in the place of another, only the new one counts as granted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.document import FactRole
from corpus.facts import extract_facts
from corpus.reading import read_text

AMENDMENTS = {
    "a contract's figure": """Zweite Änderungsvereinbarung

zwischen dem Land Hessen und dem Vogelsbergkreis

§ 1 In § 4 Satz 1 der Vereinbarung vom 3.2.2020 wird die Angabe „210.000 Euro“ durch die Angabe „255.000 Euro“ ersetzt.
""",
    "in the place of": """Änderung der Zielvereinbarung

zwischen dem Land Hessen und dem Vogelsbergkreis

§ 1 Für 2020 tritt an die Stelle des Betrags von 210.000 Euro in § 3 der Betrag von 255.000 Euro.
""",
    "two sentences": """Der Vogelsbergkreis erhält 2020 vom Land eine Zuwendung von 210.000 Euro. Dieser Betrag wurde
im Mai um 45.000 Euro auf 255.000 Euro aufgestockt.
""",
    "a notice": """Änderungsbescheid

Der dem Vogelsbergkreis 2020 bewilligte Zuschuss von 210.000 Euro wird durch einen Zuschuss von 255.000 Euro ersetzt.
""",
    "English": "The 2020 grant of 210,000 euros to Vogelsbergkreis is replaced by a grant of 255,000 euros.\n",
}


@pytest.mark.parametrize("text", AMENDMENTS.values(), ids=AMENDMENTS)
def test_a_replaced_sum_is_the_earlier_figure(text: str) -> None:
    facts = {fact.amount_eur: fact for fact in extract_facts(read_text(text, "t.txt"))}
    old, new = facts[Decimal(210000)], facts[Decimal(255000)]
    assert old.role is FactRole.BEFORE
    assert new.role is FactRole.TOTAL
    assert (new.recipient, new.year_from) == ("Vogelsbergkreis", 2020)


def test_a_boiler_replaced_by_another_changes_no_grant() -> None:
    text = "Die Heizung für 30.000 Euro wird durch eine für 50.000 Euro ersetzt.\n"
    assert not [fact for fact in extract_facts(read_text(text, "t.txt")) if fact.confidence > 0.5]
