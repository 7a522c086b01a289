"""How sums developed over the years: each recipient's by year, with what changed from the first to the last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus
from assistant.asking import asked_grants, preferred, set_grants
from assistant.containment import is_before, is_part
from assistant.coverage import coverage
from assistant.evidence import Evidence
from assistant.kinds import asks_for_many
from assistant.listing import lines_of, more_than_shown, shown, stated
from assistant.recomputing import percent
from assistant.selection import NOBODYS_SHARE, PROMISED
from assistant.silence import not_found
from assistant.tables import trend_table
from corpus.document import FactRole
from corpus.programmes import same_programme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from corpus.document import Fact

_MOST_DIRECTIONS = 6
"""Series of which the change is told; the lines show the others all the same."""


def answer_trend(question: Question, library: Library) -> Answer:
    """Show the asked sums by year, with the change of each series of one recipient and programme."""
    over_set = asks_for_many(question) and set_grants(question, library)
    found = over_set or preferred(asked_grants(question, library), question)
    facts = [grant.fact for grant in found]
    held = [grant for grant in found if not is_before(grant.fact, facts) and not is_part(grant.fact, facts)]
    dated = [grant for grant in held or found if grant.fact.year_from is not None]
    if not dated:
        return not_found(question, library)
    ordered = sorted(dated, key=lambda g: (_who(g.fact), g.fact.year_from or 0, g.fact.year_to or 0))
    facts = [grant.fact for grant in ordered]
    evidence = Evidence(library.documents)
    head = "Die Dokumente nennen:" if question.language == "de" else "The documents say:"
    text = [*directions(facts, question.language), head, *lines_of(ordered, question.language, evidence)]
    text += [*more_than_shown(ordered, question.language), *coverage(question, library, facts)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        facts=stated((fact for g in shown(ordered) for fact in (g.fact, *g.conflicting)), evidence),
        citations=evidence.citations,
        table=trend_table((grant.fact for grant in shown(ordered)), evidence),
    )


def _who(fact: Fact) -> str:
    """Return whose money it is; all names of the whole ("26 Gebietskörperschaften", "Kommunen") are one."""
    return "" if fact.recipient_kind in NOBODYS_SHARE else fact.recipient


def directions(facts: Sequence[Fact], language: str) -> list[str]:
    """Say of each recipient's programme how its sum changed from the first year to the last."""
    by_recipient = [list(group) for _, group in groupby(facts, key=_who)]
    series = [one for own in by_recipient for one in _series(own)]
    if not series:
        mixed = [_by_single_years(own) for own in by_recipient]
        texts = [" ".join([_change(one, language), *_mixed(one, language)]) for one in mixed if len(one) > 1]
        return texts if len(by_recipient) == 1 else []
    several = len(series) > 1 or len(by_recipient) > 1
    texts = [
        f"{_label(one[0], language)}: {_change(one, language)}" if several else _change(one, language) for one in series
    ]
    return texts[:_MOST_DIRECTIONS]


_MIXED = {
    "de": "Die Beträge stammen aus verschiedenen Programmen.",
    "en": "The amounts are from different programmes.",
}


def _mixed(facts: Sequence[Fact], language: str) -> list[str]:
    """Say that sums come from several programmes, where more than one is named."""
    return [_MIXED[language]] if len({fact.programme for fact in facts if fact.programme}) > 1 else []


def _series(own: Sequence[Fact]) -> list[list[Fact]]:
    """Return the runs of one recipient's facts that are of one programme, a fact for each year."""
    found: list[list[Fact]] = []
    for fact in own:
        run = next((run for run in found if _is_of_run(run[0], fact)), None)
        if run is None:
            found.append([fact])
        else:
            run.append(fact)
    return [years for run in found if len(years := _by_single_years(run)) > 1]


def _is_of_run(first: Fact, fact: Fact) -> bool:
    """Tell whether two facts are of one programme; where one document names none, they are of one all the same."""
    if first.programme is None and fact.programme is None:
        return first.document_id == fact.document_id
    return same_programme(first.programme, fact.programme)


def _by_single_years(facts: Sequence[Fact]) -> list[Fact]:
    """Return the total of each single year in order; empty where a year has several, of which none is the one meant.

    What was paid each year is a series, whatever was granted in one of them beside it.
    """
    totals = [f for f in facts if f.role is FactRole.TOTAL and f.year_to in {None, f.year_from}]
    granted = [fact for fact in totals if fact.state not in PROMISED]
    chosen = granted if len(granted) > 1 else totals
    years = {fact.year_from for fact in chosen}
    by_state = [[fact for fact in chosen if fact.state is state] for state in dict.fromkeys(f.state for f in chosen)]
    whole = [run for run in [chosen, *by_state] if len(run) == len(years) == len({f.year_from for f in run})]
    return sorted(whole[0], key=lambda fact: fact.year_from or 0) if whole else []


def _label(fact: Fact, language: str) -> str:
    everybody = "Alle Empfänger zusammen" if language == "de" else "All recipients together"
    return ", ".join(filter(None, [_who(fact) or everybody, fact.programme]))


def _change(series: Sequence[Fact], language: str) -> str:
    first, last = series[0], series[-1]
    change = last.amount_eur - first.amount_eur
    share = wording.number(percent(abs(change), first.amount_eur), language)
    sums = wording.euros(abs(change), language)
    if language == "de":
        verb = "gestiegen" if change > 0 else "gesunken"
        how = f"um {sums} ({share} Prozent) {verb}" if change else "gleich geblieben"
        return f"Von {first.year_from} bis {last.year_from} ist der Betrag {how}."
    verb = "went up" if change > 0 else "went down"
    how = f"{verb} by {sums} ({share} percent)" if change else "stayed the same"
    return f"From {first.year_from} to {last.year_from} the amount {how}."
