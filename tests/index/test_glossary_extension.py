"""A file of one's own adds to the glossary; a mistake in it is one sentence that names the line."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assistant.settings import SettingsError, load_settings
from index import Retriever, Store, synchronise
from index.glossary import Glossary, default_glossary, use_extension

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index import Embedder

HEAD = "german;english;related\n"


@pytest.fixture(autouse=True)
def glossary_as_before() -> Iterator[None]:
    yield
    use_extension(None)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "words.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_words_of_ones_own_stand_beside_those_of_the_program(tmp_path: Path) -> None:
    before = default_glossary().translations(["grant"])
    use_extension(written(tmp_path, f"{HEAD}Kiezfonds;block fund;Nachbarschaftstopf\n\n", "utf-8-sig"))
    assert default_glossary().translations(["block", "fund"])[0][0] == "Kiezfonds"
    assert default_glossary().relatives(["Nachbarschaftstopf"])[0][0] == "Kiezfonds"
    assert default_glossary().translations(["grant"]) == before


def test_a_question_finds_what_only_ones_own_words_lead_to(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    for name, text in {"a": "Der Kiezfonds wird 2024 fortgeführt.", "b": "Der Stopfkurs wird 2024 eröffnet."}.items():
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    synchronise([tmp_path / "docs"], tmp_path / "store", embedder)
    monkeypatch.setenv("BELEGT_GLOSSARY", str(written(tmp_path, f"{HEAD}Kiezfonds;;Topf\n")))
    with closing(Store.open(tmp_path / "store")) as store:
        found: Retriever = load_settings().retriever(store, embedder)
        assert found.search("Topf", 1)[0].passage.source == "a.txt"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("deutsch;englisch\n", "line 1: the columns must be german;english;related"),
        (f"{HEAD}Kiezfonds;block fund;\nZuwendung;grant\n", "line 3: 3 columns separated by ';' are needed, not 2"),
        (f"{HEAD}Kiezfonds | Topf;;x\n", "line 2: a value is empty or has blanks around it"),
        (f"{HEAD}Kiezfonds;of the;\n", "line 2: 'of the' has no word that a search looks for"),
        (f"{HEAD};grant;\n", "line 2: a German term and an English or an everyday one are needed"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wrong: str
) -> None:
    monkeypatch.setenv("BELEGT_GLOSSARY", str(written(tmp_path, text)))
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith("BELEGT_GLOSSARY is '")
    assert wrong in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_utf_8_or_not_there_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="save it as CSV in UTF-8"):
        Glossary.load(written(tmp_path, f"{HEAD}Förderung;;Geld\n", "cp1252"))
    monkeypatch.setenv("BELEGT_GLOSSARY", str(tmp_path / "none.csv"))
    with pytest.raises(SettingsError, match=r"can't be read \(No such file or directory\)"):
        load_settings()
