"""The year of the money: not every year in a sentence is it.

Words nearest the amount win: "für das Jahr 2020", "Budget 2023", "2012 bis 2015" in the clause; then the section's
title, the headline, "in diesem Jahr" against the document's date, the agreement's year, and last, with less trust,
the date of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from corpus.document import BlockKind, DocumentKind, Span
from corpus.extraction.clauses import clause_at, split_clauses
from corpus.extraction.comparing import compares
from corpus.extraction.days import date_span, day_before, of_decision, of_former_notice, of_notices, of_own_notice
from corpus.extraction.durations import NO_START, duration_of, has_duration
from corpus.extraction.labelled_years import is_fund_period, labelled_years
from corpus.extraction.marked import TABLE, inside
from corpus.extraction.period import UNKNOWN, UNKNOWN_DAY, Period
from corpus.extraction.relative_years import against_day, told_on
from corpus.extraction.reporting import is_account
from corpus.extraction.taking_back import taken_back

if TYPE_CHECKING:
    from corpus.dates import YearMention
    from corpus.extraction.clauses import Clause
    from corpus.extraction.marked import Marked
    from corpus.extraction.recipients import Cast, Statement
    from corpus.money import Amount

__all__ = ["UNKNOWN", "Period", "period_of_context", "year_of"]

# Years that tell when something else happened or what something is called.
_OTHER_BEFORE = re.compile(
    r"(?:seit|gegründet|gegründete[nr]?|erbaut|eröffnet|eingeweiht|errichtet|Baujahr|geboren|founded|"
    r"since|built|established|opened|Stand:?|Beschluss\w* (?:vom|von)|"
    r"Gesetz(?:es)? (?:vom|von)|Fassung (?:vom|von)|Wahl|Wahlen|Olympi\w+|Agenda|Horizont|Vision|"
    r"Strategie|Leitbild|Ziel|bereits|schon|zuletzt|Jahrgang|aus dem Jahr|aus den Jahren|"
    r"from the year)"
    r"\s+(?:dem\s+Jahr(?:e)?\s+|im\s+Jahr\s+|in\s+|Ende\s+|Anfang\s+|Mitte\s+|about\s+|the\s+year\s+)?$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"\s*(?:gegründet|eröffnet|erbaut|eingeweiht|errichtet|beschlossen|verabschiedet|geboren|"
    r"ins Leben gerufen|gestartet|founded|opened|built)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:\w*bericht|\w*bilanz|\w*abrechnung|report|für|in|im|for|of|bis|ab|von|zwischen|budget\w*|jahr\w*|jahre\w*|haushalt\w*|programm\w*|"
    r"periode|zeitraum\w*|förder\w+|AQB|year|years|Ende|Anfang|Mitte|einschließlich|until|from)\W+"
    r"(?:den\s+Jahren\s+|die\s+Jahre\s+|das\s+Jahr\s+|dem\s+Jahr\s+|Jahr\s+|Jahre[n]?\s+|"
    r"the\s+years?\s+|year\s+|the\s+)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:bis|bis\s+(?:zum\s+)?(?:Ende|Jahr|Jahresende|einschließlich|ins Jahr)(?:\s+des\s+Jahres)?|"
    r"until|through|by|by the end of)\s+(?:zum\s+|Jahr\s+|the\s+)*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[„“\"»][^„“\"»«”]*$")


def year_of(cast: Cast, statement: Statement, amount: Amount) -> Period:
    """Return the year or period of an amount in a sentence."""
    marked = cast.marked
    if noticed := of_own_notice(marked, amount):
        return noticed
    own = statement.clause(amount)
    candidates = [
        y
        for y in inside(marked.years, statement.span)
        if _is_of_money(marked.text, y) and not _is_of_rest(marked.text, y, amount)
    ]
    if beside := _beside_named(cast, statement, amount, candidates):
        return beside
    near = _nearest(marked, statement, amount, [y for y in candidates if own.holds(y.start)]) or _nearest(
        marked, statement, amount, [y for y in candidates if not _is_told_aside(marked, statement, y)]
    )
    lasting = duration_of(cast, statement)
    if lasting and (near is None or near.year_from == near.year_to == lasting.year_from):
        return lasting
    if near and not _bracketed_elsewhere(marked.text, near, amount):
        return _period(marked, near, 1.0 if own.holds(near.start) else 0.95)
    return _unsaid(cast, statement, amount)


def _beside_named(cast: Cast, statement: Statement, amount: Amount, named: list[YearMention]) -> Period | None:
    """Return the year before or after the one that the sentence, or one just before it, names for another sum."""
    earlier = islice(cast.sentences_before(statement.span, same_block=True), _NEAR_SENTENCES)
    with_sums = [span for span in earlier if inside(cast.marked.amounts, span)]
    before = [y for span in with_sums[:1] for y in inside(cast.marked.years, span) if _is_of_money(cast.marked.text, y)]
    found = told_on(cast.marked, statement, amount, [*before, *named])
    if found is None:
        return None
    year, offset = found
    return Period(year.year_from + offset, year.year_to + offset, 0.95, Span(year.start, year.end))


_RELATIVE_CLAUSE = re.compile(r",\s*(?:der|die|das|dem|denen|deren|dessen|who|which)\b")


def _is_told_aside(marked: Marked, statement: Statement, year: YearMention) -> bool:
    """Say whether a year tells of somebody in a relative clause: "Halberstadt, das 2022 leer ausgegangen war, …"."""
    clause = clause_at(statement.clauses, year.start)
    opens = _RELATIVE_CLAUSE.match(marked.text, clause.start)
    return clause.subordinate and opens is not None and not any(clause.holds(a.start) for a in statement.amounts)


def _unsaid(cast: Cast, statement: Statement, amount: Amount) -> Period:
    """Return the years of an amount whose sentence names none: by relative words, days, the sum it is part of."""
    marked, own = cast.marked, statement.clause(amount)
    base = marked.document.date.year if marked.document.date else marked.document.year
    said = against_day(marked, statement, amount)
    if said and base:
        offset, where = said
        return Period(base + offset, base + offset, 0.95, where)
    span = (
        _day_span(marked, statement)
        or of_former_notice(marked, statement, amount)
        or _of_return(marked, statement, amount)
        or _since(marked, own, base)
        or _of_whole(cast, statement, amount)
        or of_notices(marked, statement)
        or of_decision(marked, own)
        or day_before(marked, own)
    )
    if span:
        return UNKNOWN_DAY if said and span.year_from is None else span
    found = period_of_context(cast, statement.span)
    if said and found.year_from is None:
        return UNKNOWN_DAY
    if has_duration(marked, statement) and found.year_from == found.year_to:
        return replace(found, confidence=min(found.confidence, NO_START))
    return found


def _of_return(marked: Marked, statement: Statement, amount: Amount) -> Period | None:
    """Return the year in which a sum was claimed back, where the sentence behind says so and when."""
    behind = taken_back(marked.text, statement, amount)
    years = inside(marked.years, behind) if behind else []
    if len(years) != 1 or years[0].year_from != years[0].year_to:
        return None
    return Period(years[0].year_from, years[0].year_to, 0.93, Span(years[0].start, years[0].end))


_OF_WHOLE = re.compile(
    r"\b(?:[Dd]avon|[Hh]iervon|[Dd]arunter|[Dd]araus|[Ww]ovon|[Dd]arin|[Oo]f (?:this|these|which|that)|[Ii]ncluding)\b|"
    r"\b(?:[Vv]on|[Aa]us) (?:diese[rmn]|de[rnm]) (?:\w+)?"
    r"(?:[Ss]umme|[Bb]etrag|[Mm]itteln|[Gg]eld|[Zz]uschuss|[Ff]örderung)\b|"
    r"\b(?:[Dd]er|[Dd]en|[Dd]em) (?:Eigenanteil|Rest(?:betrag)?)\b|\b[Oo]wn share\b"
)
"""What makes a sum part of the one stated before, or what is paid beside it: it is for the same years."""


_ADDED = re.compile(
    r"^\W*(?:(?:[Hh]inzu|[Dd]azu|[Oo]bendrauf)\s+k(?:omm|am)|[Zz]usätzlich|[Aa]ußerdem|[Dd]arüber hinaus|"
    r"[Ww]eitere[nr]?\b|"
    r"[Ii]n addition|[Aa]dditionally|[Oo]n top\b|[Aa] further|[Aa]nother)"
)
"""What opens a sentence that adds a sum to the one before: it is for the same years, also in the next paragraph."""


def _of_whole(cast: Cast, statement: Statement, amount: Amount) -> Period | None:
    """Return the period of the sum before for "Davon gingen …" and "Hinzu kommen …"."""
    words = cast.marked.text[statement.span.start : amount.start]
    added = bool(_ADDED.search(words))
    if not added and not _OF_WHOLE.search(words):
        return None
    near = islice(cast.sentences_before(statement.span, same_block=not added), _NEAR_SENTENCES if added else None)
    for earlier in map(cast.statement, near):
        if earlier.amounts:
            found = year_of(cast, earlier, earlier.amounts[0])
            return replace(found, confidence=min(found.confidence, 0.95))
    return None


_NEAR_SENTENCES = 3
"""How far before an added sum the one can stand that it is added to."""


_SINCE = re.compile(r"\b(?:[Ss]eit|[Ss]ince)\s+(?:dem Jahr |Ende |Anfang )?(?P<year>(?:19|20)\d\d)\b")
_RECEIVED = re.compile(
    r"erhalten|bekommen|geflossen|bewilligt|ausgezahlt|bereitgestellt|investiert|received|granted|paid"
)


def _since(marked: Marked, clause: Clause, base: int | None) -> Period | None:
    """Read "seit 2014 haben … 130 Millionen Euro erhalten": from that year to the document's."""
    words = clause.words(marked.text)
    match = _SINCE.search(words)
    if match is None or base is None or clause.subordinate or not _RECEIVED.search(words):
        return None
    year = next((y for y in marked.years if clause.holds(y.start) and y.text == match["year"]), None)
    return Period(int(match["year"]), base, 0.9, Span(year.start, year.end)) if year else None


