"""What a recipient adds to its own grant: "Die Stadt steuert 15.000 Euro bei", "Der Kreis beteiligt sich mit …".

The same words tell a grant where somebody else than the recipient adds the sum, so who adds is compared with whom the
text around is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.document import RecipientKind
from corpus.extraction.grammar import Function

if TYPE_CHECKING:
    from corpus.extraction.recipients import Cast, Statement
    from corpus.money import Amount

_ADDS = re.compile(
    r"\b(?:steuer(?:t|te|n|ten)\b.*\bbei|(?:leg(?:t|te|en|ten)|gibt|gab|geben)\b.*\b(?:dazu|drauf|hinzu)|"
    r"schie(?:ßt|ßen)\b.*\bzu|beteilig(?:t|te|en|ten) sich\b.*\bmit|sich\b.*\bmit\b.*\bbeteilig\w*|"
    r"(?:adds|contributes)\b)(?!\w)",
    re.DOTALL,
)


def adds_own(cast: Cast, statement: Statement, amount: Amount) -> bool:
    """Say whether the one whom the surroundings make the recipient adds a sum itself."""
    clause = statement.clause(amount)
    if not _ADDS.search(clause.words(cast.marked.text)):
        return False
    here = [r for r in statement.relations if clause.holds(r.participant.start)]
    if any(
        r.participant.gives or (r.participant.kind is RecipientKind.BODY and r.function is Function.RECIPIENT)
        for r in here
    ):
        return False
    if _body_near(cast, statement):
        return False  # it may be the club's grant to which the town adds
    adding = next((r for r in here if r.participant.is_local and r.participant.start < amount.start), None)
    who = cast.resolved(adding, statement) if adding else None
    return who is not None and who.name == cast.context_recipient(statement.span).name


def _body_near(cast: Cast, statement: Statement) -> bool:
    """Say whether the paragraph names a body of its own, or speaks of "der Verein", before a sentence ends."""
    block = cast.marked.block_at(statement.span.start)
    start = block.start if block else statement.span.start
    near = (one for one in cast.everyone if start <= one.start < statement.span.end)
    return any(one.kind is RecipientKind.BODY and not one.gives for one in near)
