"""Where the dictionary lies, and how it gets there: `python -m index.dictionary.fetching`, which `make chat` runs.

It is fetched as a Debian package and unpacked into the user's data folder, so nobody needs to be root.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import click
import platformdirs

DEBIAN_DICTIONARY = Path("/usr/share/trans/de-en")
"""Where the Debian package `trans-de-en` puts it when it is installed."""

SECONDS = 60
"""Longest time to wait for the download of 4 MB: the chat must start without it too."""

HOW_TO = (
    "No dictionary: English questions find less. To get it, put the file `de-en` of the Debian package trans-de-en "
    "(https://packages.debian.org/trans-de-en) at {place}, or name it with BELEGT_DICTIONARY."
)


def default_dictionary() -> Path:
    """Return where the dictionary lies in the user's data folder."""
    return Path(platformdirs.user_data_dir("belegt", appauthor=False)) / "dictionary" / "de-en"


def fetch(place: Path) -> bool:
    """Download the package with apt-get and put its dictionary at a place; tell whether that worked."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            _run(["apt-get", "download", "trans-de-en"], folder)
            (package,) = Path(folder).glob("trans-de-en_*.deb")
            _run(["dpkg-deb", "-x", package.name, "unpacked"], folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            unfinished = place.with_name("de-en.new")
            shutil.copyfile(Path(folder) / "unpacked" / DEBIAN_DICTIONARY.relative_to("/"), unfinished)
            unfinished.replace(place)
        except (OSError, ValueError, subprocess.SubprocessError):
            return False
    return True


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True, timeout=SECONDS, capture_output=True)  # noqa: S603 (our own words)


def main() -> None:
    """Fetch the dictionary where it is missing; say in one line what came of it. Never fails."""
    place = default_dictionary()
    if DEBIAN_DICTIONARY.is_file() or place.is_file():
        return
    click.echo("Fetching the German-English dictionary (Debian package trans-de-en) …")
    if not fetch(place):
        click.echo(HOW_TO.format(place=place))


if __name__ == "__main__":
    main()
