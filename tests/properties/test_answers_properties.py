"""What holds for answers whatever the documents say: sums add up, names and amounts only change where they change."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant import Answer, AnswerStatus
from tests.properties import funding
from tests.properties.funding import PROGRAMMES, TEMPLATES, Grant, Town
from tests.properties.memory import assistant_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SOME = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.generate],  # drawn documents are few and readable: shrinking them takes minutes and tells no more
    suppress_health_check=[HealthCheck.too_slow],
)
FEW = settings(SOME, max_examples=10)


def answers_on(texts: dict[str, str], questions: Sequence[str]) -> list[Answer]:
    with closing(assistant_on(texts)) as assistant:
        return [assistant.answer(question) for question in questions]


def answer_on(texts: dict[str, str], question: str) -> Answer:
    return answers_on(texts, [question])[0]


def as_files(*texts: str) -> dict[str, str]:
    return {f"{number}.md": text for number, text in enumerate(texts)}


def said(answer: Answer) -> tuple[Any, ...]:
    """Return what an answer states: status, value, facts, citations."""
    facts = {(f.fact.recipient, f.fact.year_from, f.fact.year_to, f.fact.amount_eur) for f in answer.facts}
    return answer.status, answer.value, facts, {(c.source, c.quote) for c in answer.citations}


def amounts(answer: Answer) -> list[int]:
    return sorted(int(stated.fact.amount_eur) for stated in answer.facts)


def listed(names: Sequence[str], last: str) -> str:
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


@st.composite
def documents(draw: st.DrawFn, least: int = 2, most: int = 6) -> list[tuple[Grant, str]]:
    """Draw grants of different recipients and amounts, each with a document that tells of it."""
    recipients = draw(st.lists(funding.towns, min_size=least, max_size=most, unique=True))
    sums = draw(st.lists(funding.euros, min_size=len(recipients), max_size=len(recipients), unique=True))
    drawn = [
        Grant(town, draw(st.sampled_from(PROGRAMMES)), draw(funding.years), euros)
        for town, euros in zip(recipients, sums, strict=True)
    ]
    return [(grant, draw(funding.templates)(grant)) for grant in drawn]


def assert_adds_up(answer: Answer, grants: Sequence[Grant]) -> None:
    assert answer.status is AnswerStatus.ANSWERED, answer.text
    assert answer.value == sum(stated.fact.amount_eur for stated in answer.facts)
    assert amounts(answer) == sorted(grant.euros for grant in grants)
    quotes = {citation.marker: citation.quote for citation in answer.citations}
    assert all(stated.fact.amount_text in quotes[stated.marker] for stated in answer.facts)


@SOME
@given(documents())
def test_a_sum_over_recipients_is_the_sum_of_its_cited_facts(told: list[tuple[Grant, str]]) -> None:
    grants = [grant for grant, _ in told]
    german = f"Wie viel haben {listed([grant.town.nominative for grant in grants], 'und')} zusammen bekommen?"
    english = f"How much did {listed([grant.town.english for grant in grants], 'and')} receive together?"
    for answer in answers_on(as_files(*(text for _, text in told)), [german, english]):
        assert_adds_up(answer, grants)


@SOME
@given(
    funding.towns,
    st.lists(funding.years, min_size=2, max_size=5, unique=True),
    st.lists(st.tuples(funding.euros, st.sampled_from(PROGRAMMES), funding.templates), min_size=5, max_size=5),
)
def test_what_one_recipient_got_in_all_years_adds_up(town: Town, years: list[int], told: list[Any]) -> None:
    grants = [Grant(town, programme, year, euros) for year, (euros, programme, _) in zip(years, told, strict=False)]
    texts = as_files(*(template(grant) for grant, (_, _, template) in zip(grants, told, strict=False)))
    german, english = f"Wie viel bekam {town.nominative} insgesamt?", f"How much did {town.english} get in total?"
    for answer in answers_on(texts, [german, english]):
        assert_adds_up(answer, grants)


@SOME
@given(documents(), st.sampled_from(PROGRAMMES), funding.years)
def test_what_a_programme_gave_in_a_year_adds_up(told: list[tuple[Grant, str]], programme: str, year: int) -> None:
    grants = [grant.with_(programme=programme, year=year) for grant, _ in told]
    texts = as_files(*(TEMPLATES[at % len(TEMPLATES)](grant) for at, grant in enumerate(grants)))
    german = f"Wie viel Geld gab es {year} insgesamt aus dem Programm {programme}?"
    english = f"How much was granted in total under the programme {programme} in {year}?"
    for answer in answers_on(texts, [german, english]):
        assert_adds_up(answer, grants)


@SOME
@given(funding.grants, funding.towns, funding.templates)
def test_renaming_a_town_renames_it_in_the_answer_and_nothing_else(
    grant: Grant, town: Town, template: Callable[[Grant], str]
) -> None:
    renamed = grant.with_(town=town)
    for question in ("Wie viel bekam {0.nominative} {1}?", "How much did {0.english} get in {1}?"):
        before = answer_on(as_files(template(grant)), question.format(grant.town, grant.year))
        after = answer_on(as_files(template(renamed)), question.format(town, grant.year))
        assert (before.status, before.value, amounts(before)) == (after.status, after.value, amounts(after))
        assert [stated.fact.recipient for stated in after.facts] == [town.name]
        assert after.text.count(town.short.split()[0]) >= 1
        assert grant.town.short.split()[0] not in after.text or town.short.split()[0] == grant.town.short.split()[0]


UNRELATED = (
    funding.notice(Grant(Town("Stadt", "Passau", funding.BAVARIA), "Dorfkino", 2007, 51_234)),
    funding.table_of_recipients(
        [
            Grant(Town("Stadt", "Schwerin", funding.ANHALT), "Waldwege", 2006, 71_234),
            Grant(Town("Landkreis", "Stade", funding.ANHALT), "Waldwege", 2006, 81_235),
        ]
    ),
    funding.english_page(Grant(Town("Stadt", "Passau", funding.BAVARIA), "Dorfkino", 2008, 91_234)),
    """# Richtlinie über Zuwendungen für Dorfkinos

