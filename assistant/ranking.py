"""Sums in the order of their size: the largest, the second smallest, the top three, a whole ranking, by year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from assistant import wording
from assistant.answer import Answer, AnswerStatus, Table, TableKind, TableRow, Unit
from assistant.coverage import coverage, runs
from assistant.evidence import Evidence
from assistant.exclusions import Account, account, exclusions
from assistant.listing import lines_of, more_than_shown, shown, stated
from assistant.recomputing import total
from assistant.tables import RANKING_COLUMNS, ranking_table
from corpus.numerals import whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from assistant.question import Question
    from assistant.selection import Grant

_NUMBER = (
    r"(?P<number>\d{1,2}|eine?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve)"
)
_MOST = r"größt|höchst|meist|stärkst|largest|biggest|highest|greatest|most|top"
_LEAST = r"kleinst|niedrigst|geringst|wenigst|schwächst|smallest|lowest|least|fewest|bottom"
_COUNT = re.compile(
    (
        rf"\b(?:top|bottom|spitzen)[ -]?{_NUMBER}\b|"
        rf"\b(?:welche|which|what|nenne|list|name)\s+(?:mir\s+|the\s+|die\s+)?{_NUMBER}\s+(?:\w+\s+){{0,5}}?(?:{_MOST}|{_LEAST})|"
        rf"\b{_NUMBER}\s+(?:\w+\s+(?:(?:mit|with)\s+(?:\w+\s+)?)?)?(?:am )?(?:{_MOST}|{_LEAST})|"
        rf"(?:{_MOST}|{_LEAST})\w*\s+{_NUMBER}\b"
    ).replace("(?P<number>", "("),
    re.IGNORECASE,
)
_ORDINALS = (
    ("zweit", "second", "2nd"),
    ("dritt", "third", "3rd"),
    ("viert", "fourth", "4th"),
    ("fünft", "fifth", "5th"),
    ("sechst", "sixth", "6th"),
    ("siebt", "seventh", "7th"),
    ("acht", "eighth", "8th"),
    ("neunt", "ninth", "9th"),
    ("zehnt", "tenth", "10th"),
    ("elft", "eleventh", "11th"),
    ("zwölft", "twelfth", "12th"),
)
_ORDINAL = re.compile(
    "|".join(
        rf"(?P<o{position}>\b(?:{german}(?=(?:{_MOST}|{_LEAST}))|(?:{english}|{figure})[ -](?=(?:{_MOST}|{_LEAST}))))"
        for position, (german, english, figure) in enumerate(_ORDINALS, start=2)
    ),
    re.IGNORECASE,
)
_RANK = re.compile(rf"\b(?:platz|rang|rank|place)\s+(?:nummer\s+|number\s+)?{_NUMBER}\b", re.IGNORECASE)
_ALL = re.compile(
    r"\brangliste\w*|\brangfolge|\breihenfolge|\branking\b|\brank\b|\bsort\w*|\bordne\w*|\border\b|"
    r"\bder (?:höhe|größe) nach|"
    r"\bnach (?:der )?(?:höhe|größe|betrag)|\b(?:größten|höchsten|kleinsten|niedrigsten|geringsten) "
    r"(?:beträge|summen|zuwendungen|zuschüsse|förderungen|empfänger|bewilligungen)|"
    r"\b(?:largest|biggest|highest|smallest|lowest) (?:amounts|sums|grants|awards|recipients)",
    re.IGNORECASE,
)
_ASCENDING = re.compile(
    r"\baufsteigend|\bascending|vom kleinsten zum|from (?:the )?(?:smallest|lowest) to", re.IGNORECASE
)
_PER_YEAR = re.compile(
    r"\b(?:pro|je|jedes|jedem|in jedem|für jedes) jahr\b|\b(?:per|each|every|by) year\b|\bjeweils\b", re.IGNORECASE
)
_IN_ALL = re.compile(
    r"\binsgesamt\b|\bzusammen\w*\b|\bsumme\b|\büber alle jahre\b|\bin (?:all|total)\b|\boverall\b|\baltogether\b|"
    r"\ball years\b|\bcombined\b",
    re.IGNORECASE,
)
_LEAST_RE = re.compile(_LEAST, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """What a question wants of a ranking: from which end, how many (None: all), or only the one at a place (from 1)."""

    least: bool
    count: int | None
    place: int | None
    per_year: bool
    in_all: bool


def read_order(text: str) -> Order:
    """Read what a question wants of a ranking; without any number or word for a ranking it is the first one."""
    ordinal = _ORDINAL.search(text)
    place = int(ordinal.lastgroup[1:]) if ordinal and ordinal.lastgroup else None
    rank = _RANK.search(text)
    if place is None and rank:
        place = whole_number(rank["number"])
    counted = _COUNT.search(text)
    count: int | None = whole_number(next(filter(None, counted.groups()))) if counted else None
    if count is None and not _ALL.search(text):
        count = 1
    least = bool(_ASCENDING.search(text) or (_LEAST_RE.search(text) and not _ALL_ENDS.search(text)))
    return Order(least, count, place, bool(_PER_YEAR.search(text)), bool(_IN_ALL.search(text)))


_ALL_ENDS = re.compile(r"(?:größt|höchst)\w* (?:zum|bis) |(?:largest|highest) to (?:the )?", re.IGNORECASE)


def answer_ranking(
    question: Question, library: Library, found: Sequence[Grant], wholes: Sequence[Grant] = ()
) -> Answer:
    """Answer "who got most" and its like over all sums that fit, and say how many were looked at.

    `wholes` are sums for all together, which are nobody's and only named as left out.
    """
    order = read_order(question.text)
    if order.in_all:
        return _ranked_recipients(question, library, account(found, question, library, seen=wholes), order)
    kept = account(found, question, library, adding=False, seen=wholes)
    sign = 1 if order.least else -1
    ordered = sorted(kept.counted, key=lambda grant: (sign * grant.fact.amount_eur, grant.fact.recipient))
    if order.per_year:
        best = [grant for _, year in _by_year(ordered) for grant in _cut(year, order)]
    else:
        best = _cut(ordered, order)
    if not best:
        return _too_few(question, library, kept, order)
    evidence = Evidence(library.documents)
    whole = order.count is None
    text = [
        _head(order, best, question.language),
        *lines_of(best, question.language, evidence, numbered=whole or ((order.count or 0) > 1 and not order.per_year)),
        *more_than_shown(best, question.language),
        *coverage(question, library, kept.facts),
        *exclusions(kept, question.language, evidence, done="compared"),
    ]
    facts = [grant.fact for grant in shown(best)]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(text),
        value=best[0].fact.amount_eur if len(best) == 1 else None,
        unit=Unit.EUR if len(best) == 1 else None,
        facts=stated(facts, evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
        table=ranking_table(facts, evidence),
    )


def _by_year(ordered: Sequence[Grant]) -> list[tuple[int, list[Grant]]]:
    """Return the sums of single years by year, each year's in the order given."""
    single = [grant for grant in ordered if grant.fact.year_from and grant.fact.year_to in {None, grant.fact.year_from}]
    by_year = sorted(single, key=lambda grant: grant.fact.year_from or 0)
    return [(year or 0, list(group)) for year, group in groupby(by_year, key=lambda grant: grant.fact.year_from)]


