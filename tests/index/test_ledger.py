"""Facts are looked up by type."""

from __future__ import annotations

from corpus.document import FactRole, FundingState, RecipientKind
from index import Ledger
from index.ledger import Recipient
from tests.index.small import make_document, make_fact

DOCUMENT = make_document("Offenbach")
CITY = make_fact(DOCUMENT, "1056700", year_from=2020, year_to=2020, state=FundingState.GRANTED)
DISTRICT = make_fact(
    DOCUMENT,
    "1356400",
    recipient="Landkreis Offenbach",
    recipient_kind=RecipientKind.DISTRICT,
    year_from=2023,
    programme="Ausbildungs- und Qualifizierungsbudget 2023",
)
PERIOD = make_fact(DOCUMENT, "500", year_from=2016, year_to=2018, role=FactRole.PART)
UNDATED = make_fact(DOCUMENT, "9")
LEDGER = Ledger([CITY, DISTRICT, PERIOD, UNDATED])


def test_district_and_city_of_the_same_name_are_two_recipients() -> None:
    assert LEDGER.recipients() == [
        Recipient("Landkreis Offenbach", RecipientKind.DISTRICT),
        Recipient("Stadt Offenbach am Main", RecipientKind.CITY),
    ]
    assert LEDGER.find(recipient="landkreis offenbach") == [DISTRICT]
    assert LEDGER.find(kind=RecipientKind.CITY) == [CITY, PERIOD, UNDATED]
    assert LEDGER.find(recipient="Landkreis Offenbach", kind=RecipientKind.CITY) == []


def test_a_year_inside_a_period_fits_and_an_undated_fact_never() -> None:
    assert LEDGER.find(year=2017) == [PERIOD]
    assert LEDGER.find(year=2023) == [DISTRICT]
    assert LEDGER.find(year=2019) == []
    assert LEDGER.years() == [2016, 2017, 2018, 2020, 2023]


def test_a_programme_is_found_by_any_of_its_names() -> None:
    assert LEDGER.find(programme="AQB") == [DISTRICT]
    assert LEDGER.find(programme="Städtebauförderung") == []
    assert LEDGER.programmes() == ["Ausbildungs- und Qualifizierungsbudget 2023"]


def test_state_and_role_narrow_the_search() -> None:
    assert LEDGER.find(states=[FundingState.GRANTED, FundingState.PAID]) == [CITY]
    assert LEDGER.find(roles={FactRole.PART}) == [PERIOD]


def test_nothing_given_means_everything_in_order() -> None:
    assert LEDGER.find() == list(LEDGER.facts) == [CITY, DISTRICT, PERIOD, UNDATED]
    assert list(LEDGER.of_document(DOCUMENT.document_id)) == list(LEDGER.facts)
    assert LEDGER.of_document("unknown") == ()
    assert LEDGER.fact(CITY.fact_id) == CITY


def test_what_somebody_gave_is_found_in_order() -> None:
    givers = ("Landkreis Greiz", "Land Thüringen", "Landkreis Greiz")
    given = [make_fact(DOCUMENT, str(amount), giver=giver) for amount, giver in enumerate(givers, start=1)]
    assert Ledger(given).of_givers(["Landkreis Greiz"]) == [given[0], given[2]]
    assert Ledger(given).of_givers(["Stadt Greiz"]) == []
