"""Everything an answer may look at: the store's documents, its ledger, its search, the names it knows."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.cues import Wanted
from assistant.expected import asks_for_deadline
from assistant.framing import Framed, framed_sentences
from assistant.listings import named_listing
from assistant.terms import GENERAL, forms_of, is_name
from corpus.abbreviations import Abbreviation, find_abbreviations
from corpus.agreement import Agreement, read_agreement
from corpus.document import Document, DocumentKind, Fact, RecipientKind
from corpus.people import PersonRole, people
from corpus.places import Gazetteer, Place
from corpus.programmes import find_programme, pattern_of_names
from index.analysis import stems
from index.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.listings import NamedListing
    from assistant.naming import PlaceReference
    from assistant.question import Question
    from index.retrieval import Hit, Retriever
    from index.store import Store


_FILLER = re.compile(
    r"(?:hei(?:ß|ss)t|bedeutet|versteht|meint|nennt|gilt|gelten|passiert|geschieht|erfolgt|lange|maximal|minimal|mindestens|höchstens|genau|eigentlich|"
    r"sagt|steht|laut|gemä(?:ß|ss)|darf|dürfen|muss|müssen|soll|sollen|gibt|mean|means|happen|happens|according|supposed|long|exactly|say|says|happened|meant|going|"
    r"altogether|insgesamt|supposedly|actually|wende|wenden|jeweils)",
    re.IGNORECASE,
)
"""Words that ask without naming anything a sentence must say."""
_HANDING_IN = re.compile(
    r"due|hand(?:ed)?|submit(?:ted)?|present(?:ed)?|deliver(?:ed)?|file[d]?|send|sent|spätestens|latest|vorliegen|vorlegen|"
    r"vorgelegt|einreichen|eingereicht|abgeben|abgegeben|stellen|gestellt|eingehen|eingegangen",
    re.IGNORECASE,
)
"""What is done by a deadline: a sentence may put that in many words."""
_OF_A_DEADLINE = 0.3
_OTHER_WORD = 0.5
_UNTRANSLATED = 0.5
"""Factor on the weight of an English word that the glossary lacks and no document has."""
_GIVEN_WEIGHT = 1.5
_NO_NAMES = frozenset({RecipientKind.GROUP, RecipientKind.UNKNOWN})
"""Recipients such as "die Kommunen" are no names that a question could mean."""
_REGIONS = frozenset({RecipientKind.DISTRICT, RecipientKind.STATE})
_TOWNS = frozenset({RecipientKind.CITY, RecipientKind.MUNICIPALITY})
_GENERAL_WEIGHT = 0.25
"""What a word counts that stands in any funding document ("Vereinbarung", "Projekt"), against its rarity."""


class Library:
    """A store as the assistant sees it; everything is read once and kept until the store changes."""

    def __init__(self, store: Store, retriever: Retriever) -> None:
        self._store = store
        self.retriever = retriever
        self.people = lru_cache(maxsize=256)(self._people)
        self.agreement = lru_cache(maxsize=256)(self._agreement)
        self.places_in = lru_cache(maxsize=4096)(self._places_in)
        self.framed = lru_cache(maxsize=512)(self._framed)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """All documents by their identity, in the order of their sources."""
        found = sorted(self._store.documents(), key=lambda document: document.source)
        return {document.document_id: document for document in found}

    @cached_property
    def ledger(self) -> Ledger:
        """All facts of the store, those of agreements first, then of press releases, then of all else.

        Where several documents state the same money, the first one is quoted: the act before the report of it.
        """
        kinds = list(DocumentKind)
        order = {key: (kinds.index(document.kind), document.source) for key, document in self.documents.items()}
        return Ledger(sorted(self._store.facts(), key=lambda fact: (order[fact.document_id], fact.start)))

    @cached_property
    def abbreviations(self) -> list[tuple[Document, Abbreviation]]:
        """All short forms that the documents explain, each with its document, in the order of the documents."""
        return [(document, one) for document in self.documents.values() for one in find_abbreviations(document.text)]

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer with the names of all recipients that only these documents know."""
        known = Gazetteer.load()
        unknown: dict[str, Place] = {}
        for fact in self.ledger.facts:
            named = fact.recipient and fact.recipient_kind not in _NO_NAMES
            if named and fact.recipient not in unknown and not known.find(fact.recipient):
                unknown[fact.recipient] = place_of(fact)
        return known.extended(unknown.values())

    @cached_property
    def short_names(self) -> dict[str, tuple[Place, ...]]:
        """The bare names of the recipients in the ledger: what a question may call them, even "Hagen" or "Essen"."""
        named: dict[str, list[Place]] = {}
        for recipient in self.ledger.recipients():
            for place in self.gazetteer.find(recipient.name)[:1]:
                named.setdefault(place.short_name, []).append(place)
        return {name: tuple(places) for name, places in named.items()}

    def listing_named(self, text: str, language: str) -> NamedListing | None:
        """Return the list or table of the documents that a question keeps to."""
        return named_listing(text, language, self.documents.values())

    @cached_property
    def programme_names(self) -> re.Pattern[str]:
        """What finds the names of several words that the ledger's programmes have."""
        return pattern_of_names(name for name in self.ledger.programmes() if not find_programme(name))

    def region_of(self, fact: Fact) -> set[str]:
        """Return the names of what a recipient lies in: its district and its state, as the gazetteer has them."""
        found = self.gazetteer.find(fact.recipient)[:1]
        within = {name for place in found for name in (place.district, place.state) if name}
        if not within:  # a village that only these documents know lies where its document says it is about
            within |= {place.name for place in self.places_in(fact.document_id) if place.kind in _REGIONS}
        if fact.recipient_kind in _TOWNS:
            return within | {fact.recipient}  # the city of Bamberg does not lie in the district of its name
        return within | set(fact.recipient.split())  # a body carries its town in its name: "Jugendwerkstatt Felsberg"

    def search(self, query: str, language: str, top_k: int) -> list[Hit]:
        """Return the passages nearest to a question, best first."""
        return self.retriever.search(query, top_k=top_k, language=language)

    def documents_about(self, question: Question, *, years_in_text: bool = False) -> list[Document]:
        """Return the documents that a question's places and years lead to, those that fit best first.

        A document is about a place when a fact of it, its title or its parties name the place; it is about a year
        when its own year, or a fact's, is that year. Without places and years in the question that is all of them.
        """
        scored = [(self._fit(document, question, years_in_text), document) for document in self.documents.values()]
        return [document for fit, document in sorted(scored, key=lambda pair: -pair[0]) if fit > 0]

    def documents_naming(self, places: Iterable[PlaceReference]) -> list[Document]:
        """Return the documents in whose text a place is named, though they are not about it."""
        names = [place.short_name for reference in places for place in reference.candidates]
        forms = [re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])") for name in names]
        return [document for document in self.documents.values() if any(form.search(document.text) for form in forms)]

    def _fit(self, document: Document, question: Question, years_in_text: bool) -> float:  # noqa: FBT001  internal
        facts = self.ledger.of_document(document.document_id)
        fit = 1.0
        if question.places:
            about = [self.is_about(document, place, facts) for place in question.places]
            if not any(about):
                return 0.0
            fit += sum(about)
        if question.years:
            years = {document.year} | ({document.date.year} if document.date else set())
            covered = any(year.first <= own <= year.last for own in years if own for year in question.years)
            covered = covered or any(year.covers(fact) for fact in facts for year in question.years)
            if years_in_text:
                covered = covered or any(str(year.first) in document.text for year in question.years)
            if not covered:
                return 0.0
        if question.programmes:
            fit += any(question.admits_programme(fact) for fact in facts)
        return fit

    def is_about(self, document: Document, place: PlaceReference, facts: Iterable[Fact] | None = None) -> bool:
        """Tell whether a document is about a place that a question names."""
        facts = self.ledger.of_document(document.document_id) if facts is None else facts
        if any(place.admits(fact) for fact in facts):
            return True
        named = self.places_in(document.document_id)
        if not place.candidates:
            return any(other.kind is place.kind for other in named)
        ids = {candidate.place_id for candidate in place.candidates}
        return any(other.place_id in ids for other in named)

    def weights(self, question: Question) -> dict[str, float]:
        """Return the content words of a question with how much each tells: rare words more than common ones (idf).

        German nouns tell more than verbs and adjectives; a year or a state that the question names tells in any case.
        """
        nouns = question.language == "de" and any(word[:1].isupper() for word in question.words)
        limited = asks_for_deadline(question.text)
        weights = {}
        for term in dict.fromkeys(question.words):
            if _FILLER.fullmatch(term):
                continue
            if question.wanted is Wanted.PROJECTS and GENERAL.fullmatch(term):
                weights[term] = _GIVEN_WEIGHT
                continue
            if limited and _HANDING_IN.fullmatch(term):
                weights[term] = _OF_A_DEADLINE
                continue
            less = _OTHER_WORD if nouns and not term[:1].isupper() else 1.0
            weights[term] = less * self._rarity(term, question.language)
        named = [place for place in question.places if place.candidates]
        states = [place.candidates[0].short_name for place in named if place.candidates[0].kind is RecipientKind.STATE]
        given = [*(str(year.first) for year in question.years), *states]
        return weights | dict.fromkeys(given, _GIVEN_WEIGHT)

    def _rarity(self, term: str, language: str) -> float:
        forms = [form for form, weight in forms_of(term, language) if weight >= 0.5]
        known = max((self._frequencies[form] for form in forms), default=0)
        rarity = math.log(1 + (len(self.documents) + 1) / (known + 0.5))
        if (
            language == "en"
            and not known
            and term.islower()
            and not any(weight < 1 for _, weight in forms_of(term, "en"))
        ):
            rarity *= _UNTRANSLATED  # neither German nor in an English document: it can be found nowhere
        return rarity * _GENERAL_WEIGHT if GENERAL.fullmatch(term) else rarity

    def knows(self, term: str, language: str) -> bool:
        """Tell whether a word stands in any document, or the glossary has another word for it."""
        forms = forms_of(term, language)
        return any(self._frequencies[form] for form, _ in forms) or any(weight < 1 for _, weight in forms)

    @cached_property
    def _frequencies(self) -> Counter[str]:
        """In how many documents each stem stands."""
        counts: Counter[str] = Counter()
        for document in self.documents.values():
            counts.update(set(stems(document.text)))
        return counts

    def names_in(self, question: Question) -> list[str]:
        """Return the words of a question that are names: capitals inside a word, or unknown to the German lexicon.

        An answer must come from where the name stands: "Wie viele Teilnehmende hatte Joblinge?" is not answered by the
        participants of another project.
        """
        return [term for term in question.words if is_name(term, question.text, question.language)]

    def _places_in(self, document_id: str) -> tuple[Place, ...]:
        """Return the places that a document's title, parties and first lines name without ambiguity."""
        document = self.documents[document_id]
        head = "\n".join([document.title, *document.parties, document.text[:400]])
        mentions = [m for m in self.gazetteer.mentions(head) if m.candidates and not m.part_of]
        return tuple({place.place_id: place for m in mentions for place in m.candidates}.values())

    def _framed(self, document_id: str) -> tuple[Framed, ...]:
        return framed_sentences(self.documents[document_id])

    def _people(self, document_id: str) -> Sequence[PersonRole]:
        return people(self.documents[document_id])

    def _agreement(self, document_id: str) -> Agreement:
        return read_agreement(self.documents[document_id])


def place_of(fact: Fact) -> Place:
    """Return the recipient of a fact as a place that the gazetteer can be extended by."""
    slug = "-".join(fact.recipient.casefold().split())
    kind = fact.recipient_kind if fact.recipient_kind else RecipientKind.UNKNOWN
    words = fact.recipient.split()
    short = fact.recipient.split(" ", 1)[1] if len(words) > 1 and words[0] in _KIND_WORDS else fact.recipient
    bare = _LEGAL_FORM.sub("", short)
    return Place(slug, fact.recipient, kind, bare or short, (), None, None)


_KIND_WORDS = frozenset({"Stadt", "Landkreis", "Kreis", "Gemeinde", "Markt", "Landeshauptstadt"})
_LEGAL_FORM = re.compile(
    r"[\s,]+(?:e\.\s?V\.?|eV|gGmbH|GmbH(?: & Co\. ?KG)?|mbH|gAG|AG|eG|UG|KG|AöR|A\.?d\.?ö\.?R\.?|KdöR|K\.?d\.?ö\.?R\.?|"
    r"Ltd\.?|Inc\.?)$"
)
"""What a register adds to a name and nobody asks by."""
