"""Reports held against gold, kind by kind."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

from lnextract.evaluate import kinds as kinds_package
from lnextract.evaluate.facing import Facing
from lnextract.evaluate.gold import Gold, match_gold, may_be_of
from lnextract.evaluate.outcomes import Outcome
from lnextract.evaluate.result import Difference, Evaluation
from lnextract.evaluate.scoring import Tally, kind_score, total
from lnextract.model.report import Identity, Report


class Kind(Protocol):
    """What a module in `kinds/` offers."""

    NAME: str
    ORDER: int

    def compare(self, facing: Facing) -> Iterator[Outcome]: ...


def find_kinds() -> list[Kind]:
    """Every kind in `kinds/`, in the order in which they are shown."""
    names = [module.name for module in pkgutil.iter_modules(kinds_package.__path__)]
    found = [cast(Kind, importlib.import_module(f"{kinds_package.__name__}.{name}")) for name in names]
    return sorted(found, key=lambda kind: kind.ORDER)


def evaluate(reports: Iterable[tuple[str, Report]], gold: Sequence[Gold]) -> Evaluation:
    """Precision and recall of each kind of element, and every difference.

    Args:
        reports: with the name of their file; they may be given one by one, only those with gold are kept.
        gold: from `load_gold`.
    """
    names, plain = [], {}
    for name, report in reports:
        names.append(name)
        if any(may_be_of(each, name, report.source) for each in gold):
            plain[name] = json.loads(report.model_dump_json())
    matched = match_gold(gold, plain)
    nothing = _nothing_read()
    faced = [
        (name or each.name, Facing(each.body, plain[name] if name else nothing))
        for each, name in zip(gold, matched, strict=True)
    ]
    scores, differences = [], []
    for kind in find_kinds():
        outcomes = [(name, list(kind.compare(facing))) for name, facing in faced]
        scores.append(kind_score(kind.NAME, [Tally.of(of_report) for _, of_report in outcomes]))
        differences += [_differences(kind.NAME, name, of_report) for name, of_report in outcomes]
    found = {name for name in matched if name}
    return Evaluation(
        scored=sorted(found),
        missing=[each.name for each, name in zip(gold, matched, strict=True) if name is None],
        extra=[name for name in names if name not in found],
        kinds=scores,
        total=total(scores),
        differences=[each for some in differences for each in some],
    )


def _differences(kind: str, report: str, outcomes: Iterable[Outcome]) -> list[Difference]:
    return [
        Difference(
            report=report,
            kind=kind,
            verdict=each.verdict,
            where=each.where,
            name=each.name,
            gold=each.gold,
            ours=each.ours,
            span=each.span,
        )
        for each in outcomes
        if each.verdict != "right"
    ]


def _nothing_read() -> dict[str, Any]:
    """What stands against gold that has no report."""
    lists = ("sections", "assignments", "activities", "indicators", "tables", "claims", "findings")
    identity = dict.fromkeys(Identity.model_fields)
    return {"identity": {**identity, "signatories": []}, **{name: [] for name in lists}}
