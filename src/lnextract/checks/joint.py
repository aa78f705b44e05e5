"""All checks taken together: what fails for one reason is one group, the figure to blame its target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lnextract.arithmetic.conflicts import find_causes
from lnextract.arithmetic.equations import Key, bits_of
from lnextract.checks.blame_wording import joint_sentence
from lnextract.checks.blaming import Blame, blame_for
from lnextract.checks.check import Check, CheckedFigure
from lnextract.checks.drafting import cause_of, computed_of
from lnextract.checks.retargeting import retargeted
from lnextract.model.finding import Finding

NAME = "joint"
"""Rule of a finding that no single check makes: each could be rounded so, but not all at once."""
JOINT_BITS = 6.0
"""Least of each check in it: small figures add up by chance, and two such chances prove nothing."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding and which others share its cause."""

    finding: Finding
    group: int
    """Equal for findings of one cause; each other finding has its own."""

    turned: bool = False
    """Whether the figure to blame is another one than the check states."""

    @property
    def rank(self) -> tuple[bool, Decimal, str]:
        """Among findings of one target: the one that speaks of it first, and most precisely."""
        computed = self.finding.computed
        width = computed.high - computed.low if computed else Decimal(0)
        return self.turned, width, self.finding.rule


def settle(checks: Sequence[Check]) -> list[Settled]:
    """The findings of all checks in their order; broken ones name the figure to blame where one can be told.

    What can't hold together although each check can by itself is added at the end, as rule `joint`.
    """
    tested = [(place, check.equation) for place, check in enumerate(checks) if check.equation is not None]
    equations = [equation for _, equation in tested]
    figures = {figure.place: figure for place, _ in tested for figure in checks[place].figures}
    printed = {place: figure.printed for place, figure in figures.items()}
    found: dict[int, Settled] = {}
    added: list[Settled] = []
    for number, cause in enumerate(find_causes(printed, equations), start=len(checks)):
        members = [checks[tested[at][0]] for at in cause.broken]
        blame = blame_for(cause, figures, equations)
        meant = all(bits_of(equations[at], printed) >= JOINT_BITS for at in cause.conflict)
        if not members and meant:
            together = [checks[tested[at][0]] for at in cause.conflict]
            added.append(Settled(_joint(together, figures, blame), number))
        for at, check in zip(cause.broken, members, strict=True):
            finding = _blamed(check, blame, len(members))
            found[tested[at][0]] = Settled(finding, number, finding.target != check.finding.target)
    kept = [found.get(place, Settled(check.finding, place)) for place, check in enumerate(checks)]
    return [*kept, *added]


def _blamed(check: Check, blame: Blame, broken: int) -> Finding:
    finding = check.finding.model_copy(update={"candidates": list(blame.candidates)})
    if blame.first is None or not (blame.sure or broken > 1):
        return finding
    return retargeted(check, finding, blame, broken)


def _joint(together: Sequence[Check], figures: Mapping[Key, CheckedFigure], blame: Blame) -> Finding:
    target = figures[blame.keys[0]] if blame.keys else together[-1].figures[0]
    own = dict.fromkeys(figure.place for check in together for figure in check.figures)
    operands = [figures[place] for place in own if place != target.place]
    first = blame.first
    return Finding(
        id="",
        rule=NAME,
        verdict="broken",
        severity="warning",
        cause=cause_of([target, *operands]),
        group="",
        stated=target.printed.value,
        computed=computed_of(first.low, first.high, first.value) if first else None,
        difference=target.printed.value - first.value if first else None,
        unit=target.unit,
        target=target.ref,
        operands=[operand.ref for operand in operands],
        candidates=list(blame.candidates),
        message=joint_sentence(target, together, first),
    )
