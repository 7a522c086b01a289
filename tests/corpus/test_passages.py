"""Documents -> passages."""

from __future__ import annotations

import re

import pytest

from corpus.document import Document, DocumentKind
from corpus.passages import split_passages
from corpus.reading import read_text


def words(text: str) -> int:
    """Count as a tokenizer does that reads words and signs, with two special tokens around each text."""
    return len(re.findall(r"\w+|[^\w\s]", text)) + 2


BODY = "Das Land stellt der Stadt für die Erneuerung ihrer Schulen im Jahr 2021 Mittel zur Verfügung. "


def agreement() -> Document:
    sections = "\n\n".join(f"§ {number}\n\nGegenstand {number}\n\n{BODY * 4}" for number in range(1, 6))
    head = "Kooperationsvereinbarung 2021\n\nzwischen\n\ndem Land Beispielland\n\nund\n\nder Stadt Neustadt\n\n"
    return read_text(f"{head}{sections}\n\nNeustadt, den 3. Mai 2021\n", "vereinbarung.txt")


def test_no_passage_is_longer_than_the_model_reads() -> None:
    passages = split_passages(agreement(), words, 60)
    assert len(passages) > 5
    assert all(words(passage.searched) <= 60 for passage in passages)


def test_passages_never_cross_sections() -> None:
    for passage in split_passages(agreement(), words, 200):
        assert len(set(re.findall(r"§ \d", passage.text))) <= 1


def test_the_context_says_title_section_and_what_the_title_does_not_say() -> None:
    document = agreement()
    assert document.kind is DocumentKind.AGREEMENT
    passage = split_passages(document, words, 200)[2]
    assert passage.section == "§ 2 Gegenstand 2"
    assert (
        passage.context
        == "Kooperationsvereinbarung 2021 zwischen dem Land Beispielland und der Stadt Neustadt · § 2 Gegenstand 2"
    )


def test_a_short_context_leaves_room_for_the_text() -> None:
    document = read_text("Titel " * 80 + f"\n\n{BODY * 3}", "a.txt")
    passages = split_passages(document, words, 30)
    assert all(words(passage.context) <= 10 for passage in passages)
    assert all(words(passage.searched) <= 30 for passage in passages)


def test_rows_carry_the_head_of_their_table() -> None:
    rows = "\n".join(f"Gemeinde {number} | {number}.000 € | 2021" for number in range(1, 40))
    document = read_text(f"{BODY}\n\nKommune | Mittel | Jahr\n{rows}\n\n{BODY}\n", "a.txt")
    passages = split_passages(document, words, 80)
    inside = [passage for passage in passages if passage.text.startswith("Gemeinde")]
    assert len(inside) > 2
    assert all("Kommune | Mittel | Jahr" in passage.context for passage in inside)
    assert "Kommune" not in passages[0].context


def test_a_running_sentence_is_not_cut_between_its_paragraphs() -> None:
    running = "Das Land gibt insgesamt\n\n1.000 Euro\n\naus dem Fonds."
    document = read_text("\n\n".join([BODY.strip()] * 3 + [running] + [BODY.strip()] * 3), "a.txt")
    assert any(running in passage.text for passage in split_passages(document, words, 45))


def test_list_items_stay_with_their_heading() -> None:
    items = "\n".join(f"- Projekt {number} in der Nordstadt" for number in range(40))
    document = read_text(f"§ 5\n\nProjekte\n\n{items}\n", "a.txt")
    for passage in split_passages(document, words, 60):
        assert "§ 5 Projekte" in passage.context


def test_a_tiny_rest_takes_from_its_neighbour() -> None:
    document = read_text("\n\n".join([BODY.strip()] * 5), "a.txt")
    lengths = [words(passage.text) for passage in split_passages(document, words, 85)]
    assert min(lengths) > 17


def test_an_identity_names_document_and_span() -> None:
    document = agreement()
    for passage in split_passages(document, words, 60):
        assert passage.passage_id == f"{document.document_id}:{passage.start}-{passage.end}"
        assert passage.text == document.text[passage.start : passage.end]


def test_a_word_without_end_is_cut() -> None:
    passages = split_passages(read_text("x" * 300_000, "a.txt"), words, 100)
    assert "".join(passage.text for passage in passages) == "x" * 300_000
    assert max(len(passage.text) for passage in passages) <= 1000


def test_a_model_that_reads_nearly_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="max_tokens is 7"):
        split_passages(agreement(), words, 7)
