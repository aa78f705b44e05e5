"""Precision and recall of mentions against gold made by hand, a kind at a time.

    python bench/language.py [--differences] [document …]

A gold mention is met by a found one of the same kind and key (of events and decisions: category; of people:
name) whose sentence stands on the gold's line; each meets one other at most. Of a short form that can mean
several things the likeliest counts. Gold marked `held_out` was written after the rules were, and was not
looked at while they were made. Real documents are left out where they do not lie beside the project.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import lnextract
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.language import mentions_of, placed_in_dump
from lnextract.model.mentions import Mention
from lnextract.model.spans import TextSpan

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "language_gold"
REAL = ROOT.parent / "shared" / "reports"
KINDS = ("initiative", "partner", "event", "person", "decision")


@dataclass(frozen=True)
class GoldMention:
    """What a person found in a document."""

    line: int
    kind: str
    key: str
    """Key of the vocabulary, category, or name in small letters."""


@dataclass(frozen=True)
class Compared:
    """Found against gold in one document."""

    document: str
    split: str
    met: list[tuple[GoldMention, Mention]]
    missed: list[GoldMention]
    surplus: list[Mention]


def documents() -> list[Path]:
    """The gold files whose document is at hand."""
    return [path for path in sorted(GOLD.glob("*.yaml")) if source_of(path.stem) is not None]


def source_of(document: str) -> Path | None:
    """The text dump of a document."""
    places = (ROOT / "fixtures" / document, GOLD / "papers", REAL)
    return next((place / f"{document}.txt" for place in places if (place / f"{document}.txt").exists()), None)


def compare(gold_file: Path) -> Compared:
    """One document's mentions against its gold."""
    content = yaml.safe_load(gold_file.read_text(encoding="utf-8"))
    source = source_of(content["document"])
    assert source is not None
    text = source.read_bytes().decode("utf-8")
    words = load_vocabulary()
    found = [
        mention
        for report in lnextract.read(source)
        for mention in placed_in_dump(mentions_of(report, words), text)
        if mention.kind in KINDS
    ]
    gold = [_gold_mention(each) for each in content["mentions"]]
    return _matched(content["document"], content["split"], gold, found, text)


def _gold_mention(entry: dict[str, object]) -> GoldMention:
    key = str(entry.get("key") or entry["name"]).casefold()
    return GoldMention(int(str(entry["line"])), str(entry["kind"]), key)


def _matched(
    document: str, split: str, gold: Sequence[GoldMention], found: Sequence[Mention], text: str
) -> Compared:
    rest = list(found)
    met, missed = [], []
    for each in sorted(gold, key=lambda item: item.line):
        fits = [mention for mention in rest if _fits(each, mention, text)]
        if not fits:
            missed.append(each)
            continue
        best = min(fits, key=lambda mention: _lines(mention, text).stop)
        rest.remove(best)
        met.append((each, best))
    return Compared(document, split, met, missed, rest)


def _fits(gold: GoldMention, mention: Mention, text: str) -> bool:
    meant = mention.keys[:1]
    if mention.kind in ("event", "decision"):
        meant = [mention.category or ""]
    elif mention.kind == "person":
        meant = [mention.name.casefold()]
    return mention.kind == gold.kind and gold.key in meant and gold.line in _lines(mention, text)


def _lines(mention: Mention, text: str) -> range:
    span = mention.span
    assert isinstance(span, TextSpan)
    return range(span.line, span.line + text.count("\n", span.start, span.end) + 1)


def scores(compared: Sequence[Compared]) -> Iterator[tuple[str, str, int, int, int]]:
    """For each split and kind: how many gold, found and right ones."""
    for split in sorted({each.split for each in compared}, reverse=True):
        counts: dict[str, Counter[str]] = {name: Counter() for name in ("gold", "found", "right")}
        for each in (each for each in compared if each.split == split):
            right = [mention.kind for _, mention in each.met]
            counts["right"].update(right)
            counts["found"].update([*right, *(mention.kind for mention in each.surplus)])
            counts["gold"].update([*right, *(gold.kind for gold in each.missed)])
        for kind in KINDS:
            yield split, kind, counts["gold"][kind], counts["found"][kind], counts["right"][kind]


def sums_score() -> tuple[int, int, int]:
    """How many amounts of money the fixtures state in running text, how many sums were found, how many right.

    A sum is right where truth has its value and unit; each amount of truth once.
    """
    counted: dict[str, Counter[tuple[str, str]]] = {"gold": Counter(), "found": Counter()}
    for truth in sorted(ROOT.glob("fixtures/*/truth.json")):
        dump = truth.with_name(f"{truth.parent.name}.txt")
        entries = json.loads(truth.read_text(encoding="utf-8")) if dump.exists() else []
        if not entries or any(entry.get("uncertain") for entry in entries):
            continue
        name = truth.parent.name
        counted["gold"].update((name, _amount(each)) for entry in entries for each in entry.get("claims", []))
        found = [each for report in lnextract.read(dump) for each in mentions_of(report, load_vocabulary())]
        sums = [each for each in found if each.kind == "sum"]
        counted["found"].update((name, f"{each.value} {each.unit}") for each in sums)
    gold = Counter({key: count for key, count in counted["gold"].items() if not key[1].endswith("%")})
    return gold.total(), counted["found"].total(), (gold & counted["found"]).total()


def _amount(claim: dict[str, object]) -> str:
    return f"{claim['value']} {claim['unit']}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def main(arguments: Sequence[str]) -> None:
    """Print the scores, and with --differences what was missed and what was too much."""
    wanted = {name for name in arguments if not name.startswith("--")}
    compared = [compare(path) for path in documents() if not wanted or path.stem in wanted]
    print(f"{'gold':9} {'kind':11} {'gold':>5} {'found':>6} {'right':>6} {'precision':>10} {'recall':>7}")
    for split, kind, gold, found, right in scores(compared):
        shares = f"{_share(right, found):>10} {_share(right, gold):>7}"
        print(f"{split:9} {kind:11} {gold:5} {found:6} {right:6} {shares}")
    if not wanted:
        gold, found, right = sums_score()
        shares = f"{_share(right, found):>10} {_share(right, gold):>7}"
        print(f"{'fixtures':9} {'sum':11} {gold:5} {found:6} {right:6} {shares}")
    if "--differences" in arguments:
        for each in compared:
            _print_differences(each)


def _print_differences(compared: Compared) -> None:
    for gold in compared.missed:
        print(f"{compared.document}:{gold.line}: missed {gold.kind} {gold.key}")
    for mention in compared.surplus:
        line = mention.span.line if isinstance(mention.span, TextSpan) else 0
        meant = mention.category or ", ".join(mention.keys)
        print(f"{compared.document}:{line}: surplus {mention.kind} {meant} «{mention.text}»")


if __name__ == "__main__":
    main(sys.argv[1:])
