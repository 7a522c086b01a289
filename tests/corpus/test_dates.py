"""Dates, years and years told by the day of writing."""

from __future__ import annotations

import datetime

import pytest

from corpus.dates import find_dates, find_relative_years, find_years


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("23.06.2020", (2020, 6, 23)),
        ("23. Juni 2020", (2020, 6, 23)),
        ("8.8.23", (2023, 8, 8)),
        ("1. 7. 2020", (2020, 7, 1)),
        ("30/12/2020", (2020, 12, 30)),
        ("2020-06-23", (2020, 6, 23)),
        ("June 23, 2020", (2020, 6, 23)),
        ("23 June 2020", (2020, 6, 23)),
        ("3rd of March 2021", (2021, 3, 3)),
        ("5. Sept. 2019", (2019, 9, 5)),
        ("1. März 1999", (1999, 3, 1)),
    ],
)
def test_a_day_is_read_in_every_notation(written: str, date: tuple[int, int, int]) -> None:
    (mention,) = find_dates(f"Wiesbaden, den {written}\n")
    assert (mention.text, mention.date) == (written, datetime.date(*date))
    assert find_years(f"Wiesbaden, den {written}\n") == []


@pytest.mark.parametrize("text", ["31.02.2020", "31.3. eines Jahres", "12.345.678", "1.2", "13/45/2020"])
def test_days_that_do_not_exist_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "written", "years"),
    [
        ("im Jahr 2020", "2020", (2020, 2020)),
        ("AQB 2020", "2020", (2020, 2020)),
        ("Schuljahr 2022/23", "2022/23", (2022, 2023)),
        ("2021/2022", "2021/2022", (2021, 2022)),
        ("2016-2020", "2016-2020", (2016, 2020)),
        ("2020–2024", "2020–2024", (2020, 2024)),
        ("2012 bis 2015", "2012 bis 2015", (2012, 2015)),
        ("von 2016 bis 2020", "2016 bis 2020", (2016, 2020)),
        ("between 2019 and 2021", "2019 and 2021", (2019, 2021)),
        ("2019/2020/2021", "2019/2020/2021", (2019, 2021)),
        ("Haushaltsjahr 23", "23", (2023, 2023)),
        ("Schuljahr 22/23", "22/23", (2022, 2023)),
        ("Stand 06/2020", "2020", (2020, 2020)),
        ("2020 – 30 Plätze", "2020", (2020, 2020)),
        ("2020 300.000 Euro", "2020", (2020, 2020)),
    ],
)
def test_years_and_spans_of_years(text: str, written: str, years: tuple[int, int]) -> None:
    (mention,) = find_years(text)
    assert (mention.text, (mention.year_from, mention.year_to)) == (written, years)
    assert text[mention.start : mention.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "2.020 Euro",
        "2020 Euro",
        "12.020.000",
        "§ 2020",
        "Tel. 069 2020 2021",
        "+49 69 2020 1999",
        "063065",
        "Az. 12-2020/3",
        "20201",
        "V2020",
        "2000 Ausbildungsplätze",
        "2020 Einwohner",
        "2020 neue Wohnungen",
        "Drucksache 2020",
        "Seite 2012",
    ],
)
def test_other_numbers_are_no_years(text: str) -> None:
    assert find_years(text) == []


@pytest.mark.parametrize("text", ["2020, 2021 und 2022", "2020 | 2021 | 2022", "2020\n2021\n2022", "2020 2021 2022"])
def test_every_year_of_a_list_is_found(text: str) -> None:
    assert [mention.year_from for mention in find_years(text)] == [2020, 2021, 2022]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("in diesem Jahr", 0),
        ("im laufenden Jahr", 0),
        ("im laufenden Haushaltsjahr", 0),
        ("this year", 0),
        ("im Vorjahr", -1),
        ("letztes Jahr", -1),
        ("im vergangenen Jahr", -1),
        ("last year", -1),
        ("vor zwei Jahren", -2),
        ("nächstes Jahr", 1),
        ("im kommenden Jahr", 1),
        ("next year", 1),
    ],
)
def test_a_year_told_by_the_day_of_writing(text: str, offset: int) -> None:
    (mention,) = find_relative_years(f"Das Land gibt {text} mehr.")
    assert (mention.text, mention.offset) == (text, offset)
