"""A store on a Chroma server, read by any number of machines; `index/publishing.py` writes it.

    belegt              notes which state is read: its number, the model, the schema. Changing this note is the switch
    documents-000012    the records of a state's documents; the state before stays for those who still read it
    passages, facts     of all states; only what a state's documents name is seen

Each machine that reads (a replica) has the keyword index in a folder of its own, made from the server's passages and
brought up to date when the state changes. It can be deleted at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.chroma import noted_about, served_client
from index.errors import StoreError
from index.states import SERVED, Hold
from index.store import SCHEMA_VERSION, Store

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "belegt"


def documents_of(number: int) -> str:
    """Return the name of the collection that holds the documents of a state."""
    return f"documents-{number:06}"


def noted(client: Any) -> dict[str, Any]:
    """Return what is noted on a server: `state` (0: nothing was published yet), `model`, `schema`."""
    return noted_about(client, NOTE) or {"state": 0}


class ServedStore(Store):
    """The published state of a Chroma server, for reading; made by `ServedStore.open_at`."""

    def __init__(self, address: str, store_path: Path, client: Any, number: int) -> None:
        folder = store_path / SERVED
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(store_path, client, Hold(folder, None), documents=documents_of(number))
        self._client = client
        self._address = address
        self._number = number

    @classmethod
    def open_at(cls, address: str, store_path: Path, *, embedder_name: str | None = None) -> ServedStore:
        """Open what is published at an address; `store_path` is where this machine keeps its keyword index.

        Raises StoreError where no server answers, where it holds nothing of ours, or what another model than
        `embedder_name` (None: any will do) or a newer program made.
        """
        client = served_client(address)
        note = noted(client)
        check_note(note, address, embedder_name)
        return cls(address, store_path.resolve(), client, int(note["state"]))

    @property
    def is_current(self) -> bool:
        """Whether this is still what the server's note names; a server that does not answer has nothing newer."""
        try:
            return int(noted(self._client)["state"]) == self._number
        except Exception:  # noqa: BLE001  of the network, of the server, of Chroma
            return True

    def reopened(self) -> ServedStore:
        """Return the store in its current state; this one can be read until the state after that is published."""
        return ServedStore.open_at(self._address, self._store_path, embedder_name=self.embedder_name)


def check_note(note: dict[str, Any], address: str, embedder_name: str | None) -> None:
    """Raise StoreError where what a server notes can't be read by this program with this model."""
    if not note["state"]:
        raise StoreError(
            f"Nothing is published at {address} yet: run `belegt publish` where the documents are indexed."
        )
    if int(note["schema"]) > SCHEMA_VERSION:
        raise StoreError(
            f"What is published at {address} was made by a newer version of Belegt (schema {note['schema']}, this one "
            f"reads {SCHEMA_VERSION}): update Belegt."
        )
    if embedder_name is not None and embedder_name != note["model"]:
        raise StoreError(
            f"What is published at {address} was made with the model {note['model']}, not {embedder_name}: set the "
            "model back, or use a server of its own for each model."
        )
