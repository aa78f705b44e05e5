"""Errors planted in the fixtures: how many are found, and what else is called broken.

    python bench/planted.py [--each N] [--list]

One figure of a dump or of a page is changed at a time, beyond what rounding explains, and the document is
read and checked anew. Of a dump the text is changed; of a PDF the words of the page as they were read, so
that everything after the reading sees another number at the same place. Kinds:

    total off       the stated figure of a sum that holds, off by 3 to 40 units
    digits swapped  two neighbouring digits of a figure that some check holds
    percent wrong   a stated percentage
    sign wrong      a stated difference
    stale total     a sum without one of its parts
    prose           a figure in running text that is held against a table
    two tables      one of two figures that state the same fact

An error is found where a broken finding speaks of the changed figure; a false alarm is one that does not.

Not counted as errors, since a careful reader with the paper alone could not prove them: changes that rounding
explains, and totals that are right in a structure with one part less, which as many columns bear out as the
printed one, where nothing but sums tests the figure (`provable.py`): there the mistake may as well be in the
other columns.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import lnextract
from changed import read_with
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.report import Report
from lnextract.model.spans import PageSpan, Span, TextSpan
from lnextract.swedish.numbers import parse_number
from provable import fits_another_structure

ROOT = Path(__file__).resolve().parent.parent
EACH = 3
"""Errors a kind and document."""


@dataclass(frozen=True, slots=True)
class Error:
    kind: str
    figure: FigureRef
    text: str
    """What is printed instead."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--each", type=int, default=EACH)
    options.add_argument(
        "--list", action="store_true", help="name what was missed and what was falsely called broken"
    )
    given = options.parse_args()
    counts: dict[str, Counter[str]] = {}
    for path in sorted((ROOT / "fixtures").glob("*/*")):
        if path.suffix in (".txt", ".pdf"):
            for error, found, false in results(path, given.each):
                count = counts.setdefault(f"{error.kind} ({path.suffix[1:]})", Counter())
                count["planted"] += 1
                count["found"] += found
                count["false"] += len(false)
                if given.list and (false or not found):
                    print(
                        path.name,
                        error.kind,
                        f"{error.figure.text} -> {error.text}",
                        "found" if found else "MISSED",
                    )
                    for each in false:
                        print("    false:", each.message.en)
    print(f"{'error':<24}{'planted':>9}{'found':>9}{'false alarms':>14}")
    for kind, count in sorted(counts.items()):
        print(f"{kind:<24}{count['planted']:>9}{count['found']:>9}{count['false']:>14}")


def results(path: Path, each: int) -> Iterator[tuple[Error, bool, list[Finding]]]:
    """Every planted error of a document: whether it is found, and the false alarms."""
    clean = lnextract.read(path)
    known = {key(finding) for finding in broken_in(clean)}
    for error in planted(clean, Random(path.name), each):
        fresh = [
            finding
            for finding in broken_in(read_with(path, error.figure, error.text))
            if key(finding) not in known
        ]
        hits = [finding for finding in fresh if speaks_of(finding, error.figure.span)]
        yield error, bool(hits), [finding for finding in fresh if finding not in hits]


def broken_in(reports: Sequence[Report]) -> list[Finding]:
    return [each for report in reports for each in report.findings if each.verdict == "broken"]


def key(finding: Finding) -> tuple[object, ...]:
    """The same finding in the changed document, where what follows the change has moved."""
    figure = finding.target
    return finding.rule, figure.report, figure.table, figure.row, figure.column, figure.text


def place(span: Span) -> tuple[float, ...]:
    return (span.page, *span.bbox[:2]) if isinstance(span, PageSpan) else (span.start,)


def speaks_of(finding: Finding, span: Span) -> bool:
    """Whether the changed figure is among those of the finding, or the finding's groups' candidates."""
    figures = [finding.target, *finding.operands, *(each.figure for each in finding.candidates)]
    return any(same_place(figure.span, span) for figure in figures)


def same_place(one: Span, other: Span) -> bool:
    if isinstance(one, PageSpan) and isinstance(other, PageSpan):
        beside = one.bbox[0] < other.bbox[2] and other.bbox[0] < one.bbox[2]
        level = one.bbox[1] < other.bbox[3] and other.bbox[1] < one.bbox[3]
        return one.page == other.page and beside and level
    return isinstance(one, TextSpan) and isinstance(other, TextSpan) and one.start == other.start


# --- planting ---------------------------------------------------------------------------------------------


