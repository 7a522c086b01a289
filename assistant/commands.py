"""The commands: `belegt index | publish | ask | search | show | status | evaluate | chat`.

Each returns its exit status, or raises what `assistant.cli` turns into a sentence. Each imports what it needs itself,
so that help comes at once.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.terminal import (
    json_of_document,
    json_of_hit,
    lines_about,
    lines_of_answer,
    lines_of_hit,
    lines_of_plan,
    progress,
    say,
    show,
    show_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answering import Assistant
    from assistant.settings import Settings
    from index import Failure, Store

type_path = click.Path(path_type=Path)
DONE, SOME_FAILED = 0, 1


def _store_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--store", type=type_path, metavar="DIR", help="Folder of the store (else BELEGT_STORE or your data folder)."
    )(command)


def _json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else, on standard output.")(
        command
    )


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="belegt", message="%(prog)s %(version)s")
def belegt() -> None:
    """Answer questions about public funding documents, every figure with the words it stands in."""


@belegt.command()
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER_OR_FILE…")
@click.option("--dry-run", is_flag=True, help="Say what would be read, changed and removed, and do nothing.")
@_store_option
@_json_option
def index(paths: tuple[str, ...], store: Path | None, *, dry_run: bool, as_json: bool) -> int:
    """Make the store hold exactly what these folders, files and web addresses hold."""
    settings = _settings(store)
    if dry_run:
        return _plan(paths, settings, as_json=as_json)
    from assistant.progress import indexing_progress
    from index import synchronise

    dictionary = settings.open_dictionary(build=True)
    with indexing_progress() as report:
        done = synchronise(
            paths,
            settings.store,
            settings.embedder(),
            limits=settings.reading_limits(),
            fetch_seconds=settings.fetch_seconds,
            process_limits=settings.process_limits(),
            report=report,
            glosser=settings.glosser(dictionary),
        )
    _name_failures(done.failed)
    if as_json:
        show_json(done.to_json())
    else:
        show(
            f"{done.documents} documents, {done.passages} passages, {done.facts} facts: {done.added} added, "
            f"{done.changed} changed, {done.unchanged} unchanged, {done.removed} removed, {len(done.failed)} failed, "
            f"in {done.seconds:.1f} seconds."
        )
    if settings.chroma:
        say(f"{settings.chroma} holds what was published before: `belegt publish` brings it up to date.")
    return SOME_FAILED if done.failed else DONE


@belegt.command()
@_store_option
@_json_option
def publish(store: Path | None, *, as_json: bool) -> None:
    """Send what the store's folder holds to the Chroma server of BELEGT_CHROMA, for all who read from there."""
    settings = _settings(store)
    if not settings.chroma:
        raise click.UsageError("BELEGT_CHROMA names no server: set it, for example to http://host:8000.")
    from index import Store
    from index.publishing import publish as send
    from index.states import writing

    with closing(Store.open(settings.store)) as opened, writing(settings.store), progress("Publishing") as bar:
        done = send(opened, settings.chroma, bar)
    if as_json:
        show_json(asdict(done))
    else:
        show(f"{done.sent} documents sent, {done.removed} removed: {settings.chroma} is at state {done.state}.")


def _plan(paths: tuple[str, ...], settings: Settings, *, as_json: bool) -> int:
    from index import plan

    planned = plan(
        paths,
        settings.store,
        settings.embedder(),
        limits=settings.reading_limits(),
        fetch_seconds=settings.fetch_seconds,
        process_limits=settings.process_limits(),
        glosser=settings.glosser(settings.open_dictionary()),
    )
    _name_failures(planned.failed)
    if as_json:
        show_json(planned.to_json())
    else:
        show(lines_of_plan(planned))
    return SOME_FAILED if planned.failed else DONE


def _name_failures(failed: Sequence[Failure]) -> None:
    for failure in failed:
        say(f"{failure.source}: {failure.reason.removeprefix(failure.source).lstrip(': ')}")


@belegt.command()
@click.argument("question", required=False)
@click.option("--batch", type=type_path, metavar="FILE", help="Answer each line of a JSONL file (- is standard input).")
@_store_option
@_json_option
def ask(question: str | None, batch: Path | None, store: Path | None, *, as_json: bool) -> int:
    """Answer a question from the documents, with citations."""
    if (question is None) == (batch is None):
        raise click.UsageError("Give either a question or --batch FILE.", click.get_current_context())
    if batch is not None:
        return _ask_batch(batch, store, as_json=as_json)
    with closing(_assistant(store)) as assistant:
        answer = assistant.answer(question or "")
    if as_json:
        show_json(answer.to_json())
    else:
        show(lines_of_answer(answer))
    if answer.status == "error":
        say(f"The question was not answered: {answer.text}")
        return SOME_FAILED
    return DONE


def _ask_batch(batch: Path, store: Path | None, *, as_json: bool) -> int:
    from assistant.batch import answer_lines

    failed = False
    with click.open_file(str(batch), "rb") as lines, closing(_assistant(store)) as assistant:
        for number, answer in answer_lines(assistant, lines):
            if as_json:
                show_json(answer)
            else:
                show(f"{answer['question']}\n{answer['answer']}\n")
            if answer["status"] == "error":
                say(f"{batch}, line {number}: {answer['answer']}")
                failed = True
    return SOME_FAILED if failed else DONE


