"""A sentence cut into its main clause and subordinate ones, and the shortest quote that still states an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Span

_FINITE = (
    r"(?:erhält|erhalten|bekommt|bekommen|bekam|bekamen|erhielt|erhielten|stellt|stellte|stellen|"
    r"gewährt|gewährte|bewilligt|bewilligte|fördert|förderte|"
    r"fördern|unterstützt|unterstützte|unterstützen|fließt|fließen|floss|flossen|geht|gehen|gingen|"
    r"ging|kommt|kommen|kam|kamen|wird|werden|wurde|wurden|"
    r"ist|sind|war|waren|hat|haben|hatte|hatten|kann|können|konnte|soll|sollen|sollte|will|wollen|"
    r"darf|dürfen|muss|müssen|beträgt|betragen|"
    r"belaufen|beläuft|investiert|investieren|zahlt|zahlte|gibt|gab|geben|entfallen|entfällt|steuert|"
    r"übernimmt|trägt|tragen|überreichte|übergab|"
    r"umfasst|steht|stehen|standen|profitiert|profitieren|freut|freuen|sagt|sagte|bleibt|sieht|"
    r"rechnet|beantragt|beantragte|plant|macht|"
    r"receives?|received|gets?|got|is|are|was|were|will|has|have|had|pays?|gives?|goes|adds?|provides?|contributes?)"
)
_SUBORDINATOR = (
    r"(?:um|damit|weil|da|denn|obwohl|obgleich|wenn|nachdem|bevor|während|sodass|so\s?dass|dass|ob|"
    r"wie|wobei|womit|wofür|wodurch|wozu|worauf|wovon|"
    r"welche[mnrs]?|deren|dessen|wo|indem|sofern|falls|sobald|insbesondere|unter anderem|"
    r"zum Beispiel|beispielsweise|vor allem|"
    r"(?:mit|aus|in|für|auf|an|bei|von|zu|durch|über|nach|unter) (?:dem|der|den|denen|deren|dessen|"
    r"die|das|welchem|welcher|welchen)"
    r"(?=\s[^,;]*?\b(?:[a-zäöüß]+(?:t|en|te|ten|n)|war|sind|wird|muss|soll|kann|darf|will)\s*(?:[,;.!?–)]|$))|"
    # "der" opens a relative clause only where a verb ends it; else it goes on with a list: ", der Stadt X und …"
    r"(?:die|der|das|dem|den|denen|was)(?=\s[^,;]*?\b(?:[a-zäöüß]+(?:t|en|te|ten|n)|war|sind|wird|muss|soll|kann|darf|will)\s*(?:[,;.!?–)]|$))|"
    r"which|who|that|where|so that|in order to|to\b)"
)
_REPORT = (
    r"(?:so|sagt|sagte|sagten|teilt|teilte|teilten|erklärt|erklärte|erklärten|berichtet|berichtete|"
    r"betont|betonte|heißt es|hieß es|freut sich|"
    r"freute sich|freuten sich|meldet|meldete|kündigte|informierte|erläutert|erläuterte|unterstrich|"
    r"ergänzt|ergänzte|said|says|announced|according)"
)
_BOUNDARY = re.compile(
    rf"(?:,|–|;|\s-(?=\s))\s*(?:(?P<sub>{_SUBORDINATOR})\b|(?P<report>{_REPORT})\b|(?P<main>(?:und |"
    rf"sowie )?{_FINITE})\b|(?P<main2>(?:und|sowie|aber|doch|and|but)\s(?=\S))|"
    rf"(?P<semi>(?<=;)))"
)
_LEADING_SUB = re.compile(r"^[„“\"»\s]*(?:Wie|Weil|Da|Nachdem|Um|Damit|Wenn|Während|Obwohl|Dass|Ob|As|While|Because)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence; a main clause that others interrupt has several pieces."""

    pieces: tuple[Span, ...]
    subordinate: bool

    @property
    def start(self) -> int:
        """First character."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Behind the last character."""
        return self.pieces[-1].end

    def holds(self, offset: int) -> bool:
        """Say whether a character belongs to this clause."""
        return any(piece.start <= offset < piece.end for piece in self.pieces)

    def words(self, text: str) -> str:
        """Return the clause's words, the pieces joined by a blank."""
        return " ".join(text[piece.start : piece.end] for piece in self.pieces)


def split_clauses(text: str, sentence: Span) -> list[Clause]:
    """Return the clauses of a sentence: the main clause first (its pieces in text order), then the others."""
    words = text[sentence.start : sentence.end]
    cuts: list[tuple[int, str]] = [(0, "sub" if _LEADING_SUB.match(words) else "main")]
    found = (match for match in _BOUNDARY.finditer(words) if not _in_brackets(words, match.start()))
    cuts += [(match.start(), match.lastgroup or "main") for match in found]
    main: list[Span] = []
    others: list[Clause] = []
    for index, (at, kind) in enumerate(cuts):
        end = cuts[index + 1][0] if index + 1 < len(cuts) else len(words)
        piece = Span(sentence.start + at, sentence.start + end)
        if kind in ("main", "main2", "semi"):
            main.append(piece)
        else:
            others.append(Clause((piece,), subordinate=True))
    return ([Clause(tuple(main), subordinate=False)] if main else []) + others


def _in_brackets(words: str, at: int) -> bool:
    return words.count("(", 0, at) > words.count(")", 0, at)


def clause_at(clauses: list[Clause], offset: int) -> Clause:
    """Return the clause around a character, the first one if none is."""
    return next((clause for clause in clauses if clause.holds(offset)), clauses[0])


_TRAILING = " ,;–-\n\t"


def shortest_quote(text: str, sentence: Span, clauses: list[Clause], amount: Span) -> Span:
    """Return the shortest contiguous stretch that states the amount as a sentence: trailing clauses are left off.

    An amount inside a subordinate clause keeps the whole sentence, which alone makes sense of it.
    """
    clause = clause_at(clauses, amount.start)
    if clause.subordinate or not re.search(rf"\b(?:{_FINITE}|[a-zäöü]{{3,}}(?:t|en|te|ten))\b", clause.words(text)):
        return sentence
    end = clause.pieces[-1].end
    if end >= sentence.end:
        return sentence
    stretch = text[sentence.start : end].rstrip(_TRAILING)
    opened = sum(stretch.count(mark) for mark in "„»(") - sum(stretch.count(mark) for mark in "“«)")
    return sentence if opened > 0 else Span(sentence.start, sentence.start + len(stretch))
