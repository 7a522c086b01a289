"""Text -> sentences."""

from __future__ import annotations

import pytest

from corpus.document import Block, BlockKind, Span
from corpus.reading import read_text
from corpus.sentences import document_sentences, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 23. Juni 2020 bewilligte das Land rd. 1 Mio. Euro für die Sanierung.",
        "Nach § 4 Abs. 2 Nr. 1 erhält der Kreis ca. 3,5 Mrd. EUR, d. h. den vollen Satz.",
        "Die Summe beträgt gem. Art. 5 i. V. m. Anlage 2 rund 400 Tsd. Euro.",
        "Der 2. Bürgermeister Dr. Weber sprach bzw. dankte.",
        "Die Stadt Frankfurt a. M. beteiligt sich u. a. mit 5.000 Euro.",
        "Die Auszahlung erfolgt in vier gleichen Raten zum 15. Februar, 15. Mai, 15. August und 15. November.",
        "Gezahlt wird am 1., 2. und 3. Mai sowie am 1. und 15. Oktober.",
        "Nach Nr. 3, 4. Spiegelstrich der Richtlinie sind es 5.000 Euro.",
        "Es gibt z. B. Mittel i. H. v. 2,1 Mio. Euro, u. a. für Schulen.",
        "Der Anteil beträgt lt. Bescheid 10.000 Euro, vgl. Anlage 2 und s. Anhang.",
        "Der 2. Bauabschnitt beginnt im 3. Quartal 2024 mit rd. 2 Mio. Euro.",
        "Die Raten sind am 30. Juni und am 31. Dezember 2024 fällig.",
        "Das Land zahlt i. d. R. bzw. n. V. bis zum 3. April.",
    ],
)
def test_full_stops_inside_a_sentence_end_nothing(sentence: str) -> None:
    assert sentences(f"{sentence} Danach folgte die Aussprache.") == [sentence, "Danach folgte die Aussprache."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Land gibt dem Kreis 1,4 Mio. Euro.",
        "Bewilligt wurden 250 T€.",
        "Der Bund trägt 3,2 Mrd. EUR.",
        "Die Gemeinde rechnet mit 900 Tsd.",
        "Gefördert wurde der Tierschutzverein Wetzlar e. V.",
        "Es gab Mittel für Schulen, Vereine usw.",
        "Das kostet den Verband 12.000 EUR p. a.",
    ],
)
@pytest.mark.parametrize("following", ["Die Stadt gibt nichts.", "Im Jahr darauf kam mehr.", "Davon gingen Teile weg."])
def test_a_short_form_at_the_end_of_a_sentence_ends_it(sentence: str, following: str) -> None:
    assert sentences(f"{sentence} {following}") == [sentence, following]


@pytest.mark.parametrize(
    "following",
    ["2019 waren es 4.000 Euro.", "2021/22 kam der Rest.", "14 Schulen gingen leer aus.", "§ 7 bleibt unberührt."],
)
@pytest.mark.parametrize("sentence", ["Der Kreis erhielt 9.000 Euro.", "Das Geld wurde verteilt.", "Es sind 7 TEUR."])
def test_a_number_opens_a_sentence(sentence: str, following: str) -> None:
    assert sentences(f"{sentence} {following}") == [sentence, following]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nach dem Beschluss vom Dez. 2022 war das Geld da.",
        "Das Land zahlt gem. § 4 der Richtlinie und lt. § 7 mehr.",
        "Es geht um die Jahre vor dem 31.12. 2022 und danach.",
        "Gemeint sind ca. 15 Vereine im Kreis.",
        "Das Land gibt 2 Mio. EUR und 300 Tsd. Euro.",
    ],
)
def test_numbers_behind_short_forms_open_no_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


def test_a_year_at_the_end_ends_its_sentence() -> None:
    assert sentences("Die Mittel gelten für 2020. Danach endet das Programm.") == [
        "Die Mittel gelten für 2020.",
        "Danach endet das Programm.",
    ]


def test_an_amount_in_its_own_paragraph_stays_in_its_sentence() -> None:
    text = "Das Land gibt der Stadt insgesamt\n\n2.300.000 Euro\n\naus dem Schulfonds. Der Rest folgt."
    assert sentences(text) == [text.removesuffix(" Der Rest folgt."), "Der Rest folgt."]


def test_a_sentence_goes_on_after_a_comma_and_a_paragraph_break() -> None:
    text = "Beteiligt sind die Kreise,\n\nStädte und Gemeinden im Süden."
    assert sentences(text) == [text]


def test_headings_and_list_items_run_on_into_nothing() -> None:
    body = "das Land fördert Schulen, Straßen und Plätze in der ganzen Region mit Mitteln aus dem Fonds."
    text = f"§ 2 Mittel\n\n- Werkstatt\n- Küche\n\n{body}"
    assert sentences(text) == ["§ 2 Mittel", "- Werkstatt", "- Küche", body]


def test_a_wrapped_line_ends_no_sentence() -> None:
    assert sentences("Der Landkreis erhält aus dem\nProgramm 5.000 Euro.") == [
        "Der Landkreis erhält aus dem\nProgramm 5.000 Euro."
    ]


def test_a_quotation_stays_with_its_speaker() -> None:
    text = "„Das ist ein guter Tag“, sagte die Landrätin. „Wir bauen!“ Dann ging sie."
    assert sentences(text)[0] == "„Das ist ein guter Tag“, sagte die Landrätin."
    assert sentences(text)[-1] == "Dann ging sie."


def test_a_long_quotation_is_cut_at_its_sentences() -> None:
    inner = [
        "Wir fördern seit Jahren die Schulen in unserer Region, und das bleibt auch künftig so, dafür stehen wir ein."
    ] * 4
    found = sentences(f"Der Landrat sagte: „{' '.join(inner)}“ Danach schwieg er.")
    assert len(found) == 5
    assert found[0].startswith("Der Landrat sagte: „Wir")
    assert found[3].endswith("ein.“")


def test_table_rows_are_one_span_each() -> None:
    text = "Ort | Mittel\nBad Orb | 5 Mio. Euro. Rest folgt.\n"
    assert sentences(text) == ["Ort | Mittel", "Bad Orb | 5 Mio. Euro. Rest folgt."]


def test_a_stretch_gives_only_its_own_sentences() -> None:
    text = "Eins ist fertig. Zwei ist offen. Drei folgt noch."
    assert sentence_spans(text, 17, 32) == [Span(17, 32)]


def test_the_blocks_of_a_document_give_the_same_sentences() -> None:
    text = "Titel der Nachricht\n\nDas Land gibt insgesamt\n\n3.000 Euro\n\nfür die Schule. Das ist viel.\n"
    document = read_text(text, "a.txt")
    assert document_sentences(document) == sentence_spans(text)


def test_many_quotation_marks_take_no_time_and_lose_nothing() -> None:
    assert sentence_spans("„" * 200_000 + "Ende.") == [Span(0, 200_005)]


def test_words_in_no_block_part_two_sentences() -> None:
    text = "Gefördert wird die Zahl der\n\nSeite 1 von 2\n\nabgeschlossenen Verträge im Land."
    first, last = text.index("\n"), text.index("abgeschlossenen")
    blocks = [Block(BlockKind.PARAGRAPH, 0, first), Block(BlockKind.PARAGRAPH, last, len(text))]
    assert [text[a:b] for a, b in sentence_spans(text, blocks=blocks)] == [text[:first], text[last:]]
