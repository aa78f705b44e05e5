"""All that a run of checks came to: what is broken in groups of one cause each, and counts of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from lnextract.cli.findings.places import Places
from lnextract.cli.findings.reasons import reason
from lnextract.cli.findings.words import word
from lnextract.model.finding import Finding
from lnextract.model.report import Report
from lnextract.pipeline import weigh

if TYPE_CHECKING:
    from lnextract.checks.materiality import Weight
    from lnextract.checks.suppressions import Suppression

SEVERITIES = ("error", "warning", "notice", "info")
NATURES = ("wrong_sign", "changed_conclusion", None)
UNKNOWN_SHARE = Decimal(-1)
"""Where the budget is unknown a difference comes after those that are known, of the same severity."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken check and what makes it matter."""

    finding: Finding
    weight: Weight

    @property
    def rank(self) -> tuple[int, Decimal, int]:
        """Less is more material: severity, then the share of the budget, then the nature."""
        share = UNKNOWN_SHARE if self.weight.share is None else self.weight.share
        return SEVERITIES.index(self.finding.severity), -share, NATURES.index(self.weight.nature)


@dataclass(frozen=True, slots=True)
class Group:
    """Broken checks that share one cause."""

    members: tuple[Broken, ...]
    """The culprit first, then those that fail through it, the more material first."""

    @property
    def culprit(self) -> Broken:
        return self.members[0]

    @property
    def rank(self) -> tuple[int, Decimal, int]:
        return min(member.rank for member in self.members)

    @property
    def severity(self) -> str:
        return SEVERITIES[self.rank[0]]


@dataclass(frozen=True)
class Outcome:
    """What the formats write."""

    reports: Sequence[Report]
    sources: Mapping[str, str]
    """Name of a report → the document that it was read from."""
    findings: Sequence[Finding]
    """Every check, without those suppressed."""
    suppressed: Sequence[tuple[Finding, Suppression]]
    failures: Sequence[str]
    """A sentence for each file that could not be used."""
    rules: Mapping[str, str]
    """What each rule says of itself, by name."""

    @cached_property
    def places(self) -> Places:
        return Places(self.reports)

    @cached_property
    def groups(self) -> list[Group]:
        """The most material first; of equals, in the order of the reports."""
        broken = [finding for finding in self.findings if finding.verdict == "broken"]
        weighed = [Broken(*each) for each in zip(broken, weigh(broken, self.reports), strict=True)]
        groups: dict[tuple[str, str], list[Broken]] = {}
        for each in weighed:
            groups.setdefault(self._key(each.finding), []).append(each)
        return sorted(map(_group, groups.values()), key=lambda group: group.rank)

    @cached_property
    def verdicts(self) -> Counter[str]:
        """How many checks came to each verdict; what is suppressed is counted as nothing but that."""
        return Counter(str(finding.verdict) for finding in self.findings)

    @cached_property
    def reasons(self) -> Counter[str]:
        """Why checks could not be made."""
        away = [finding for finding in self.findings if finding.verdict == "not_checkable"]
        return Counter(reason(finding, self.places) for finding in away)

    def _key(self, finding: Finding) -> tuple[str, str]:
        """Where ids are given report by report, g1 of two reports are two groups."""
        if self._ids_are_unique:
            return "", finding.group
        own = finding.target.report
        across = any(operand.report != own for operand in finding.operands)
        return ("" if across else own), finding.group

    @cached_property
    def _ids_are_unique(self) -> bool:
        return len({finding.id for finding in self.findings}) == len(self.findings)


def counts_line(outcome: Outcome, lang: str) -> str:
    """One line: what was checked, what came of it, and why what was not."""
    made = len(outcome.findings) + len(outcome.suppressed)
    parts = [
        f"{outcome.verdicts[verdict]} {word(verdict, lang)}"
        for verdict in ("broken", "holds", "holds_within_rounding", "not_checkable")
    ]
    if outcome.reasons:
        counted = sorted(outcome.reasons.items(), key=lambda item: (-item[1], item[0]))
        parts[-1] += f" ({', '.join(f'{times} {word(key, lang)}' for key, times in counted)})"
    if outcome.suppressed:
        parts.append(f"{len(outcome.suppressed)} {word('suppressed', lang)}")
    checks = word("one_check" if made == 1 else "checks", lang)
    return f"{made} {checks}: {', '.join(parts)}"


def _group(members: Sequence[Broken]) -> Group:
    findings = [member.finding for member in members]
    named = [candidate.figure for each in findings for candidate in each.candidates[:1]]
    figures = [figure for each in findings for figure in (each.target, *each.operands)]

    def innocence(member: Broken) -> tuple[bool, int]:
        target = member.finding.target
        return target not in named, -figures.count(target)

    # Of findings with one target the first says most precisely what it would have to be.
    culprit = min(members, key=innocence)
    rest = sorted((each for each in members if each is not culprit), key=lambda each: each.rank)
    return Group((culprit, *rest))
