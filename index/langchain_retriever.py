"""The hybrid search as a LangChain retriever, for other programs. The only module of the index that needs LangChain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.filters import Filters  # noqa: TC001 (pydantic reads the field's type when the class is made)
from index.retrieval import Retriever  # noqa: TC001 (pydantic reads the field's type when the class is made)

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun


class HybridRetriever(BaseRetriever):
    """Returns passages as LangChain documents.

    Their metadata are source, document_id, passage_id, section, page (from 1), start and end (characters of the
    document's text), score (0 to 1), rank (from 1), found_by, and versions: sources of other documents
    that say the same, the newest first. `filters` limits the documents; `gather` joins and folds as in
    `Retriever.search`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    top_k: int = 10
    language: str = "de"
    filters: Filters | None = None
    gather: bool = True

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (LangChain hands it to every retriever)
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                id=hit.passage.passage_id,
                page_content=hit.passage.text,
                metadata={
                    "source": hit.passage.source,
                    "document_id": hit.passage.document_id,
                    "passage_id": hit.passage.passage_id,
                    "section": hit.passage.section,
                    "page": hit.passage.page,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                    "rank": hit.rank,
                    "found_by": list(hit.found_by),
                    "versions": [version.source for version in hit.versions],
                },
            )
            for hit in self.retriever.search(query, self.top_k, self.language, filters=self.filters, gather=self.gather)
        ]
