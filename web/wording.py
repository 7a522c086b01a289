"""Every fixed text of the page, in German and English; mypy sees to it that neither language lacks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from assistant.answer import AnswerStatus
from corpus.document import DocumentKind, FactRole, FundingState, Hedge, RecipientKind

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The page's texts in one language. `{…}` are filled in by the templates."""

    language: Language
    title: str
    tagline: str
    language_label: str
    welcome_heading: str
    welcome: str
    examples_heading: str
    question_label: str
    question_placeholder: str
    ask: str
    reset: str
    conversation: str
    your_question: str
    answer: str
    searching: str
    nothing_asked: str
    understood_as: str
    either: str
    facts: str
    related_facts: str
    quotes: str
    more_quotes: str
    show_quote: str
    recipient: str
    year: str
    programme: str
    state: str
    amount: str
    marker: str
    section: str
    page: str
    source: str
    published_at: str
    date: str
    kind: str
    document: str
    close: str
    quoted_place: str
    other_quotes: str
    excerpt: str
    how_to_read: str
    how_to_read_marker: str
    failed: str
    document_gone: str
    statuses: dict[AnswerStatus, str]
    status_meanings: dict[AnswerStatus, str]
    kinds: dict[DocumentKind, str]
    recipient_kinds: dict[RecipientKind, str]
    states: dict[FundingState, str]
    roles: dict[FactRole, str]
    hedges: dict[Hedge, str]
    examples: tuple[str, ...]


GERMAN: Final = Wording(
    language="de",
    title="Belegt",
    tagline="Antworten aus Förderdokumenten, jede Zahl mit der Stelle, an der sie steht",
    language_label="Sprache",
    welcome_heading="Was möchten Sie wissen?",
    welcome=(
        "Fragen Sie in eigenen Worten: wer wie viel Geld bekommen hat, wofür, aus welchem Programm, "
        "wer unterschrieben hat. Belegt antwortet nur mit dem, was in den Dokumenten steht."
    ),
    examples_heading="Zum Beispiel",
    question_label="Ihre Frage",
    question_placeholder="Wie viel bekam …?",
    ask="Fragen",
    reset="Neues Gespräch",
    conversation="Gespräch",
    your_question="Ihre Frage",
    answer="Antwort",
    searching="Die Dokumente werden durchsucht …",
    nothing_asked="Bitte schreiben Sie eine Frage in das Feld.",
    understood_as="Verstanden als",
    either="oder",
    facts="Beträge im Überblick",
    related_facts="Was die Dokumente dazu sagen",
    quotes="Belege",
    more_quotes="Weitere Belege",
    show_quote="im Dokument zeigen",
    recipient="Empfänger",
    year="Jahr",
    programme="Programm",
    state="Stand",
    amount="Betrag",
    marker="Beleg",
    section="Abschnitt",
    page="Seite",
    source="Datei",
    published_at="Veröffentlicht unter",
    date="Datum",
    kind="Art",
    document="Dokument",
    close="Schließen",
    quoted_place="Zitierte Stelle",
    other_quotes="Belege in diesem Dokument",
    excerpt="Das Dokument ist sehr lang; gezeigt wird der Teil um die zitierte Stelle.",
    how_to_read="So lesen Sie die Antworten",
    how_to_read_marker="steht hinter jeder Angabe. Ein Klick öffnet hier das Dokument an der zitierten Stelle.",
    failed="Die Frage konnte wegen eines Fehlers nicht beantwortet werden. Bitte stellen Sie sie noch einmal.",
    document_gone="Dieses Dokument ist nicht mehr verfügbar. Bitte stellen Sie die Frage noch einmal.",
    statuses={
        AnswerStatus.ANSWERED: "Belegt",
        AnswerStatus.AMBIGUOUS: "Mehrdeutig",
        AnswerStatus.NOT_FOUND: "Nicht in den Dokumenten",
        AnswerStatus.OUT_OF_SCOPE: "Nicht zuständig",
        AnswerStatus.ERROR: "Fehler",
    },
    status_meanings={
        AnswerStatus.ANSWERED: "Die Dokumente sagen es, mit Fundstelle.",
        AnswerStatus.AMBIGUOUS: "Die Frage passt auf mehreres, etwa Stadt und Landkreis; jedes ist einzeln gezeigt.",
        AnswerStatus.NOT_FOUND: "Die Dokumente sagen es nicht. Das heißt nicht, dass es kein Geld gab.",
        AnswerStatus.OUT_OF_SCOPE: "Das können diese Dokumente nicht beantworten.",
        AnswerStatus.ERROR: "Etwas ging schief; der Satz sagt, was.",
    },
    kinds={
        DocumentKind.AGREEMENT: "Vereinbarung",
        DocumentKind.PRESS_RELEASE: "Pressemitteilung",
        DocumentKind.OTHER: "Dokument",
    },
    recipient_kinds={
        RecipientKind.CITY: "Stadt",
        RecipientKind.MUNICIPALITY: "Gemeinde",
        RecipientKind.DISTRICT: "Landkreis",
        RecipientKind.STATE: "Land",
        RecipientKind.FEDERAL: "Bund",
        RecipientKind.BODY: "Einrichtung",
        RecipientKind.GROUP: "alle zusammen",
    },
    states={
        FundingState.ANNOUNCED: "angekündigt",
        FundingState.REQUESTED: "beantragt",
        FundingState.GRANTED: "bewilligt",
        FundingState.PAID: "ausgezahlt",
        FundingState.CUT: "gekürzt",
        FundingState.WITHDRAWN: "zurückgezogen",
        FundingState.OWN_SHARE: "Eigenanteil",
        FundingState.UNKNOWN: "",
    },
    roles={
        FactRole.TOTAL: "",
        FactRole.PART: "Teilbetrag",
        FactRole.PER_UNIT: "je Platz oder Kopf",
        FactRole.BEFORE: "früherer Betrag",
    },
    hedges={
        Hedge.EXACT: "",
        Hedge.ABOUT: "rund",
        Hedge.ALMOST: "knapp",
        Hedge.OVER: "über",
        Hedge.UP_TO: "bis zu",
        Hedge.AT_LEAST: "mindestens",
    },
    examples=(
        "Wie viel bekam Offenbach 2020?",
        "Welche Kreise haben Geld aus dem Ausbildungs- und Qualifizierungsbudget bekommen?",
        "Wer hat für den Landkreis Offenbach unterschrieben?",
        "Wofür ist das Ausbildungs- und Qualifizierungsbudget da?",
    ),
)