@belegt.command()
@click.argument("query")
@click.option(
    "--top-k", type=click.IntRange(1, 1000), default=10, metavar="N", show_default=True, help="How many passages."
)
@click.option(
    "--document", "documents", multiple=True, metavar="SOURCE", help="Only of documents with this in their source."
)
@click.option(
    "--recipient", "recipients", multiple=True, metavar="NAME", help="Only of documents about this recipient."
)
@click.option("--year", "years", multiple=True, type=int, metavar="YEAR", help="Only of documents about this year.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["agreement", "press_release", "other"]),
    help="Only of documents of this kind.",
)
@click.option(
    "--all-versions", is_flag=True, help="Show the same text of several documents as often as it stands there."
)
@_store_option
@_json_option
def search(query: str, top_k: int, store: Path | None, *, all_versions: bool, as_json: bool, **limits: Any) -> None:
    """Find passages, the best first; options may be given several times."""
    settings = _settings(store)
    from assistant.language import detect_language
    from index import Filters

    embedder = settings.embedder()
    with closing(settings.open_store(embedder_name=embedder.name)) as opened:
        hits = settings.retriever(opened, embedder).search(
            query, top_k, detect_language(query), filters=Filters(**limits), gather=not all_versions
        )
    if as_json:
        show_json([json_of_hit(hit) for hit in hits])
    else:
        show("\n".join(map(lines_of_hit, hits)) or "Nothing was found.")


@belegt.command(name="show")
@click.argument("source")
@_store_option
@_json_option
def show_document(source: str, store: Path | None, *, as_json: bool) -> None:
    """Show a document as the store holds it, by its source or id, and where what it says of itself was read."""
    with closing(_settings(store).open_store()) as opened:
        document = opened.document(source)
        if document is None:
            raise click.ClickException(_not_there(source, opened))
        facts = [fact for fact in opened.facts() if fact.document_id == document.document_id]
    if as_json:
        show_json(json_of_document(document, facts))
        return
    show(f"{lines_about(document)}\n\n{document.text}")


def _not_there(source: str, store: Store) -> str:
    from rapidfuzz import process

    sources = sorted(name for record in store.records().values() for name in record.files)
    near = [name for name, _, _ in process.extract(source, sources, limit=3, score_cutoff=60)]
    instead = f"did you mean {' or '.join(near)}?" if near else "`belegt search WORDS` shows the sources there are."
    return f"The store holds no document {source}: {instead}"


@belegt.command()
@_store_option
@_json_option
def status(store: Path | None, *, as_json: bool) -> None:
    """Say what the store holds.

    Counts, model, when last indexed, years and recipients covered.
    """
    settings = _settings(store)
    from index import Ledger

    with closing(settings.open_store()) as opened:
        ledger, last = Ledger(opened.facts()), opened.last_indexed
        held: dict[str, Any] = {
            "store": settings.chroma or str(settings.store),
            **opened.counts(),
            "model": opened.embedder_name,
            "last_indexed": last.isoformat() if last else None,
            "years": ledger.years(),
            "recipients": sorted({recipient.name for recipient in ledger.recipients()}),
        }
    if as_json:
        show_json(held)
        return
    for name, value in held.items():
        show(f"{name.replace('_', ' ')}: {', '.join(map(str, value)) if isinstance(value, list) else value}")


@belegt.command()
@click.argument("golden", type=type_path, metavar="GOLDEN.jsonl")
@click.option("--report", "page", type=type_path, metavar="FILE.html", help="Write a page with every failure.")
@click.option("--floors", type=type_path, metavar="FILE.toml", help="Fail (status 1) where a measure misses its floor.")
@_store_option
@_json_option
def evaluate(golden: Path, page: Path | None, floors: Path | None, store: Path | None, *, as_json: bool) -> int:
    """Ask golden questions and measure the answers."""
    from assistant import evaluation, report
    from assistant.golden import read_golden

    least = evaluation.read_floors(floors) if floors else {}
    read_golden(golden)  # a bad line is told before a model is loaded
    with closing(_assistant(store)) as assistant, progress("Evaluating") as bar:
        figures = evaluation.evaluate(assistant, golden, bar)
    if page:
        page.write_text(report.page_of(figures, f"Evaluation of {golden.name}"), encoding="utf-8")
    if as_json:
        show_json(figures.to_json())
    else:
        show(f"{report.table_of(figures)}\n{report.failures_of(figures)}".rstrip())
    missed = evaluation.below_floors(figures, least)
    for sentence in missed:
        say(f"{sentence}.")
    return SOME_FAILED if missed else DONE


@belegt.command()
@click.option("--host", metavar="HOST", help="Address to listen on (else BELEGT_HOST or 127.0.0.1).")
@click.option(
    "--port", type=click.IntRange(0, 65535), metavar="PORT", help="Port to listen on (else BELEGT_PORT or 7860)."
)
@_store_option
def chat(host: str | None, port: int | None, store: Path | None) -> None:
    """Serve the web chat."""
    settings = _settings(store, host=host, port=port)
    from app import serve

    serve(settings)


def _settings(store: Path | None, **given: Any) -> Settings:
    from assistant.settings import load_settings

    return load_settings(store=store, **given)


def _assistant(store: Path | None) -> Assistant:
    settings = _settings(store)
    from assistant.answering import Assistant

    return Assistant.open(settings)
