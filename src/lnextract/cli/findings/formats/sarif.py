"""For GitHub and editors: SARIF 2.1.0, one result a broken check, those suppressed with their reason.

Shape after the standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

import lnextract
from lnextract.cli.findings.outcome import Outcome
from lnextract.cli.findings.places import place, remedies, sentence
from lnextract.cli.findings.words import word
from lnextract.model.figures import as_number
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.spans import PageSpan
from lnextract.pipeline import weigh

if TYPE_CHECKING:
    from lnextract.checks.materiality import Weight
    from lnextract.checks.suppressions import Suppression

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "none"}
LANGUAGE = {"sv": "sv-SE", "en": "en-US"}
FIRST_LINE = 1
"""A page is no line, but GitHub takes no result without one."""
UNRANKED = -1.0
MOST_REMEDIES = 3
FINGERPRINT = "lnextract/v1"
GITHUB_FINGERPRINT = "primaryLocationLineHash"


def write(outcome: Outcome, lang: str, to: TextIO) -> None:
    """The log of one run."""
    run = {
        "tool": {"driver": _driver(outcome)},
        "language": LANGUAGE[lang],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcome)],
        "artifacts": _artifacts(outcome),
        "results": list(_results(outcome, lang)),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    to.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def _driver(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": "lnextract",
        "version": lnextract.__version__,
        "semanticVersion": lnextract.__version__,
        "rules": [_rule(name, text) for name, text in sorted(outcome.rules.items())],
    }


def _rule(name: str, text: str) -> dict[str, Any]:
    first, _, rest = text.partition("\n")
    short = first.strip().rstrip(".") + "."
    whole = f"{short}\n\n{rest.strip()}" if rest.strip() else short
    return {
        "id": name,
        "name": name.title().replace("_", ""),
        "shortDescription": {"text": short},
        "fullDescription": {"text": whole},
        "help": {"text": whole, "markdown": whole},
        "defaultConfiguration": {"level": "error"},
    }


def _invocation(outcome: Outcome) -> dict[str, Any]:
    notes = [{"level": "error", "message": {"text": failure}} for failure in outcome.failures]
    return {"executionSuccessful": not outcome.failures, "toolExecutionNotifications": notes}


def _artifacts(outcome: Outcome) -> list[dict[str, Any]]:
    """The documents, each once: a bundle holds several reports."""
    digests = {
        _uri(outcome.sources.get(name, name)): report.source.sha256
        for name, report in outcome.places.reports.items()
    }
    return [
        {"location": {"uri": uri}, "hashes": {"sha-256": digest}, "roles": ["analysisTarget"]}
        for uri, digest in digests.items()
    ]


def _results(outcome: Outcome, lang: str) -> Iterator[dict[str, Any]]:
    for group in outcome.groups:
        for member in group.members:
            yield _result(member.finding, member.weight, outcome, lang, None)
    let = [finding for finding, _ in outcome.suppressed]
    weights = weigh(let, outcome.reports)
    for (finding, entry), weight in zip(outcome.suppressed, weights, strict=True):
        yield _result(finding, weight, outcome, lang, entry)


def _result(
    finding: Finding, weight: Weight, outcome: Outcome, lang: str, let: Suppression | None
) -> dict[str, Any]:
    mark = _fingerprint(finding, outcome)
    return {
        "ruleId": finding.rule,
        "ruleIndex": sorted(outcome.rules).index(finding.rule) if finding.rule in outcome.rules else -1,
        "level": LEVELS[finding.severity],
        "rank": UNRANKED if weight.share is None else min(100.0, round(float(100 * weight.share), 2)),
        "message": {"text": _text(finding, outcome, lang)},
        "locations": [_location(finding.target, outcome, lang)],
        "relatedLocations": list(_related(finding.operands, outcome, lang)),
        "fingerprints": {FINGERPRINT: mark},
        "partialFingerprints": {GITHUB_FINGERPRINT: mark},
        "suppressions": [] if let is None else [_suppression(let, lang)],
        "properties": _properties(finding, weight),
    }


def _text(finding: Finding, outcome: Outcome, lang: str) -> str:
    said = [sentence(finding, lang)]
    mended = remedies(finding, outcome.places, lang, MOST_REMEDIES)
    said += [word("one_of_these", lang), *(f"- {line}" for line in mended)] if mended else []
    if finding.cause == "extraction":
        said.append(f"({word('extraction', lang)})")
    return "\n".join(said)


def _location(figure: FigureRef, outcome: Outcome, lang: str) -> dict[str, Any]:
    artifact = {"uri": _uri(outcome.sources.get(figure.report, figure.report))}
    name = outcome.places.name(figure)
    steps = [figure.report, place(figure.span, lang), figure.table, name]
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": _region(figure)},
        "logicalLocations": [
            {
                "name": name,
                "fullyQualifiedName": " / ".join(step for step in steps if step),
                "kind": "element",
            }
        ],
        "properties": figure.model_dump(mode="json", include={"table", "row", "column", "span"}),
    }


def _region(figure: FigureRef) -> dict[str, Any]:
    span = figure.span
    if isinstance(span, PageSpan):
        return {"startLine": FIRST_LINE, "snippet": {"text": figure.text}}
    return {
        "startLine": span.line,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": figure.text},
    }


def _related(operands: Sequence[FigureRef], outcome: Outcome, lang: str) -> Iterator[dict[str, Any]]:
    for number, operand in enumerate(operands, start=1):
        message = {"text": f"{outcome.places.name(operand)}: {' '.join(operand.text.split())}"}
        yield {"id": number, **_location(operand, outcome, lang), "message": message}


def _suppression(entry: Suppression, lang: str) -> dict[str, Any]:
    until = f"{word('until', lang)} {entry.expires}"
    return {
        "kind": "external",
        "status": "accepted",
        "justification": f"{entry.reason} ({entry.author}, {until})",
    }


def _properties(finding: Finding, weight: Weight) -> dict[str, Any]:
    return {
        **finding.model_dump(mode="json", include={"id", "group", "cause", "stated", "difference", "unit"}),
        "computed": None if finding.computed is None else finding.computed.model_dump(mode="json"),
        "shareOfBudget": None if weight.share is None else as_number(round(weight.share, 6)),
        "nature": weight.nature,
    }


def _fingerprint(finding: Finding, outcome: Outcome) -> str:
    """The same from run to run, and where tables before this one come or go."""
    target = finding.target
    report = outcome.places.reports.get(target.report)
    digest = report.source.sha256 if report is not None else target.report
    where = outcome.places.name(target) if target.table else target.span.model_dump_json()
    operands = [f"{outcome.places.name(operand)}={operand.text}" for operand in finding.operands]
    told = [digest, finding.rule, where, target.text, *operands]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _uri(path: str) -> str:
    return quote(path, safe="/~")
