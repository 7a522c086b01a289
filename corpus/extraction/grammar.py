"""What a participant does in its clause: gets the money, gives it, or is only where it happens.

German marks it by case and preposition: dative "dem Landkreis X … zur Verfügung", "an die Stadt X", "fließen nach X",
subject of "erhält". The same words mean different things by their verb, so verbs come in classes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.cases import Before, words_before
from corpus.extraction.participants import Participant, Reference
from corpus.extraction.verbs import ACCUSATIVE_GIVE, FLOW, GIVE, HAND_OVER, PASSIVE, RECEIVE

if TYPE_CHECKING:
    from corpus.document import Span


__all__ = ["FLOW", "GIVE", "RECEIVE", "Function", "Relation", "has_own_amount", "relation"]


class Function(Enum):
    """What a participant does."""

    RECIPIENT = auto()
    GIVER = auto()
    PLACE = auto()
    """Where something happens ("Projekte in der Stadt X"): stands for the recipient if nothing else does."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Relation:
    """A participant's function and how sure its grammar makes it, 0 to 1."""

    participant: Participant
    function: Function
    score: float


_MASCULINE = re.compile(
    r"(?:kreis|verein|verband|bund|bezirk|träger|club|fonds|betrieb|magistrat|ausschuss)s?$|"
    r"^(?:Landkreis|Kreis|Markt|\w*verein|\w*verband|\w*bund|\w*club|[A-Z]?[ST]V|T[us]S|TSG|FC|SC|Vf[BLR])\b",
    re.IGNORECASE,
)
_NEUTER = re.compile(
    r"^(?:Klinikum|Jobcenter|Land|Institut|Museum|Theater|Jugendwerk)|(?:klinikum|land|museum|theater)$", re.IGNORECASE
)


def relation(  # noqa: PLR0911  a return for each sort
    participant: Participant, words: str, text: str, piece: Span
) -> Relation:
    """Say what a participant does in the clause whose words are given; `piece` is the stretch it stands in."""
    before = words_before(text, piece, participant)
    located = before.preposition in ("in", "im", "nach", "within") and participant.reference is Reference.NAME
    if participant.gives and located:  # "im Ministerium in Berlin": where, not who
        return Relation(participant, Function.OTHER, 0.1)
    if participant.gives and not _gets_itself(participant, before, words):
        return Relation(
            participant,
            Function.GIVER,
            0.9 if before.preposition in ("", "von", "vom", "durch", "from", "by", "aus") else 0.6,
        )
    if _is_on_route(participant, text, piece) or _names_building(participant, text):
        return Relation(participant, Function.OTHER, 0.05)
    if _is_source(participant, before, words):
        return Relation(participant, Function.GIVER, 0.8)
    if participant.is_local and _AREA.search(text, max(piece.start, participant.start - 20), participant.start):
        return Relation(participant, Function.PLACE, 0.2)
    if not participant.gives and has_own_amount(text, participant):
        # "wird die Halle in X mit 210.000 Euro bezuschusst": the sum stands behind the place, but is said of the hall.
        aside = located and text.startswith("mit", participant.end + 1)
        return Relation(participant, Function.RECIPIENT, 0.7 if aside else 0.93)
    if participant.reference is Reference.ADJECTIVE:
        return Relation(participant, Function.PLACE, 0.3)
    if before.preposition:
        return _by_preposition(participant, before, words)
    return _by_case(participant, before, words, text)


_ROUTE_BEFORE = re.compile(
    r"\b\w*(?:[Ww]eg|[Bb]us|[Bb]ahn|[Ss]trecke|[Ll]inie|[Ss]traße|[Tt]rasse|[Rr]oute|[Vv]erbindung|[Ss]ection|[Ll]ine)\b"
    r"\W+(?:(?:von|zwischen|from)\s+)?(?:[A-ZÄÖÜ][\w-]+(?:\s\([^)]*\))?\s[–-]\s)?$"
)


