"""Programme names as documents write them, and which of them mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.programmes import find_programme, find_programmes, is_part_of, load_programmes, same_programme

if TYPE_CHECKING:
    from pathlib import Path


def names(text: str) -> list[str]:
    return [mention.programme.name for mention in find_programmes(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("aus dem Ausbildungs- und Qualifizierungsbudget 2023", "Ausbildungs- und Qualifizierungsbudget"),
        ("des hessischen Ausbildungs- und Qualifizierungsbudgets", "Ausbildungs- und Qualifizierungsbudget"),
        ("das AQB 2020", "Ausbildungs- und Qualifizierungsbudget"),
        ("Ausbildungs- und Qualifi-\nzierungsbudget", "Ausbildungs- und Qualifizierungsbudget"),
        ("im Ausbildungs- und Arbeitsmarktbudget", "Ausbildungs- und Arbeitsmarktbudget"),
        ("Mittel der Sozialen Stadt", "Soziale Stadt"),
        ("aus dem Europäischen Sozialfonds", "Europäischer Sozialfonds"),
        ("des Kommunalen Investitionsprogramms", "Kommunalinvestitionsprogramm"),
        ("aus dem Förderprogramm „Junge Höfe“", "Junge Höfe"),
        ("im „Grüne Dächer“-Programm", "Grüne Dächer"),
        ("das Programm Sport vor Ort 2024", "Sport vor Ort"),
        ("der Klimaschutzfonds des Kreises", "Klimaschutzfonds"),
        ("from the Urban Renewal Fund", "Urban Renewal Fund"),
        ("the training and labour market budget 2016", "Ausbildungs- und Arbeitsmarktbudget"),
        ("its labour market budget", "Arbeitsmarktbudget"),
        ("the training and qualification budget", "Ausbildungs- und Qualifizierungsbudget"),
        ("urban development funding for Gera", "Städtebauförderung"),
        ("money from the ERDF", "Europäischer Fonds für regionale Entwicklung"),
        ("European Social Fund Plus", "Europäischer Sozialfonds Plus"),
        ("aus dem Programm Radnetz mit 2.318 400 Euro", "Radnetz"),
        ("aus dem Programm Radnetz mit Zuschüssen von 3,4 Millionen Euro", "Radnetz"),
        ("im Programm Radnetz 3,4 Millionen Euro", "Radnetz"),
        ("das Programm Radnetz im Jahr 2022", "Radnetz"),
        ("aus dem Programm Schule 4.0 erhält", "Schule 4.0"),
    ],
)
def test_a_programme_is_found_by_name_short_form_inflection_or_shape(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text", ["das Landesprogramm", "ein Förderprogramm", "ein Leader der Gruppe", "das Budget", "im Rahmenprogramm"]
)
def test_a_word_that_only_says_that_there_is_a_programme_names_none(text: str) -> None:
    assert names(text) == []


def test_mentions_stand_where_they_say() -> None:
    text = "Neben der Städtebauförderung gibt es den DigitalPakt Schule und das Programm „Neue Mitte“."
    assert [text[m.start : m.end] for m in find_programmes(text)] == [m.text for m in find_programmes(text)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("AQB", "Ausbildungs- und Qualifizierungsbudget"),
        ("AQB", "AQB 2023"),
        ("Ausbildungs- und Qualifizierungsbudget (AQB)", "AQB 23"),
        ("Ausbildungs- und Qualifizierungsbudgets", "AQB 2020-2024"),
        ("Nachtbusfonds 2020", "Nachtbusfonds"),
        ("Digitalpakt", "DigitalPakt Schule"),
    ],
)
def test_year_short_form_and_inflection_do_not_make_another_programme(a: str, b: str) -> None:
    assert same_programme(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ausbildungsbudget", "Ausbildungs- und Arbeitsmarktbudget"),
        ("AQB – Teilzeitausbildung", "AQB"),
        ("Soziale Stadt", "Städtebauförderung"),
        ("AQB", "Sozialbudget"),
        ("AQB", None),
    ],
)
def test_a_part_is_not_its_whole_and_unknown_is_the_same_as_nothing(a: str, b: str | None) -> None:
    assert not same_programme(a, b)


def test_a_part_is_known_by_the_vocabulary_or_by_its_name() -> None:
    assert is_part_of("Ausbildungsbudget", "Ausbildungs- und Arbeitsmarktbudget")
    assert is_part_of("AQB – Teilzeitausbildung", "AQB 2023")
    assert not is_part_of("AQB", "AQB 2023")


def test_every_name_of_the_vocabulary_leads_to_its_own_row() -> None:
    for programme in load_programmes().values():
        assert find_programme(programme.name) == programme
        assert names(f"aus {programme.name} gefördert") == [programme.name]


def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "programmes.csv"
    path.write_text("programme_id;name;aliases;part_of\na;Alpha;;\na;Beta;;\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"programmes\.csv, line 3.*'a' stands twice"):
        load_programmes(path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nach Art. 10 des Bayerischen Aufbaugesetzes erhält sie 5.000 Euro", "Bayerisches Aufbaugesetz"),
        ("nach dem Aufnahmegesetz 7.282.370,32 Euro ausgezahlt", "Aufnahmegesetz"),
        ("Geld aus dem Fördertopf „Grüne Höfe“", "Grüne Höfe"),
        ("Mittel aus der Ausbildungsinitiative", "Ausbildungsinitiative"),
        ("a grant from the Living Centres scheme", "Living Centres scheme"),
        ("from the “Warm Homes” programme", "Warm Homes"),
    ],
)
def test_laws_money_is_given_under_pots_initiatives_and_english_schemes_are_programmes(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "nach dem Aufnahmegesetz zuständig",
        "nach dem Haushaltsgesetz 5.000 Euro",
        "die Bürgerinitiative",
        "ihr Festprogramm",
    ],
)
def test_a_law_without_money_a_citizens_group_and_a_festival_are_none(text: str) -> None:
    assert names(text) == []


def test_a_short_form_that_the_text_defines_means_the_same() -> None:
    text = "Nach dem Sächsischen Gewässergesetz (SächsGewG) gibt es 5.000 Euro. Die SächsGewG-Mittel fließen bald."
    assert names(text) == ["Sächsisches Gewässergesetz (SächsGewG)"] * 2
    assert same_programme("SächsGewG", "Sächsisches Gewässergesetz (SächsGewG)")


def test_a_school_part_is_part_of_the_investment_programme() -> None:
    assert names("aus dem Programm KIP macht Schule") == ["KIP macht Schule"]
    assert is_part_of("KIP macht Schule", "KIP")


def test_the_newer_social_fund_is_neither_the_older_one_nor_a_part_of_it() -> None:
    assert not same_programme("ESF Plus", "ESF")
    assert not is_part_of("ESF+", "ESF")
    assert same_programme("ESF+", "European Social Fund Plus")


def test_no_programme_is_named_across_paragraphs() -> None:
    assert find_programmes("Hessisches Ministerium für Soziales\n\nStadt Schwalmstadt") == []
    assert [found.text for found in find_programmes("das Programm Soziale\nStadt")] == ["Soziale\nStadt"]
