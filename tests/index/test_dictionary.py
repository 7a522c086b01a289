"""A dictionary in Ding's form translates questions and glosses passages; without it everything works."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from index import Dictionary, Glosser, Retriever, Store, synchronise
from index.bilingual import question_terms
from index.building import EXTRACTOR_VERSION, GLOSSED
from index.dictionary.building import build_tables
from index.dictionary.ding import Pair, read_pairs
from index.dictionary.tables import open_dictionary
from index.dictionary.translating import translate
from index.glossary import Glossary, default_glossary

if TYPE_CHECKING:
    from pathlib import Path

    from index import Embedder

DING = """# Version :: devel
Leuchtturm {m} | Leuchttürme {pl} :: lighthouse | lighthouses
Wärter {m}; Aufseher {m} | Wärter {pl} :: keeper; attendant | keepers
streichen; anstreichen {vt} | streichend | er/sie streicht :: to paint {vt} | painting | he/she paints
Farbe {f} (Anstrich) [techn.] :: paint; colour [Br.]/color [Am.]
im Verzug [jur.] :: in default/arrears
Verzug {m} :: default; delay
Das Schiff sank im Sturm. :: The ship sank in the storm.
die Küste {f}; das Gestade [poet.] :: coast; shore
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Dictionary:
    ding = tmp_path / "de-en"
    ding.write_text(DING, encoding="utf-8")
    build_tables(ding, tmp_path / "tables.sqlite")
    return Dictionary(tmp_path / "tables.sqlite")


def test_pairs_stand_side_by_side_without_marks_and_sentences(tmp_path: Path) -> None:
    (tmp_path / "de-en").write_text(DING, encoding="utf-8")
    pairs = list(read_pairs(tmp_path / "de-en"))
    assert pairs[:2] == [
        Pair("Leuchtturm", "lighthouse", 0, 0, is_inflection=False),
        Pair("Leuchttürme", "lighthouses", 0, 0, is_inflection=True),
    ]
    assert {pair.english for pair in pairs if pair.german == "Farbe"} == {"paint", "colour", "color"}
    assert not any("Schiff" in pair.german for pair in pairs)


def test_a_file_that_is_no_dictionary_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "de-en").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"de-en holds no pairs"):
        list(read_pairs(tmp_path / "de-en"))
    assert open_dictionary(tmp_path / "de-en", tmp_path, build=True) is None


def test_tables_are_made_once_and_only_when_asked_for(tmp_path: Path) -> None:
    ding, folder = tmp_path / "de-en", tmp_path / "tables"
    ding.write_text(DING, encoding="utf-8")
    assert open_dictionary(ding, folder, build=False) is None
    assert open_dictionary(ding, folder, build=True) is not None
    assert open_dictionary(ding, folder, build=False) is not None
    assert [path.name for path in folder.iterdir()] == [path.name for path in folder.glob("tables-*.sqlite")]


@pytest.mark.parametrize(
    ("english", "german"), [("lighthouses", "Leuchttürme"), ("Lighthouse", "Leuchtturm"), ("shores", "Küste")]
)
def test_words_are_found_in_any_form(dictionary: Dictionary, english: str, german: str) -> None:
    assert german in [term for term, _ in dictionary.translations(english, "en")]


def test_a_phrase_is_one_unit_with_its_words_beside_it(dictionary: Dictionary) -> None:
    units = translate("Which lighthouses are in default?", dictionary, Glossary([]))
    assert [unit.words for unit in units] == [("lighthouses",), ("in", "default")]
    assert [part.words for part in units[1].parts] == [("default",)]


def test_names_and_numbers_stay_as_they_are(dictionary: Dictionary) -> None:
    terms = question_terms("Who paints Hörnum in 2031?", "en", Glossary([]), dictionary).stems
    assert terms["2031"] == terms["hornum" if "hornum" in terms else "hörnum"] == 1.0
    assert terms.keys() & {"streich", "anstreich"}


def test_translations_that_no_passage_can_hold_are_left_out(dictionary: Dictionary) -> None:
    held = {"_kus", "kust", "uste", "ste_"}
    terms = question_terms("the shore", "en", Glossary([]), dictionary, holds=held.__contains__)
    assert set(terms.grams) == held


def test_a_gloss_has_a_word_for_each_word_and_parts_for_a_compound(dictionary: Dictionary) -> None:
    gloss = Glosser(dictionary, Glossary([])).gloss("Der Leuchtturmwärter streicht 12 Türme an der Küste.\nQuaxi.")
    assert re.search(r"^the lighthouse (keeper|attendant) paints? 12 Türme at the (coast|shore) \.\nQuaxi \.$", gloss)


def test_the_glossary_of_the_field_comes_before_the_dictionary(tmp_path: Path) -> None:
    (tmp_path / "de-en").write_text("Zuwendung {f} :: turning; attention\n", encoding="utf-8")
    build_tables(tmp_path / "de-en", tmp_path / "tables.sqlite")
    dictionary = Dictionary(tmp_path / "tables.sqlite")
    assert Glosser(dictionary, default_glossary()).gloss("Zuwendung") == "grant"


TEXTS = {
    "turm.txt": "Der Leuchtturmwärter streicht im Sommer den Turm.",
    "bad.txt": "Das Hallenbad der Gemeinde bleibt im Herbst geschlossen.",
    "wald.txt": "Im Stadtwald werden Eichen gepflanzt.",
}


def test_without_the_dictionary_search_finds_less_and_never_breaks(
    tmp_path: Path, dictionary: Dictionary, embedder: Embedder
) -> None:
    (tmp_path / "docs").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    glosser = Glosser(dictionary, default_glossary())

    def index(glosser: Glosser | None) -> tuple[int, set[str]]:
        done = synchronise([tmp_path / "docs"], tmp_path / "store", embedder, glosser=glosser)
        assert done.failed == ()
        with closing(Store.open(tmp_path / "store")) as store:
            return done.changed, {record.extractor for record in store.records().values()}

    plain, glossed = {EXTRACTOR_VERSION}, {EXTRACTOR_VERSION + GLOSSED}
    assert index(None) == (0, plain)
    assert index(glosser) == (3, glossed), "a dictionary that comes later lifts what is there already"
    assert index(glosser) == (0, glossed)
    assert index(None) == (0, glossed), "glosses stay when the dictionary goes"
    with closing(Store.open(tmp_path / "store", embedder_name=embedder.name)) as store:
        question = "What does the keeper of the lighthouse do?"
        first = Retriever.open(store, embedder, dictionary).search(question, 3, "en")[0]
        assert first.passage.source == "turm.txt"
        assert set(first.found_by) == {"keywords", "vectors"}
        for language, query in (("en", question), ("de", "Wer streicht den Leuchtturm?"), ("en", "indoor pool")):
            assert len(Retriever.open(store, embedder).search(query, 3, language)) == 3
        german = Retriever.open(store, embedder).search("Wer streicht den Leuchtturm?", 3)[0]
        assert german.passage.source == "turm.txt"
