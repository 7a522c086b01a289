"""A small store of short texts from Saxony, Bavaria and Thuringia, whose sums are easy to compute by hand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant import Assistant
    from index import SentenceTransformerEmbedder

NOTICE = """Zuwendungsbescheid

12.05.{year}

Der Freistaat Sachsen bewilligt {whom} im Jahr {year} insgesamt {sum} Euro aus dem Programm „Ländliche Wege“.
"""
NOTICES = (
    ("dem Landkreis Görlitz", 2018, "120.000"),
    ("dem Landkreis Görlitz", 2019, "150.000"),
    ("dem Landkreis Görlitz", 2021, "300.000"),
    ("dem Landkreis Bautzen", 2019, "200.000"),
    ("der Stadt Görlitz", 2019, "60.000"),
    ("der Stadt Görlitz", 2021, "90.000"),
    ("der Stadt Chemnitz", 2019, "450.000"),
    ("der Stadt Chemnitz", 2020, "500.000"),
    ("der Stadt Chemnitz", 2021, "400.000"),
)
OTHERS = {
    "bericht": """Pressemitteilung: Chemnitz baut Wege

03.06.2020

Die Stadt Chemnitz erhält vom Freistaat Sachsen im Jahr 2020 rund 500.000 Euro aus dem Programm „Ländliche Wege“.
Die Stadt trägt einen Eigenanteil von 80.000 Euro.
""",
    "ausblick": """Pressemitteilung: Mehr Geld für Wege

03.06.2022

Der Freistaat Sachsen stellt dem Landkreis Görlitz für das Jahr 2022 aus dem Programm „Ländliche Wege“ 350.000 Euro
in Aussicht. Die Stadt Zwickau beantragte im Jahr 2022 aus dem Programm „Ländliche Wege“ 75.000 Euro.
""",
    "ablehnung": """Ablehnungsbescheid

03.06.2022

Der Antrag der Stadt Plauen auf 44.000 Euro aus dem Programm „Ländliche Wege“ für das Jahr 2022 wurde abgelehnt.
""",
    "gesamt": """Pressemitteilung: Ländliche Wege 2019

03.01.2020

Der Freistaat Sachsen bewilligte den sächsischen Kommunen im Jahr 2019 insgesamt 2.000.000 Euro aus dem Programm
„Ländliche Wege“.
""",
    "budget": """Zuwendungsbescheid

05.02.2016

Der Freistaat Bayern bewilligt der Stadt Bamberg für die Jahre 2016 bis 2020 insgesamt 900.000 Euro aus dem Programm
„Flussufer“.
""",
    "jahr": """Zuwendungsbescheid

05.02.2018

Der Freistaat Bayern bewilligt der Stadt Bamberg im Jahr 2018 insgesamt 180.000 Euro aus dem Programm „Flussufer“.
""",
}
DIVIDED = {
    "teile": """Zuwendungsbescheid

12.05.2012

Der Freistaat Thüringen bewilligt der Stadt Jena im Jahr 2012 aus dem Programm „Uferwege“ insgesamt 500.000 Euro.
Davon entfallen 125.000 Euro auf den Radwegefonds und 375.000 Euro auf den Brückenfonds.
""",
    "zusage": """Auskunft des Kreises

12.05.2012

Der Freistaat Thüringen hatte dem Landkreis Sonneberg aus dem Programm „Uferwege“ für die Jahre 2011 bis 2015
ursprünglich 650.000 Euro zugesagt. Davon entfielen 150.000 Euro auf das Jahr 2011 und 500.000 Euro auf die Jahre
2012 bis 2015. Für die Jahre 2012 bis 2015 bewilligt der Freistaat dem Landkreis Sonneberg nur noch 300.000 Euro.
Insgesamt sind das für die Jahre 2011 bis 2015 noch 450.000 Euro.
""",
    "gemeinden": """Pressemitteilung: Uferwege im Landkreis Sonneberg

12.05.2013

Vier Gemeinden im Landkreis Sonneberg teilen sich 2013 aus dem Programm „Grüne Ufer“ 88.000 Euro.
""",
    "greiz": """Zuwendungsbescheid

05.02.2016

Der Freistaat Thüringen bewilligt dem Landkreis Greiz im Jahr 2016 insgesamt 700.000 Euro aus dem Programm „Talwege“.
""",
    "radweg": """Pressemitteilung: Radweg in Langenwetzendorf

05.02.2016

Der Landkreis Greiz bewilligt der Gemeinde Langenwetzendorf im Jahr 2016 für den Radweg 30.000 Euro.
""",
    "turnhalle": """Pressemitteilung: Neue Halle für Weida

05.02.2016

Die Stadt Weida hatte im Jahr 2016 für ihre Turnhalle 500.000 Euro beantragt. Der Freistaat Thüringen bewilligte der
Stadt Weida im Jahr 2016 dafür 400.000 Euro.
""",
    "wartburg.md": """# Städtebau in Thüringen

| Gemeinde | Zuwendung 2014 | | |
|---|---:|---:|---:|
| Gemeinde | Bund | Land | Gesamt |
| Stadt Eisenach | 60.000 € | 30.000 € | 90.000 € |
| Stadt Ruhla | 20.000 € | 10.000 € | 30.000 € |
""",
    "sportstaetten.md": """# Sportstätten in Thüringen 2015

| Gemeinde | Bewilligt 2015 (€) |
|---|---:|
| Stadt Jena | 90.000 |
| Stadt Gotha | 40.000 |
| Stadt Ilmenau | 20.000 |
""",
}
"""Sums that documents divide, change or give to several."""


@pytest.fixture(scope="session")
def ways_assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder
) -> Iterator[Assistant]:
    """Return an assistant over the notices and reports above; tests must not write to its store."""
    texts = {f"bescheid-{n}": NOTICE.format(whom=w, year=y, sum=s) for n, (w, y, s) in enumerate(NOTICES)} | OTHERS
    with closing(_assistant_over(texts, tmp_path_factory.mktemp("ways"), embedder)) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def divided_assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder
) -> Iterator[Assistant]:
    """Return an assistant over the divided sums; tests must not write to its store."""
    with closing(_assistant_over(DIVIDED, tmp_path_factory.mktemp("divided"), embedder)) as assistant:
        yield assistant


def _assistant_over(texts: dict[str, str], folder: Path, embedder: SentenceTransformerEmbedder) -> Assistant:
    from assistant import Assistant, Settings
    from index import synchronise

    (folder / "files").mkdir()
    for name, text in texts.items():
        (folder / "files" / (name if "." in name else f"{name}.txt")).write_text(text, encoding="utf-8")
    assert not synchronise([folder / "files"], folder / "store", embedder).failed
    return Assistant.open(Settings(store=folder / "store"))
