"""A broken check told from the side of the figure that is to blame, whichever figure of it that is."""

from __future__ import annotations

from lnextract.arithmetic.equations import solved_for
from lnextract.checks.blame_wording import blame_sentence
from lnextract.checks.blaming import Blame
from lnextract.checks.check import Check
from lnextract.checks.drafting import computed_of
from lnextract.model.finding import Finding


def retargeted(check: Check, finding: Finding, blame: Blame, broken: int) -> Finding:
    """The finding with the culprit as its target, and what this check alone makes of it.

    Args:
        broken: how many checks fail for the same reason.
    """
    target = next((figure for figure in check.figures if figure.place == blame.keys[0]), None)
    if target is None or check.equation is None or blame.first is None:
        return finding
    printed = {figure.place: figure.printed for figure in check.figures}
    solution = solved_for(target.place, check.equation, printed)
    if solution is None:
        return finding
    computed = computed_of(solution.interval.low, solution.interval.high, solution.value)
    operands = [figure.ref for figure in check.figures if figure is not target]
    return finding.model_copy(
        update={
            "stated": target.printed.value,
            "computed": computed,
            "difference": target.printed.value - computed.value,
            "unit": target.unit,
            "target": target.ref,
            "operands": operands,
            "message": blame_sentence(check, target, solution, blame.first, broken),
        }
    )
