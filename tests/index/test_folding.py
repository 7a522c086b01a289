"""The same rule in several documents is one hit with its versions, neighbours that answer together are one hit."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.document import Passage
from index import Filters, HybridRetriever, Retriever, Store, synchronise
from index.folding import fold_versions, join_neighbours

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index import Embedder

RULE = (
    "Die Zuwendung ist zurückzuzahlen, wenn der Verwendungsnachweis nicht innerhalb von {months} Monaten nach Ende des "
    "Bewilligungszeitraums bei der Bewilligungsbehörde vorliegt oder die Belege nicht fünf Jahre aufbewahrt werden."
)
TEXTS = {
    "richtlinie-2019.txt": f"Förderrichtlinie 2019\n\n{RULE.format(months='sechs')}",
    "richtlinie-2023.txt": f"Förderrichtlinie 2023\n\n{RULE.format(months='drei')}",
    "richtlinie-2021.txt": f"Förderrichtlinie 2021\n\n{RULE.format(months='sechs')}",
    "fulda.txt": "Pressemitteilung vom 3. Mai 2022\n\nDie Stadt Fulda erhält vom Land Hessen für die Sanierung ihrer "
    "Sporthalle und der Umkleiden im Jahr 2022 einen Zuschuss von 120.000 Euro.",
    "hanau.txt": "Pressemitteilung vom 3. Mai 2022\n\nDie Stadt Hanau erhält vom Land Hessen für die Sanierung ihrer "
    "Sporthalle und der Umkleiden im Jahr 2022 einen Zuschuss von 120.000 Euro.",
    "radweg.txt": "Die Gemeinde Lohfelden baut einen Radweg.",
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Retriever]:
    folder = tmp_path_factory.mktemp("folding")
    (folder / "docs").mkdir()
    for name, text in TEXTS.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    assert synchronise([folder / "docs"], folder / "store", embedder).failed == ()
    with closing(Store.open(folder / "store", embedder_name=embedder.name)) as store:
        yield Retriever.open(store, embedder)


def test_one_rule_in_three_documents_is_one_hit_the_newest_first(retriever: Retriever) -> None:
    first, *others = retriever.search("Wann ist die Zuwendung zurückzuzahlen?", 4, gather=True)
    assert first.passage.source == "richtlinie-2023.txt"
    assert [version.source for version in first.versions] == ["richtlinie-2021.txt", "richtlinie-2019.txt"]
    assert not any("richtlinie" in hit.passage.source for hit in others)
    assert [hit.rank for hit in [first, *others]] == [1, 2, 3, 4]


def test_without_gathering_each_passage_is_a_hit(retriever: Retriever) -> None:
    hits = retriever.search("Wann ist die Zuwendung zurückzuzahlen?", 3)
    assert {hit.passage.source for hit in hits} == {name for name in TEXTS if name.startswith("richtlinie")}
    assert all(hit.versions == () for hit in hits)


def test_the_same_sentence_about_two_towns_is_never_folded(retriever: Retriever) -> None:
    hits = retriever.search("Zuschuss für die Sanierung der Sporthalle", 2, gather=True)
    assert {hit.passage.source for hit in hits} == {"fulda.txt", "hanau.txt"}


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        (Filters(documents=("radweg",)), {"radweg.txt"}),
        (Filters(recipients=("Stadt Hanau",)), {"hanau.txt"}),
        (Filters(recipients=("fulda", "hanau")), {"fulda.txt", "hanau.txt"}),
        (Filters(years=(2022,)), {"fulda.txt", "hanau.txt"}),
        (Filters(kinds=("press_release",), documents=("fulda",)), {"fulda.txt"}),
        (Filters(documents=("no such document",)), set()),
    ],
)
def test_filters_limit_the_documents(retriever: Retriever, filters: Filters, sources: set[str]) -> None:
    hits = retriever.search("Wann ist die Zuwendung zurückzuzahlen?", 5, filters=filters)
    assert {hit.passage.source for hit in hits} == sources


def test_filters_keep_what_lies_far_down(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "docs").mkdir()
    for number in range(130):
        text = f"Der Zuschuss Nummer {number} für den Radweg wird ausgezahlt, sobald der Radweg fertig ist."
        (tmp_path / "docs" / f"radweg-{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "fern.txt").write_text("Im Stadtwald werden Eichen gepflanzt.", encoding="utf-8")
    assert synchronise([tmp_path / "docs"], tmp_path / "store", embedder).failed == ()
    with closing(Store.open(tmp_path / "store", embedder_name=embedder.name)) as store:
        retriever = Retriever.open(store, embedder)
        hits = retriever.search("Zuschuss für den Radweg", 3, filters=Filters(documents=("fern.txt",)))
    assert [hit.passage.source for hit in hits] == ["fern.txt"]


def test_langchain_gets_filters_and_versions(retriever: Retriever) -> None:
    search = HybridRetriever(retriever=retriever, top_k=2, filters=Filters(documents=("richtlinie",)))
    (found,) = search.invoke("Wann ist die Zuwendung zurückzuzahlen?")
    assert found.metadata["versions"] == ["richtlinie-2021.txt", "richtlinie-2019.txt"]


def _passage(text: str, start: int, document: str = "d") -> Passage:
    return Passage(
        f"{document}:{start}", document, f"{document}.txt", text, context="", start=start, end=start + len(text)
    )


def test_neighbours_are_joined_only_where_both_are_needed() -> None:
    text = "Der Radweg kostet drei Millionen.\nGezahlt wird nach Baufortschritt.\nDer Wald wächst."
    first, second, third = (_passage(line, text.index(line)) for line in text.split("\n"))

    def joined(question: str) -> list[str]:
        return [one.text for one in join_neighbours([second, first, third], question, lambda _: 1.0, {"d": text})]

    assert joined("Radweg Baufortschritt")[0] == text[: second.end]
    assert joined("Radweg kostet") == [second.text, first.text, third.text]
    assert joined("Radweg Wald") == [second.text, first.text, third.text], "what lies between is no part of the answer"


def test_short_passages_are_folded_only_when_they_are_equal() -> None:
    one, same, other = (
        _passage("Der Eigenanteil beträgt 10 Prozent.", 0, "a"),
        _passage("Der Eigenanteil beträgt 10 Prozent.", 0, "b"),
        _passage("Der Eigenanteil beträgt 20 Prozent.", 0, "c"),
    )
    assert [[p.document_id for p in group] for group in fold_versions([one, same, other])] == [["a", "b"], ["c"]]