_GOT_ALREADY = re.compile(
    r"\b(?:bekam|erhielt|hatte|wurde)(?:en|n)?\s+(?:\w+\s+){0,2}(?:schon|bereits)\s+(?:im Jahr\s+)?$", re.IGNORECASE
)
_ASKED_IN = re.compile(r"\b(?:\w*[Aa]ntrag|Anträge)\b[^.;,]{0,60}\baus dem Jahre?\s+$")
"""Words before a year that tell when the money came or was asked for: "bekam schon 2023", "ein Antrag aus dem Jahr"."""


_ALREADY = re.compile(r"\b(?:[Bb]ereits|[Ss]chon)\s+(?:im Jahr\s+)?$")
_HAS_GOT = re.compile(
    r"\s(?:hat|haben|hatten?|wurden?|sind|waren)\b(?:(?![.;!?]\s)[\s\S]){0,220}?\d\s*"
    r"(?:Euro|€|EUR|Mio\.?|Millionen)(?: Euro)?\s"
    r"(?:erhalten|bekommen|bewilligt|gewährt|ausgezahlt|geflossen)\b"
)


def _has_got(text: str, year: YearMention) -> bool:
    """Say whether a sentence opens with when the money came: "Bereits 2020 hat der Kreis 411.300 Euro erhalten"."""
    return bool(_ALREADY.search(text, max(0, year.start - 20), year.start) and _HAS_GOT.match(text, year.end))


