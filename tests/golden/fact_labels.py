"""Facts labelled by hand, and how well the extractor finds them: `python -m tests.golden.fact_labels` prints that.

Without a label file on the command line it prints the figures of every set in `facts_floors.toml` and fails where one
has fallen below its floor.

A line of a label file is a document: `source`, `facts` (`euros`, `recipient`, `years`, `state`, `role`, `text`; in
`recipient_alt`, `years_alt`, `state_alt` what is right as well) and `optional` (sums on which careful readers may
differ: they count neither for nor against). Recipient "*" is any group.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document, FundingState, RecipientKind
from corpus.facts import extract_drafts
from corpus.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.extraction.draft import Draft

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "corpus" / "samples"
SEEDS = HERE.parents[2] / "shared" / "seeds"
SURE = 0.5
NOT_FUNDING = frozenset({"own_share", "cost", "withdrawn", "requested", "refused", "returned"})
"""States of money that nobody keeps; labels tell what was refused or paid back, which the extractor calls withdrawn."""


@dataclass(frozen=True)
class Label:
    """A fact as a careful reader finds it; `years` are all readings of its period that are right."""

    euros: Decimal
    recipients: tuple[str, ...]
    years: tuple[tuple[int | None, int | None], ...]
    states: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> Label:
        readings = [row["years"], *row.get("years_alt", ())]
        return cls(
            euros=Decimal(str(row["euros"])),
            recipients=(row["recipient"], *row.get("recipient_alt", ())),
            years=tuple((r[0], r[-1]) if r else (None, None) for r in readings),
            states=(row.get("state", "granted"), *row.get("state_alt", ())),
            text=row["text"],
        )

    @property
    def is_cost(self) -> bool:
        """Whether it only says what a thing costs, which is nobody's funding."""
        return self.states[0] == "cost"

    def fits(self, draft: Draft) -> bool:
        """Say whether amount, recipient and years are right, and funding is not taken for something else."""
        return (
            draft.euros == self.euros
            and (draft.period.year_from, draft.period.year_to) in self.years
            and any(same_recipient(name, draft) for name in self.recipients)
            and any((state in NOT_FUNDING) == (draft.state.value in NOT_FUNDING) for state in self.states)
        )


_GROUPS = frozenset({RecipientKind.GROUP, RecipientKind.STATE, RecipientKind.FEDERAL})
_SHORTENED = (
    ("a. d.", "an der"),
    ("i. d.", "in der"),
    ("a. ", "am "),
    ("i. ", "im "),
    ("a.d.", "an der "),
    ("a.", "am "),
    ("i.", "in "),
)
_KIND = re.compile(
    r"^(?:Große Kreisstadt|(?:Hanse|Universitäts|Landeshaupt|Wissenschafts|Kreis)?[Ss]tadt|Stadtgemeinde|Ortsgemeinde|"
    r"Gemeinde|Markt|Verbandsgemeinde|Samtgemeinde)\s+"
)


def same_recipient(label: str, draft: Draft) -> bool:
    """Say whether a name is the labelled one: "Stadt X" and "Gemeinde X" are one place, "Landkreis X" is another."""
    if label == "*":
        return draft.recipient.kind in _GROUPS
    return _key(label) == _key(draft.recipient.name)


def _key(name: str) -> str:
    for short, whole in _SHORTENED:
        name = name.replace(f" {short}", f" {whole}")
    bare = re.sub(r"[„“\"»«.]|\b(?:e\.\s?V\.|gGmbH|GmbH|AöR|eG)|^(?:der|die|das)\s", "", name, flags=re.IGNORECASE)
    return " ".join(_KIND.sub("", bare.strip()).casefold().split())


@dataclass(frozen=True)
class Labelled:
    """A document with its labels and what the extractor made of it."""

    document: Document
    labels: tuple[Label, ...]
    optional: frozenset[Decimal]
    drafts: tuple[Draft, ...]

    @property
    def stated(self) -> list[Draft]:
        """The facts that count: sure ones, each once, none that is left open by the labels, no costs."""
        counted = {}
        for draft in self.drafts:
            key = (draft.euros, draft.recipient.name, draft.period.year_from, draft.period.year_to)
            open_ = draft.euros in self.optional and not any(label.euros == draft.euros for label in self.labels)
            if draft.confidence >= SURE and not open_ and draft.state is not FundingState.COST:
                counted.setdefault(key, draft)
        return list(counted.values())

    @property
    def wrong(self) -> list[Draft]:
        """Stated facts that fit no label."""
        return [draft for draft in self.stated if not any(label.fits(draft) for label in self.labels)]

    @property
    def wanted(self) -> list[Label]:
        """The labels that have to be found: all but what things cost."""
        return [label for label in self.labels if not label.is_cost]

    @property
    def missed(self) -> list[Label]:
        """Labels that no sure fact fits."""
        return [label for label in self.wanted if not any(label.fits(d) for d in self.drafts if d.confidence >= SURE)]


