"""Addresses are fetched only as far as the limits and the site allow; the server here is a real one, on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from corpus.reading import ReadingLimits
from index import Store, fetching, synchronise
from index.fetching import Fetcher, FetchError, FetchLimits, is_internal, leads_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.index.small import VowelEmbedder

PAGE = (
    "<!DOCTYPE html><html><head><title>Mittel</title></head><body><main><h1>Mittel für Hanau</h1>"
    "<p>Das Land stellt der Stadt Hanau im Jahr 2021 insgesamt 5.000 Euro zur Verfügung.</p></main></body></html>"
).encode()


class Site:
    """A web site of pages that can be changed; `asked` are the paths that were asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.endless: set[str] = set()
        self.slow: set[str] = set()

    def page(self, path: str, content: bytes, status: int = 200, **headers: str) -> str:
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, content)
        return self.address + path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving("127.0.0.1") as made:
        yield made


@contextmanager
def serving(host: str) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            status, headers, content = made.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(content)
                while self.path in made.endless | made.slow and not stopped.is_set():
                    self.wfile.write(b" " * (65536 if self.path in made.endless else 1))
                    self.wfile.flush()
                    time.sleep(0 if self.path in made.endless else 0.05)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    stopped = threading.Event()
    with ThreadingHTTPServer((host, 0), Handler) as server:
        server.daemon_threads = True
        made = Site(f"http://{host}:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        stopped.set()
        server.shutdown()
        thread.join()


def test_a_page_is_a_document_whose_source_is_its_address(site: Site, tmp_path: Path, vowels: VowelEmbedder) -> None:
    address = site.page("/presse/mittel.html", PAGE)
    report = synchronise([address], tmp_path / "store", vowels)
    assert (report.documents, report.facts, report.failed) == (1, 1, ())
    with closing(Store.open(tmp_path / "store")) as store:
        document = store.document(address)
    assert document is not None
    assert (document.source, document.url, document.title) == (address, address, "Mittel für Hanau")


def test_an_address_is_kept_changed_and_removed_like_a_path(site: Site, tmp_path: Path, vowels: VowelEmbedder) -> None:
    folder, store = tmp_path / "akten", tmp_path / "store"
    folder.mkdir()
    (folder / "a.txt").write_text("Ein Text.", encoding="utf-8")
    address = site.page("/a", PAGE)

    def counts(*given: Path | str) -> tuple[int, int, int, int, int]:
        report = synchronise(given, store, vowels)
        return report.added, report.changed, report.unchanged, report.removed, len(report.failed)

    assert counts(folder, address) == (2, 0, 0, 0, 0)
    assert counts(folder, address) == (0, 0, 2, 0, 0)
    site.page("/a", PAGE.replace(b"5.000", b"6.000"))
    assert counts(folder, address) == (0, 1, 1, 0, 0)
    site.page("/a", b"", status=503)
    assert counts(folder, address) == (0, 0, 2, 0, 1)  # what can't be fetched now is not removed
    assert counts(folder) == (0, 0, 1, 1, 0)


def test_what_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.page(
        "/robots.txt", b"User-agent: *\nDisallow: /intern/*.html$\n\nUser-agent: belegt\nDisallow: /nur-fuer-menschen"
    )
    forbidden, allowed = site.page("/nur-fuer-menschen/a", PAGE), site.page("/intern/a.html", PAGE)
    fetcher = Fetcher(FetchLimits())
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(forbidden)
    assert fetcher.fetch(allowed) == PAGE
    assert site.asked == ["/robots.txt", "/intern/a.html"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.page("/robots.txt", b"", status=500)
    with pytest.raises(FetchError, match="try again later"):
        Fetcher(FetchLimits()).fetch(site.page("/a", PAGE))


def test_redirects_are_followed_up_to_a_limit_and_never_out_of_the_web(site: Site) -> None:
    site.page("/neu", PAGE)
    assert Fetcher(FetchLimits()).fetch(site.page("/alt", b"", 301, Location="/neu")) == PAGE
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        Fetcher(FetchLimits()).fetch(site.page("/kreis", b"", 302, Location="/kreis"))
    with pytest.raises(FetchError, match="leads to file://"):
        Fetcher(FetchLimits()).fetch(site.page("/datei", b"", 302, Location="file:///etc/passwd"))


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /geheim")
    site.page("/geheim", PAGE)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        Fetcher(FetchLimits()).fetch(site.page("/a", b"", 307, Location="/geheim"))


@pytest.fixture
def inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site within the own network, as seen from `site`, which counts as one of the internet."""
    monkeypatch.setattr(fetching, "is_internal", lambda address: address != "127.0.0.1")
    with serving("127.0.0.2") as made:
        made.page("/geheim", PAGE)
        yield made


def test_a_page_of_the_internet_does_not_lead_into_the_own_network(site: Site, inside: Site) -> None:
    with pytest.raises(FetchError, match="leads from the internet into the own network"):
        Fetcher(FetchLimits()).fetch(site.page("/a", b"", 302, Location=f"{inside.address}/geheim"))
    assert inside.asked == []
    assert Fetcher(FetchLimits()).fetch(f"{inside.address}/geheim") == PAGE  # a person may


def test_a_name_that_is_looked_up_anew_does_not_lead_into_the_own_network(
    site: Site, inside: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, answers = socket.getaddrinfo, iter(["127.0.0.1"])

    def look_up(host: str, *args: Any, **options: Any) -> Any:
        return real(next(answers, "127.0.0.2") if host == "wechsel.example" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    address = inside.address.replace("127.0.0.2", "wechsel.example")
    with pytest.raises(FetchError, match="into the own network"):
        Fetcher(FetchLimits()).fetch(site.page("/a", b"", 302, Location=f"{address}/geheim"))
    assert "/geheim" not in inside.asked


INTERNAL = "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 fe80::1%1 fd00::1 ::ffff:127.0.0.1"


@pytest.mark.parametrize("address", INTERNAL.split())
def test_addresses_within_the_own_network_are_known(address: str) -> None:
    assert is_internal(address)


def test_hosts_are_known_by_their_addresses_however_they_are_written() -> None:
    assert [leads_inside(host) for host in ("localhost", "2130706433", "0x7f.1", "127.1")] == [True] * 4
    assert not is_internal("193.99.144.80")
    assert not is_internal("2a02:2e0:3fe:1001:302::")


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://", "http://a:b@127.0.0.1/"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError):
        Fetcher(FetchLimits()).fetch(address)


def test_endless_and_packed_answers_end_at_the_limit(site: Site) -> None:
    fetcher = Fetcher(FetchLimits(max_bytes=1_000_000))
    site.endless.add("/endlos")
    with pytest.raises(FetchError, match="larger than the 1 MB"):
        fetcher.fetch(site.page("/endlos", PAGE))
    with pytest.raises(FetchError, match="larger than the 1 MB"):
        fetcher.fetch(site.page("/bombe", gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"))
    assert fetcher.fetch(site.page("/gepackt", gzip.compress(PAGE), Content_Encoding="gzip")) == PAGE
    with pytest.raises(FetchError, match="comes damaged"):
        fetcher.fetch(site.page("/kaputt", b"nicht gepackt", Content_Encoding="gzip"))
    with pytest.raises(FetchError, match="packed as br"):
        fetcher.fetch(site.page("/br", PAGE, Content_Encoding="br"))


def test_an_answer_that_trickles_ends_with_the_time(site: Site) -> None:
    site.slow.add("/langsam")
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.5 seconds"):
        Fetcher(FetchLimits(timeout_seconds=0.5)).fetch(site.page("/langsam", PAGE))
    assert time.monotonic() - started < 3


def test_what_is_not_there_is_named(site: Site, tmp_path: Path, vowels: VowelEmbedder) -> None:
    address = f"{site.address}/fehlt"
    report = synchronise([address], tmp_path / "store", vowels)
    assert [failure.source for failure in report.failed] == [address]
    assert report.failed[0].reason.startswith(f"{address} answers 404 Not Found; check the address.")
    closed = "http://127.0.0.1:1/a"
    assert "can't be fetched" in synchronise([closed], tmp_path / "store", vowels).failed[0].reason


def test_a_file_at_an_address_is_read_by_its_content(
    site: Site, tmp_path: Path, vowels: VowelEmbedder, write: Callable[[str, str], Path]
) -> None:
    address = site.page("/download?id=7", b"Kreis;Jahr;Zuwendung\nStadt Fulda;2020;5 EUR\nStadt Hanau;2021;7 EUR")
    report = synchronise([address], tmp_path / "store", vowels, limits=ReadingLimits())
    assert (report.facts, report.failed) == (2, ())
