"""Times look-ups over a ledger of a million facts: `python -m tests.benchmarks.ledger_lookup [FACTS]`.

The facts are made up by a seeded generator: 12,000 recipients in 40 years from 400 programmes. Beside each look-up
stands what reading every fact would take, as a ratio in the same run.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.naming import PlaceReference
from assistant.question import understand
from assistant.selection import asked_facts, grants
from assistant.years import YearRange
from corpus.document import Fact, FundingState, RecipientKind
from corpus.places import Gazetteer, Place
from corpus.programmes import pattern_of_names
from index.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = (RecipientKind.CITY, RecipientKind.MUNICIPALITY, RecipientKind.DISTRICT, RecipientKind.BODY)
QUESTIONS = 60


class Names:
    """The gazetteer, and no names of a ledger."""

    gazetteer = Gazetteer.load()
    short_names: dict[str, tuple[Place, ...]] = {}  # noqa: RUF012  read only
    programme_names = pattern_of_names(())

    def listing_named(self, *_question: str) -> None:
        return None


def made_up(count: int, chance: random.Random) -> list[Fact]:
    """Return facts with recipients, years and programmes drawn at random."""
    names = [f"Stadt Ort{number}" if number % 3 else f"Landkreis Ort{number}" for number in range(12_000)]
    programmes = [f"Programm {number} Zukunft" for number in range(400)]
    facts = []
    for number in range(count):
        at, year = chance.randrange(len(names)), chance.randrange(1985, 2025)
        facts.append(
            Fact(
                fact_id=f"d{number // 20}:{number}",
                document_id=f"d{number // 20}",
                source="made-up.txt",
                recipient=names[at],
                recipient_kind=KINDS[at % 4],
                amount_eur=Decimal(chance.randrange(1_000, 9_000_000)),
                amount_text="",
                start=0,
                end=1,
                programme=chance.choice(programmes),
                year_from=year,
                year_to=year,
                state=FundingState.GRANTED,
            )
        )
    return facts


def milliseconds(work: Callable[[int], object]) -> list[float]:
    """Return how long each of many different look-ups took, in milliseconds."""
    taken = []
    for number in range(QUESTIONS):
        started = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def main() -> None:
    """Print a table: each kind of look-up with its median, its 95th of 100, and the ratio to reading all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chance = random.Random(7)
    facts = made_up(count, chance)
    started = time.perf_counter()
    ledger = Ledger(facts)
    print(f"{count:,} facts, indexed in {time.perf_counter() - started:.1f} s")
    ledger.of_amount(Decimal(0), Decimal(0))
    question = understand("Wie viel?", Names())

    def reference(number: int) -> PlaceReference:
        name = facts[number * 97].recipient
        return PlaceReference(name, (Place(name, name, RecipientKind.CITY, name, (), None, None),), None, 0)

    def year(number: int) -> YearRange:
        return YearRange(1985 + number % 40, 1985 + number % 40, 0)

    looked_up: dict[str, Callable[[int], object]] = {
        "recipient and year": lambda n: asked_facts(ledger, question, reference(n), year(n)),
        "recipient, all years": lambda n: grants(asked_facts(ledger, question, reference(n))),
        "programme and year": lambda n: ledger.find(programme=f"Programm {n} Zukunft", year=1985 + n % 40),
        "one amount": lambda n: ledger.of_amount(facts[n].amount_eur, facts[n].amount_eur),
        "document": lambda n: ledger.of_document(f"d{n * 31}"),
        "year, kind": lambda n: ledger.find(kind=KINDS[n % 4], year=1985 + n % 40),
    }
    started = time.perf_counter()
    for _ in range(3):
        [f for f in ledger.facts if f.recipient == "Stadt Ort1" and f.year_from == 2020]
    all_of_them = (time.perf_counter() - started) / 3 * 1000
    print(f"{'look-up':24} {'median ms':>10} {'95 of 100':>10} {'reading all':>12}")
    medians = []
    for name, work in looked_up.items():
        taken = milliseconds(work)
        medians.append(statistics.median(taken))
        print(f"{name:24} {medians[-1]:10.3f} {taken[int(len(taken) * 0.95)]:10.3f} {all_of_them / medians[-1]:11.0f}x")
    print(f"median of all kinds: {statistics.median(medians):.3f} ms")


if __name__ == "__main__":
    main()
