"""What is written as JSON comes back equal, whatever the text holds."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given

from corpus.document import Document, Fact, Passage, Span
from index.records import decode_document, decode_fact, decode_passage, encode
from tests.index.strategies import documents, facts, passages


@given(documents)
def test_a_document_comes_back_equal(document: Document) -> None:
    assert decode_document(encode(document)) == document


@given(passages)
def test_a_passage_comes_back_equal(passage: Passage) -> None:
    assert decode_passage(encode(passage)) == passage


@given(facts)
def test_a_fact_comes_back_equal_with_the_same_types(fact: Fact) -> None:
    returned = decode_fact(encode(fact))
    assert returned == fact
    assert [type(getattr(returned, each.name)) for each in fields(Fact)] == [
        type(getattr(fact, each.name)) for each in fields(Fact)
    ]
    assert all(isinstance(span, Span) for span in returned.support)


@given(documents)
def test_fields_that_are_left_out_are_given_back_by_the_caller(document: Document) -> None:
    encoded = encode(document, frozenset({"source"}))
    assert decode_document(encoded, source="elsewhere.txt").source == "elsewhere.txt"


@given(documents)
def test_the_json_is_ascii_so_that_every_storage_can_hold_it(document: Document) -> None:
    assert encode(document).isascii()