@dataclass(frozen=True)
class FactQuality:
    """How well facts are found over labelled documents."""

    documents: tuple[Labelled, ...]

    @property
    def labels(self) -> int:
        """How many facts are labelled."""
        return sum(len(one.wanted) for one in self.documents)

    @property
    def stated(self) -> int:
        """How many facts the extractor is sure of."""
        return sum(len(one.stated) for one in self.documents)

    @property
    def precision(self) -> float:
        """The part of what is stated that is right."""
        return 1 - sum(len(one.wrong) for one in self.documents) / max(self.stated, 1)

    @property
    def recall(self) -> float:
        """The part of the labelled facts that is found."""
        return 1 - sum(len(one.missed) for one in self.documents) / max(self.labels, 1)


def labelled(labels: Path, folders: Sequence[Path]) -> FactQuality:
    """Read the documents of a label file from the first folder that has them, and extract their facts."""
    found = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = next((folder / row["source"] for folder in folders if (folder / row["source"]).is_file()), None)
        if path is None:
            continue  # a user's clone has no seeds
        document = read_document(path)
        found.append(
            Labelled(
                document,
                tuple(Label.of(fact) for fact in row["facts"]),
                frozenset(Decimal(str(one["euros"])) for one in row.get("optional", ())),
                tuple(extract_drafts(document)),
            )
        )
    return FactQuality(tuple(found))


def by_rule(quality: FactQuality, rule: str) -> dict[str, tuple[int, int]]:
    """Return of each rule how many facts it gave and how many of them are right; rule is "recipient" or "year"."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in quality.documents:
        wrong = {id(draft) for draft in one.wrong}
        for draft in one.stated:
            name = draft.recipient.step.value if rule == "recipient" else str(draft.period.confidence)
            counts[name][0] += 1
            counts[name][1] += id(draft) not in wrong
    return {name: (given, right) for name, (given, right) in sorted(counts.items())}


def lines(quality: FactQuality) -> Iterable[str]:
    """Yield the figures, then each wrong and each missed fact, as lines to read."""
    yield (
        f"{len(quality.documents)} documents, {quality.labels} labelled facts, {quality.stated} stated: "
        f"precision {quality.precision:.3f}, recall {quality.recall:.3f}"
    )
    for rule in ("recipient", "year"):
        for name, (given, right) in by_rule(quality, rule).items():
            yield f"  {rule} by {name:12} {right:4} of {given:4} right"
    for one in quality.documents:
        for draft in one.wrong:
            period = f"{draft.period.year_from}-{draft.period.year_to}"
            yield (
                f"WRONG  {one.document.source}: {draft.text} | {draft.recipient.name} ({draft.recipient.step.value}) | "
                f"{period} | {draft.state.value} {draft.role.value} {draft.confidence}"
            )
        for label in one.missed:
            near = [d for d in one.drafts if d.euros == label.euros]
            got = "; ".join(
                f"{d.recipient.name or '-'}/{d.period.year_from}-{d.period.year_to}/{d.state.value}/{d.confidence}"
                for d in near
            )
            wanted = f"{label.recipients[0]} | {label.years} {label.states[0]}"
            yield f"MISSED {one.document.source}: {label.text} | {wanted} <- {got}"


@dataclass(frozen=True)
class LabelledSet:
    """A label file, the folder of its documents, and the least precision and recall (0 to 1) that were reached."""

    name: str
    labels: Path
    documents: Path
    precision: float
    recall: float

    def measured(self) -> FactQuality:
        """Extract the facts of the set's documents and judge them by its labels."""
        return labelled(self.labels, [self.documents])

    def missed_floors(self, quality: FactQuality) -> list[str]:
        """Return a sentence for each measure that has fallen below its floor."""
        pairs = (("precision", quality.precision, self.precision), ("recall", quality.recall, self.recall))
        return [
            f"{self.name}: {name} {value:.3f} is below its floor {floor:.3f}"
            for name, value, floor in pairs
            if value < floor
        ]


def labelled_sets(floors: Path = HERE / "facts_floors.toml") -> tuple[LabelledSet, ...]:
    """Return the labelled sets with their floors."""
    rows = tomllib.loads(floors.read_text(encoding="utf-8"))
    return tuple(
        LabelledSet(name, HERE / row["labels"], (HERE / row["documents"]).resolve(), row["precision"], row["recall"])
        for name, row in rows.items()
    )


def main() -> int:
    """Print the figures of a label file, whose folders of documents follow it on the command line, or of all sets."""
    if len(sys.argv) > 1:
        folders = [Path(name) for name in sys.argv[2:]] or [SAMPLES, SEEDS]
        sys.stdout.write("\n".join(lines(labelled(Path(sys.argv[1]), folders))) + "\n")
        return 0
    missed = []
    for one in labelled_sets():
        quality = one.measured()
        sys.stdout.write(f"{one.name}: {next(iter(lines(quality)))}\n")
        missed += one.missed_floors(quality)
    sys.stderr.write("".join(f"{sentence}\n" for sentence in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
