"""The how-to page on mentions does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language.names import name_finder
from lnextract.language.naming import Setting
from lnextract.language.swedish_pipeline import swedish_pipeline

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "how-to" / "mentions-and-people.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_python_of_the_page_prints_what_its_comments_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for code in blocks("python"):
        exec(compile(code, "how-to", "exec"), names)
    printed = capsys.readouterr().out.splitlines()
    assert "dialog 5 held Hittills har fem dialoger hållits vid strandpromenaden och i Tvååker." in printed
    said = re.findall(r"^print\(.*\)  # (.*)$", PAGE, re.MULTILINE)
    assert len(said) == 2
    assert printed[-2:] == said


def test_names_of_the_users_own_are_found_in_their_forms(tmp_path: Path) -> None:
    [yaml] = blocks("yaml")
    own = tmp_path / "own.yaml"
    own.write_text(yaml, encoding="utf-8")
    doc = swedish_pipeline().make_doc("Läslyftet och Nattvandrarna nämns med Torup läser.")
    names = name_finder(load_vocabulary(own)).names_in(doc, Setting(year=2021))
    assert [each.meanings[0].key for each in names] == ["torup_laser", "nattvandrarna", "torup_laser"]
