"""Short funding texts with the facts a careful reader finds in them, labelled by hand; many programmes, states and forms.

`L` is a label: euros, recipient, first and last year, state, role. A case's labels are complete: any further fact that the
extractor is sure of (confidence 0.5 or more) is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class L:
    """The label of one fact; `year_to` is `year` unless given."""

    euros: int | str
    recipient: str
    year: int | None
    state: str = "granted"
    role: str = "total"
    year_to: int | None = None
    programme: str | None = None

    @property
    def key(self) -> tuple[Decimal, str, int | None, int | None]:
        """What a fact is judged by: amount, recipient, years."""
        return Decimal(self.euros), self.recipient, self.year, self.year_to or self.year


@dataclass(frozen=True)
class Case:
    """A text and its labels."""

    name: str
    text: str
    facts: tuple[L, ...] = ()


CASES = (
    Case(
        "dative object in an agreement, the amount in a paragraph of its own",
        "Vereinbarung 2022\n\nzwischen\n\ndem Hessischen Ministerium für Soziales und Integration\n\nund\n\ndem Landkreis Fulda\n\n"
        "§ 3 Mittel\n\nDas Ministerium stellt dem Landkreis Fulda im Jahr 2022 Mittel in Höhe von insgesamt\n\n912.400 Euro\n\n"
        "aus dem Ausbildungs- und Qualifizierungsbudget 2022 zur Verfügung.\n",
        (L(912400, "Landkreis Fulda", 2022, programme="AQB"),),
    ),
    Case(
        "the recipient stands in the headline, the headline rounds",
        "Rund 1,2 Millionen Euro für die Stadt Hanau\n\n12.05.2021\n\nDas Land Hessen fördert im Jahr 2021 den Umbau der Innenstadt. "
        "Bewilligt wurden 1.184.300 Euro aus dem Programm Zukunft Innenstadt.\n",
        (
            L(1200000, "Stadt Hanau", 2021),
            L(1184300, "Stadt Hanau", 2021, programme="Zukunft Innenstadt"),
        ),
    ),
    Case(
        "year of the money differs from the year of the release",
        "Landkreis Kassel bekommt Geld für Radwege\n\n18.12.2019\n\nFür das kommende Jahr hat das Land dem Landkreis Kassel 640.000 Euro für den Bau von Radwegen zugesagt.\n",
        (L(640000, "Landkreis Kassel", 2020),),
    ),
    Case(
        "city and district of one name in two sentences",
        "Land fördert Schulen in der Region Kassel\n\n03.03.2022\n\nDie Stadt Kassel erhält 2022 aus dem DigitalPakt Schule 3,4 Millionen Euro. "
        "Dem Landkreis Kassel wurden 2022 aus demselben Programm 2.750.000 Euro bewilligt.\n",
        (
            L(3400000, "Stadt Kassel", 2022, programme="DigitalPakt Schule"),
            L(2750000, "Landkreis Kassel", 2022, programme="DigitalPakt Schule"),
        ),
    ),
    Case(
        "announced, not granted",
        "Wetteraukreis hofft auf Mittel\n\n08.07.2014\n\nDas Sozialministerium hat dem Wetteraukreis für 2014 rund 486.000 Euro in Aussicht gestellt.\n",
        (L(486000, "Wetteraukreis", 2014, "announced"),),
    ),
    Case(
        "requested",
        "Gemeinde plant Breitbandausbau\n\n11.02.2020\n\nDie Gemeinde Edermünde hat beim Bund 1,1 Millionen Euro für den Breitbandausbau beantragt.\n",
        (L(1100000, "Gemeinde Edermünde", 2020, "requested"),),
    ),
    Case(
        "a refusal is no grant",
        "Kein Geld für das Freibad\n\n02.06.2021\n\nDer Antrag der Stadt Borken wurde abgelehnt: Die 500.000 Euro aus dem Programm SWIM wurden nicht bewilligt.\n",
        (L(500000, "Stadt Borken", 2021, "withdrawn"),),
    ),
    Case(
        "parts of a total",
        "Main-Taunus-Kreis erhält Landesmittel\n\n30.06.2014\n\nDer Main-Taunus-Kreis erhält 2014 vom Land insgesamt 557.900 Euro. "
        "Davon entfallen 336.700 Euro auf das Ausbildungsbudget und 221.200 Euro auf das Arbeitsmarktbudget.\n",
        (
            L(557900, "Main-Taunus-Kreis", 2014),
            L(336700, "Main-Taunus-Kreis", 2014, role="part", programme="Ausbildungsbudget"),
            L(221200, "Main-Taunus-Kreis", 2014, role="part", programme="Arbeitsmarktbudget"),
        ),
    ),
    Case(
        "a change from one sum to another",
        "Land kürzt Zuschuss\n\n27.04.2011\n\nDas Land hat die Mittel des Lahn-Dill-Kreises aus dem Ausbildungsbudget für die Jahre 2012 bis 2015 von 630.000 Euro auf 380.000 Euro gekürzt.\n",
        (
            L(630000, "Lahn-Dill-Kreis", 2012, "withdrawn", "before", 2015),
            L(380000, "Lahn-Dill-Kreis", 2012, "cut", "total", 2015),
        ),
    ),
    Case(
        "own share beside the grant",
        "Kassel baut aus\n\n14.07.2020\n\nDie Stadt Kassel erhält für 2020 rund 1,3 Millionen Euro vom Land Hessen, etwa 150.000 Euro steuert sie aus eigenen Mitteln bei.\n",
        (L(1300000, "Stadt Kassel", 2020), L(150000, "Stadt Kassel", 2020, "own_share")),
    ),
    Case(
        "statewide sum beside a district's share",
        "Fördermittel für den Wetteraukreis\n\n15.03.2024\n\nDer Wetteraukreis erhält 2024 aus dem Ausbildungs- und Qualifizierungsbudget 1.140.300 Euro. "
        "Landesweit stehen den 26 hessischen Gebietskörperschaften im Jahr 2024 28 Millionen Euro zur Verfügung.\n",
        (L(1140300, "Wetteraukreis", 2024), L(28000000, "26 hessische Gebietskörperschaften", 2024)),
    ),
    Case(
        "insgesamt stellt das Land: not the town's",
        "Mittel für den Odenwaldkreis\n\n28.06.2011\n\nDer Odenwaldkreis erhält in diesem Jahr 368.000 Euro vom Land für die Ausbildung Benachteiligter.\n\n"
        "Insgesamt stellt das Land hierfür 19,3 Millionen Euro bereit.\n",
        (L(368000, "Odenwaldkreis", 2011), L(19300000, "Land Hessen", 2011)),
    ),
    Case(
        "list of towns",
        "Städtebauförderung 2023 in Bayern\n\n04.05.2023\n\nAus der Städtebauförderung erhalten 2023 folgende Kommunen in Oberfranken Zuschüsse vom Freistaat Bayern:\n\n"
        "- Stadt Kulmbach: 540.000 Euro\n- Stadt Kronach: 1,2 Mio. Euro\n- Gemeinde Stegaurach: 90.000 Euro\n",
        (
            L(540000, "Stadt Kulmbach", 2023, programme="Städtebauförderung"),
            L(1200000, "Stadt Kronach", 2023, programme="Städtebauförderung"),
            L(90000, "Gemeinde Stegaurach", 2023, programme="Städtebauförderung"),
        ),
    ),
    Case(
        "a table with year columns",
        "# Zuweisungen des Landes an die Landkreise\n\nBewilligte Mittel aus dem Ausbildungs- und Qualifizierungsbudget in Euro\n\n"
        "| Landkreis | 2020 | 2021 |\n|---|---|---|\n| Landkreis Gießen | 800.100 | 812.000 |\n| Vogelsbergkreis | 455.000 | 461.300 |\n| Summe | 1.255.100 | 1.273.300 |\n",
        (
            L(800100, "Landkreis Gießen", 2020),
            L(812000, "Landkreis Gießen", 2021),
            L(455000, "Vogelsbergkreis", 2020),
            L(461300, "Vogelsbergkreis", 2021),
            L(1255100, "*", 2020),
            L(1273300, "*", 2021),
        ),
    ),
    Case(
        "a table in thousands with own share and total cost",
        "# Förderung kommunaler Sportstätten 2022\n\n| Stadt | Projekt | Landeszuschuss (Tsd. €) | Eigenanteil (Tsd. €) |\n|---|---|---|---|\n"
        "| Stadt Fulda | Sanierung Stadion | 450 | 150 |\n| Stadt Baunatal | Neubau Sporthalle | 1.200 | 400 |\n",
        (
            L(450000, "Stadt Fulda", 2022),
            L(150000, "Stadt Fulda", 2022, "own_share"),
            L(1200000, "Stadt Baunatal", 2022),
            L(400000, "Stadt Baunatal", 2022, "own_share"),
        ),
    ),
    Case(
        "ceremony elsewhere, recipient by an",
        "Zuwendungsbescheid übergeben\n\n09.09.2022\n\nSozialminister Kai Klose hat heute in Wiesbaden einen Zuwendungsbescheid über 225.000 Euro an den Landkreis Darmstadt-Dieburg übergeben.\n",
        (L(225000, "Landkreis Darmstadt-Dieburg", 2022),),
    ),
    Case(
        "each of several",
        "Geld für Familienzentren\n\n21.03.2019\n\nDie Städte Fulda, Hanau und Wetzlar erhalten 2019 vom Land jeweils 36.000 Euro für ihre Familienzentren.\n",
        (L(36000, "Stadt Fulda", 2019), L(36000, "Stadt Hanau", 2019), L(36000, "Stadt Wetzlar", 2019)),
    ),
    Case(
        "fließen nach and gehen an",
        "Straßenbau in Nordrhein-Westfalen\n\n17.02.2023\n\nAus dem Landesprogramm für kommunale Straßen fließen 2023 insgesamt 2,5 Millionen Euro nach Bochum, 900.000 Euro gehen an die Stadt Hagen.\n",
        (L(2500000, "Stadt Bochum", 2023), L(900000, "Stadt Hagen", 2023)),
    ),
    Case(
        "Saxon ministry, passive voice",
        "Dresden. Das Sächsische Staatsministerium für Kultus fördert Schulen\n\n05.10.2021\n\nDer Stadt Zwickau wurden 4,75 Millionen Euro für den Neubau einer Grundschule bewilligt. "
        "Der Landkreis Bautzen bekommt 1.300.000 Euro.\n",
        (L(4750000, "Stadt Zwickau", 2021), L(1300000, "Landkreis Bautzen", 2021)),
    ),
    Case(
        "federal funding in NRW with own share and costs",
        "Neues Schwimmbad für Münster\n\n06.06.2022\n\nDer Neubau kostet 18 Millionen Euro. Der Bund fördert die Stadt Münster mit 6 Millionen Euro aus dem Programm Sanierung kommunaler Einrichtungen in den Bereichen Sport, Jugend und Kultur. "
        "Den Eigenanteil von 12 Millionen Euro trägt die Stadt.\n",
        (L(6000000, "Stadt Münster", 2022), L(12000000, "Stadt Münster", 2022, "own_share")),
    ),
    Case(
        "English press text",
        "Funding for digital schools\n\n12 March 2021\n\nThe city of Kassel received €2.1 million from the state of Hesse in 2021. The district of Fulda was granted €950,000 for laptops in 2020.\n",
        (L(2100000, "Stadt Kassel", 2021), L(950000, "Landkreis Fulda", 2020)),
    ),
    Case(
        "rates, salaries and thresholds are not funding",
        "Merkblatt zur Ausbildungsförderung\n\nBetriebe erhalten 2.000 Euro je Ausbildungsplatz. Beträge ab 5.000 Euro sind gesondert zu belegen. "
        "Die Auszubildenden verdienen mehr als 410 Euro netto im Monat. Die Miete von 1.200 Euro wird nicht übernommen.\n",
        (L(2000, "*", None, role="per_unit"),),
    ),
    Case(
        "die Stadt refers back past a quotation",
        "Marburg stärkt Gemeinwesenarbeit\n\n19.11.2020\n\nDie Universitätsstadt Marburg baut ihre Angebote in den Stadtteilen aus. „Das hilft den Menschen vor Ort“, sagte der Magistrat.\n\n"
        "Dafür erhält die Stadt vom Land Hessen im Jahr 2021 Fördermittel in Höhe von 312.500 Euro aus dem Förderprogramm Gemeinwesenarbeit.\n",
        (L(312500, "Stadt Marburg", 2021, programme="Gemeinwesenarbeit"),),
    ),
    Case(
        "previous year's sum in brackets",
        "Flüchtlingshilfe für Kommunen\n\n23.01.2016\n\nDer Landkreis Hersfeld-Rotenburg erhält für 2016 vom Land 3,2 Millionen Euro (2015: 2,4 Millionen Euro) für die Unterbringung von Geflüchteten.\n",
        (L(3200000, "Landkreis Hersfeld-Rotenburg", 2016), L(2400000, "Landkreis Hersfeld-Rotenburg", 2015)),
    ),
    Case(
        "a period",
        "Soziale Stadt in Gießen\n\n10.10.2017\n\nFür das Programm Soziale Stadt stellt das Land der Stadt Gießen in den Jahren 2017 bis 2020 2,8 Millionen Euro zur Verfügung.\n",
        (L(2800000, "Stadt Gießen", 2017, year_to=2020),),
    ),
    Case(
        "paid out",
        "Hessenkasse zahlt\n\n13.09.2019\n\nAus der Hessenkasse wurden der Stadt Rüsselsheim am Main im Jahr 2019 7.282.370,32 Euro ausgezahlt.\n",
        (L("7282370.32", "Stadt Rüsselsheim am Main", 2019, "paid"),),
    ),
    Case(
        "section titles name the recipients",
        "# Kommunale Investitionen 2018\n\n## Stadt Limburg an der Lahn\n\nDer Bund gewährte 850.000 Euro für den Klimaschutz an Schulen.\n\n## Landkreis Limburg-Weilburg\n\nDer Bund gewährte 1.950.000 Euro für den Klimaschutz an Schulen.\n",
        (L(850000, "Stadt Limburg an der Lahn", 2018), L(1950000, "Landkreis Limburg-Weilburg", 2018)),
    ),
    Case(
        "a body with a town in its name",
        "Projektförderung\n\n17.06.2008\n\nDie Jugendwerkstatt Felsberg erhält 318.200 Euro aus dem Landesprogramm „Qualifizierung und Beschäftigung junger Menschen“.\n",
        (L(318200, "Jugendwerkstatt Felsberg", 2008, programme="Qualifizierung und Beschäftigung junger Menschen"),),
    ),
    Case(
        "the office stands for the body",
        "Besuch aus Wiesbaden\n\n16.08.2023\n\nStaatsminister Kai Klose überreichte in Dietzenbach Kreisbeigeordnetem Carsten Müller einen Förderbescheid über 410.000 Euro. Der Landkreis Offenbach will damit Sprachkurse bezahlen.\n",
        (L(410000, "Landkreis Offenbach", 2023),),
    ),
    Case(
        "statewide press release of a ministry",
        "27,7 Millionen Euro Landesmittel für regionale Arbeitsmarktförderung\n\n02.02.2023\n\nWiesbaden. Das Hessische Ministerium für Soziales und Integration stellt den 26 hessischen Gebietskörperschaften im Jahr 2023 insgesamt 27,7 Millionen Euro aus dem Ausbildungs- und Qualifizierungsbudget zur Verfügung.\n",
        (
            L(27700000, "26 hessische Gebietskörperschaften", 2023),
            L(27700000, "26 hessische Gebietskörperschaften", 2023),
        ),
    ),
    Case(
        "a relative clause",
        "Bundesmittel für Bremerhaven\n\n07.07.2022\n\nProfitieren wird vor allem die Stadt Bremerhaven, die vom Bund 5,5 Millionen Euro aus dem Programm Lebendige Zentren erhält.\n",
        (L(5500000, "Stadt Bremerhaven", 2022, programme="Lebendige Zentren"),),
    ),
    Case(
        "from Brussels",
        "EFRE-Mittel für Leipzig\n\n20.04.2021\n\nIn der Förderperiode 2021–2027 bekommt die Stadt Leipzig von der EU 30 Millionen Euro aus dem Europäischen Fonds für regionale Entwicklung.\n",
        (L(30000000, "Stadt Leipzig", 2021, year_to=2027),),
    ),
    Case(
        "two givers, one project",
        "Radweg in Tübingen\n\n25.05.2020\n\nFür die neue Radbrücke erhält die Stadt Tübingen 2,4 Millionen Euro vom Bund und 800.000 Euro vom Land Baden-Württemberg.\n",
        (L(2400000, "Stadt Tübingen", 2020), L(800000, "Stadt Tübingen", 2020)),
    ),
    Case(
        "words instead of figures",
        "Eine Million Euro für Kassel\n\n22.02.2016\n\nDie Stadt Kassel kann sich über eine Million Euro aus dem Ausbildungs- und Qualifizierungsbudget 2016 freuen.\n",
        (L(1000000, "Stadt Kassel", 2016), L(1000000, "Stadt Kassel", 2016)),
    ),
    Case(
        "pairs in brackets",
        "Feuerwehren werden modernisiert\n\n09.12.2021\n\nDas Land Hessen fördert 2021 den Kauf von Löschfahrzeugen in Grünberg (112.000 Euro), Lich (98.500 Euro) und Hungen (76.000 Euro).\n",
        (L(112000, "Stadt Grünberg", 2021), L(98500, "Stadt Lich", 2021), L(76000, "Stadt Hungen", 2021)),
    ),
    Case(
        "year in another context is not the year of the money",
        "Netzwerk gegen Armut\n\n11.11.2021\n\nDas Netzwerk, das seit 2015 besteht, bekommt Unterstützung: Das Land fördert den Vogelsbergkreis im Jahr 2022 mit 75.000 Euro.\n",
        (L(75000, "Vogelsbergkreis", 2022),),
    ),
    Case(
        "relative year",
        "Mehr Geld für Kitas in Potsdam\n\n29.08.2018\n\nIm laufenden Jahr erhält die Landeshauptstadt Potsdam 1,9 Millionen Euro aus dem Kita-Investitionsprogramm des Landes Brandenburg, im Vorjahr waren es 1,5 Millionen Euro.\n",
        (L(1900000, "Stadt Potsdam", 2018), L(1500000, "Stadt Potsdam", 2017)),
    ),
    Case(
        "withdrawn",
        "Zusage zurückgezogen\n\n15.01.2013\n\nDas Land hat die Zusage über 541.000 Euro an den Landkreis Marburg-Biedenkopf zurückgezogen.\n",
        (L(541000, "Landkreis Marburg-Biedenkopf", 2013, "withdrawn"),),
    ),
    Case(
        "telegraphic headline with colon",
        "Landkreis Göttingen: 3,1 Millionen Euro für schnelles Internet\n\n01.03.2020\n\nDas Land Niedersachsen unterstützt den Landkreis Göttingen beim Ausbau des Glasfasernetzes mit 3.098.000 Euro.\n",
        (L(3100000, "Landkreis Göttingen", 2020), L(3098000, "Landkreis Göttingen", 2020)),
    ),
    Case(
        "budget of a town is no grant",
        "Haushalt 2022 verabschiedet\n\n16.12.2021\n\nDas Haushaltsvolumen beträgt 540 Millionen Euro. Die Schulden sinken auf 80 Millionen Euro. Die Gewerbesteuereinnahmen steigen auf 95 Millionen Euro.\n",
        (),
    ),
    Case(
        "council answer with two years",
        "Antwort auf die Anfrage zur Dorfentwicklung\n\n04.04.2022\n\nWie hoch waren die Zuwendungen? Der Landkreis Waldeck-Frankenberg erhielt 2020 vom Land 620.000 Euro und 2021 vom Land 710.000 Euro.\n",
        (L(620000, "Landkreis Waldeck-Frankenberg", 2020), L(710000, "Landkreis Waldeck-Frankenberg", 2021)),
    ),
    Case(
        "district council office hands over to a club",
        "Sportförderung im Rheingau\n\n30.05.2023\n\nDas Land Hessen unterstützt die Turngemeinde Eltville e.V. mit 12.500 Euro aus dem Programm Weiterführung der Vereinsarbeit.\n",
        (L(12500, "Turngemeinde Eltville e.V.", 2023),),
    ),
    Case(
        "per year in a school year",
        "Pakt für den Ganztag in Wiesbaden\n\n10.07.2022\n\nFür das Schuljahr 2022/23 gewährt das Land der Landeshauptstadt Wiesbaden 4,6 Millionen Euro aus dem Pakt für den Ganztag.\n",
        (L(4600000, "Stadt Wiesbaden", 2022, year_to=2023),),
    ),
    Case(
        "until a year",
        "Förderung bis 2025\n\n12.01.2021\n\nBis 2025 erhält die Stadt Erfurt 9 Millionen Euro vom Freistaat Thüringen für den Stadtumbau.\n",
        (L(9000000, "Stadt Erfurt", 2021, year_to=2025),),
    ),
    Case(
        "several who share one sum are a group",
        "Gemeinsames Projekt\n\n14.06.2021\n\nDer Landkreis Gießen und die Stadt Gießen erhalten 2021 zusammen 500.000 Euro vom Land.\n",
        (L(500000, "Landkreis Gießen und Stadt Gießen", 2021),),
    ),
    Case(
        "instead of originally",
        "Weniger Geld für den Kreis Bergstraße\n\n05.05.2012\n\nStatt der ursprünglich zugesagten 740.000 Euro bewilligte das Land dem Kreis Bergstraße für 2012 nur 690.000 Euro.\n",
        (L(740000, "Kreis Bergstraße", 2012, role="before"), L(690000, "Kreis Bergstraße", 2012)),
    ),
)
