"""The page as a web application: the headers that keep browsers from loading or sending anything elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI, HTTPException, Response

from web.page import STATIC, appearance, build_page
from web.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.answering import Assistant
    from assistant.settings import Settings

HEADERS = {
    # Gradio's own page needs inline scripts and eval; other hosts are shut out for everything.
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def server_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Return the chat as an ASGI application, the page at its root."""
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    application.add_middleware(SecurityHeaders)
    application.add_api_route("/gradio_api/upload", _no_uploads, methods=["POST"])
    application.add_api_route("/sheets/{document_id}/{number}.webp", _sheet_of(Sheets(assistant.store)))
    mounted: FastAPI = gr.mount_gradio_app(
        application,
        build_page(assistant, settings),
        path="/",
        favicon_path=str(STATIC / "favicon.svg"),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        **appearance(),
    )
    return mounted


class SecurityHeaders:
    """Adds `HEADERS` to every answer; plain ASGI, so that streamed answers pass through unbuffered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *added]
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _sheet_of(sheets: Sheets) -> Callable[[str, int], Response]:
    """Return what answers with the picture of a document's page."""

    def answer(document_id: str, number: int) -> Response:
        picture = sheets.picture(document_id, number)
        if picture is None:
            raise HTTPException(404)
        return Response(picture, media_type="image/webp")

    return answer


def _no_uploads() -> None:
    """Refuse files: the page takes none, and Gradio would store anybody's."""
    raise HTTPException(404)
