"""What holds for the project as a whole: the one-way flow, light imports, a README that has not drifted, floors."""

import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from assistant.cli import belegt
from assistant.settings import Settings

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BINARIES = Path(sys.executable).parent
HEAVY = {"torch", "sentence_transformers", "transformers", "chromadb", "gradio", "langchain_core", "tantivy", "magika"}


def output_of(*command: str) -> str:
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_data_flows_one_way_and_each_foreign_library_has_one_home() -> None:
    output_of(str(BINARIES / "lint-imports"))


def test_the_app_leaves_the_stores_library_and_the_keyword_library_to_their_homes() -> None:
    # The import contracts cover packages only, and app.py is a single file.
    assert not re.search(r"import (chromadb|tantivy)|from (chromadb|tantivy)", (PROJECT / "app.py").read_text("utf-8"))


@pytest.mark.parametrize(
    "module", ["assistant", "assistant.cli", "assistant.settings", "index", "corpus", "corpus.document"]
)
def test_importing_a_package_loads_nothing_heavy(module: str) -> None:
    loaded = output_of(sys.executable, "-c", f"import {module}, sys; print(*sys.modules)").split()
    assert HEAVY.isdisjoint(loaded)


def test_an_answer_from_facts_loads_only_what_it_needs(sample_store: Path) -> None:
    ask = "from assistant.cli import run; import sys; run(sys.argv[1:]); print(*sys.modules)"
    question = "Wie viel bekam die Stadt Offenbach 2020?"
    loaded = output_of(sys.executable, "-c", ask, "ask", question, "--store", str(sample_store))
    assert "1.056.700 Euro" in loaded
    needed = {"chromadb", "numpy", "tantivy"}
    readers = {"pypdfium2", "pdfplumber", "trafilatura", "docx", "openpyxl", "magika", "onnxruntime", "onnx", "pandas"}
    assert (HEAVY - needed | readers).isdisjoint(loaded.split())


@pytest.mark.parametrize("package", ["corpus", "index"])
def test_no_library_leaves_an_identifier_of_this_machine(package: str, tmp_path: Path) -> None:
    looking = f"import {package}; from magika import Magika; print(Magika().identify_bytes(b'Die Stadt').output.label)"
    homes = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")} | homes
    subprocess.run([sys.executable, "-c", looking], cwd=PROJECT, env=environment, check=True, capture_output=True)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "import assistant"),
        (sys.executable, "-c", "import index"),
        (str(BINARIES / "belegt"), "--help"),
        (str(BINARIES / "belegt"), "ask", "--help"),
    ],
)
def test_import_and_help_take_less_than_half_a_second(command: tuple[str, ...]) -> None:
    def seconds() -> float:
        started = time.perf_counter()
        output_of(*command)
        return time.perf_counter() - started

    assert min(seconds() for _ in range(5)) < 0.5  # the best of five: what the machine does beside is not ours


def test_the_public_names_are_there() -> None:
    import assistant
    import index

    for package in (assistant, index):
        assert all(getattr(package, name) is not None for name in package.__all__)
        with pytest.raises(AttributeError):
            _ = package.no_such_name


def test_the_generated_tables_of_the_readme_are_current() -> None:
    output_of(sys.executable, "-m", "cogapp", "--check", "README.md", "tests/golden/README.md")


def test_the_readme_lists_every_command_and_every_option() -> None:
    for name, command in belegt.commands.items():
        (row,) = [line for line in README.splitlines() if line.startswith(f"| `belegt {name}")]
        assert all(option.opts[0] in row for option in command.params if option.param_type_name == "option")


def test_the_readme_lists_every_setting_and_each_has_a_sentence() -> None:
    for name, setting in Settings.model_fields.items():
        assert f"`BELEGT_{name.upper()}`" in README
        assert (setting.description or "").endswith(".")


def test_the_readme_names_only_settings_and_make_targets_that_exist() -> None:
    settings = {f"BELEGT_{name.upper()}" for name in Settings.model_fields} | {"BELEGT_DEBUG"}
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    documents = README + "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "docs").glob("*.md"))
    assert set(re.findall(r"BELEGT_[A-Z0-9_]+", documents)) <= settings
    assert {"chat", "test"} <= set(re.findall(r"(?:^|`)make ([a-z]+)", documents, re.MULTILINE)) <= targets


def test_the_readmes_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", README):
        assert target.startswith("http") or (PROJECT / target).exists(), target


def test_every_dependency_is_bounded() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]:
        assert "==" in requirement or ("<" in requirement and ">=" in requirement), requirement


def test_the_floors_are_not_lower_than_what_is_promised() -> None:
    floors = tomllib.loads((PROJECT / "tests" / "golden" / "floors.toml").read_text(encoding="utf-8"))
    assert floors["right"] >= 0.90
    assert floors["wrong_figures"] == 0
    assert floors["citations_verbatim"] == 1.0
