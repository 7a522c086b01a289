"""Who receives and who gives, where the sentence leaves it open: the document's protagonist, namesakes, givers."""

from __future__ import annotations

import pytest

from corpus.document import Fact, RecipientKind
from corpus.extraction.marked import Marked
from corpus.extraction.recipients import Cast
from corpus.facts import extract_facts
from corpus.places import Gazetteer
from corpus.reading import read_text

SURE = 0.5


def cast_of(text: str) -> Cast:
    return Cast(Marked(read_text(text, "text.txt"), Gazetteer.load()))


def facts_of(text: str) -> list[Fact]:
    return extract_facts(read_text(text, "text.txt"))


def givers_of(text: str) -> set[str | None]:
    return {fact.giver for fact in facts_of(text)}


LETTERHEADS = {
    "Landratsamt Cham - Pressestelle\n\nNeue Straße\n\nDie Straße wird gebaut.\n": "Landkreis Cham",
    "Magistrat der Stadt Wetzlar\n\nVorlage 5/2022\n\nDie Straße wird gebaut.\n": "Stadt Wetzlar",
    "STADT ROSENHEIM – MEDIENINFORMATION\n\nNeue Schule\n\nDie Schule wird gebaut.\n": "Stadt Rosenheim",
}


@pytest.mark.parametrize(("text", "name"), LETTERHEADS.items(), ids=LETTERHEADS.values())
def test_a_letterhead_names_whom_the_document_is_about(text: str, name: str) -> None:
    protagonist = cast_of(text).around.protagonist
    assert protagonist is not None
    assert protagonist.name == name


def test_a_dateline_is_no_letterhead() -> None:
    text = "Bescheid übergeben\n\nFurth im Wald, 11. Mai 2022\n\nDer Innenminister war am Mittwoch da.\n"
    assert cast_of(text).around.protagonist is None


def test_a_document_about_two_towns_alike_has_no_protagonist() -> None:
    text = "Geld für Hanau und Fulda\n\nDie Stadt Hanau baut, und die Stadt Fulda baut auch.\n"
    assert cast_of(text).around.protagonist is None


def test_in_and_the_bare_name_is_the_town_though_only_the_district_is_stated() -> None:
    text = "Der Landkreis Passau plant. Gefeiert wurde in Passau.\n"
    names = [one.name for one in cast_of(text).everyone]
    assert names == ["Landkreis Passau", "Stadt Passau"]


def test_a_headline_may_shorten_the_district_that_the_text_states() -> None:
    text = "Offenbach bekommt Geld\n\nDas Land bewilligt dem Landkreis Offenbach 2022 eine Summe von 80.000 Euro.\n"
    assert {one.name for one in cast_of(text).everyone if one.is_local} == {"Landkreis Offenbach"}


def test_the_address_behind_a_ministry_is_not_part_of_its_name() -> None:
    text = (
        "Herausgeber: Sächsisches Staatsministerium des Innern, Wilhelm-Buck-Straße 2, 01097 Dresden.\n\n"
        "Das Ministerium bewilligt der Stadt Plauen 2023 einen Zuschuss von 90.000 Euro.\n"
    )
    assert givers_of(text) == {"Sächsisches Staatsministerium des Innern"}


def test_the_funder_gives_although_an_authority_issues_the_notice() -> None:
    text = (
        "Die Regierung von Oberbayern hat der Stadt Freising den Bescheid zugestellt: Der Freistaat Bayern gibt ihr "
        "2022 für die Schule 300.000 Euro.\n"
    )
    assert givers_of(text) == {"Freistaat Bayern"}


def test_the_funding_bank_gives_if_no_funder_is_named() -> None:
    assert givers_of("Die Stadt Aalen hat bei der L-Bank 2022 insgesamt 90.000 Euro beantragt.\n") == {"L-Bank"}


def test_a_city_that_a_body_receives_from_is_the_giver() -> None:
    text = (
        "# Grants in Augsburg\n\nThe city council of Augsburg decided on Monday on its grants for the arts in 2024.\n\n"
        "The **Kresslesmühle** will receive 310,000 euros from the city in 2024.\n"
    )
    fact = facts_of(text)[-1]
    assert (fact.recipient, fact.recipient_kind, fact.giver) == ("Kresslesmühle", RecipientKind.BODY, "Stadt Augsburg")


def test_der_kreis_of_a_text_that_names_no_district_is_doubtful_or_the_towns_district() -> None:
    text = "Stadt Fulda – Pressestelle\n\nNeues Geld\n\nDer Kreis erhielt 2021 vom Land 50.000 Euro.\n"
    assert all(f.recipient == "Landkreis Fulda" or f.confidence < SURE for f in facts_of(text))


def test_the_later_named_body_gets_only_its_part_for_sure() -> None:
    text = (
        "Land unterstützt Tafeln mit 2 Millionen Euro\n\nDas Land Rheinland-Pfalz unterstützt die Tafeln 2022 mit zwei "
        "Millionen Euro. Die Tafel Koblenz e. V. erhält davon 60.000 Euro.\n"
    )
    sure = [fact for fact in facts_of(text) if fact.confidence >= SURE]
    assert [(fact.recipient, int(fact.amount_eur)) for fact in sure] == [("Tafel Koblenz e. V.", 60_000)]


HANDS_OUT = (
    (
        "Zuschüsse des Landkreises Harburg\n\nDer Landkreis Harburg zahlt 2024 Zuschüsse für Kitas:\n\n"
        "- Qualle am Deich: 980.000 Euro\n- Stelle: 310.000 Euro\n"
    ),
    (
        "Stadt Ulm: Vorlage 88/2023\n\nBetreff: Schuldnerberatung\n\nDas Land bezuschusst die Beratung 2023 mit 56.000 "
        "Euro. Die Stadt gibt 2023 weitere 70.000 Euro.\n"
    ),
)


@pytest.mark.parametrize("text", HANDS_OUT, ids=("district", "town"))
def test_who_hands_out_is_not_taken_for_the_recipient(text: str) -> None:
    sure = {fact.recipient for fact in facts_of(text) if fact.confidence >= SURE}
    assert not sure & {"Landkreis Harburg", "Stadt Ulm"}
