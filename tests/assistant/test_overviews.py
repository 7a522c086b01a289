"""What looks at all of one recipient or of two agreements: profiles, changes, short forms."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from assistant import AnswerStatus, Assistant

Over = Callable[..., Assistant]

AGREEMENT = """Kooperationsvereinbarung {year}

zwischen

dem Freistaat Sachsen, vertreten durch das Staatsministerium für Regionalentwicklung (SMR)

und

dem Landkreis Görlitz

§ 1 Mittel

Das Staatsministerium stellt dem Landkreis Görlitz im Jahr {year} insgesamt {sum} Euro
aus dem Programm „Ländliche Wege“ zur Verfügung.

§ 2 Maßnahmen

Der Landkreis Görlitz finanziert daraus folgende Projekte:

1. Radwege

{projects}

Dresden, den 03.02.{year}

Görlitz, den 09.02.{year}
"""
NOTE = """Stadt Görlitz erhält Geld für die Feuerwehr

12.05.2021

Der Freistaat Sachsen fördert 2021 die Feuerwehr der Stadt Görlitz mit 84.000 Euro.
Die Stadt trägt einen Eigenanteil von 21.000 Euro.
"""


def two_agreements() -> dict[str, str]:
    return {
        "alt": AGREEMENT.format(year=2019, sum="410.000", projects="- Neißeweg\n- Kottmarbrücke"),
        "neu": AGREEMENT.format(year=2022, sum="530.000", projects="- Neißeweg\n- Mandauring"),
    }


def test_a_profile_names_every_sum_by_year_and_the_documents(assistant_over: Over) -> None:
    answer = assistant_over(**two_agreements(), feuerwehr=NOTE).answer("Was wissen wir über den Landkreis Görlitz?")
    assert answer.status is AnswerStatus.ANSWERED
    assert {stated.fact.amount_eur for stated in answer.facts} == {Decimal(410_000), Decimal(530_000)}
    assert answer.text.index("410.000") < answer.text.index("530.000")
    assert "alt.txt" in answer.text
    assert "84.000" not in answer.text  # the city's


def test_a_profile_keeps_two_of_one_name_apart_and_own_shares_out_of_the_funding(assistant_over: Over) -> None:
    answer = assistant_over(**two_agreements(), feuerwehr=NOTE).answer("Give me an overview of Görlitz")
    assert "The district of Görlitz: 2 amounts" in answer.text
    assert "The city of Görlitz: 1 amount" in answer.text
    assert Decimal(21_000) in {stated.fact.amount_eur for stated in answer.related_facts}
    assert Decimal(21_000) not in {stated.fact.amount_eur for stated in answer.facts}


def test_a_profile_of_a_stranger_says_that_there_is_none(assistant_over: Over) -> None:
    answer = assistant_over(feuerwehr=NOTE).answer("Was wissen wir über den Landkreis Bautzen?")
    assert answer.status is AnswerStatus.NOT_FOUND


def test_changes_set_sums_and_projects_of_two_agreements_side_by_side(assistant_over: Over) -> None:
    answer = assistant_over(**two_agreements()).answer(
        "Was hat sich zwischen den Vereinbarungen 2019 und 2022 mit dem Landkreis Görlitz geändert?"
    )
    assert "120.000 Euro mehr" in answer.text
    assert "Nur in 2019: Kottmarbrücke" in answer.text
    assert "Nur in 2022: Mandauring" in answer.text
    assert "Neißeweg" in answer.text.split("In beiden")[1]
    assert all(citation.quote for citation in answer.citations)


def test_changes_without_two_agreements_tell_how_the_sums_developed(assistant_over: Over) -> None:
    later = NOTE.replace("2021", "2023").replace("84.000", "90.000")
    answer = assistant_over(a=NOTE, b=later).answer("Was hat sich bei der Förderung der Stadt Görlitz geändert?")
    assert {stated.fact.amount_eur for stated in answer.facts} >= {Decimal(84_000), Decimal(90_000)}


def test_a_short_form_is_explained_in_the_document_s_words(assistant_over: Over) -> None:
    assistant = assistant_over(**two_agreements())
    assert "Staatsministerium für Regionalentwicklung" in assistant.answer("Wofür steht SMR?").text
    assert assistant.answer("What does XYZ stand for?").status is AnswerStatus.NOT_FOUND
