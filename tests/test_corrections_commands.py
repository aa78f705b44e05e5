"""The corrections file as commands take it: where it lies, what they tell, and a damaged one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import lnextract
from how_to_pages import follow
from lnextract.cli.main import main
from lnextract.corrections.loading import load_corrections
from lnextract.errors import CorrectionsError

SLUG = "hylte-2022-ur2"
"""Of a fixture with one planted mistake, a total that says 793 where the rows give 739."""


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def convert(dump: Path, out: Path, *words: str | Path) -> Result:
    return lnextract_("convert", dump, "-o", out, "--workers", "1", *words)


@pytest.fixture(scope="module")
def dump(root: Path) -> Path:
    return root / "fixtures" / SLUG / f"{SLUG}.txt"


@pytest.fixture(scope="module")
def sha256(dump: Path) -> str:
    return lnextract.read(dump)[0].source.sha256


@pytest.fixture
def good(sha256: str) -> str:
    """One that fits, one that does not, one of another input."""
    signed = "  by: A. Reader\n  at: 2031-05-01\n  why: Counted again.\n"
    figure = "  corrects: figure\n  place: {line: 81, start: 1406, end: 1409}\n"
    return (
        f"- source: {sha256}\n{figure}  expect: 793\n  value: 739\n{signed}"
        f"- source: {sha256}\n{figure}  expect: 795\n  value: 739\n{signed}"
        f"- source: {'ab' * 32}\n{figure}  expect: 795\n  value: 739\n{signed}"
    )


def reports(out: Path) -> str:
    return (out / "reports" / f"{SLUG}.json").read_text(encoding="utf-8")


def test_convert_and_check_apply_what_stands_in_out(dump: Path, good: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = convert(dump, out)
    assert before.exit_code == 0 and "Corrections" not in before.stdout
    assert lnextract_("check", out).exit_code == 1
    (out / "corrections.yml").write_text(good, encoding="utf-8")
    checked = lnextract_("check", out)  # the reports of before
    assert checked.exit_code == 0 and "«793» stands there, not «795»" not in checked.stdout
    for where in (out / "reports" / f"{SLUG}.json", out):
        assert "no longer fits and is not applied: «793» stands there" in lnextract_("check", where).stderr
    after = convert(dump, out)
    assert "1 applied, 1 no longer fits, 1 of inputs that are not among these" in after.stdout
    assert after.stderr.count("\n") == 1 and "«793» stands there, not «795»" in after.stderr
    assert '"corrected": {' in reports(out) and '"correction_refused"' in reports(out)
    (out / "corrections.yml").unlink()
    assert lnextract_("check", out).exit_code == 0  # as they stand: corrected
    (out / "corrections.yml").write_text("", encoding="utf-8")
    assert lnextract_("check", out).exit_code == 1  # an empty file takes everything back


def test_the_summary_for_programs(dump: Path, good: str, tmp_path: Path) -> None:
    named = tmp_path / "own.yml"
    named.write_text(good, encoding="utf-8")
    result = convert(dump, tmp_path / "out", "--json", "--corrections", named)
    told = json.loads(result.stdout)["corrections"]
    assert (told["applied"], len(told["refused"]), told["of_other_inputs"]) == (1, 1, 1)
    assert json.loads(convert(dump, tmp_path / "other", "--json").stdout)["corrections"] is None


def test_the_file_may_lie_beside_out_but_not_in_both_places(dump: Path, good: str, tmp_path: Path) -> None:
    (tmp_path / "corrections.yml").write_text(good, encoding="utf-8")
    out = tmp_path / "out"
    assert "1 applied" in convert(dump, out).stdout
    (out / "corrections.yml").write_text(good, encoding="utf-8")
    for result in (convert(dump, out), lnextract_("check", out)):
        assert result.exit_code == 2 and "two corrections files" in result.stderr
    assert convert(dump, out, "--corrections", out / "corrections.yml").exit_code == 0


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("  expect: 793\n", ""), 1, "expect: Field required"),
        (("  expect: 793\n", "  expect: 793\n  expect: 793\n"), 5, "stands twice"),
        (("  expect: 793\n", "  expect: 793\n  note: x\n"), 5, "note"),
        (("line: 81", "line: x"), 3, "place.line"),
        (("start: 1406, ", ""), 3, "place.start"),
        (("corrects: figure", "corrects: figur"), 1, "corrects"),
        (("value: 739", "value: 7 39"), 5, "value"),
        (("value: 739", "value: nan"), 5, "value"),
        (("by: A. Reader", "by: ''"), 6, "by"),
        (("at: 2031-05-01", "at: i går"), 7, "at"),
        (("at: 2031-05-01", "at: 2031-13-01"), 7, "at"),
        (("- source", "source"), 2, ""),
        (("- source", "- [x"), 2, ""),
        (("- source", "- ? [a, b]\n  : c\n  source"), 1, "a key must be a word"),
    ],
)
def test_a_damaged_file_is_told_with_its_line(
    dump: Path, good: str, tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    path = tmp_path / "own.yml"
    path.write_text(good.replace(*change, 1), encoding="utf-8")
    result = convert(dump, tmp_path / "out", "--corrections", path)
    assert result.exit_code == 2 and not (tmp_path / "out").exists()
    assert f"{path}:{line}: " in result.stderr and says in result.stderr


@pytest.mark.parametrize("text", ["corrections: []\n", "words\n", "- words\n", "- null\n", "&a [*a]\n"])
def test_what_is_no_list_of_corrections(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=f"{path}:1: "):
        load_corrections(path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(CorrectionsError, match="can't be read"):
        load_corrections(path)
    with pytest.raises(CorrectionsError, match="can't be read"):
        load_corrections(tmp_path / "gone.yml")


def test_what_is_printed_is_taken_as_it_stands(sha256: str, tmp_path: Path) -> None:
    """YAML would make numbers of these, and read `0123` as 83 and `1:30` as 90."""
    path = tmp_path / "own.yml"
    for text in ("0123", "1:30", "1_000", "1.20", "ja", "no", "2031-05-01", "0x1F"):
        signed = "by: A. Reader, at: 2031-05-01, why: x"
        place = "place: {page: 1, bbox: [1, 2.5, 3, 4]}"
        path.write_text(
            f"- {{source: {sha256}, corrects: figure, {place}, expect: {text}, value: 1.20, {signed}}}\n",
            encoding="utf-8",
        )
        (correction,) = load_corrections(path).root
        assert correction.expect == text and str(correction.value) == "1.20"  # type: ignore[union-attr]


def test_the_fingerprint_is_that_of_the_input(good: str, sha256: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(good, encoding="utf-8")
    before = load_corrections(path)
    path.write_text(good.replace("expect: 795", "expect: 796", 1), encoding="utf-8")
    after = load_corrections(path)
    assert before.fingerprint(sha256) != after.fingerprint(sha256)
    assert before.fingerprint("ab" * 32) == after.fingerprint("ab" * 32) != ""
    assert before.fingerprint("cd" * 32) == ""


def test_read_and_check_of_a_document_take_a_named_file(dump: Path, good: str, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(good, encoding="utf-8")
    (report,) = lnextract.read(dump, corrections=path)
    assert [each.verdict for each in report.findings].count("broken") == 0
    assert lnextract_("check", dump).exit_code == 1
    assert lnextract_("check", dump, "--corrections", path).exit_code == 0


def test_the_page_does_what_it_says(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fixtures").symlink_to(root / "fixtures")
    monkeypatch.chdir(tmp_path)
    assert follow(root / "docs" / "how-to" / "corrections.md") == 4
    assert '"corrected": {\n                "from": 793' in reports(tmp_path / "out")


def test_a_correction_has_its_own_input_converted_anew(root: Path, tmp_path: Path, good: str) -> None:
    """The others stay as they are; the summary still tells what was applied."""
    out = tmp_path / "out"
    other = root / "fixtures" / "hylte-2014-ur1" / "hylte-2014-ur1.txt"
    inputs = (root / "fixtures" / SLUG / f"{SLUG}.txt", other)

    def statuses(text: str | None) -> list[int]:
        if text is not None:
            (out / "corrections.yml").write_text(text, encoding="utf-8")
        result = lnextract_("convert", *inputs, "-o", out, "--workers", "1", "--json")
        told = json.loads(result.stdout)
        return [told["converted"], told["unchanged"], (told["corrections"] or {"applied": 0})["applied"]]

    assert statuses(None) == [2, 0, 0]
    assert statuses(good) == [1, 1, 1]
    assert statuses(None) == [0, 2, 1]
    assert statuses(good.replace("value: 739", "value: 740", 1)) == [1, 1, 1]
    assert statuses("") == [1, 1, 0]