def _is_on_route(participant: Participant, text: str, piece: Span) -> bool:
    """Say whether a town is only an end of a way: "der Plusbus Zittau - Löbau", "Radweg Lichtenau – Windsbach"."""
    before = text[max(piece.start, participant.start - 60) : participant.start]
    if participant.gives or not _ROUTE_BEFORE.search(before):
        return False
    joined = re.compile(r"\s[–-]\s[A-ZÄÖÜ]").match(text, participant.end) is not None
    return joined or re.search(r"[A-ZÄÖÜ][\w)-]+\s[–-]\s$", before) is not None


_AREA = re.compile(r"\b(?:Raum|Großraum|Umland|Umkreis|Einzugsgebiet|Umgebung)(?: von)? $|\barea of $")
"""Before a town's name: what lies around it, which is more than the town."""
_BUILDING = re.compile(
    r"\b(?:Schloss|Burg|Rathaus|Bahnhof|Turm|Kirche|Freibad|Hallenbad|\w*halle|\w*brücke|Castle|[Ss]tation|"
    r"\w*[Ss]tandort(?:e[ns]?)?|(?:Orts|Stadt)teil(?:en?)?)\s$"
)


def _names_building(participant: Participant, text: str) -> bool:
    """Say whether a town's name only tells which building is meant: "Schloss Lichtenberg"."""
    return participant.is_local and bool(_BUILDING.search(text, max(0, participant.start - 20), participant.start))


def _gets_itself(participant: Participant, before: Before, words: str) -> bool:
    """Say whether one who gives by nature gets the money here: "Hessen erhält vom Bund", "an das Land"."""
    if participant.reference is Reference.OFFICE:
        return False
    if before.preposition == "to" and re.search(r"\bappl(?:y|ies|ied)\b", words):
        return False  # "applied to the state for"
    subject = not before.preposition and before.article in ("", "das", "der", "die", "the")
    from_above = re.search(
        r"\b(?:vom Bund|von der EU|von der Europäischen Union|vom Land|from the federal|Bundesmittel|aus Brüssel)",
        words,
    )
    if participant.kind is RecipientKind.STATE and subject and RECEIVE.search(words) and from_above:
        return True
    return (
        before.preposition in ("an", "ans", "für", "fürs", "to", "for")
        and participant.kind is RecipientKind.STATE
        and not re.match("die|das|dem", participant.name)
    )


# "das Geld der X-Stiftung", "vom Verein Y gefördert", "receives … from the city"
_MONEY_OF = re.compile(
    r"(?:Geld(?:er)?|Mitteln?|Zuschuss|Zuschüsse|Zuwendung(?:en)?|Spende|Förderung|Beitrag|funds|money|grant)$",
    re.IGNORECASE,
)
_FROM_ONE = re.compile(
    r"bewilligt|bereitgestellt|getragen|finanziert|übernommen|gezahlt|beigesteuert|unterstützt|gefördert|bezuschusst|"
    r"\bpaid|funded|supported",
)


def _is_source(participant: Participant, before: Before, words: str) -> bool:
    """Say whether the money comes from a town or body, though neither gives by nature."""
    if participant.gives or participant.reference not in (Reference.NAME, Reference.BACK):
        return False
    if participant.kind is RecipientKind.BODY and before.article in ("der", "des") and not before.preposition:
        return bool(_MONEY_OF.search(before.previous))
    if before.preposition not in ("von", "vom", "durch", "seitens", "by", "from"):
        return False
    if not (participant.is_local or participant.kind is RecipientKind.BODY):
        return False
    return bool(_FROM_ONE.search(words) or RECEIVE.search(words))


# As in: Kassel (1,2 Mio. Euro), Stadt Kronach: 540.000 Euro", "Fulda mit 98.500 Euro"
_OWN_AMOUNT = re.compile(
    r"\**(?:\s+(?:im Jahre?|für(?: das Jahr)?|in|for)\s+(?:19|20)\d\d(?=:))?\s*(?:\(|:\s|–\s|-\s|\bmit\s)\s*"
    r"(?:(?:rund|ca\.|circa|knapp|fast|über|etwa|gut|bis zu|je|jeweils|insgesamt|EUR|€)\s*)*"
    r"\d[\d.,]*\s*(?:€|Euro|EUR|Mio|Million|Mrd|Tsd|,-)"
)