def _is_of_money(text: str, year: YearMention) -> bool:
    before = text[max(0, year.start - 45) : year.start]
    told = (
        _GOT_ALREADY.search(before)
        or _has_got(text, year)
        or _ASKED_IN.search(text[max(0, year.start - 110) : year.start])
    )
    if (_OTHER_BEFORE.search(before) and not told) or _OTHER_AFTER.match(text, year.end):
        return False
    # A year inside a quoted name belongs to the name: „Bündnis für Ausbildung 2020 bis 2024“.
    return not (
        _QUOTED.search(text[max(0, year.start - 120) : year.start])
        and re.match(r"[^„“\"»]{0,80}[“\"«”]", text[year.end : year.end + 90])
    )


def _is_of_rest(text: str, year: YearMention, amount: Amount) -> bool:
    """Say whether a year behind an amount is that of what is left: "400.000 Euro, der Rest folgt 2024"."""
    return year.start > amount.end and bool(_REST.search(text[amount.end : year.start]))


_REST = re.compile(r"[,;.]\s*(?:und\s+)?(?:der|den|die|das|the)\s+(?:Rest\w*|restliche\w*|übrige\w*|rest|remainder)\b")


def _bracketed_elsewhere(text: str, year: YearMention, amount: Amount) -> bool:
    """Say whether a year in brackets belongs to another amount: "1,2 Millionen Euro (2019: 1,1 Millionen Euro)"."""
    opened = text.rfind("(", max(0, year.start - 60), year.start)
    closed = text.find(")", year.end, year.end + 80)
    return (
        opened >= 0
        and closed >= 0
        and not opened < amount.start < closed
        and ")" not in text[opened : year.start]
        and re.search(r"\d.*(?:Euro|EUR|€|Mio)", text[year.end : closed]) is not None
    )