def _cut(ordered: Sequence[Grant], order: Order) -> list[Grant]:
    """Return as many as were asked for; sums that are equal to the last one belong to them too."""
    if order.place is not None:
        amounts = list(dict.fromkeys(grant.fact.amount_eur for grant in ordered))
        wanted = amounts[order.place - 1 : order.place]
        return [grant for grant in ordered if grant.fact.amount_eur in wanted]
    if order.count is None or order.count >= len(ordered):
        return list(ordered)
    edge = ordered[order.count - 1].fact.amount_eur
    return [g for g in ordered if (g.fact.amount_eur <= edge if order.least else g.fact.amount_eur >= edge)]


def _too_few(question: Question, library: Library, kept: Account, order: Order) -> Answer:
    """Say that a ranking has no such place."""
    evidence = Evidence(library.documents)
    german = question.language == "de"
    head = (
        f"Einen Betrag auf Platz {order.place} gibt es nicht; die Dokumente nennen dazu nur:"
        if german
        else f"There is no amount in place {order.place}; the documents only give:"
    )
    text = [head, *lines_of(kept.counted, question.language, evidence), *coverage(question, library, kept.facts)]
    return Answer(
        question=question.text,
        status=AnswerStatus.NOT_FOUND,
        text="\n".join(text),
        related_facts=stated(kept.facts, evidence),
        citations=evidence.citations,
    )


