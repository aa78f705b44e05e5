"""The sample, its form and the error estimate: drawn by the seed alone, read back, covering the truth."""

from __future__ import annotations

import csv
import io
import json
import random
from math import comb
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from lnextract.batch.writing import report_json
from lnextract.cli.main import main
from lnextract.evaluate.intervals import wilson
from lnextract.evaluate.sampling.estimating import Verdicts, estimate, of_stratum, overall
from lnextract.evaluate.sampling.form import DELIMITER, HEADER
from lnextract.evaluate.sampling.population import Unit, population
from lnextract.evaluate.sampling.strata import AT_LEAST, allocate, collapse, draw
from lnextract.model.estimate import ErrorEstimate, Stratum
from lnextract.model.report import Report
from sample_reports import sample_report

NOTHING_TOLD = Stratum(year=None, report_type=None, body=None, figures=None, table_kind=None)


def found(population: int, sampled: int, wrong: int, unclear: int = 0) -> Verdicts:
    return Verdicts("some", NOTHING_TOLD, population, sampled, wrong, unclear)


def unit(number: int, *stratum: object) -> Unit:
    nothing = ("", "", "", "", "", "", "", "", "")
    return Unit(f"{number:06}", stratum, *nothing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (95, 100, 0.8882, 0.9785), (10, 10, 0.7225, 1.0)],
)
def test_wilson_as_published(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(("right", "of"), [(0, 0), (-1, 5), (6, 5)])
def test_wilson_of_no_share(right: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(right, of)


@pytest.mark.parametrize(("everything", "sampled"), [(30, 8), (12, 11), (40, 2), (25, 25), (9, 1)])
def test_the_interval_of_a_stratum_covers_whatever_is_true(everything: int, sampled: int) -> None:
    """For every true number of wrong cells, by exact counting of all samples."""
    for true in range(everything + 1):
        covering = 0
        for wrong in range(max(0, sampled - everything + true), min(true, sampled) + 1):
            low, high = of_stratum(found(everything, sampled, wrong))
            if low <= true / everything <= high:
                covering += comb(true, wrong) * comb(everything - true, sampled - wrong)
        assert covering >= 0.95 * comb(everything, sampled)


def test_what_was_looked_through_wholly_has_no_interval_left() -> None:
    assert of_stratum(found(40, 40, 3)) == (3 / 40, 3 / 40)
    assert overall([found(40, 40, 3), found(10, 10, 0)]) == (3 / 50, 3 / 50, 3 / 50)


POPULATIONS = [
    [(600, 0.01), (300, 0.05), (100, 0.3)],
    [(900, 0.0), (90, 0.1), (10, 0.5)],
    [(2000, 0.02), (1000, 0.02), (500, 0.02), (60, 0.02)],
    [(300, 0.5), (300, 0.5)],
]


@pytest.mark.parametrize("strata", POPULATIONS)
def test_the_interval_of_all_covers_the_truth(strata: list[tuple[int, float]]) -> None:
    """Of a thousand samples nearly 95 % cover it, and the estimates are right on the whole."""
    chance = random.Random(2031)
    shares = allocate({(index,): size for index, (size, _) in enumerate(strata)}, 150)
    cells = [[at < round(size * share) for at in range(size)] for size, share in strata]
    truth = sum(map(sum, cells)) / sum(map(len, cells))
    covered, total = 0, 0.0
    for _ in range(1000):
        verdicts = [
            found(len(some), shares[(index,)], sum(chance.sample(some, shares[(index,)])))
            for index, some in enumerate(cells)
        ]
        share, low, high = overall(verdicts)
        covered += low <= truth <= high
        total += share
    assert covered >= 930
    assert total / 1000 == pytest.approx(truth, rel=0.05)


def test_strata_are_weighted_by_their_size() -> None:
    """Half of the small one is wrong; taken together as they stand the samples would say 25 %."""
    share, low, high = overall([found(980, 20, 0), found(20, 20, 10)])
    assert share == pytest.approx(0.01) and low < 0.01 < high < 0.2


def test_none_wrong_is_no_proof_of_none() -> None:
    share, low, high = overall([found(1000, 50, 0), found(1000, 50, 0)])
    assert (share, low) == (0, 0) and 0.03 < high < 0.04
    share, low, high = overall([found(1000, 50, 50)])
    assert (share, high) == (1, 1) and low < 0.95


def test_strata_that_are_wholly_wrong_and_wholly_right_leave_an_interval() -> None:
    """Neither shows any spread; their samples are too small to believe in that."""
    share, low, high = overall([found(500, 2, 2), found(500, 2, 0)])
    assert share == 0.5 and low < 0.2 and high > 0.8


def test_unclear_counts_as_wrong_and_is_told() -> None:
    made = estimate([found(100, 10, 1, unclear=2)])
    assert (made.wrong, made.unclear, made.strata[0].wrong, made.rate.percent) == (3, 2, 3, 30.0)
    assert ErrorEstimate.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("wrong", [found(10, 11, 0), found(10, 0, 0), found(10, 5, 6), found(10, 5, 3, 3)])
def test_verdicts_that_cannot_be(wrong: Verdicts) -> None:
    with pytest.raises(ValueError, match="some"):
        estimate([wrong])


@given(st.dictionaries(st.tuples(st.integers(0, 50)), st.integers(1, 400), min_size=1), st.integers(2, 900))
def test_allocation_adds_up(sizes: dict[tuple[int], int], size: int) -> None:
    least = sum(min(AT_LEAST, of) for of in sizes.values())
    if least > size and len(sizes) > 1:
        return  # such strata are put together before
    shares = allocate(dict(sizes), size)
    assert sum(shares.values()) == min(size, sum(sizes.values()))
    for key, of in sizes.items():
        assert min(AT_LEAST, of, size) <= shares[key] <= of


def test_allocation_is_in_proportion() -> None:
    assert allocate({("a",): 600, ("b",): 300, ("c",): 100}, 100) == {("a",): 60, ("b",): 30, ("c",): 10}
    assert allocate({("a",): 985, ("b",): 10, ("c",): 5}, 100) == {("a",): 90, ("b",): 5, ("c",): 5}


KEYS = st.tuples(
    st.sampled_from([2019, 2020, None]),
    st.sampled_from(["report", "deck"]),
    st.sampled_from(["A", "B", None]),
    st.sampled_from(["sure", "doubtful", "empty"]),
    st.sampled_from(["budget", "result"]),
)


@given(st.lists(KEYS, min_size=1, max_size=120), st.integers(2, 100))
def test_strata_are_as_fine_as_the_sample_allows(keys: list[tuple[object, ...]], size: int) -> None:
    units = [unit(number, *key) for number, key in enumerate(keys)]
    strata = collapse(units, size)
    assert sorted(each.id for some in strata.values() for each in some) == [each.id for each in units]
    for key, members in strata.items():
        assert all(each.stratum[: len(key)] == key for each in members)
    if len(strata) > 1:
        assert sum(min(AT_LEAST, len(some)) for some in strata.values()) <= size
    if sum(min(AT_LEAST, keys.count(key)) for key in set(keys)) <= size:
        assert set(strata) == set(keys)


@given(st.lists(KEYS, min_size=30, max_size=120), st.randoms())
def test_the_draw_depends_on_the_seed_alone(keys: list[tuple[object, ...]], chance: random.Random) -> None:
    units = [unit(number, *key) for number, key in enumerate(keys)]
    drawn = draw(units, 25, 7)
    chance.shuffle(units)
    assert draw(units, 25, 7) == drawn
    ids = [each.id for _, some in drawn.values() for each in some]
    assert len(ids) == len(set(ids)) == 25


def test_every_cell_is_as_likely_as_any_other() -> None:
    units = [unit(number, 2020) for number in range(20)]
    times = [0] * 20
    for seed in range(2000):
        for each in draw(units, 5, seed)[(2020,)][1]:
            times[int(each.id)] += 1
    assert min(times) > 420 and max(times) < 580  # 500 each; four standard deviations are 77


def lnextract_(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Reports of two boards and years."""
    folder = tmp_path / "out" / "reports"
    folder.mkdir(parents=True)
    for number in range(6):
        report: Report = sample_report(f"r{number}.txt", content=bytes([number]))
        report.identity.year = 2030 + number % 2
        report.identity.body = f"Lokal nämnd {'AB'[number // 3]}"
        label = report.tables[0].rows[0]
        label.label = "=HYPERLINK(1)" if number == 0 else label.label
        (folder / f"r{number}.json").write_text(report_json(report), encoding="utf-8")
    return tmp_path / "out"


def form_of(out: Path, *words: str | Path) -> Path:
    folder = out.parent / "quality"
    result = lnextract_("gold", "sample", out, "-o", folder, *words)
    assert result.exit_code == 0, result.output
    return folder / "form.csv"


def filled(form: Path, word: str = "rätt", delimiter: str = DELIMITER, encoding: str = "utf-8-sig") -> Path:
    """The form with a verdict on each line, as a spreadsheet saves it."""
    text = form.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    target = form.with_name(f"filled-{word}.csv")
    with target.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, "verdict": word} for row in rows)
    return target


def test_the_population_is_every_cell_empty_ones_too() -> None:
    report = sample_report()
    units = population([("ur1.json", report)])
    assert len(units) == 6 and [each.text for each in units] == ["1 000", "", "196", "5", "1 196", ""]
    assert [each.stratum[3] for each in units] == ["sure", "empty", "sure", "sure", "sure", "empty"]
    assert units[0].stratum == (2031, "uppföljningsrapport", "Lokal nämnd Någonstans", "sure", "budget")
    assert [each.place for each in units[:3]] == ["line 11", "line 11", "line 12"]
    first, second = sample_report(), sample_report()  # two documents of one input
    assert len({each.id for each in population([("a", first), ("b", second)])}) == 12


def test_the_form_says_where_to_look(out: Path) -> None:
    form = form_of(out, "--n", "30")
    lines = list(csv.DictReader(io.StringIO(form.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len(lines) == 30 and tuple(lines[0]) == HEADER
    assert {line["verdict"] for line in lines} == {""}
    line = next(each for each in lines if each["printed"] == "1 196")
    assert (line["place"], line["row"], line["column"], line["unit"]) == ("line 13", "Summa", "Budget", "tkr")
    assert {each["row"] for each in lines} <= {"'=HYPERLINK(1)", "Arvoden", "Okänt konto", "Summa"}
    assert all(not value.startswith("=") for each in lines for value in each.values())


def test_the_same_seed_writes_the_same_bytes(out: Path, tmp_path: Path) -> None:
    forms = []
    for number, seed in enumerate(("5", "5", "6")):
        folder = tmp_path / str(number)
        assert lnextract_("gold", "sample", out, "-o", folder, "--n", "20", "--seed", seed).exit_code == 0
        forms.append((folder / "form.csv").read_bytes())
    assert forms[0] == forms[1] != forms[2]


def test_a_form_that_may_be_filled_in_is_not_replaced(out: Path) -> None:
    form = form_of(out)
    before = form.read_bytes()
    result = lnextract_("gold", "sample", out, "-o", form.parent)
    assert result.exit_code == 2 and "is there already" in result.stderr
    assert form.read_bytes() == before


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-8-sig"), (";", "utf-8-sig")]
)
def test_a_form_comes_back_as_spreadsheets_save_it(out: Path, delimiter: str, encoding: str) -> None:
    form = filled(form_of(out, "--n", "20"), "RÄTT ", delimiter, encoding)
    scored = ErrorEstimate.model_validate_json(lnextract_("gold", "score", form, "--format", "json").stdout)
    assert (scored.sampled, scored.population, scored.wrong) == (20, 36, 0)
    assert sum(each.population for each in scored.strata) == 36
    assert all(each.stratum.year in (None, 2030, 2031) for each in scored.strata)


def test_score_prints_and_writes_the_estimate(out: Path, tmp_path: Path) -> None:
    form = filled(form_of(out, "--n", "36"), "fel")
    result = lnextract_("gold", "score", form, "-o", tmp_path / "estimate.json")
    assert result.exit_code == 0 and "all, weighted" in result.stdout
    written = json.loads((tmp_path / "estimate.json").read_text(encoding="utf-8"))
    assert written["rate"] == {"percent": 100.0, "low": 100.0, "high": 100.0}  # all were looked at


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("rätt", ""), ":2: there is no verdict"),
        (("rätt", "kanske"), ":2: «kanske» is no verdict"),
        (("c2;", "c1;"), ":3: c1 stands twice"),
        (("verdict;", "svar;"), ":1: this is no form: it has no column verdict"),
        ((";2030;", ";tjugo;"), "was changed"),
        ((";sure;", ";safe;"), "was changed"),
    ],
)
def test_a_damaged_form_is_told(out: Path, change: tuple[str, str], says: str) -> None:
    form = filled(form_of(out, "--n", "30"))
    text = form.read_text(encoding="utf-8-sig")
    assert change[0] in text
    form.write_text(text.replace(*change, 1), encoding="utf-8")
    result = lnextract_("gold", "score", form)
    assert result.exit_code == 2 and str(form) in result.stderr and says in result.stderr


def test_a_stratum_whose_size_was_changed(out: Path) -> None:
    form = filled(form_of(out, "--n", "30"))
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = lines[1].rsplit(";", 1)[0] + ";1"
    form.write_text("\n".join(lines), encoding="utf-8")
    result = lnextract_("gold", "score", form)
    assert result.exit_code == 2 and "size of the stratum" in result.stderr


def test_folders_without_reports_or_tables(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = lnextract_("gold", "sample", tmp_path / "empty", "-o", tmp_path / "q")
    assert result.exit_code == 2 and "no report" in result.stderr
    for path in (out / "reports").glob("*.json"):
        report = Report.model_validate_json(path.read_bytes())
        report.tables = []
        path.write_text(report_json(report), encoding="utf-8")
    result = lnextract_("gold", "sample", out, "-o", tmp_path / "q")
    assert result.exit_code == 2 and "No report in it has a table" in result.stderr
