import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerStatus, Citation, StatedFact, Unit
from assistant.evaluation import EvaluationReport, below_floors, read_floors
from assistant.golden import GoldenError, GoldenQuestion, read_golden
from assistant.judging import Verdict, judge
from assistant.report import failures_of, page_of, table_of
from corpus.document import Document, DocumentKind, Fact, RecipientKind, Span

TEXT = "Die Stadt Musterau erhält 2021 vom Land 250.000 Euro. Der Kreis erhält 400.000 Euro."
DOCUMENT = Document(document_id="d1", source="a.txt", text=TEXT, title="Bescheid", kind=DocumentKind.OTHER)


class OneDocument:
    """A store that holds DOCUMENT."""

    def document(self, source_or_id: str) -> Document | None:
        return DOCUMENT if source_or_id in (DOCUMENT.document_id, DOCUMENT.source) else None


def golden(**expect: Any) -> GoldenQuestion:
    line = {"id": "1", "question": "Wie viel?", "language": "de", "type": "amount", "expect": expect}
    return GoldenQuestion.model_validate(line)


def fact(amount: int) -> StatedFact:
    return StatedFact(
        Fact("f", "d1", "a.txt", "Stadt Musterau", RecipientKind.CITY, Decimal(amount), f"{amount} Euro", 0, 53),
        marker=1,
    )


def answer(status: str = "answered", text: str = "250.000 Euro [1].", **fields: Any) -> Answer:
    return Answer(question="Wie viel?", status=AnswerStatus(status), text=text, **fields)


def verdict(question: GoldenQuestion, given_answer: Answer, seconds: float = 0.0) -> Verdict:
    return judge(question, given_answer, OneDocument(), seconds)


CITED = Citation.of(DOCUMENT, Span(0, 53), marker=1)


def test_an_answer_that_meets_every_expectation_is_right() -> None:
    question = golden(
        status="answered",
        value=250000,
        amounts_eur=[250000],
        never_amounts_eur=[400000],
        answer_matches="250[.]000",
        quotes=[{"source": "a.txt", "text": "250.000 Euro"}],
    )
    judged = verdict(question, answer(value=Decimal(250000), facts=(fact(250000),), citations=(CITED,)))
    assert judged.right
    assert not judged.wrong_figure
    assert (judged.quotes_overlapped, judged.citations_verbatim) == (1, 1)


@pytest.mark.parametrize(
    ("expect", "fault"),
    [
        ({"status": "ambiguous"}, "status answered, expected ambiguous"),
        ({"status": ["not_found", "ambiguous"]}, "status answered, expected not_found or ambiguous"),
        ({"value": 99}, "value 250000, expected 99"),
        ({"amounts_eur": [250000, 400000]}, "400000 is not among the facts"),
        ({"never_amounts_eur": [250000]}, "states 250000"),
        ({"answer_matches": "Kreis"}, "does not match 'Kreis'"),
        ({"quotes": [{"source": "a.txt", "text": "400.000 Euro"}]}, "no citation overlaps '400.000 Euro' in a.txt"),
        ({"quotes": [{"source": "b.txt", "text": "250.000 Euro"}]}, "no citation overlaps '250.000 Euro' in b.txt"),
    ],
)
def test_one_broken_expectation_makes_an_answer_wrong(expect: dict[str, Any], fault: str) -> None:
    judged = verdict(golden(**expect), answer(value=Decimal(250000), facts=(fact(250000),), citations=(CITED,)))
    assert len(judged.faults) == 1
    assert fault in judged.faults[0]


def test_any_of_several_statuses_will_do() -> None:
    assert verdict(golden(status=["answered", "ambiguous"]), answer("ambiguous")).right


def test_a_quote_that_is_not_the_documents_text_is_a_fault_even_where_nothing_was_expected_of_it() -> None:
    forged = CITED.__class__(**{**CITED.to_json(), "quote": "Die Stadt Musterau erhält 2021 vom Land 900.000 Euro"})
    judged = verdict(golden(status="answered"), answer(citations=(forged,)))
    assert judged.citations_verbatim == 0
    assert "not verbatim" in judged.faults[0]


def test_a_citation_of_a_document_that_the_store_lacks_is_not_verbatim() -> None:
    stray = CITED.__class__(**{**CITED.to_json(), "document_id": "d2"})
    assert verdict(golden(status="answered"), answer(citations=(stray,))).citations_verbatim == 0


@pytest.mark.parametrize(
    ("expect", "given_answer", "wrong"),
    [
        ({"never_amounts_eur": [400000]}, answer(facts=(fact(400000),)), True),
        ({"never_amounts_eur": [400000]}, answer(value=Decimal(400000), unit=Unit.EUR), True),
        ({"value": 250000}, answer(value=Decimal(400000)), True),
        ({"value": 650000}, answer(value=Decimal(650000), facts=(fact(250000), fact(400000))), False),
        ({"amounts_eur": [250000]}, answer(facts=(fact(400000),)), True),
        ({"amounts_eur": [250000]}, answer(facts=(fact(250000), fact(400000))), False),
        ({"amounts_eur": [250000]}, answer("not_found"), False),
        ({"status": "not_found"}, answer(facts=(fact(250000),)), True),
        ({"status": "not_found"}, answer("not_found", value=Decimal(250000)), True),
        ({"status": ["not_found", "out_of_scope"]}, answer("not_found", related_facts=(fact(250000),)), False),
        ({"status": ["not_found", "answered"]}, answer(facts=(fact(250000),)), False),
    ],
)
def test_a_wrong_figure_is_one_asserted_against_the_label(
    expect: dict[str, Any], given_answer: Answer, wrong: bool
) -> None:
    judged = verdict(golden(**expect), given_answer)
    assert judged.wrong_figure is wrong
    assert not (judged.right and wrong)


