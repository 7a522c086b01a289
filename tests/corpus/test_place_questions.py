"""The places meant in questions as people type them: German and English, small letters, unknown towns, no place at all.

A place left open ("Kassel" is a city and a district) is written as the most prominent candidate and a plus sign.
"""

from __future__ import annotations

import pytest

from corpus.places import Gazetteer

GAZETTEER = Gazetteer.load()
QUESTIONS: list[tuple[str, list[str]]] = [
    # German, whole sentences
    ("Wie viel bekam die Stadt Musterburg im Jahr 2022?", ["Stadt Musterburg"]),
    ("Was erhielt der Landkreis Hinterwald im Zeitraum 2020 bis 2022?", ["Landkreis Hinterwald"]),
    ("Was bekam die Gemeinde Neudorf am Rhein im Rahmen des Programms?", ["Gemeinde Neudorf am Rhein"]),
    ("Was floss an die Gemeinde Oberbach an der Rottach im Bereich Schule?", ["Gemeinde Oberbach an der Rottach"]),
    ("Wie hoch war der Zuschuss für die Stadt Musterau bei Projekten?", ["Stadt Musterau"]),
    ("Wie viel gab es für die Stadt Offenbach im Bereich Schule?", ["Stadt Offenbach am Main"]),
    ("Was bekam der Landkreis Waldeck-Frankenberg aus dem KIP?", ["Landkreis Waldeck-Frankenberg"]),
    ("Was bekam Kreis Unna?", ["Kreis Unna"]),
    ("Welche Projekte laufen in Dortmund?", ["Stadt Dortmund"]),
    ("Was bekam Lünen vom Land?", ["Stadt Lünen"]),
    ("Gab es Geld für die Region Hannover?", ["Region Hannover"]),
    ("Wie viel ging an Görlitz und Zittau?", ["Stadt Görlitz+", "Stadt Zittau"]),
    ("Wurde der Rhein-Sieg-Kreis gefördert?", ["Rhein-Sieg-Kreis"]),
    ("Hat Freiburg im Breisgau etwas bekommen?", ["Stadt Freiburg im Breisgau"]),
    ("Welche Städte in Nordrhein-Westfalen wurden gefördert?", ["Land Nordrhein-Westfalen"]),
    ("Was gab das Land Niedersachsen für Dörfer?", ["Land Niedersachsen"]),
    ("Wie viel erhielten Stadt und Landkreis Karlsruhe?", ["Stadt Karlsruhe", "Landkreis Karlsruhe"]),
    ("Bekam Fulda mehr als Marburg?", ["Stadt Fulda+", "Stadt Marburg"]),
    # lists, with towns that are everyday words
    (
        "Bochum, Hagen, Herne, Unna und Lünen",
        ["Stadt Bochum", "Stadt Hagen", "Stadt Herne", "Stadt Unna+", "Stadt Lünen"],
    ),
    ("Was bekamen Dortmund, Essen und Duisburg?", ["Stadt Dortmund", "Stadt Essen", "Stadt Duisburg"]),
    ("bochum, hagen und herne", ["Stadt Bochum", "Stadt Hagen", "Stadt Herne"]),
    ("Vergleiche Dortmund und Essen.", ["Stadt Dortmund", "Stadt Essen"]),
    ("How much did Bochum, Hamm and Herne get?", ["Stadt Bochum", "Stadt Hamm", "Stadt Herne"]),
    # catchwords
    ("Hagen Städtebauförderung 2023", ["Stadt Hagen"]),
    ("Essen Digitalpakt 2020", ["Stadt Essen"]),
    ("hagen städtebauförderung 2023", ["Stadt Hagen"]),
    ("münchen landkreis gigabit", ["Landkreis München"]),
    ("feuerwehr landkreis leipzig 2024", ["Landkreis Leipzig"]),
    ("kreis offenbach aqb 2023 wie viel", ["Landkreis Offenbach"]),
    ("wie viel für sport in hanau", ["Stadt Hanau"]),
    ("stadt frankfurt schulen", ["Stadt Frankfurt am Main"]),
    ("DigitalPakt Karlsruhe", ["Stadt Karlsruhe+"]),
    ("AQB Wetterau", ["Wetteraukreis"]),
    ("Kulturraum Zwickau 2022", ["Stadt Zwickau+"]),
    ("zuschuss lk rosenheim brücke", ["Landkreis Rosenheim"]),
    ("esslingen klimaschutz", ["Stadt Esslingen am Neckar+"]),
    ("görlitz esf 2021?", ["Stadt Görlitz+"]),
    # typing errors
    ("Ofenbach Stadt Fördersumme", ["Stadt Offenbach am Main"]),
    ("darmstatd 2020", ["Stadt Darmstadt"]),
    ("was bekam der lankreis giesen", ["Landkreis Gießen"]),
    ("fördermittel für wisbaden", ["Stadt Wiesbaden"]),
    ("geld für nürnbreg", ["Stadt Nürnberg"]),
    ("rüselsheim schule", ["Stadt Rüsselsheim am Main"]),
    ("wetteraukries", ["Wetteraukreis"]),
    ("kalrsruhe digitalpakt", ["Stadt Karlsruhe+"]),
    # real places that the gazetteer lacks are not turned into others
    ("Was bekam Rosdorf 2021?", []),
    ("Förderung in Bovenden", []),
    ("Was hat Wien bekommen?", []),
    ("Wie viel ging nach Altenheim?", []),
    ("Schule in Weilbach", []),
    # English
    ("funding of Munich district in 2023", ["Landkreis München"]),
    ("Munich district", ["Landkreis München"]),
    ("How much did Nuremberg district get?", ["Landkreis Nürnberger Land"]),
    ("How much money did Cologne receive?", ["Stadt Köln"]),
    ("How much did the city of Munich get?", ["Stadt München"]),
    ("How much did the town of Görlitz get?", ["Stadt Görlitz"]),
    ("What was Karlsruhe's funding?", ["Stadt Karlsruhe+"]),
    ("the Kassel city money", ["Stadt Kassel"]),
    ("How much was Frankfurt granted for schools?", ["Stadt Frankfurt am Main"]),
    ("Hanover swimming pools", ["Stadt Hannover+"]),
    ("Did Brunswick receive anything?", ["Stadt Braunschweig"]),
    ("Saxony fire brigade 2024", ["Freistaat Sachsen"]),
    ("Lower Saxony villages", ["Land Niedersachsen"]),
    ("district of Giessen training budget", ["Landkreis Gießen"]),
    ("Fulda county roads", ["Landkreis Fulda"]),
    # no place at all
    ("Welche Kreise wurden gekürzt?", []),
    ("Welche Städte bekamen Geld?", []),
    ("Städte wurden gefördert", []),
    ("welche kreise waren dabei", []),
    ("welche gemeinden kamen leer aus", []),
    ("When does the agreement end?", []),
    ("What is the deadline for the final report?", []),
    ("who signed the agreement", []),
    ("which towns received funding for swimming pools", []),
    ("Wie hoch ist der Eigenanteil?", []),
    ("Werden die Mittel gekürzt?", []),
    ("Welche Träger werden genannt?", []),
    ("Wie viele Plätze entstehen?", []),
    ("Wofür darf die Stadt Zuwendungsbescheide verwenden?", []),
    ("Was kostet das Essen in der Schule 2020?", []),
    ("Wann wurde der Kreis Fördermittel los?", []),
    ("wie war das wetter und wie war die lage", []),
]


def _meant(question: str) -> list[str]:
    found = [mention for mention in GAZETTEER.mentions(question, lenient=True) if not mention.weak]
    return [mention.candidates[0].name + "+" * (len(mention.candidates) > 1) for mention in found]


@pytest.mark.parametrize(("question", "names"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_a_question_means_these_places_and_no_others(question: str, names: list[str]) -> None:
    assert _meant(question) == names


def test_an_adjective_in_a_question_is_weak() -> None:
    (mention,) = GAZETTEER.mentions("Welche hessischen Kreise bekamen Geld?", lenient=True)
    assert mention.weak
    assert mention.candidates[0].name == "Land Hessen"