def _is_parted(text: str, year: YearMention, amount: Amount) -> bool:
    """Say whether a semicolon stands between a year and an amount: what follows it is said of something else."""
    return ";" in text[min(year.end, amount.end) : max(year.start, amount.start)]


def _nearest(marked: Marked, statement: Statement, amount: Amount, years: list[YearMention]) -> YearMention | None:
    """Return the year that stands with an amount: on its own side of the neighbouring amounts where each has one."""
    years = [y for y in years if not _bracketed_elsewhere(marked.text, y, amount)]
    years = [y for y in years if not _is_parted(marked.text, y, amount)] or years
    if not years:
        return None
    amounts = statement.amounts
    if len(amounts) > 1 and len(years) > 1:
        at = amounts.index(amount)
        start = amounts[at - 1].end if at else statement.span.start
        end = amounts[at + 1].start if at + 1 < len(amounts) else statement.span.end
        before = [y for y in years if start <= y.start < amount.start]
        after = [y for y in years if amount.end <= y.start < end]
        first_before = any(y.start < amounts[0].start for y in years)
        sides = (before, after) if first_before else (after, before)
        for side in sides:
            if side:
                return min(side, key=lambda y: abs(y.start - amount.start))
    signalled = [y for y in years if _MONEY_BEFORE.search(marked.text[max(0, y.start - 40) : y.start])]
    return min(signalled or years, key=lambda y: abs(y.start - amount.start))


def _period(marked: Marked, year: YearMention, confidence: float) -> Period:
    before = marked.text[max(0, year.start - 30) : year.start]
    where = Span(year.start, year.end)
    if year.year_from == year.year_to and _UNTIL.search(before):
        base = marked.document.date.year if marked.document.date else marked.document.year
        return Period(base if base and base <= year.year_to else year.year_to, year.year_to, confidence, where)
    return Period(year.year_from, year.year_to, confidence, where)


def _day_span(marked: Marked, statement: Statement) -> Period | None:
    """Read "vom 1. Januar 2021 bis 31. Dezember 2022"; a single day only says when something happened."""
    days = inside(marked.dates, statement.span)
    for first, second in pairwise(days):
        if re.fullmatch(r"\s*(?:bis(?:\s+zum)?|–|-|to|until)\s*", marked.text[first.end : second.start]):
            return Period(first.date.year, second.date.year, 0.95, Span(first.start, second.end))
    return None


