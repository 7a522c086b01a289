"""Sums that were hard to read on a scan: shown as such, never stated as the answer, never counted."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant import Assistant, Settings
from assistant.answer import AnswerStatus
from corpus.document import Span
from corpus.facts import extract_facts
from corpus.passages import split_passages
from corpus.reading import read_text
from index import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import SentenceTransformerEmbedder

TEXT = (
    "Bescheid über Mittel\n\nDie Stadt Musterhausen erhält vom Land Hessen für das Jahr 2019 eine Zuwendung in Höhe "
    "von 1.356.400 Euro für die Jugendwerkstatt.\n\nDie Stadt Musterhausen erhält vom Land Hessen für das Jahr 2020 "
    "eine Zuwendung in Höhe von 85.000 Euro für die Grundschule."
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder) -> Iterator[Assistant]:
    start = TEXT.index("1.356.400")
    document = replace(read_text(TEXT, "a.txt"), doubtful=(Span(start, start + 9),))
    passages = split_passages(document, embedder.count_tokens, embedder.max_tokens)
    folder = tmp_path_factory.mktemp("misread") / "store"
    with closing(Store.open(folder, embedder_name=embedder.name, create=True)) as store:
        vectors = embedder.embed_passages([passage.searched for passage in passages])
        store.put(document, passages, vectors, extract_facts(document))
    with closing(Assistant.open(Settings(store=folder))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie viel bekam die Stadt Musterhausen 2019?", "auf dem Scan schwer zu lesen"),
        ("How much did the city of Musterhausen receive in 2019?", "hard to read on the scan"),
    ],
)
def test_a_sum_that_was_hard_to_read_is_shown_as_such_and_not_asserted(
    assistant: Assistant, question: str, words: str
) -> None:
    answer = assistant.answer(question)
    assert (answer.status, answer.value, answer.facts) == (AnswerStatus.NOT_FOUND, None, ())
    assert words in answer.text
    assert answer.related_facts[0].fact.misread
    cited = next(c for c in answer.citations if c.marker == answer.related_facts[0].marker)
    assert "1.356.400 Euro" in cited.quote


def test_a_sum_that_was_hard_to_read_is_not_added_up(assistant: Assistant) -> None:
    answer = assistant.answer("Wie viel bekam Musterhausen 2019 und 2020 zusammen?")
    assert (answer.status, answer.value) == (AnswerStatus.NOT_FOUND, None)
    assert "schwer zu lesen" in answer.text


def test_a_ranking_says_what_it_left_out_as_hard_to_read(assistant: Assistant) -> None:
    answer = assistant.answer("Welche Stadt bekam am meisten?")
    assert answer.value == 85_000
    assert "Nicht verglichen (auf dem Scan schwer zu lesen): Stadt Musterhausen, 2019" in answer.text


def test_another_question_is_not_told_of_it(assistant: Assistant) -> None:
    own_share = "Wie hoch ist der Eigenanteil der Stadt Musterhausen?"
    for question in ("Wie viel bekam die Stadt Kassel 2019?", "Wie viel kostet das Hallenbad?", own_share):
        assert "steht auf einem Scan" not in assistant.answer(question).text