def has_own_amount(text: str, participant: Participant) -> bool:
    """Say whether a sum follows a name directly: "Kassel (1,2 Mio. Euro)"."""
    return bool(_OWN_AMOUNT.match(text, participant.end))


_FLOWS_OR_GIVES = re.compile(
    r"Bescheid|Zuwendung|Förder|Zuschuss|Zuschüsse|Mittel|Scheck|Geld|Euro|EUR|€|million", re.IGNORECASE
)


_PUBLIC_GROUP = re.compile(
    r"Kommunen|Gebietskörperschaften|Städte|Gemeinden|Landkreise|Kreise|municipalities|cities|districts"
)


_FACILITIES = re.compile(r"(?:Schulen|Kitas|Kindertagesstätten|Feuerwehren|Krankenhäuser)$|^schools$")


def _by_preposition(participant: Participant, before: Before, words: str) -> Relation:
    preposition, article = before.preposition, before.article
    flows = bool(FLOW.search(words))
    public = _PUBLIC_GROUP.search(participant.name)
    if participant.reference is Reference.GROUP and not public and (not article or preposition == "für"):
        # "an Schulen", "für 57 Schulen": where and what for, rarely who.
        return Relation(participant, Function.OTHER, 0.3 if preposition == "für" else 0.2)
    score, function = 0.15, Function.OTHER
    if preposition in ("für", "fürs", "for", "zugunsten"):
        score, function = 0.8, Function.RECIPIENT
    elif preposition in ("an", "ans", "to"):
        datives = ("dem", "der", "den") if participant.reference is Reference.GROUP else ("dem", "der")
        located = preposition == "an" and article in datives and participant.reference is not Reference.OFFICE
        score, function = (
            (0.2, Function.PLACE)
            if located
            else (0.9 if flows or _FLOWS_OR_GIVES.search(words) else 0.6, Function.RECIPIENT)
        )
    elif preposition == "nach":
        score, function = (0.92, Function.RECIPIENT) if flows else (0.1, Function.OTHER)
    elif preposition == "auf" and _FACILITIES.search(participant.name):
        score = 0.2  # "auf die Gymnasien entfallen": what it is for
    elif preposition == "auf" and re.search(r"entf(?:all|äll|iel)|verteil", words):
        score, function = 0.92, Function.RECIPIENT
    elif preposition in ("in", "im", "ins", "innerhalb", "within", "at"):
        return _inside(participant, before, words, flows=flows)
    elif preposition in ("von", "vom", "durch", "seitens", "by", "from"):
        score, function = 0.2, Function.OTHER
    elif preposition in ("bei", "beim") and re.search(
        r"eingegangen|eingeht|ankommen|angekommen|\b(?:waren|sind) es\b", words
    ):
        score, function = 0.8, Function.RECIPIENT
    return Relation(participant, function, score)


def _inside(participant: Participant, before: Before, words: str, *, flows: bool) -> Relation:
    accusative = before.article in ("den", "die", "das") or before.preposition == "ins"
    # "in Kassel" is where, "in den Kreis" is whither; "nach" is for names without an article.
    if flows and accusative:
        return Relation(participant, Function.RECIPIENT, 0.85)
    if accusative and re.search(r"investier", words):
        return Relation(participant, Function.RECIPIENT, 0.7)
    # A bare town beside a hand-over is where the ceremony was, not whose the money is.
    if not before.article and participant.reference is Reference.NAME and HAND_OVER.search(words):
        return Relation(participant, Function.OTHER, 0.1)
    return Relation(participant, Function.PLACE, 0.4)


