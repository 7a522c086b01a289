"""Pages and files at web addresses: fetched only when they are named, politely, and never more than was agreed.

Only http and https; what robots.txt forbids is left alone; redirects, time and size have limits, endless and packed
answers included. Nothing that a page refers to is fetched. A person may name an address within the own network; a page
of the internet may not lead there.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from index.errors import IndexingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from protego import Protego

AGENT = "belegt"
"""The name that robots.txt may address."""
_HEADERS = {"User-Agent": f"{AGENT} (reads single documents that a person named)", "Accept-Encoding": "gzip, identity"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 512_000
"""What the standard for robots.txt (RFC 9309) says is to be read at least."""


class FetchError(IndexingError):
    """An address can't be fetched; `str()` of it is what follows the address in one sentence."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much of one address is fetched: bytes, redirects, seconds in all."""

    max_bytes: int = 20_000_000
    max_redirects: int = 5
    timeout_seconds: float = 30.0


def is_address(given: object) -> bool:
    """Tell whether a given path is a web address (of any scheme: what isn't http is refused when it is fetched)."""
    return isinstance(given, str) and "://" in given[:20]


class Fetcher:
    """Fetches addresses one after the other; each site's robots.txt is read once."""

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._rules: dict[str, Protego] = {}

    def fetch(self, address: str) -> bytes:
        """Return what stands at an address. Raises FetchError where it may not or can't be had within the limits."""
        import httpx

        deadline = time.monotonic() + self._limits.timeout_seconds
        try:
            with httpx.Client(headers=_HEADERS, follow_redirects=False, timeout=self._limits.timeout_seconds) as client:
                return self._followed(client, urldefrag(address).url, deadline)
        except httpx.TimeoutException as error:
            raise self._too_slow() from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise FetchError(f"can't be fetched ({why}); check the address and the connection") from error

    def _followed(self, client: httpx.Client, address: str, deadline: float) -> bytes:
        named_outside = peer_outside = False
        for _ in range(self._limits.max_redirects + 1):
            _refuse_other_schemes(address)
            is_inside = leads_inside(urlsplit(address).hostname or "")
            _refuse_way_inside(from_internet=named_outside, is_inside=is_inside)
            self._ask_robots(client, address, deadline, from_internet=peer_outside)
            with self._answer(client, address, deadline, from_internet=peer_outside) as answer:
                # Two flags: all peers are one, a proxy, where the own network has one; there the names decide.
                named_outside, peer_outside = not is_inside, not _peer_is_inside(answer)
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    if not answer.is_success:
                        raise FetchError(f"answers {answer.status_code} {answer.reason_phrase}; check the address")
                    return self._content(answer, deadline, self._limits.max_bytes)
                address = urldefrag(urljoin(address, answer.headers["location"])).url
        raise FetchError(
            f"redirects more than {self._limits.max_redirects} times; give the address that it leads to in the end"
        )

    @contextmanager
    def _answer(
        self, client: httpx.Client, address: str, deadline: float, *, from_internet: bool
    ) -> Iterator[httpx.Response]:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        with client.stream("GET", address, timeout=left) as answer:
            _refuse_way_inside(from_internet=from_internet, is_inside=_peer_is_inside(answer))  # looked up anew
            yield answer

    def _content(self, answer: httpx.Response, deadline: float, most: int) -> bytes:
        """Return an answer's bytes, unpacked; what is announced counts as little as what is packed."""
        encoding = answer.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip"):
            raise FetchError(f"comes packed as {encoding}, which wasn't asked for; download it and index the file")
        unpacking = zlib.decompressobj(31) if "gzip" in encoding else None
        content = bytearray()
        for packed in answer.iter_raw():
            piece = packed
            if unpacking:
                try:
                    piece = unpacking.decompress(packed, most + 1 - len(content))
                except zlib.error as error:
                    raise FetchError("comes damaged; try again later") from error
            content += piece
            if len(content) > most:
                raise FetchError(
                    f"is larger than the {most / 1e6:g} MB that are read; raise BELEGT_MAX_MEGABYTES to read it"
                )
            if time.monotonic() > deadline:
                raise self._too_slow()
        return bytes(content)

    def _ask_robots(self, client: httpx.Client, address: str, deadline: float, *, from_internet: bool) -> None:
        """Raise FetchError where a site's robots.txt forbids the address; a site without one allows all."""
        from protego import Protego

        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            rules = self._robots(client, site, deadline, from_internet=from_internet).decode("utf-8", "replace")
            self._rules[site] = Protego.parse(rules)
        if not self._rules[site].can_fetch(address, AGENT):
            raise FetchError("may not be read by programs (the site's robots.txt); download it and index the file")

    def _robots(self, client: httpx.Client, site: str, deadline: float, *, from_internet: bool) -> bytes:
        with self._answer(client, f"{site}/robots.txt", deadline, from_internet=from_internet) as answer:
            if answer.status_code >= 500:
                raise FetchError(f"can't be read now (robots.txt answers {answer.status_code}); try again later")
            if not answer.is_success:
                return b""
            try:
                return self._content(answer, deadline, _ROBOTS_BYTES)
            except FetchError as error:
                raise FetchError("has a robots.txt that can't be read; download the page and index the file") from error

    def _too_slow(self) -> FetchError:
        return FetchError(
            f"did not answer in full within {self._limits.timeout_seconds:g} seconds;"
            " try again later or raise BELEGT_FETCH_SECONDS"
        )


def leads_inside(host: str) -> bool:
    """Tell whether a host is this machine or in its own network, by any of its addresses; False for unknown ones."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(is_internal(str(place[0])) for *_, place in found)


def is_internal(address: str) -> bool:
    """Tell whether an IP address is none of the internet's: loopback, private, link-local and other reserved ones."""
    parsed = ipaddress.ip_address(address)
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return not (mapped or parsed).is_global


def _peer_is_inside(answer: httpx.Response) -> bool:
    return is_internal(str(answer.extensions["network_stream"].get_extra_info("server_addr")[0]))


def _refuse_way_inside(*, from_internet: bool, is_inside: bool) -> None:
    if from_internet and is_inside:
        raise FetchError(
            "leads from the internet into the own network, which isn't followed; name that address if you trust it"
        )


def _refuse_other_schemes(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"leads to {parts.scheme}://, and only http:// and https:// are fetched")
    if not parts.hostname:
        raise FetchError("names no host; check the address")
    if parts.username or parts.password:
        raise FetchError(
            "holds a name or a password, which would be kept as its source; download it and index the file"
        )
