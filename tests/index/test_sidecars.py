"""What people state beside a document wins over what is read from it, and every field says where it is from."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.document import DocumentKind
from corpus.facts import extract_facts
from corpus.reading import read_document
from index import Store, synchronise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.index.small import VowelEmbedder

TEXT = "Neue Räume für die Schule\n\nHanau, 3. Mai 2021 – Das Land gibt der Stadt Hanau 5.000 Euro für die Schule.\n"
SIDECAR = """title = "Bescheid über Mittel"
kind = "agreement"
date = 2020-12-01
years = [2020, 2022]
parties = ["Land Hessen", "Stadt Hanau"]
programme = "Schulbauprogramm"
address = "https://stadt.example/b"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "akten"
    folder.mkdir()
    (folder / "bescheid.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["bescheid.txt.meta.toml", "bescheid.meta.toml"])
def test_a_sidecar_wins_over_the_text(folder: Path, name: str) -> None:
    before = read_document(folder / "bescheid.txt")
    assert dict(before.origins)["title"] == "text"
    (folder / name).write_text(SIDECAR, encoding="utf-8")
    document = read_document(folder / "bescheid.txt")
    assert document.text == TEXT
    assert (document.title, document.kind) == ("Bescheid über Mittel", DocumentKind.AGREEMENT)
    assert (str(document.date), document.years) == ("2020-12-01", (2020, 2022))
    assert (document.parties, document.programmes) == (("Land Hessen", "Stadt Hanau"), ("Schulbauprogramm",))
    assert document.url == "https://stadt.example/b"
    assert {dict(document.origins)[field] for field in ("title", "kind", "date", "years", "programmes")} == {"sidecar"}
    assert document.document_id != before.document_id


def test_front_matter_wins_over_the_text_and_a_sidecar_over_both(folder: Path) -> None:
    matter = "---\ntitel: Bericht\njahr: 2019\nprogramm: [Digitalpakt, Ganztag]\n---\n\n"
    (folder / "b.md").write_text(f"{matter}# Neue Räume\n\n{TEXT}", encoding="utf-8")
    document = read_document(folder / "b.md")
    assert (document.title, document.year, document.programmes) == ("Bericht", 2019, ("Digitalpakt", "Ganztag"))
    assert dict(document.origins)["title"] == "front matter"
    (folder / "b.md.meta.toml").write_text('title = "Anders"', encoding="utf-8")
    document = read_document(folder / "b.md")
    assert (document.title, document.year) == ("Anders", 2019)


def test_a_fact_takes_the_programme_and_year_that_only_the_sidecar_states(folder: Path) -> None:
    (folder / "liste.csv").write_text(
        "Empfänger;Maßnahme;Zuwendung\nStadt Hanau;Kita;5 EUR\nStadt Fulda;Bad;7 EUR\n", "utf-8"
    )
    (folder / "liste.meta.toml").write_text('programme = "Schulbauprogramm"\nyear = 2018', encoding="utf-8")
    facts = extract_facts(read_document(folder / "liste.csv"))
    assert {(fact.programme, fact.year_from, fact.year_to) for fact in facts} == {("Schulbauprogramm", 2018, 2018)}


def test_a_changed_sidecar_changes_its_document(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    store = tmp_path / "store"
    assert synchronise([folder], store, vowels).added == 1
    (folder / "bescheid.meta.toml").write_text(SIDECAR, encoding="utf-8")
    report = synchronise([folder], store, vowels)
    assert (report.documents, report.changed, report.failed) == (1, 1, ())
    with closing(Store.open(store)) as opened:
        document = opened.document("bescheid.txt")
    assert document is not None
    assert document == read_document(folder / "bescheid.txt")  # nothing is lost on the way through the store
    assert synchronise([folder], store, vowels).unchanged == 1


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("title = ohne Zeichen", "is no TOML"),
        ('titel_neu = "x"', "'titel_neu' that isn't known; known are title, kind"),
        ('date = "irgendwann"', "date that can't be used, 'irgendwann'; write a day like 2021-05-06"),
        ('kind = "Brief"', 'write "agreement", "press_release" or "other"'),
        ("year = 21", "write a year like 2021"),
        ('address = "stadt.example"', "an address that begins with https://"),
        ("title = ''", "words in quotation marks"),
    ],
)
def test_a_bad_sidecar_is_named_and_the_document_is_read(
    folder: Path, tmp_path: Path, vowels: VowelEmbedder, sidecar: str, reason: str
) -> None:
    (folder / "bescheid.meta.toml").write_text(sidecar, encoding="utf-8")
    report = synchronise([folder], tmp_path / "store", vowels)
    assert report.documents == 1
    (failure,) = report.failed
    assert failure.source == "bescheid.meta.toml"
    assert reason in failure.reason
    assert "\n" not in failure.reason
    (folder / "bescheid.txt").unlink()
    (folder / "c.txt").write_text(TEXT, encoding="utf-8")
    report = synchronise([folder], tmp_path / "store", vowels)
    assert (report.documents, report.changed + report.removed) == (1, 1)  # a bad sidecar keeps nothing in the store


def test_a_sidecar_without_its_file_is_named(folder: Path, tmp_path: Path, vowels: VowelEmbedder) -> None:
    (folder / "fehlt.pdf.meta.toml").write_text(SIDECAR, encoding="utf-8")
    report = synchronise([folder], tmp_path / "store", vowels)
    assert report.documents == 1
    assert "describes no file beside it" in report.failed[0].reason