def period_of_context(cast: Cast, span: Span) -> Period:
    """Return the period that the surroundings of a span give, from the nearest to the farthest."""
    marked = cast.marked
    for section in sorted(marked.document.sections, key=lambda s: -s.start):
        if section.start <= span.start < section.end:
            found = _first(marked, Span(section.start, section.body_start))
            if found:
                return _period(marked, found, 0.95)
    around = (
        (_item_before(marked, span), 0.95),
        (_intro(marked, span), 0.95),
        (_question(marked, span), 0.95),
        (marked.headline if _is_below_headline(marked, span) else None, 0.93),
    )
    for where, confidence in around:
        found = _first(marked, where) if where else None
        if found:
            return _period(marked, found, confidence)
    term = _term(cast) or labelled_years(marked)
    if term:
        return term
    if marked.document.kind is DocumentKind.AGREEMENT and marked.document.year:
        return Period(marked.document.year, marked.document.year, 0.9, _year_span(marked, marked.document.year))
    lead = _lead_year(marked, cast, span)
    if lead and not _is_of_other_item(marked, span, lead.where):
        return lead
    base = marked.document.date.year if marked.document.date else marked.document.year
    later = is_account(marked)
    return Period(base, base, 0.5 if later else 0.8, date_span(marked)) if base else UNKNOWN


def _is_below_headline(marked: Marked, span: Span) -> bool:
    """Say whether the headline is the whole text's, and not the title of a subsection ("3.1") that ends above."""
    top = marked.headline
    if top is None or not _SUBSECTION.match(marked.text, top.start, top.end):
        return True
    return not any(top.end <= s.start <= span.start and s.label for s in marked.document.sections)


_SUBSECTION = re.compile(r"\d+\.\d+\.?\s")


_TERM = re.compile(
    r"\b(?:(?:Bewilligungs|Zuwendungs|Förder|Durchführungs|Maßnahmen?|Projekt|Leistungs)zeitraum|(?:Projekt|Vertrags)?[Ll]aufzeit|"
    r"(?:Vorhaben|Maßnahme|Projekt)\w* (?:beginnt|läuft|wird durchgeführt)|"
    r"(?:funding|grant|project|approval|eligibility) period|(?:grant|project|agreement) (?:runs|lasts)|[Dd]uration)\b"
)
_FUNDS = re.compile(r"\b(?:Förder|Programm|Struktur(?:fonds)?)(?:periode|planungsperiode)")
_TO_DAY = re.compile(r"\b(?:bis|endet|enden|–|-|until|to|ends?|through)\b|[–-]", re.IGNORECASE)


def _term(cast: Cast) -> Period | None:
    """Return the years for which the only grant of a contract or notice is given: its "Bewilligungszeitraum"."""
    marked = cast.marked
    found: dict[tuple[int, int], Span] = {}
    rows = [Span(b.start, b.end) for b in marked.blocks if b.kind in TABLE]
    for sentence in (*marked.sentences, *rows):
        words = marked.text[sentence.start : sentence.end]
        named = _TERM.search(words)
        if named is None:
            continue
        named_years = [y for y in inside(marked.years, sentence) if not is_fund_period(marked, y)]
        years = [(y.year_from, y.year_to) for y in named_years]
        years += [(d.date.year, d.date.year) for d in inside(marked.dates, sentence)]
        first, last = (min(y[0] for y in years), max(y[1] for y in years)) if years else (0, 0)
        if (
            years
            and (len(years) > 1 or first < last)
            and not _FUNDS.search(words)
            and _TO_DAY.search(words, named.end())
            and last - first <= _FAR
        ):
            found[first, last] = sentence
    if len(found) != 1:
        return None
    ((first, last), where) = next(iter(found.items()))
    return Period(first, last, 0.92, where)


def _lead_year(marked: Marked, cast: Cast, span: Span) -> Period | None:
    """Return the year that the lead states for the money ("Ausbildungsbudget 2014"): it holds for all below."""
    for sentence in cast.lead[:3]:
        if sentence.start >= span.end and inside(marked.amounts, sentence):
            continue  # what a later sentence tells is of its own sum
        for year in inside(marked.years, sentence):
            if compares(marked, sentence, year.year_to) or is_fund_period(marked, year):
                continue  # told beside this year's sum: nothing else is of that year
            before = marked.text[max(0, year.start - 45) : year.start]
            aside = _is_horizon(marked, year) or _REST.search(marked.text[sentence.start : year.start])
            if _is_of_money(marked.text, year) and _MONEY_BEFORE.search(before) and not aside:
                return _period(marked, year, 0.88)
    return None