def test_a_percentage_is_compared_to_the_decimal_places_of_the_label() -> None:
    label = GoldenQuestion.model_validate(golden().model_dump() | {"expect": {"value": Decimal("28.4")}})
    assert verdict(label, answer(value=Decimal("28.361"), unit=Unit.PERCENT)).right
    assert not verdict(label, answer(value=Decimal("28.46"), unit=Unit.PERCENT)).right
    assert not verdict(label, answer(value=Decimal("28.361"), unit=Unit.EUR)).right


def test_the_report_counts_by_type_and_language_and_keeps_the_order_of_failures() -> None:
    right = verdict(golden(status="answered"), answer(citations=(CITED,)), seconds=0.1)
    wrong = verdict(golden(status="not_found"), answer(facts=(fact(1),)), seconds=0.3)
    report = EvaluationReport((wrong, right, right, right))
    assert report.right == 0.75
    assert report.wrong_figures == 1
    assert report.citations_verbatim == 1.0
    assert (report.seconds_median, report.seconds_p95) == (pytest.approx(0.1), pytest.approx(0.3))
    assert report.by("type") == {"amount": (4, 0.75)}
    assert report.to_json()["by_language"] == {"de": {"questions": 4, "right": 0.75}}
    assert json.loads(json.dumps(report.to_json()))["failures"][0]["faults"][0].startswith("status answered")
    assert "right" in table_of(report)
    assert "75.0% of 4" in table_of(report)
    assert "status answered, expected not_found" in failures_of(report)


@given(st.lists(st.floats(0, 100), min_size=1))
def test_at_least_95_of_100_answers_came_within_the_95th_percentile(seconds: list[float]) -> None:
    report = EvaluationReport(tuple(verdict(golden(), answer(), one) for one in seconds))
    assert sum(one <= report.seconds_p95 for one in seconds) >= 0.95 * len(seconds)
    assert report.seconds_p95 in seconds


def test_the_page_shows_failures_first_and_everything_as_text() -> None:
    script = "<script>alert(1)</script>"
    wrong = verdict(golden(status="not_found"), answer(text=script, citations=(CITED,)))
    right = verdict(golden(status="answered"), answer(text="Richtig."))
    page = page_of(EvaluationReport((right, wrong)), "Golden <b>questions</b>")
    assert script not in page
    assert "&lt;script&gt;" in page
    assert "<b>questions" not in page
    assert page.index("&lt;script&gt;") < page.index("Richtig.")
    assert "http" not in page.replace("http-equiv", "")
    assert "src=" not in page


def written(folder: Path, *lines: str) -> Path:
    path = folder / "golden.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


GOOD = json.dumps({"id": "1", "question": "?", "language": "de", "type": "sum", "expect": {"value": 1.5}})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 3: not a JSON object"),
        ("[]", "line 3"),
        (GOOD, "line 3: the id '1' is there twice"),
        (GOOD.replace('"1"', '"2"').replace('"value"', '"valeu"'), "line 3: expect.valeu"),
        (GOOD.replace('"1"', '"2"').replace('"de"', '"fr"'), "line 3: language"),
        (GOOD.replace('"1"', '"2"').replace('"value": 1.5', '"status": "maybe"'), "line 3: expect.status"),
        (GOOD.replace('"1"', '"2"').replace('"value": 1.5', '"answer_matches": "("'), "line 3: expect.answer_matches"),
    ],
)
def test_a_bad_golden_line_is_named_by_its_number(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(GoldenError) as error:
        read_golden(written(tmp_path, GOOD, "", line))
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_golden_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match="holds no golden question"):
        read_golden(written(tmp_path, ""))


def test_golden_figures_are_read_exactly(tmp_path: Path) -> None:
    (question,) = read_golden(written(tmp_path, GOOD.replace("1.5", "7282370.32")))
    assert question.expect.value == Decimal("7282370.32")


def test_floors_are_least_values_but_for_wrong_figures_and_seconds(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("right = 0.9\nwrong_figures = 0\nseconds_p95 = 2\n", encoding="utf-8")
    good = verdict(golden(status="answered"), answer(), seconds=1.0)
    bad = verdict(golden(status="not_found"), answer(facts=(fact(1),)), seconds=3.0)
    assert below_floors(EvaluationReport((good,)), read_floors(floors)) == []
    assert below_floors(EvaluationReport((good, bad)), read_floors(floors)) == [
        "right is 0.5, the floor is 0.9",
        "wrong_figures is 1, the floor is 0",
        "seconds_p95 is 3.0, the floor is 2",
    ]


@pytest.mark.parametrize("line", ["rihgt = 0.9", 'right = "high"'])
def test_a_floor_for_no_measure_or_without_a_number_is_refused(tmp_path: Path, line: str) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(line, encoding="utf-8")
    with pytest.raises(GoldenError):
        read_floors(floors)
