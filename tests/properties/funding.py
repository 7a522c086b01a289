"""Grants to draw at random, and the documents that tell of them: press releases, agreements, tables, English pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class State:
    """Who gives: "der Freistaat Sachsen", "dem Freistaat Sachsen", "the Free State of Saxony"."""

    nominative: str
    dative: str
    english: str


@dataclass(frozen=True, slots=True)
class Town:
    """Who receives; `kind` is the word before the name, empty where the name has it in itself ("Wetteraukreis")."""

    kind: str
    short: str
    state: State

    @property
    def name(self) -> str:
        return f"{self.kind} {self.short}".strip()

    @property
    def is_feminine(self) -> bool:
        return self.kind in {"Stadt", "Gemeinde"}

    @property
    def nominative(self) -> str:
        return f"{'die' if self.is_feminine else 'der'} {self.name}"

    @property
    def dative(self) -> str:
        return f"{'der' if self.is_feminine else 'dem'} {self.name}"

    @property
    def accusative(self) -> str:
        return f"{'die' if self.is_feminine else 'den'} {self.name}"

    @property
    def genitive(self) -> str:
        if self.is_feminine:
            return f"der {self.name}"
        return f"des {self.kind}es {self.short}" if self.kind else f"des {self.short}es"

    @property
    def kind_alone(self) -> str:
        """Name the kind only, in the accusative: "die Stadt", "den Landkreis"."""
        return f"{'die' if self.is_feminine else 'den'} {self.kind or 'Kreis'}"

    @property
    def english(self) -> str:
        if not self.kind:
            return f"the {self.short} district"
        return f"the {_ENGLISH_KINDS.get(self.kind, 'district')} of {self.short}"


_ENGLISH_KINDS = {"Stadt": "city", "Gemeinde": "municipality"}


def _land(name: str, english: str) -> State:
    return State(f"das Land {name}", f"dem Land {name}", f"the state of {english}")


def _free_state(name: str, english: str) -> State:
    return State(f"der Freistaat {name}", f"dem Freistaat {name}", f"the Free State of {english}")


HESSE, LOWER_SAXONY = _land("Hessen", "Hesse"), _land("Niedersachsen", "Lower Saxony")
BAVARIA, SAXONY = _free_state("Bayern", "Bavaria"), _free_state("Sachsen", "Saxony")
WESTPHALIA = _land("Nordrhein-Westfalen", "North Rhine-Westphalia")
PALATINATE = _land("Rheinland-Pfalz", "Rhineland-Palatinate")
ANHALT = _land("Sachsen-Anhalt", "Saxony-Anhalt")

TOWNS = (
    Town("Stadt", "Fulda", HESSE),
    Town("Stadt", "Offenbach am Main", HESSE),
    Town("Stadt", "Rotenburg an der Fulda", HESSE),
    Town("Stadt", "Nürnberg", BAVARIA),
    Town("Stadt", "Görlitz", SAXONY),
    Town("Stadt", "Bielefeld", WESTPHALIA),
    Town("Stadt", "Mülheim an der Ruhr", WESTPHALIA),
    Town("Stadt", "Neustadt an der Weinstraße", PALATINATE),
    Town("Gemeinde", "Niestetal", HESSE),
    Town("Landkreis", "Görlitz", SAXONY),
    Town("Landkreis", "Fulda", HESSE),
    Town("Landkreis", "Vechta", LOWER_SAXONY),
    Town("Kreis", "Warendorf", WESTPHALIA),
    Town("", "Wetteraukreis", HESSE),
    Town("", "Saalekreis", ANHALT),
)
STRANGERS = (Town("Stadt", "Silberau", LOWER_SAXONY), Town("Landkreis", "Krummensee", PALATINATE))
"""Towns that no gazetteer has."""
PROGRAMMES = ("DigitalPakt Schule", "Soziale Stadt", "Nachtbusfonds", "Grüne Höfe", "Wege in Arbeit")


@dataclass(frozen=True, slots=True)
class Grant:
    """What one document tells: who got how much, when, from which programme."""

    town: Town
    programme: str
    year: int
    euros: int

    @property
    def german(self) -> str:
        return f"{self.euros:,}".replace(",", ".") + " Euro"

    @property
    def state(self) -> State:
        return self.town.state

    def with_(self, **changes: object) -> Grant:
        return replace(self, **changes)  # type: ignore[arg-type]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def press_release(grant: Grant) -> str:
    """Name the recipient in the headline only."""
    return f"""{grant.town.short if grant.town not in STRANGERS else grant.town.name} erhält Geld vom Land

12.03.{grant.year}

{_capital(grant.state.nominative)} unterstützt {grant.town.kind_alone} im Jahr {grant.year} mit {grant.german} aus dem
Programm „{grant.programme}“.

Das Geld wird für Beratung und Umbauten gebraucht.
"""


def notice(grant: Grant) -> str:
    return f"""Bewilligung für {grant.town.accusative}

