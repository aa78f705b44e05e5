"""Rules of the house that no tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lnextract
from conftest import ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SAME_LINES = 10
"""So many lines that stand in two files are one thing written twice."""

PASSED_OVER = ("import ", "from ", "#", '"')
READ_AS_TEXT = {".py", ".md", ".toml", ".lock", ".yaml", ".json", ".sh", ""}

SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
WORKERS_EDGE = "batch/convert.py"
"""The one place where a bug is caught: it becomes the input's row in the manifest."""

SOURCES = sorted((ROOT / "src").rglob("*.py"))
MODULES = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())


def project_files() -> Iterator[Path]:
    """Files that are part of the project, without what tools leave behind."""
    listing = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    for name in subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0"):
        path = ROOT / name.decode()
        if name and path.is_file():
            yield path


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@MODULES
def test_files_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST_FILE
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name


@MODULES
def test_names_say_something(path: Path) -> None:
    assert not SAY_NOTHING & {part.removesuffix(".py") for part in path.parts}


@MODULES
def test_public_functions_and_modules_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "module"
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@MODULES
def test_bugs_are_caught_at_the_workers_edge_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    allowed = 1 if path.as_posix().endswith(WORKERS_EDGE) else 0
    assert len(re.findall(r"except\s*(?:\(?\s*(?:Base)?Exception\b|:)", text)) == allowed


def test_nothing_is_written_twice() -> None:
    places: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in SOURCES:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        telling = [
            line for line in lines if len(line) > 3 and not line.startswith(("import ", "from ", "#", '"'))
        ]
        for start in range(len(telling) - SAME_LINES + 1):
            places[tuple(telling[start : start + SAME_LINES])].add(path.name)
    assert [names for names in places.values() if len(names) > 1] == []


def test_no_machine_and_no_workplace_in_the_files() -> None:
    odd = re.compile(r"/(?:root|work|opt|home)/[\w.-]+")
    found = {
        path.relative_to(ROOT).as_posix(): match[0]
        for path in project_files()
        if path.suffix in {".py", ".md", ".toml", ".lock", ".yaml", ".json", ".sh", ""}
        and path.name != "test_house.py"
        for match in odd.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == {}


def lock() -> dict[str, Any]:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def test_the_lock_names_the_public_registry_only() -> None:
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^/\"]+", text)) == {
        "https://pypi.org",
        "https://files.pythonhosted.org",
    }
    sources = {str(package["source"]) for package in lock()["package"]}
    assert sources == {str({"registry": "https://pypi.org/simple"}), str({"editable": "."})}


def test_the_lock_is_of_this_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (own,) = (package for package in lock()["package"] if package["name"] == "lnextract")
    asked = {_name(each) for each in project["project"]["dependencies"]}
    locked = {each["name"] for each in own["dependencies"]}
    assert asked == locked
    developing = {_name(each) for each in project["dependency-groups"]["dev"]}
    assert developing == {each["name"] for each in own["metadata"]["requires-dev"]["dev"]}


def _name(requirement: str) -> str:
    return re.split(r"[^\w-]", requirement)[0].lower()


def test_the_newest_change_is_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == lnextract.__version__


def test_every_target_has_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert set(phony) == set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))


def test_links_in_the_pages_lead_somewhere() -> None:
    missing = [
        f"{page.name}: {link}"
        for page in (path for path in project_files() if path.suffix == ".md")
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert missing == []


def test_decisions_are_numbered_and_short() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert all(len(page.read_text(encoding="utf-8").splitlines()) <= 60 for page in pages)


def test_the_layers_in_the_page_are_the_layers_that_are_checked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in re.findall(r"\w+", " ".join(layers)):
        assert f"`{name}" in page, name
