"""Places by name and kind: which one is meant, which are left open, and what is no place at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.document import RecipientKind
from corpus.places import Gazetteer, Place, PlaceMention

if TYPE_CHECKING:
    from pathlib import Path

GAZETTEER = Gazetteer.load()
CITY, DISTRICT, STATE = RecipientKind.CITY, RecipientKind.DISTRICT, RecipientKind.STATE


def _named(text: str, *, lenient: bool = False) -> list[tuple[str, list[str]]]:
    found = GAZETTEER.mentions(text, lenient=lenient)
    return [(mention.text, sorted(place.name for place in mention.candidates)) for mention in found]


def _only(text: str, *, lenient: bool = False) -> PlaceMention:
    (mention,) = GAZETTEER.mentions(text, lenient=lenient)
    assert text[mention.start : mention.end] == mention.text
    return mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stadt Offenbach", "Stadt Offenbach am Main"),
        ("Offenbach am Main", "Stadt Offenbach am Main"),
        ("Offenbach/M.", "Stadt Offenbach am Main"),
        ("Offenbach a. M.", "Stadt Offenbach am Main"),
        ("OFFENBACH AM MAIN", "Stadt Offenbach am Main"),
        ("Offenbach Stadt", "Stadt Offenbach am Main"),
        ("Stadt OF", "Stadt Offenbach am Main"),
        ("MainArbeit", "Stadt Offenbach am Main"),
        ("city of Offenbach", "Stadt Offenbach am Main"),
        ("CITY OF OFFENBACH", "Stadt Offenbach am Main"),
        ("Offenbach city", "Stadt Offenbach am Main"),
        ("Landkreis Offenbach", "Landkreis Offenbach"),
        ("Landkreises Offenbach", "Landkreis Offenbach"),
        ("Kreis Offenbach", "Landkreis Offenbach"),
        ("Landkreis Landkreis Offenbach", "Landkreis Offenbach"),
        ("LK OF", "Landkreis Offenbach"),
        ("Kreis OF", "Landkreis Offenbach"),
        ("Offenbach (Kreis)", "Landkreis Offenbach"),
        ("district of Offenbach", "Landkreis Offenbach"),
        ("Offenbach district", "Landkreis Offenbach"),
        ("Pro Arbeit", "Landkreis Offenbach"),
        ("Wissenschaftsstadt Darmstadt", "Stadt Darmstadt"),
        ("Landeshauptstadt Wiesbaden", "Stadt Wiesbaden"),
        ("Darmstadt-Dieburg", "Landkreis Darmstadt-Dieburg"),
        ("Marburg-Biedenkopf", "Landkreis Marburg-Biedenkopf"),
        ("Limburg-Weilburg", "Landkreis Limburg-Weilburg"),
        ("Groß-\nGerau", "Kreis Groß-Gerau"),
        ("Kreis Bergstraße", "Kreis Bergstraße"),
        ("Main-Taunus-Kreises", "Main-Taunus-Kreis"),
        ("Wetterau", "Wetteraukreis"),
        ("MTK", "Main-Taunus-Kreis"),
        ("MKK", "Main-Kinzig-Kreis"),
        ("HTK", "Hochtaunuskreis"),
        ("RTK", "Rheingau-Taunus-Kreis"),
        ("LDK", "Lahn-Dill-Kreis"),
        ("VBK", "Vogelsbergkreis"),
        ("GG", "Kreis Groß-Gerau"),
        ("DaDi", "Landkreis Darmstadt-Dieburg"),
        ("Bad Homburg v.d.H.", "Stadt Bad Homburg vor der Höhe"),
        ("Rotenburg a. d. Fulda", "Stadt Rotenburg an der Fulda"),
        ("Gemeinde Buseck", "Gemeinde Buseck"),
        ("Frankfurt/Oder", "Stadt Frankfurt (Oder)"),
        ("Region Hannover", "Region Hannover"),
        ("Landeshauptstadt Stuttgart", "Stadt Stuttgart"),
        ("Kreis Steinfurt", "Kreis Steinfurt"),
        ("Freistaat Sachsen", "Freistaat Sachsen"),
        ("Landes Hessen", "Land Hessen"),
        ("Bundesarbeitsministerium", "Bundesministerium für Arbeit und Soziales"),
    ],
)
def test_a_name_that_says_what_it_is_means_one_place(text: str, name: str) -> None:
    names = [names for _, names in _named(f"Das bekam: {text}.")]
    assert len(names) == 1
    assert name in names[0]
    assert len(names[0]) == 1 or text.startswith("Groß")


@pytest.mark.parametrize("name", ["Offenbach", "Kassel", "Fulda", "Gießen", "München", "Karlsruhe", "Rosenheim"])
def test_district_and_city_of_the_same_name_are_kept_apart(name: str) -> None:
    bare, city, district = (_only(text) for text in (name, f"Stadt {name}", f"Landkreis {name}"))
    assert {place.kind for place in bare.candidates} == {CITY, DISTRICT}
    assert bare.stated_kind is None
    assert [place.kind for place in city.candidates] == [city.stated_kind] == [CITY]
    assert [place.kind for place in district.candidates] == [district.stated_kind] == [DISTRICT]
    assert city.candidates[0].place_id != district.candidates[0].place_id


def test_stadt_und_landkreis_are_two_recipients() -> None:
    assert _named("Stadt und Landkreis Kassel") == [
        ("Stadt", ["Stadt Kassel"]),
        ("Landkreis Kassel", ["Landkreis Kassel"]),
    ]


def test_a_plural_speaks_for_every_name_of_its_list() -> None:
    kinds = [mention.stated_kind for mention in GAZETTEER.mentions("Landkreise Gießen, Kassel und Fulda")]
    assert kinds == [DISTRICT] * 3
    kinds = [mention.stated_kind for mention in GAZETTEER.mentions("in den Städten Kassel und Fulda")]
    assert kinds == [CITY] * 2
    named = [mention.candidates[0].name for mention in GAZETTEER.mentions("die Gemeinden Lich, Linden und Buseck")]
    assert named == ["Stadt Lich", "Stadt Linden", "Gemeinde Buseck"]


def test_an_adjective_is_weak_and_leaves_both_open() -> None:
    mention = _only("erläutert die Offenbacher Dezernentin")
    assert mention.weak
    assert {place.kind for place in mention.candidates} == {CITY, DISTRICT}
    assert _only("die Darmstädter Schulen").candidates[0].name == "Stadt Darmstadt"
    assert _only("die Münchner Schulen").weak


def test_the_noun_after_an_adjective_tells_its_kind() -> None:
    assert _only("der Offenbacher Landrat").stated_kind is DISTRICT
    assert _only("der Offenbacher Oberbürgermeister").stated_kind is CITY


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen war gut.",
        "bei Regen im Hof",
        "nach Plan und mit Wissen um die Lage",
        "Minister Kassel sagte",
        "Frau Fulda",
        "Dr. Darmstadt",
        "Peter Hagen",
        "im Kreis der Teilnehmer",
        "Stadt und Land",
        "der Stadt Fördermittel zusagen",
        "der Rechtskreis, ein Arbeitskreis, der Personenkreis",
        "Art. 3 GG",
        "www.offenbach.de und presse@kassel.example.org",
        "eine Stadt im Grünen",
        "ein Bund fürs Leben",
        "Bund der Steuerzahler",
    ],
)
def test_ordinary_words_people_and_addresses_are_no_places(text: str) -> None:
    assert GAZETTEER.mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stadt Essen", "Stadt Essen"),
        ("in Essen", "Stadt Essen"),
        ("Essen erhält 2 Mio. Euro", "Stadt Essen"),
        ("die Stadt Hof", "Stadt Hof"),
        ("Landkreis Regen", "Landkreis Regen"),
        ("vom Bund", "Bund"),
    ],
)
def test_an_ordinary_word_is_a_place_where_the_words_around_say_so(text: str, name: str) -> None:
    assert name in [place.name for place in _only(text).candidates]


@pytest.mark.parametrize(
    ("text", "larger"),
    [
        ("vom Regierungspräsidium Kassel erlassen", "Regierungspräsidium Kassel"),
        ("in der Frankfurter Allgemeinen", "Frankfurter Allgemeinen"),
        ("Berliner Straße 12", "Berliner Straße"),
        ("Bahnhofstraße 3, Kassel", "Bahnhofstraße 3, Kassel"),
        ("63065 Offenbach am Main", "63065 Offenbach am Main"),
        ("Agentur für Arbeit Fulda", "Agentur für Arbeit Fulda"),
        ("Kassel-Nord", "Kassel-Nord"),
    ],
)
def test_a_place_within_a_larger_name_says_so(text: str, larger: str) -> None:
    assert _only(text).part_of == larger


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Landkreis Hinterwalding", "Landkreis Hinterwalding", DISTRICT),
        ("Landkreis Obersulm-Neustadt", "Landkreis Obersulm-Neustadt", DISTRICT),
        ("Rur-Wupper-Kreis", "Rur-Wupper-Kreis", DISTRICT),
        ("Stadt Hinterwalding", "Stadt Hinterwalding", CITY),
        ("Gemeinde Hinterwalding", "Gemeinde Hinterwalding", RecipientKind.MUNICIPALITY),
        ("Verbandsgemeinde Landau", "Verbandsgemeinde Landau", RecipientKind.MUNICIPALITY),
        ("Zweckverband Oberhessische Versorgung", "Zweckverband Oberhessische Versorgung", RecipientKind.BODY),
        ("Werkstatt für junge Menschen gGmbH", "Werkstatt für junge Menschen gGmbH", RecipientKind.BODY),
        ("Caritasverband Offenbach e.V.", "Caritasverband Offenbach e.V.", RecipientKind.BODY),
        ("Universität Kassel", "Universität Kassel", RecipientKind.BODY),
        ("Jugendwerkstatt Felsberg", "Jugendwerkstatt Felsberg", RecipientKind.BODY),
        ("26 hessischen Gebietskörperschaften", "26 hessischen Gebietskörperschaften", RecipientKind.GROUP),
        ("Kreise und kreisfreien Städte", "Kreise und kreisfreien Städte", RecipientKind.GROUP),
    ],
)
def test_names_the_gazetteer_lacks_are_known_by_their_shape(text: str, name: str, kind: RecipientKind) -> None:
    mention = _only(f"Geld bekam: {text}.")
    assert [place.name for place in mention.candidates] == [name]
    assert mention.candidates[0].kind is mention.stated_kind is kind


def test_a_ministry_speaks_for_its_state() -> None:
    mention = _only("zwischen dem Hessischen Ministerium für Soziales und Integration und anderen")
    assert mention.text == "Hessischen Ministerium für Soziales und Integration"
    assert (mention.candidates[0].name, mention.stated_kind, mention.weak) == ("Land Hessen", STATE, False)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("wie viel bekam darmstadt 2020", "Stadt Darmstadt"),
        ("darmstatd 2020", "Stadt Darmstadt"),
        ("Ofenbach Stadt Fördersume 2020??", "Stadt Offenbach am Main"),
        ("lankreis offenbach", "Landkreis Offenbach"),
        ("bekam der landkreis giesen etwas", "Landkreis Gießen"),
        ("bekam die statd kasel etwas", "Stadt Kassel"),
        ("aqb lk of 2023?", "Landkreis Offenbach"),
        ("ausbildungsbudget mtk 2014?", "Main-Taunus-Kreis"),
        ("main taunus kreis", "Main-Taunus-Kreis"),
        ("maintaunuskreis", "Main-Taunus-Kreis"),
        ("wetteraukries", "Wetteraukreis"),
        ("wisbaden", "Stadt Wiesbaden"),
        ("geld für essen in essen", "Stadt Essen"),
        ("city of offenbach", "Stadt Offenbach am Main"),
        ("hessen", "Land Hessen"),
    ],
)
def test_questions_may_be_written_small_and_wrong(question: str, name: str) -> None:
    assert [place.name for place in _only(question, lenient=True).candidates] == [name]


@pytest.mark.parametrize(
    "question",
    [
        "wer hat mehr bekommen, stadt oder kreis?",
        "wo kann man gut essen bei regen im hof der stadt",
        "wie ist das wetter und wie war die lage",
        "how much money did the city get for schools",
        "welche landkreise bekamen mehr als eine million",
        "wann waren die letzten projekte, und was lehrte man dort",
        "further details of the funding",
    ],
)
def test_questions_without_a_place_have_none(question: str) -> None:
    assert GAZETTEER.mentions(question, lenient=True) == []


@pytest.mark.parametrize("name", ["Marburg", "Homberg", "Bad Hersfeld", "Wetzlar", "Bensheim", "Landau"])
def test_a_known_name_is_never_corrected_to_another(name: str) -> None:
    assert GAZETTEER.find(name, fuzzy=True) == GAZETTEER.find(name)
    assert all(place.short_name == name for place in GAZETTEER.find(name))


def test_find_takes_a_kind_word_and_typing_errors() -> None:
    assert [place.name for place in GAZETTEER.find("Landkreis Ofenbach", fuzzy=True)] == ["Landkreis Offenbach"]
    assert GAZETTEER.find("Ofenbach") == ()
    assert GAZETTEER.find("") == GAZETTEER.find("xyzzy", fuzzy=True) == ()


def test_a_name_added_is_recognised_like_the_others() -> None:
    place = Place("stadt-hinterwalding", "Stadt Hinterwalding", CITY, "Hinterwalding", ("HWD",), "Hessen")
    larger = GAZETTEER.extended([place])
    assert larger.mentions("Hinterwaldings Schulen")[0].candidates == (place,)
    assert larger.mentions("hinterwaldng", lenient=True)[0].candidates == (place,)
    assert larger.find("Stadt Offenbach") == GAZETTEER.find("Stadt Offenbach")
    assert GAZETTEER.mentions("Hinterwaldings Schulen") == []


def test_hesse_is_complete() -> None:
    hessian = [place for place in GAZETTEER.places if place.state == "Hessen"]
    towns = [place for place in hessian if place.kind in {CITY, RecipientKind.MUNICIPALITY}]
    assert len([place for place in hessian if place.kind is DISTRICT]) == 21
    assert len([place for place in towns if place.district is None]) == 5
    assert len(towns) == 422  # 421 of today and Bromskirchen, which older documents name
    assert {place.district for place in towns} - {None} == {place.name for place in hessian if place.kind is DISTRICT}


def test_germany_has_its_states_districts_and_independent_cities() -> None:
    kinds = [place.kind for place in GAZETTEER.places]
    independent = [place for place in GAZETTEER.places if place.kind is CITY and place.district is None]
    regions = [place for place in GAZETTEER.places if place.kind is DISTRICT and place.name.startswith("Bezirk ")]
    assert len(regions) == 12 + 7 + 7  # the boroughs of Berlin and Hamburg, and Bavaria's
    districts = kinds.count(DISTRICT) - len(regions)
    assert (kinds.count(STATE), districts, len(independent)) == (16, 294, 105)  # and two city states
    assert len({place.place_id for place in GAZETTEER.places}) == len(GAZETTEER.places)


@pytest.mark.parametrize("row", ["x;Stadt X;town;X;;;", "x;Stadt X;city", ";Stadt X;city;X;;;"])
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        f"place_id;name;kind;short_name;aliases;state;district\ny;Stadt Y;city;Y;;;\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"places\.csv, line 3"):
        Gazetteer.load(path)


def test_the_independent_cities_of_thuringia_are_known_by_their_bare_names() -> None:
    gazetteer = Gazetteer.load()
    for name in ("Erfurt", "Gera", "Jena", "Weimar", "Eisenach", "Suhl"):
        assert gazetteer.find(name)[0].name == f"Stadt {name}"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("wie viel bekam die uni kassel", "Universität Kassel"),
        ("What did TU Ilmenau get?", "Technische Universität Ilmenau"),
        ("Was erhielt der Bezirk Pankow?", "Bezirk Pankow"),
        ("Was bekam Neukölln?", "Bezirk Neukölln"),
    ],
)
def test_universities_and_boroughs_are_no_towns(question: str, name: str) -> None:
    assert [place.name for one in GAZETTEER.mentions(question, lenient=True) for place in one.candidates] == [name]