Pressemitteilung vom 3. Mai {grant.year}

{_capital(grant.town.nominative)} erhält {grant.year} eine Zuwendung in Höhe von {grant.german} aus dem Programm
„{grant.programme}“.
"""


def agreement(grant: Grant) -> str:
    return f"""Vereinbarung

zwischen

{grant.state.dative}, vertreten durch das Ministerium

und

{grant.town.dative}

§ 1 Gegenstand

Die Vereinbarung regelt die Förderung aus dem Programm „{grant.programme}“ im Jahr {grant.year}.

§ 2 Mittel

(1) {_capital(grant.state.nominative)} stellt {grant.town.dative} für das Jahr {grant.year} {grant.german} zur
Verfügung.

(2) Nicht verbrauchte Mittel sind zurückzuzahlen.

Für das Ministerium: Ministerin Ruth Ahlers

Für {grant.town.accusative}: Jonas Berger
"""


def english_page(grant: Grant) -> str:
    return f"""Funding for {grant.town.english}

12 March {grant.year}

{_capital(grant.state.english)} granted {grant.town.english} €{grant.euros:,} in {grant.year} under the programme
"{grant.programme}".

The money pays for advice and renovation.
"""


def announced_then_granted(grant: Grant) -> str:
    """Tell first of a larger sum that was only announced."""
    larger = grant.with_(euros=grant.euros + 17_000)
    return f"""Aus der Ankündigung wird ein Bescheid

02.06.{grant.year}

{_capital(grant.state.nominative)} hat {grant.town.dative} für {grant.year} {larger.german} aus dem Programm
„{grant.programme}“ in Aussicht gestellt.

Im Mai {grant.year} wurden {grant.town.dative} {grant.german} aus dem Programm „{grant.programme}“ bewilligt.
"""


def letter(grant: Grant) -> str:
    """Speak to the recipient: "Ihnen"."""
    body = "den Magistrat der" if grant.town.is_feminine else "den Kreisausschuss des"
    return f"""Zuwendungsbescheid

An {body} {grant.town.genitive.split(" ", 1)[1]}

12.04.{grant.year}

Sehr geehrte Damen und Herren,

hiermit bewillige ich Ihnen für das Jahr {grant.year} eine Zuwendung in Höhe von {grant.german} aus dem Programm
„{grant.programme}“. Der Verwendungsnachweis ist bis zum 31.03.{grant.year + 1} vorzulegen.
"""


def data_sheet(grant: Grant) -> str:
    return f"""Förderdatenblatt

Empfänger: {grant.town.name}
Programm: {grant.programme}
Jahr: {grant.year}
Bewilligte Summe: {grant.german}
"""


def minutes(grant: Grant) -> str:
    """Report in indirect speech, with the meeting in the year after."""
    return f"""Niederschrift über die Sitzung des Ausschusses

Sitzung vom 14.02.{grant.year + 1}

TOP 3: Sachstand Fördermittel

Die Verwaltung berichtet, dass {grant.town.nominative} {grant.year} aus dem Programm „{grant.programme}“ {grant.german}
erhalten habe. Der Ausschuss nimmt den Bericht zur Kenntnis.
"""


def english_table(grant: Grant) -> str:
    return f"""# Programme "{grant.programme}"

| Recipient | Granted in {grant.year} |
|---|---|
| {grant.town.english[4].upper()}{grant.town.english[5:]} | €{grant.euros:,} |
"""


def one_row(grant: Grant) -> str:
    """Tell of the grant in a table with a row per recipient."""
    return table_of_recipients([grant])


def table_of_recipients(grants: Sequence[Grant]) -> str:
    """Return a table of one programme and year with a row per recipient."""
    rows = "\n".join(f"| {grant.town.name} | {grant.german} |" for grant in grants)
    first = grants[0]
    return f"""# Programm „{first.programme}“: Bewilligungen {first.year}

| Empfänger | Bewilligt {first.year} |
|---|---|
{rows}
"""


def table_of_years(grants: Sequence[Grant]) -> str:
    """Return a table of one recipient and programme with a column per year."""
    first = grants[0]
    return f"""# Mittel aus dem Programm „{first.programme}“

| Empfänger | {" | ".join(str(grant.year) for grant in grants)} |
|{"---|" * (len(grants) + 1)}
| {first.town.name} | {" | ".join(grant.german for grant in grants)} |
"""


TEMPLATES: tuple[Callable[[Grant], str], ...] = (
    press_release,
    notice,
    agreement,
    english_page,
    announced_then_granted,
    one_row,
    letter,
    data_sheet,
    minutes,
    english_table,
)

euros = st.integers(10_001, 9_999_999).filter(lambda amount: amount % 1000)
"""No round thousands: those could be roundings of one another."""
years = st.integers(2010, 2025)
towns = st.sampled_from([*TOWNS, *STRANGERS])
templates = st.sampled_from(TEMPLATES)
grants = st.builds(Grant, towns, st.sampled_from(PROGRAMMES), years, euros)