def _head(order: Order, best: Sequence[Grant], language: str) -> str:
    german = language == "de"
    many = len(best) > 1
    size = ("kleinste" if order.least else "größte") if german else ("smallest" if order.least else "largest")
    if order.per_year:
        return f"Der {size} Betrag jedes Jahres:" if german else f"The {size} amount of each year:"
    if order.place is not None:
        where = f"Platz {order.place}" if german else f"Place {order.place}"
        return (
            f"{where} ({'vom ' + size + 'n' if german else 'from the ' + size} Betrag an):"
            if german
            else (f"{where} from the {size} amount:")
        )
    if order.count is None:
        return f"Nach Betrag geordnet, {size} zuerst:" if german else f"In order of amount, {size} first:"
    if german:
        return f"Die {size}n Beträge:" if many else f"Der {size} Betrag:"
    return f"The {size} amounts:" if many else f"The {size} amount:"


def _ranked_recipients(question: Question, library: Library, kept: Account, order: Order) -> Answer:
    """Rank recipients by all they received together: "wer bekam insgesamt am meisten"."""
    by_recipient: dict[str, list[Grant]] = {}
    for grant in kept.counted:
        by_recipient.setdefault(grant.fact.recipient, []).append(grant)
    sums = {name: total(grant.fact.amount_eur for grant in own) for name, own in by_recipient.items()}
    sign = 1 if order.least else -1
    names = sorted(sums, key=lambda name: (sign * sums[name], name))
    amounts = list(dict.fromkeys(sums[name] for name in names))
    if order.place is not None:
        wanted = amounts[order.place - 1 : order.place]
    else:
        wanted = [sums[name] for name in names[: order.count]]
    best = [name for name in names if sums[name] in wanted]
    if not best:
        return _too_few(question, library, kept, order)
    language = question.language
    evidence = Evidence(library.documents)
    lines: list[str] = []
    rows = []
    for place, name in enumerate(best, start=1):
        lines.append(f"{place}. {name}: {wording.euros(sums[name], language)}")
        lines += [f"  {line}" for line in lines_of(by_recipient[name], language, evidence, most=None)]
        facts = [grant.fact for grant in by_recipient[name]]
        years = ", ".join(runs({year for fact in facts for year in fact.years}))
        markers = dict.fromkeys(marker for fact in facts for marker in evidence.proof(fact))
        rows.append(TableRow((name, years or None, None, sums[name]), tuple(markers)))
    one = len(best) == 1
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED,
        text="\n".join(
            [
                _IN_ALL_HEAD[language].format(_SIZE[language][order.least]),
                *lines,
                *coverage(question, library, kept.facts, (fact for _, fact in kept.left_out)),
                *exclusions(kept, language, evidence),
            ]
        ),
        value=sums[best[0]] if one else None,
        unit=Unit.EUR if one else None,
        facts=stated((grant.fact for name in best for grant in by_recipient[name]), evidence),
        related_facts=stated((fact for _, fact in kept.left_out), evidence),
        citations=evidence.citations,
        table=Table(TableKind.RANKING, RANKING_COLUMNS, tuple(rows)) if len(rows) > 1 else None,
    )


_SIZE = {"de": ("größte", "kleinste"), "en": ("largest", "smallest")}
_IN_ALL_HEAD = {
    "de": "Alle Beträge eines Empfängers zusammengezählt, {} Summe zuerst:",
    "en": "All amounts of a recipient added up, {} sum first:",
}