ENGLISH: Final = Wording(
    language="en",
    title="Belegt",
    tagline="Answers from public funding documents, every figure with the words it stands in",
    language_label="Language",
    welcome_heading="What would you like to know?",
    welcome=(
        "Ask in your own words: who received how much, for what, from which programme, who signed. "
        "Belegt answers only with what the documents say; the documents themselves are in German."
    ),
    examples_heading="For example",
    question_label="Your question",
    question_placeholder="How much did … receive?",
    ask="Ask",
    reset="New conversation",
    conversation="Conversation",
    your_question="Your question",
    answer="Answer",
    searching="Searching the documents …",
    nothing_asked="Please write a question into the box.",
    understood_as="Understood as",
    either="or",
    facts="Amounts at a glance",
    related_facts="What the documents do say",
    quotes="Evidence",
    more_quotes="More evidence",
    show_quote="show in the document",
    recipient="Recipient",
    year="Year",
    programme="Programme",
    state="Status",
    amount="Amount",
    marker="Source",
    section="Section",
    page="Page",
    source="File",
    published_at="Published at",
    date="Date",
    kind="Kind",
    document="Document",
    close="Close",
    quoted_place="Quoted passage",
    other_quotes="Evidence in this document",
    excerpt="The document is very long; this is the part around the quoted passage.",
    how_to_read="How to read the answers",
    how_to_read_marker="stands behind every statement. A click opens the document here, at the quoted passage.",
    failed="The question could not be answered because of an error. Please ask it again.",
    document_gone="This document is no longer available. Please ask the question again.",
    statuses={
        AnswerStatus.ANSWERED: "Evidenced",
        AnswerStatus.AMBIGUOUS: "Ambiguous",
        AnswerStatus.NOT_FOUND: "Not in the documents",
        AnswerStatus.OUT_OF_SCOPE: "Out of scope",
        AnswerStatus.ERROR: "Error",
    },
    status_meanings={
        AnswerStatus.ANSWERED: "The documents say it, and the passage is cited.",
        AnswerStatus.AMBIGUOUS: "The question fits several, such as a city and a district; each is shown.",
        AnswerStatus.NOT_FOUND: "The documents do not say it. That does not mean there was no money.",
        AnswerStatus.OUT_OF_SCOPE: "These documents cannot answer that.",
        AnswerStatus.ERROR: "Something failed; the sentence says what.",
    },
    kinds={
        DocumentKind.AGREEMENT: "Agreement",
        DocumentKind.PRESS_RELEASE: "Press release",
        DocumentKind.OTHER: "Document",
    },
    recipient_kinds={
        RecipientKind.CITY: "city",
        RecipientKind.MUNICIPALITY: "municipality",
        RecipientKind.DISTRICT: "district",
        RecipientKind.STATE: "state",
        RecipientKind.FEDERAL: "federal government",
        RecipientKind.BODY: "organisation",
        RecipientKind.GROUP: "all together",
    },
    states={
        FundingState.ANNOUNCED: "announced",
        FundingState.REQUESTED: "requested",
        FundingState.GRANTED: "granted",
        FundingState.PAID: "paid",
        FundingState.CUT: "cut",
        FundingState.WITHDRAWN: "withdrawn",
        FundingState.OWN_SHARE: "own share",
        FundingState.UNKNOWN: "",
    },
    roles={
        FactRole.TOTAL: "",
        FactRole.PART: "part of a total",
        FactRole.PER_UNIT: "per place or head",
        FactRole.BEFORE: "earlier amount",
    },
    hedges={
        Hedge.EXACT: "",
        Hedge.ABOUT: "about",
        Hedge.ALMOST: "almost",
        Hedge.OVER: "over",
        Hedge.UP_TO: "up to",
        Hedge.AT_LEAST: "at least",
    },
    examples=(
        "How much did Offenbach get in 2020?",
        "Which districts received money from the training and qualification budget?",
        "Who signed for the district of Offenbach?",
        "What is the training and qualification budget for?",
    ),
)


def wording(language: str) -> Wording:
    """Return the texts for a language code; every code that is not English gets German."""
    return ENGLISH if language == "en" else GERMAN