def planted(reports: Sequence[Report], random: Random, each: int) -> Iterator[Error]:
    standing = [
        finding
        for report in reports
        for finding in report.findings
        if finding.verdict.startswith("holds") and finding.computed is not None and finding.target.value != 0
    ]
    everything = [finding for report in reports for finding in report.findings]
    for make in KINDS.values():
        errors = [
            error
            for finding in standing
            if (error := make(finding, random)) is not None and _provable(error, everything)
        ]
        places = {place(error.figure.span): error for error in errors}
        yield from random.sample(sorted(places.values(), key=str), min(each, len(places)))


def _provable(error: Error, findings: Sequence[Finding]) -> bool:
    number = parse_number(" ".join(error.text.split()))
    return number is None or not fits_another_structure(error.figure, number.value, findings)


def with_value(kind: str, finding: Finding, value: Decimal) -> Error | None:
    """The figure printed with another amount, its sign kept; None where rounding would explain it."""
    computed, figure = finding.computed, finding.target
    half = Decimal("0.5") * step(figure)
    signed = value.copy_sign(figure.value)
    if computed is None or value < 0 or computed.low - half <= signed <= computed.high + half:
        return None
    text = written(figure.text, value)
    return None if text is None else Error(kind, figure, text)


def step(figure: FigureRef) -> Decimal:
    return Decimal(1).scaleb(min(0, int(figure.value.as_tuple().exponent)))


def written(like: str, value: Decimal) -> str | None:
    """The digits of the printed text replaced, its grouping, sign and unit kept; None where that can't be."""
    digits = [at for at, character in enumerate(like) if character.isdigit()]
    decimals = sum(at > like.rfind(",") for at in digits) if "," in like else 0
    number = str(abs(int(value.scaleb(decimals))))
    if value < 0 or len(number) > len(digits):
        return None
    number = number.rjust(len(digits), "0")
    if number[0] == "0" and len(digits) > decimals + 1:
        return None
    changed = list(like)
    for at, digit in zip(digits, number, strict=True):
        changed[at] = digit
    return "".join(changed)


def off(finding: Finding, random: Random) -> Error | None:
    if finding.rule not in ("sum", "cross_sum"):
        return None
    far = random.choice((-1, 1)) * random.randint(3, 40) * step(finding.target)
    return with_value("total off", finding, abs(finding.target.value) + far)


def swapped(finding: Finding, random: Random) -> Error | None:
    text = finding.target.text
    pairs = [
        at
        for at in range(len(text) - 1)
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]
    ]
    if finding.rule in ("claim", "same_figure") or not pairs:
        return None
    at = random.choice(pairs)
    changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if changed.lstrip("-–−(").startswith("0"):
        return None
    return Error("digits swapped", finding.target, changed) if moved_far(finding, text, changed) else None


def moved_far(finding: Finding, text: str, changed: str) -> bool:
    """Whether the swap is more than rounding explains."""
    before, after = (int("".join(filter(str.isdigit, each))) for each in (text, changed))
    computed = finding.computed
    assert computed is not None
    scale = step(finding.target)
    return abs(after - before) * scale > (computed.high - computed.low) + scale


def percent(finding: Finding, random: Random) -> Error | None:
    if finding.rule != "ratio":
        return None
    return with_value("percent wrong", finding, abs(finding.target.value) + random.randint(3, 30))


def sign(finding: Finding, random: Random) -> Error | None:
    text, computed = finding.target.text, finding.computed
    assert computed is not None
    half = Decimal("0.5") * step(finding.target)
    explained = computed.low - half <= -finding.target.value <= computed.high + half
    if finding.rule not in ("difference", "net") or explained:
        return None
    changed = text[1:] if text[0] in "-–−" else f"-{text}" if text[0].isdigit() else None
    return None if changed is None else Error("sign wrong", finding.target, changed)


def stale(finding: Finding, random: Random) -> Error | None:
    parts = [each.value for each in finding.operands if each.value]
    if finding.rule != "sum" or len(parts) < 2:
        return None
    left = finding.target.value - random.choice(parts)
    return with_value("stale total", finding, abs(left)) if left * finding.target.value > 0 else None


def prose(finding: Finding, random: Random) -> Error | None:
    if finding.target.table is not None or finding.rule not in ("claim", "same_figure"):
        return None
    return with_value(
        "prose", finding, abs(finding.target.value) + random.randint(4, 30) * step(finding.target)
    )


def two_tables(finding: Finding, random: Random) -> Error | None:
    if finding.target.table is None or finding.rule != "same_figure":
        return None
    return with_value(
        "two tables", finding, abs(finding.target.value) + random.randint(4, 30) * step(finding.target)
    )


KINDS: dict[str, Callable[[Finding, Random], Error | None]] = {
    "total off": off,
    "digits swapped": swapped,
    "percent wrong": percent,
    "sign wrong": sign,
    "stale total": stale,
    "prose": prose,
    "two tables": two_tables,
}


if __name__ == "__main__":
    main()
