from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.selection import agree, grants
from corpus.document import Fact, FactRole, FundingState, Hedge, RecipientKind


def fact(amount: str, **changes: object) -> Fact:
    values: dict[str, object] = {
        "fact_id": f"{amount}-{sorted(changes.items())}",
        "document_id": "a",
        "source": "a.txt",
        "recipient": "Stadt Kassel",
        "recipient_kind": RecipientKind.CITY,
        "amount_eur": Decimal(amount),
        "amount_text": amount,
        "start": 0,
        "end": 10,
        "year_from": 2020,
        "year_to": 2020,
        "programme": "Städtebauförderung",
        "state": FundingState.GRANTED,
    }
    return Fact(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("exact", "rounded", "hedge", "same"),
    [
        ("1056700", "1000000", Hedge.ABOUT, True),
        ("879800", "880000", Hedge.ALMOST, True),
        ("557900", "550000", Hedge.OVER, True),
        ("1356400", "1000000", Hedge.ABOUT, False),
        ("1056700", "1356400", Hedge.EXACT, False),
        ("540000", "550000", Hedge.OVER, False),
    ],
)
def test_amounts_agree_when_one_rounds_the_other(exact: str, rounded: str, hedge: Hedge, same: bool) -> None:
    assert agree(fact(exact), fact(rounded, hedge=hedge)) is same


def test_the_exact_amount_is_stated_and_the_rounded_one_kept_beside_it() -> None:
    rounded, exact = fact("1000000", hedge=Hedge.ABOUT), fact("1056700")
    (grant,) = grants([rounded, exact])
    assert grant.fact is exact
    assert grant.rounded == (rounded,)


def test_granted_comes_before_announced_money_of_another_amount() -> None:
    announced = fact("900000", state=FundingState.ANNOUNCED, document_id="b")
    granted = fact("850000")
    (grant,) = grants([announced, granted])
    assert grant.fact is granted
    assert grant.earlier == (announced,)


def test_two_documents_with_two_sums_for_one_grant_contradict_each_other() -> None:
    (grant,) = grants([fact("1479500"), fact("1482100", document_id="b")])
    assert len(grant.conflicting) == 1


def test_a_part_stays_below_its_total() -> None:
    total = fact("557900", programme="Ausbildungs- und Arbeitsmarktbudget")
    part = fact("336700", role=FactRole.PART, programme="Ausbildungsbudget")
    (grant,) = grants([part, total])
    assert grant.fact is total
    assert grant.parts == (part,)


def test_other_years_and_other_recipients_are_other_money() -> None:
    found = grants(
        [fact("100000"), fact("100000", year_from=2021, year_to=2021), fact("100000", recipient="Landkreis Kassel")]
    )
    assert len(found) == 3


def test_what_one_row_says_was_paid_of_its_grant_is_no_money_beside_it() -> None:
    granted, paid = fact("96000", programme=None), fact("40000", programme=None, state=FundingState.PAID)
    (grant,) = grants([paid, granted])
    assert grant.fact is granted
    assert grant.parts == (paid,)
    elsewhere = fact("40000", programme=None, state=FundingState.PAID, start=20, end=30)
    assert len(grants([elsewhere, granted])) == 2
