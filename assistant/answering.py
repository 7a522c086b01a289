"""From question to answer: the whole way on one screen."""

from __future__ import annotations

import gc
import threading
import time
import unicodedata
from typing import TYPE_CHECKING, Any

from assistant.abbreviations import answer_abbreviation
from assistant.amounts import answer_amounts
from assistant.answer import Answer, AnswerStatus
from assistant.arithmetic import answer_arithmetic
from assistant.breakdowns import answer_breakdown
from assistant.changes import answer_changes
from assistant.checking import faults
from assistant.contradictions import answer_contradiction
from assistant.contrasting import answer_contrast
from assistant.conversation import standalone, standalone_text
from assistant.examples import examples
from assistant.followups import answer_follow_up
from assistant.language import detect_language
from assistant.library import Library
from assistant.meetings import answer_meeting
from assistant.officeholders import answer_who
from assistant.ownshares import answer_own_shares
from assistant.premises import correct_premise
from assistant.profile import answer_profile
from assistant.projects import answer_project_purpose, answer_projects
from assistant.purposes import answer_purpose, answer_told_projects
from assistant.quoting import answer_in_quotes
from assistant.scope import answer_out_of_scope
from assistant.sections import answer_section
from assistant.silence import not_found
from assistant.structure import answer_structure
from assistant.tabled_projects import answer_tabled_projects
from assistant.things import answer_things

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Question
    from assistant.said import Said
    from assistant.settings import Settings
    from index.store import Store

    Way = Callable[[Question, Library], Answer | None]

_WAYS: tuple[Way, ...] = (
    answer_out_of_scope,  # first: what is no question to documents must not be looked up in them
    answer_follow_up,  # before what would take its few words for a question of their own
    correct_premise,  # before any look-up, which would answer as if the premise held
    answer_profile,  # before its parts, each of which it names
    answer_changes,
    answer_section,  # before amounts, which a section may be asked about
    answer_breakdown,  # before sums and trends, of which it has the words
    answer_contrast,  # before arithmetic, which compares sums only
    answer_arithmetic,  # before plain amounts: "zusammen", "mehr als" say what to do with several
    answer_own_shares,
    answer_contradiction,
    answer_amounts,
    answer_abbreviation,  # before sentences, which use a short form far more often than they explain it
    answer_structure,
    answer_tabled_projects,  # before the lists of agreements, which give no sums
    answer_projects,
    answer_project_purpose,
    answer_who,
    answer_purpose,
    answer_meeting,
    answer_things,  # before sentences, which tell one of them at a time
    answer_told_projects,  # after the lists of agreements, which name projects as such
    answer_in_quotes,  # last: sentences answer whatever no structure does
)


class Assistant:
    """Answers questions about one store. Made once and shared; `answer` may be called from several threads."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.settings = settings
        self._embedder = settings.embedder()
        self._reading = threading.Lock()
        self._read(store)

    def _read(self, store: Store) -> None:
        # One assignment: a question in another thread sees the old state or the new.
        self._store_and_library = store, Library(store, self.settings.retriever(store, self._embedder))

    @property
    def store(self) -> Store:
        """The store in the state that answers look at."""
        return self._store_and_library[0]

    @classmethod
    def open(cls, settings: Settings) -> Assistant:
        """Open the store that the settings name. Raises `index.StoreError` with one sentence where that fails."""
        return cls(settings.open_store(embedder_name=settings.embedder().name), settings)

    @property
    def library(self) -> Library:
        """What answers may look at, read anew when a run has changed the store; others answer on meanwhile."""
        if not self.store.is_current and self._reading.acquire(blocking=False):
            try:
                self._read(self.store.reopened())
                gc.collect()  # the library before refers to itself; its state is kept on disk until it is gone
            finally:
                self._reading.release()
        return self._store_and_library[1]

    def answer(
        self, question: str, history: Sequence[dict[str, Any]] | None = None, *, without: Sequence[Said] = ()
    ) -> Answer:
        """Answer a question in the light of a conversation.

        `history` holds the turns before, oldest first: `{"role": "user" or "assistant", "content": str}`. Every
        question gets an answer; what can't be one (nothing, far too long) gets status `error` and a sentence.
        `without` names what the question is to be answered without, as if it had not said it or taken it from the
        turns before; a user's turn in `history` may hold the same as "without": `[{"slot", "value"}]`.
        """
        started = time.perf_counter()
        words = plain(question)
        answer = self._refusal(words) or self._answered(words, history or [], without)
        return answer.with_(question=question, seconds=time.perf_counter() - started)

    def _refusal(self, words: str) -> Answer | None:
        language = detect_language(words[:500])
        limit = self.settings.max_question_characters
        if not words:
            text = "Bitte stellen Sie eine Frage, zum Beispiel: Wie viel bekam Kassel 2020? (Please ask a question.)"
        elif len(words) > limit:
            text = (
                f"Die Frage hat {len(words)} Zeichen; bitte kürzen Sie sie auf höchstens {limit}."
                if language == "de"
                else f"The question has {len(words)} characters; please shorten it to {limit} at most."
            )
        else:
            return None
        return Answer(question=words, status=AnswerStatus.ERROR, text=text, language=language)

    def _answered(self, words: str, history: Sequence[dict[str, Any]], without: Sequence[Said]) -> Answer:
        library = self.library
        question = standalone(words, history, library, without=without)
        answer = next(answer for way in _WAYS if (answer := way(question, library)))
        if faults(answer, question, library.documents):
            answer = not_found(question, library)
        return answer.with_(
            language=question.language,
            standalone_question=standalone_text(question, bool(history), words),
            understood=question.understood(),
        )

    def examples(self, language: str) -> list[str]:
        """Return questions to begin with, in German ("de") or English ("en"), that this store can answer."""
        return examples(self.library, language)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def plain(text: str) -> str:
    """Return a question without control characters and with single blanks, in NFC."""
    kept = "".join(
        " " if unicodedata.category(character) == "Cc" else character
        for character in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in {"Cf", "Cs", "Co"}).split())
