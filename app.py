"""The web chat: `python app.py` does the same as `belegt chat`. Opens the assistant once and serves the page to all."""

from __future__ import annotations

import errno
import socket
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.settings import Settings

SAMPLES = Path(__file__).parent / "corpus" / "samples"
SHUTDOWN_SECONDS = 2
"""How long pages that are still open may hold up the end of the server, in seconds."""


def serve(settings: Settings) -> None:
    """Serve the chat until it is interrupted; a first start indexes the sample documents.

    Raises `click.ClickException`, one sentence, when the address can't be used, and what `synchronise` and
    `Assistant.open` raise.
    """
    with listen(settings.host, settings.port) as listening:  # first: a taken port is said at once, not after a minute
        index_samples_once(settings)
        from assistant.answering import Assistant

        with closing(Assistant.open(settings)) as assistant:
            run(assistant, settings, listening)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address, with any free port for port 0.

    Raises `click.ClickException` naming the address and the setting to change.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        raise click.ClickException(_refusal(host, port, error)) from error
    return listening


def index_samples_once(settings: Settings) -> None:
    """Index the sample documents when there is no store yet; a store that is there, or on a server, stays as it is.

    A first start that was interrupted goes on where it stopped: the store is there when it is whole.
    """
    from index.states import has_store

    if settings.chroma or has_store(settings.store):
        return
    from assistant.progress import indexing_progress
    from index import synchronise
    from index.processes import stop_idle

    click.echo(f"First start: indexing the sample documents of {SAMPLES} into {settings.store} …")
    glosser = settings.glosser(settings.open_dictionary(build=True))
    with indexing_progress() as report:
        done = synchronise(
            [SAMPLES],
            settings.store,
            settings.embedder(),
            limits=settings.reading_limits(),
            process_limits=settings.process_limits(),
            report=report,
            glosser=glosser,
        )
    stop_idle()
    for failure in done.failed:
        click.echo(f"{failure.source}: {failure.reason}", err=True)
    click.echo(f"{done.documents} documents indexed in {done.seconds:.0f} seconds.")


def run(assistant: Assistant, settings: Settings, listening: socket.socket) -> None:
    """Serve the page of an open assistant on a bound socket until the process is interrupted."""
    import uvicorn

    from web.serving import server_app

    server = uvicorn.Server(
        uvicorn.Config(
            server_app(assistant, settings),
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
    )
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    threading.Thread(target=warm_up, args=[assistant], daemon=True).start()
    click.echo(f"Belegt answers at http://{shown}:{port}/ (Ctrl+C ends it).")
    server.run(sockets=[listening])


def warm_up(assistant: Assistant) -> None:
    """Search once, which loads the model: else the first visitor would wait for it."""
    assistant.library.search("Förderung", "de", top_k=1)


def main() -> None:
    """Serve the chat with the options of `belegt chat`; errors are one sentence on standard error."""
    from assistant.cli import run as run_command

    sys.exit(run_command(["chat", *sys.argv[1:]]))


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program: end that program, or choose another port with BELEGT_PORT."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used without more rights: choose one from 1024 on with BELEGT_PORT."
    return f"The chat can't listen on {host} ({error.strerror}): set BELEGT_HOST to an address of this machine."


if __name__ == "__main__":
    main()