def _first(marked: Marked, span: Span) -> YearMention | None:
    years = (y for y in inside(marked.years, span) if _is_of_money(marked.text, y) and not _is_aside(marked, y))
    return next((y for y in years if not _is_horizon(marked, y) and not is_fund_period(marked, y)), None)


_ITEM = re.compile(r"\W*(?:TOP|Tagesordnungspunkt|Zu Punkt|Beschluss|[IVX]+\.|\d{1,2}[.)])\s*\d*\b", re.IGNORECASE)


def _is_of_other_item(marked: Marked, span: Span, where: Span | None) -> bool:
    """Say whether a heading or an agenda's item parts a sum from the lead's year: that is then another matter's."""
    if where is None:
        return False
    between = [b for b in marked.blocks if where.end <= b.start < span.start and b.end - b.start < _LINE]
    return any(b.kind is BlockKind.HEADING or _ITEM.match(marked.text[b.start : b.end]) for b in between)


def _is_aside(marked: Marked, year: YearMention) -> bool:
    """Say whether a year stands in a relative clause or in brackets: "das 2022 leer ausgegangen war"."""
    sentence = marked.sentence_at(year.start)
    if sentence is None:
        return False
    opened = marked.text.rfind("(", sentence.start, year.start)
    if opened >= 0 and ")" not in marked.text[opened : year.start]:
        return True
    return clause_at(split_clauses(marked.text, sentence), year.start).subordinate


_FAR = 7
"""Years: what ends later than that after the document's day is a goal, not the period of one grant."""


def _is_horizon(marked: Marked, year: YearMention) -> bool:
    """Say whether a year around an amount is a strategy's aim: "klimaneutral bis 2040", "Radverkehrsplan 2023–2040"."""
    base = marked.document.date.year if marked.document.date else marked.document.year
    return base is not None and year.year_to - base > _FAR


def _intro(marked: Marked, span: Span) -> Span | None:
    """Return the paragraph that introduces a list, for an item of it, or the sentences before in the same paragraph."""
    blocks = marked.blocks
    at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), None)
    if at is None:
        return None
    if blocks[at].kind is not BlockKind.LIST_ITEM:
        return Span(blocks[at].start, span.start) if span.start > blocks[at].start else None
    before = next((b for b in reversed(blocks[:at]) if b.kind is not BlockKind.LIST_ITEM), None)
    return Span(before.start, before.end) if before else None


def _item_before(marked: Marked, span: Span) -> Span | None:
    """Return what stands before a sentence in its own list item: "**2023:** Beton ist teurer geworden. …"."""
    block = marked.block_at(span.start)
    own = block is not None and block.kind is BlockKind.LIST_ITEM and block.start < span.start
    return Span(block.start, span.start) if own and block else None


def _question(marked: Marked, span: Span) -> Span | None:
    """Return the question or numbered line right above a paragraph, which answers it: "2) Wie war es 2023?"."""
    blocks = marked.blocks
    at = next((i for i, b in enumerate(blocks) if b.start <= span.start < b.end), None)
    above = blocks[at - 1] if at else None
    if above is None or above.end - above.start > _LINE or blocks[at or 0].kind is BlockKind.LIST_ITEM:
        return None
    words = marked.text[above.start : above.end].rstrip(" *_")
    asks = words.endswith(("?", ":")) or re.match(r"\W*\d{1,2}[.)]\s", words)
    return Span(above.start, above.end) if asks else None


_LINE = 160
"""Characters: a question or a list's title is no longer."""


def _year_span(marked: Marked, year: int) -> Span | None:
    mention = next((y for y in marked.years if y.year_from <= year <= y.year_to), None)
    return Span(mention.start, mention.end) if mention else None
