"""Who got nothing: no document says so; of a closed set, those can be named for whom none gives an amount."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant import wording
from assistant.asking import set_grants
from assistant.coverage import closed_set
from assistant.silence import not_found

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.library import Library
    from assistant.question import Question

_NOTHING = re.compile(
    r"\bkein(?:e|en|erlei)?\s+(?:\w+\s+)?(?:geld|mittel|fördermittel|förderung|zuschuss|zuschüsse|zuwendung\w*|"
    r"euro|cent|bewilligung)|\bnichts\b|\bleer (?:aus\b|ausgegangen|ausging\w*)|"
    r"\bno (?:money|funding|funds|grants?)\b|\bnothing\b|"
    r"\b(?:did not|didn['’]?t|have not|haven['’]?t) (?:get|got|receive|received)\b|"
    r"\bwithout (?:any )?(?:money|funding)\b|"
    r"\bnicht (?:gefördert|bedacht)\b|\bnot funded\b",
    re.IGNORECASE,
)


def asks_for_nothing(question: Question) -> bool:
    """Tell whether a question asks who got no money."""
    return bool(_NOTHING.search(question.text))


def answer_absence(question: Question, library: Library) -> Answer:
    """Say that the documents don't tell who got nothing, and for which members of a closed set they give no amount."""
    found = [grant.fact for grant in set_grants(question, library)]
    closed = closed_set(question, library, found)
    language = question.language
    text = (
        "Wer kein Geld bekam, sagen die Dokumente nicht."
        if language == "de"
        else "The documents do not say who received no money."
    )
    if closed:
        names = wording.listed(sorted(closed.members - {fact.recipient for fact in found}), language)
        text += f" Keinen Betrag nennen sie für {names}." if language == "de" else f" They give no amount for {names}."
        text += f" {closed.sentence(found, language)}"
    return not_found(question, library, text)
