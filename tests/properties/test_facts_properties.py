"""What holds for the facts of any text: they quote it, they name only what it names, and figures never mix."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.facts import extract_facts
from corpus.money import format_euros
from corpus.programmes import find_programmes, same_programme
from corpus.reading import read_text

TOWNS = ["Stadt Kassel", "Stadt Fulda", "Stadt Hanau", "Landkreis Kassel", "Landkreis Fulda", "Wetteraukreis"]
DATIVE = {name: f"dem {name}" for name in ("Wetteraukreis", "Landkreis Kassel", "Landkreis Fulda")}
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
euros = st.integers(1_000, 90_000_000)
years = st.integers(2008, 2026)
towns = st.sampled_from(TOWNS)


def sentence(town: str, amount: int, year: int) -> str:
    dative = DATIVE.get(town, f"der {town}")
    return f"Das Land Hessen stellt {dative} im Jahr {year} {format_euros(Decimal(amount), 'de')} zur Verfügung."


@FEW
@given(st.text(max_size=300))
def test_any_text_gives_facts_that_quote_it_or_none(text: str) -> None:
    document = read_text(f"Bericht\n\nDie Stadt Kassel erhält 5.000 Euro Zuschuss. {text}", "any.txt")
    for fact in extract_facts(document):
        assert fact.amount_text in document.text[fact.start : fact.end]
        assert 0 <= fact.confidence <= 1
        assert all(0 <= start < end <= len(document.text) for start, end in fact.support)


@FEW
@given(towns, euros, years)
def test_a_plain_grant_is_read_whatever_the_figures(town: str, amount: int, year: int) -> None:
    (fact,) = extract_facts(read_text(f"Meldung\n\n{sentence(town, amount, year)}\n", "m.txt"))
    assert (fact.recipient, fact.amount_eur, fact.year_from, fact.year_to) == (town, Decimal(amount), year, year)


@FEW
@given(st.lists(towns, min_size=2, max_size=4, unique=True), st.data())
def test_each_town_of_a_text_keeps_its_own_sum(names: list[str], data: st.DataObject) -> None:
    grants = {name: (data.draw(euros), data.draw(years)) for name in names}
    text = " ".join(sentence(name, amount, year) for name, (amount, year) in grants.items())
    facts = extract_facts(read_text(f"Übersicht\n\n{text}\n", "u.txt"))
    assert {f.recipient: (int(f.amount_eur), f.year_from) for f in facts} == grants


@FEW
@given(towns, towns, euros, years)
def test_renaming_the_town_renames_the_recipient_and_nothing_else(old: str, new: str, amount: int, year: int) -> None:
    first = extract_facts(read_text(f"Meldung\n\n{sentence(old, amount, year)}\n", "m.txt"))
    second = extract_facts(read_text(f"Meldung\n\n{sentence(new, amount, year)}\n", "m.txt"))
    assert [(f.amount_eur, f.state) for f in first] == [(f.amount_eur, f.state) for f in second]
    assert [f.recipient for f in second] == [new]


@FEW
@given(st.text(max_size=200))
def test_programmes_are_found_where_they_stand_and_never_overlap(text: str) -> None:
    mentions = find_programmes(f"{text} Städtebauförderung {text}")
    assert all(m.text == f"{text} Städtebauförderung {text}"[m.start : m.end] for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@FEW
@given(st.sampled_from(["AQB", "Soziale Stadt", "DigitalPakt Schule", "Nachtbusfonds"]), years)
def test_a_year_behind_a_programme_does_not_make_another(name: str, year: int) -> None:
    assert same_programme(name, f"{name} {year}")
