"""Sums as lines of a list, each with its proof, and the facts that a text states by citing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.selection import Grant
from assistant.writing import fact_line, grant_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.answer import StatedFact
    from assistant.evidence import Evidence
    from corpus.document import Fact

MOST_LINES = 30
"""Facts listed in one answer; the answer says how many more there are. Addends are all listed."""


def stated(facts: Iterable[Fact], evidence: Evidence) -> tuple[StatedFact, ...]:
    """State facts, each once, as far as the text cites them: what it does not cite it does not say."""
    unique = {fact.fact_id: fact for fact in facts if evidence.cites(fact)}
    return tuple(evidence.state(fact) for fact in unique.values())


def shown(found: Sequence[Grant]) -> Sequence[Grant]:
    """Return the sums that fit into one answer."""
    return found[:MOST_LINES]


def lines_of(
    found: Sequence[Grant], language: str, evidence: Evidence, *, most: int | None = MOST_LINES, numbered: bool = False
) -> list[str]:
    """Return a line for each sum, with what contradicts it on the same line; `most` None shows all, as addends must."""
    lines = []
    for place, grant in enumerate(found[:most], start=1):
        line = fact_line(grant.fact, language, evidence)
        if numbered:
            line = f"{place}. {line.removeprefix('- ')}"
        if grant.conflicting:
            line += " " + " ".join(grant_notes(Grant(grant.fact, conflicting=grant.conflicting), language, evidence))
        lines.append(line)
    return lines


def more_than_shown(found: Sequence[Grant], language: str) -> list[str]:
    """Say how many sums did not fit into the answer."""
    left = len(found) - MOST_LINES
    if left <= 0:
        return []
    return [f"… und {left} weitere." if language == "de" else f"… and {left} more."]
