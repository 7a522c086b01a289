"""Golden questions to figures: how often right, what was stated wrongly, and whether each quote is verbatim."""

from __future__ import annotations

import time
import tomllib
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Any, Protocol

from assistant.golden import GoldenError, read_golden
from assistant.judging import Documents, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from assistant.answer import Answer
    from assistant.said import Said
    from corpus.document import Document

AT_MOST = frozenset({"wrong_figures", "seconds_median", "seconds_p95"})
"""The measures that are better when smaller; a floor for them is the most that is allowed."""


class Answering(Protocol):
    """Whatever answers questions from a store."""

    @property
    def store(self) -> Documents:
        """The store that the answers come from."""

    def answer(
        self, question: str, history: list[dict[str, Any]] | None = None, *, without: Sequence[Said] = ()
    ) -> Answer:
        """Answer a question, with the turns before it, as if it had not said what stands in `without`."""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """The verdicts on all golden questions and the figures that follow from them; shares are 0 to 1."""

    verdicts: tuple[Verdict, ...]

    @property
    def right(self) -> float:
        """Share of questions with every expectation met."""
        return _share(verdict.right for verdict in self.verdicts)

    @property
    def status_accuracy(self) -> float:
        """Share of questions that ended as they should."""
        return _share(verdict.status_right for verdict in self.verdicts)

    @property
    def wrong_figures(self) -> int:
        """Number of answers that state a figure against the label (see `states_wrong_figure`)."""
        return sum(verdict.wrong_figure for verdict in self.verdicts)

    @property
    def citations(self) -> int:
        """Number of citations in all answers."""
        return sum(len(verdict.answer.citations) for verdict in self.verdicts)

    @property
    def citations_verbatim(self) -> float:
        """Share of citations whose quote is the document's text at its place; 1 if there is none."""
        return sum(verdict.citations_verbatim for verdict in self.verdicts) / self.citations if self.citations else 1.0

    @property
    def evidence_recall(self) -> float:
        """Share of the expected quotes that a citation overlaps; 1 if none was expected."""
        expected = sum(len(verdict.question.expect.quotes) for verdict in self.verdicts)
        return sum(verdict.quotes_overlapped for verdict in self.verdicts) / expected if expected else 1.0

    @property
    def seconds_median(self) -> float:
        """Median time to an answer."""
        return median(verdict.seconds for verdict in self.verdicts) if self.verdicts else 0.0

    @property
    def seconds_p95(self) -> float:
        """Time within which 95 of 100 answers came (nearest rank)."""
        ordered = sorted(verdict.seconds for verdict in self.verdicts)
        return ordered[-(-95 * len(ordered) // 100) - 1] if ordered else 0.0

    @property
    def failures(self) -> list[Verdict]:
        """The verdicts with a fault, in the order of the questions."""
        return [verdict for verdict in self.verdicts if not verdict.right]

    def by(self, field: str) -> dict[str, tuple[int, float]]:
        """Return number of questions and share right for each value of a question's field, such as "type"."""
        pairs = sorted((str(getattr(verdict.question, field)), verdict.right) for verdict in self.verdicts)
        groups = {name: [right for _, right in group] for name, group in groupby(pairs, key=lambda pair: pair[0])}
        return {name: (len(rights), _share(rights)) for name, rights in groups.items()}

    def measures(self) -> dict[str, float]:
        """Return the figures that floors can be set for, by name."""
        return {
            "right": round(self.right, 4),
            "status_accuracy": round(self.status_accuracy, 4),
            "wrong_figures": self.wrong_figures,
            "citations_verbatim": round(self.citations_verbatim, 4),
            "evidence_recall": round(self.evidence_recall, 4),
            "seconds_median": round(self.seconds_median, 4),
            "seconds_p95": round(self.seconds_p95, 4),
        }

    def to_json(self) -> dict[str, Any]:
        """Return all figures and the failures as a JSON object."""
        return {
            "questions": len(self.verdicts),
            **self.measures(),
            "citations": self.citations,
            **{
                f"by_{field}": {
                    name: {"questions": n, "right": round(right, 4)} for name, (n, right) in self.by(field).items()
                }
                for field in ("type", "language")
            },
            "failures": [verdict.to_json() for verdict in self.failures],
        }


def evaluate(
    assistant: Answering, golden_path: Path, report: Callable[[int, int], None] | None = None
) -> EvaluationReport:
    """Ask every golden question of a file and judge the answers; `report` hears (done, of how many).

    Raises GoldenError for a file that can't be used.
    """
    questions = read_golden(golden_path)
    documents = _Remembered(assistant.store)
    verdicts = []
    for number, question in enumerate(questions, start=1):
        started = time.perf_counter()
        answer = assistant.answer(question.question, [turn.model_dump() for turn in question.history])
        verdicts.append(judge(question, answer, documents, time.perf_counter() - started))
        if report:
            report(number, len(questions))
    return EvaluationReport(tuple(verdicts))


def read_floors(path: Path) -> dict[str, float]:
    """Return the floor of each measure from a TOML file of `measure = number`.

    Raises GoldenError for a name that is no measure or a value that is no number.
    """
    floors = tomllib.loads(path.read_text(encoding="utf-8"))
    known = EvaluationReport(()).measures()
    for name, floor in floors.items():
        if name not in known:
            raise GoldenError(f"{path}: {name!r} is no measure; there are {', '.join(known)}.")
        if isinstance(floor, bool) or not isinstance(floor, int | float):
            raise GoldenError(f"{path}: the floor of {name} is {floor!r}, which is no number.")
    return floors


def below_floors(report: EvaluationReport, floors: dict[str, float]) -> list[str]:
    """Return a sentence for each measure that misses its floor."""
    measures = report.measures()
    return [
        f"{name} is {measures[name]}, the floor is {floor}"
        for name, floor in floors.items()
        if (measures[name] > floor if name in AT_MOST else measures[name] < floor)
    ]


class _Remembered:
    """The documents of a store, each read from it once: every question cites the same few."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._known: dict[str, Document | None] = {}

    def document(self, source_or_id: str) -> Document | None:
        if source_or_id not in self._known:
            self._known[source_or_id] = self._documents.document(source_or_id)
        return self._known[source_or_id]


def _share(rights: Iterable[bool]) -> float:
    rights = list(rights)
    return sum(rights) / len(rights) if rights else 0.0