Nr. 1 Zweck

Zuwendungen werden für den Umbau von Vorführräumen gewährt. Gefördert werden höchstens 40 Prozent der Ausgaben,
je Vorhaben bis zu 25.000 Euro. Anträge sind bis zum 31. März 2009 zu stellen.
""",
)


@FEW
@given(documents(most=4), st.sampled_from(UNRELATED))
def test_an_unrelated_document_changes_no_answer(told: list[tuple[Grant, str]], unrelated: str) -> None:
    (one, _), (other, _), *_ = told
    questions = [
        f"Wie viel bekam {one.town.nominative} {one.year}?",
        f"How much did {one.town.english} get in {one.year}?",
        f"Wie viel haben {one.town.nominative} und {other.town.nominative} zusammen bekommen?",
        f"Wer hat mehr bekommen, {one.town.nominative} oder {other.town.nominative}?",
        f"Wofür bekam {one.town.nominative} {one.year} Geld?",
        f"Wie viel bekam {one.town.nominative} 2003?",
    ]
    texts = as_files(*(text for _, text in told))
    without, beside = answers_on(texts, questions), answers_on({**texts, "z.md": unrelated}, questions)
    assert list(map(said, without)) == list(map(said, beside))


@SOME
@given(documents(most=2), funding.templates, funding.templates)
def test_swapping_two_amounts_swaps_them_in_the_answers(
    told: list[tuple[Grant, str]], one_way: Callable[[Grant], str], other_way: Callable[[Grant], str]
) -> None:
    one, other = (grant for grant, _ in told)
    swapped = one.with_(euros=other.euros), other.with_(euros=one.euros)
    questions = [f"Wie viel bekam {grant.town.nominative} {grant.year}?" for grant in (one, other)]
    before = answers_on(as_files(one_way(one), other_way(other)), questions)
    after = answers_on(as_files(one_way(swapped[0]), other_way(swapped[1])), questions)
    assert [answer.value for answer in before] == [one.euros, other.euros]
    assert [answer.value for answer in after] == [other.euros, one.euros]


@FEW
@given(documents(least=3, most=4), funding.years, st.sampled_from(PROGRAMMES))
def test_german_and_english_questions_give_the_same_facts(
    told: list[tuple[Grant, str]], year: int, programme: str
) -> None:
    grants = [grant.with_(programme=programme, year=year) for grant, _ in told]
    one, other, *_ = grants
    bound = sorted(grant.euros for grant in grants)[1] - 1
    pairs = [
        (f"Wie viel bekam {one.town.nominative} {year}?", f"How much did {one.town.english} receive in {year}?"),
        (
            f"Wie viel haben {one.town.nominative} und {other.town.nominative} {year} zusammen bekommen?",
            f"How much did {one.town.english} and {other.town.english} get together in {year}?",
        ),
        (
            f"Um wie viel Euro liegt der Betrag {one.town.genitive} {year} über dem {other.town.genitive}?",
            f"By how much does the amount of {one.town.english} in {year} exceed that of {other.town.english}?",
        ),
        (
            f"Welche Empfänger bekamen {year} mehr als {bound:,} Euro aus dem Programm {programme}?".replace(",", "."),
            f"Which recipients got more than €{bound:,} from the programme {programme} in {year}?",
        ),
        (
            f"Wer bekam {year} am meisten aus dem Programm {programme}?",
            f"Who got the most from the programme {programme} in {year}?",
        ),
    ]
    texts = as_files(*(TEMPLATES[at % len(TEMPLATES)](grant) for at, grant in enumerate(grants)))
    given = answers_on(texts, [question for pair in pairs for question in pair])
    for german, english in zip(given[::2], given[1::2], strict=True):
        assert german.status is AnswerStatus.ANSWERED, german.question
        assert amounts(german)
        assert said(german) == said(english)
    above = sorted(grant.euros for grant in grants)[1:]
    assert [amounts(answer) for answer in given[6::2]] == [above, above[-1:]]


@FEW
@given(funding.towns, st.lists(funding.euros, min_size=2, max_size=5, unique=True), st.sampled_from(PROGRAMMES))
def test_a_trend_has_the_same_facts_in_both_languages(town: Town, sums: list[int], programme: str) -> None:
    grants = [Grant(town, programme, 2015 + at, euros) for at, euros in enumerate(sums)]
    german = f"Wie hat sich die Förderung {town.genitive} entwickelt?"
    english = f"How did the funding of {town.english} develop over the years?"
    for texts in (as_files(funding.table_of_years(grants)), as_files(*map(funding.notice, grants))):
        in_german, in_english = answers_on(texts, [german, english])
        assert amounts(in_german) == sorted(sums)
        assert said(in_german) == said(in_english)


@FEW
@given(funding.grants)
def test_signatories_are_the_same_in_both_languages(grant: Grant) -> None:
    german = f"Wer hat die Vereinbarung mit {grant.town.dative} {grant.year} unterschrieben?"
    english = f"Who signed the agreement with {grant.town.english} in {grant.year}?"
    for answer in answers_on(as_files(funding.agreement(grant)), [german, english]):
        assert answer.status is AnswerStatus.ANSWERED
        assert "Ruth Ahlers" in answer.text
        assert "Jonas Berger" in answer.text


@FEW
@given(documents(most=4), st.randoms(use_true_random=False))
def test_neither_a_second_asking_nor_the_order_of_indexing_changes_an_answer(
    told: list[tuple[Grant, str]], random: Any
) -> None:
    (one, _), (other, _), *_ = told
    questions = [
        f"Wie viel bekam {one.town.nominative}?",
        f"Wie viel haben {one.town.nominative} und {other.town.nominative} zusammen bekommen?",
        "Wer bekam am meisten?",
        f"What is the money for {other.town.english} used for?",
    ]
    texts = as_files(*(text for _, text in told))
    shuffled = list(texts.items())
    random.shuffle(shuffled)
    first = answers_on(texts, questions * 2)
    again = answers_on(dict(shuffled), questions)
    assert [answer.text for answer in first] == [answer.text for answer in again] * 2
    assert list(map(said, first)) == list(map(said, again)) * 2