def _by_case(  # noqa: PLR0911  a return for each case
    participant: Participant, before: Before, words: str, text: str
) -> Relation:
    if participant.reference is Reference.PRONOUN and _OBLIQUE.fullmatch(text, participant.start, participant.end):
        moves = GIVE.search(words) or RECEIVE.search(words) or PASSIVE.search(words)
        return Relation(participant, Function.RECIPIENT, 0.9 if moves else 0.45)
    article = before.article
    noun_before = bool(re.match(r"[A-ZÄÖÜ]", before.previous)) and not before.first
    gives, receives = GIVE.search(words), RECEIVE.search(words)
    moves = gives or PASSIVE.search(words) or _FLOWS_TO.search(words)
    colon = text[participant.end : participant.end + 3].lstrip("* ").startswith((":", "("))
    if article in ("des", "eines") or (
        article in ("der", "einer", "ihrer", "unserer", "dieser")
        and noun_before
        and not _is_masculine(participant, text)
    ):
        return _by_genitive(participant, before, text)
    if article in ("dem", "einem", "diesem") or (article == "den" and gives and not ACCUSATIVE_GIVE.search(words)):
        return Relation(participant, Function.RECIPIENT, 0.92 if moves else 0.45)
    opens = text[max(0, participant.start - 4) : participant.start] == "Der "
    if opens and receives:
        return Relation(participant, Function.RECIPIENT, 0.95)  # "Der TSV X erhält": a nominative opens the sentence
    if article in ("der", "einer", "unserer", "ihrer") and not _is_masculine(participant, text):
        return Relation(participant, Function.RECIPIENT, 0.9 if moves else 0.4)
    if receives:
        return Relation(participant, Function.RECIPIENT, 0.95)
    if gives and _is_subject(participant, gives.start(), words, text, before):
        return Relation(participant, Function.GIVER, 0.7)
    if gives and (ACCUSATIVE_GIVE.search(words) or not article or article == "den"):
        return Relation(participant, Function.RECIPIENT, 0.88)
    if colon and participant.reference is not Reference.GROUP:
        return Relation(participant, Function.RECIPIENT, 0.85)
    return Relation(participant, Function.OTHER if article or gives else Function.RECIPIENT, 0.4)


def _by_genitive(participant: Participant, before: Before, text: str) -> Relation:
    own = _FOR_ITS_OWN.search(text, max(0, participant.start - 60), participant.start)
    if own and participant.kind is RecipientKind.BODY:
        return Relation(participant, Function.RECIPIENT, 0.6)
    return Relation(participant, Function.OTHER, 0.15 if _ASKING.match(before.previous) else 0.25)


_FOR_ITS_OWN = re.compile(r"\bfür\s+(?:die|den|das|eine?n?)\s+(?:\w+\s+){1,2}(?:der|des)\s+$")
"""Before a body in the genitive: "155.000 Euro sind für die Türme der Kirchengemeinde bestimmt" is given to it."""
_FLOWS_TO = re.compile(
    r"\b(?:fließ|floss|flöss|geh|ging|komm|kam)\w*\b.*\bzu(?:gute)?\b(?!\s+\w+\s+(?:der|die|das)\b)", re.DOTALL
)
_OBLIQUE = re.compile(r"[Uu]ns|[Ii]hm|[Ii]hr|[Ii]hnen|[Uu]s")
"""Pronouns that are never a subject."""
# A council that asks, a spokesman who tells: their town need not be the one that the money is for.
_ASKING = re.compile(
    r"Fraktion|Stadtverordnete|Kreistag|Gemeindevertretung|\w*[Aa]nfrage|Parlament|Ausschuss|Bürger|Einwohner|Sprecher|"
    r"Presse|Abgeordnete|Mitglied|Zeitung"
)


def _is_masculine(participant: Participant, text: str) -> bool:
    return bool(_MASCULINE.search(text[participant.start : participant.end])) or (
        participant.name != "" and bool(_MASCULINE.search(participant.name))
    )


def _is_subject(participant: Participant, verb: int, words: str, text: str, before: Before) -> bool:
    """Say whether a participant in the nominative stands as the subject of a giving verb in the active voice."""
    if PASSIVE.search(words) and re.search(r"gefördert|unterstützt|bezuschusst|bewilligt|funded|supported", words):
        return False
    at = words.find(text[participant.start : participant.end])
    return 0 <= at < verb and before.article not in ("den", "dem")
