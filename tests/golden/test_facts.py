"""The labelled facts as a gate: no change may lower the precision or the recall that was reached."""

from __future__ import annotations

import pytest

from .fact_labels import LabelledSet, labelled_sets, lines

SETS = labelled_sets()


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
def test_facts_of_labelled_documents_keep_their_floors(one: LabelledSet) -> None:
    quality = one.measured()
    assert one.missed_floors(quality) == [], "\n".join(lines(quality))


def test_a_measure_below_its_floor_is_named() -> None:
    one = SETS[0]
    above = LabelledSet(one.name, one.labels, one.documents, precision=1.01, recall=1.01)
    assert len(above.missed_floors(one.measured())) == len(("precision", "recall"))


def test_the_labelled_documents_and_facts_are_many() -> None:
    measured = [one.measured() for one in SETS]
    assert sum(len(quality.documents) for quality in measured) >= 60
    assert sum(quality.labels for quality in measured) >= 250
