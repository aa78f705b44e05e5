"""The form that a person fills in: one cell a line, as a CSV that a Swedish Excel opens by double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from lnextract.errors import GoldError
from lnextract.evaluate.sampling.estimating import Verdicts
from lnextract.evaluate.sampling.population import Unit
from lnextract.evaluate.sampling.strata import Key
from lnextract.model.estimate import Stratum

DELIMITER = ";"
"""What Excel expects of a CSV where the comma parts decimals."""
LOOK_UP = ("no", "report", "file", "place", "table", "row", "column", "printed", "value", "unit")
TO_FILL = ("verdict", "on_paper", "remark")
DESIGN = ("stratum", "year", "report_type", "body", "figures", "table_kind", "stratum_size")
"""What the estimate needs; not to be changed."""
HEADER = (*LOOK_UP, *TO_FILL, *DESIGN)
EMPTY = "(empty)"

VERDICTS = {
    "right": "right",
    "rätt": "right",
    "wrong": "wrong",
    "fel": "wrong",
    "unclear": "unclear",
    "oklart": "unclear",
}
"""Words of the form and what they mean."""
ALL = "all"
"""Stands in the form for a character that does not tell the stratum."""
UNKNOWN = "–"
_NEXT_STEP = "Correct the form and score it again."
_FORMULA_SIGNS = ("=", "@", "+", "\t", "\r")
"""With these a spreadsheet would take printed text for a formula."""


def write_form(sample: Mapping[Key, tuple[int, list[Unit]]]) -> str:
    """The form, in the order of reports and places in them."""
    lines = [
        (unit, {**_design(key), "stratum_size": str(size)})
        for key, (size, units) in sample.items()
        for unit in units
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, delimiter=DELIMITER, lineterminator="\r\n", restval="")
    writer.writeheader()
    for number, (unit, design) in enumerate(
        sorted(lines, key=lambda line: (line[0].report, line[0].id)), start=1
    ):
        writer.writerow({"no": f"c{number}", **_look_up(unit), **design})
    return "\ufeff" + text.getvalue()


def read_form(path: Path) -> list[Verdicts]:
    """What the person found, one a stratum.

    Raises:
        GoldError: a line has no verdict, or the file is no form; the message names file and line.
    """
    strata: dict[str, list[tuple[int, dict[str, str]]]] = {}
    seen: set[str] = set()
    for line, row in _lines(path):
        word = row["verdict"].strip().casefold()
        if word not in VERDICTS:
            what = f"«{word}» is no verdict" if word else "there is no verdict"
            raise GoldError(f"{path}:{line}: {what}; write right, wrong or unclear.", _NEXT_STEP)
        if row["no"] in seen:
            raise GoldError(f"{path}:{line}: {row['no']} stands twice.", _NEXT_STEP)
        seen.add(row["no"])
        strata.setdefault(row["stratum"], []).append((line, row))
    return [_verdicts(path, name, rows) for name, rows in strata.items()]


def _look_up(unit: Unit) -> dict[str, str]:
    printed = unit.text or EMPTY
    shown = {
        "report": unit.report,
        "file": unit.file,
        "place": unit.place,
        "table": unit.table,
        "row": unit.row,
        "column": unit.column,
        "printed": printed,
        "value": unit.value,
        "unit": unit.unit,
    }
    return {key: _harmless(" ".join(text.split())) for key, text in shown.items()}


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _design(key: Key) -> dict[str, str]:
    values = [UNKNOWN if value is None else str(value) for value in key]
    known = dict(zip(Stratum.model_fields, values, strict=False))
    told = {name: known.get(name, ALL) for name in Stratum.model_fields}
    return {"stratum": " / ".join(values) or ALL, **told}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and content of each line; as it was written, or as a spreadsheet saves it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror or error}).") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), restval="")
    if missing := set(HEADER) - set(reader.fieldnames or ()):
        raise GoldError(f"{path}:1: this is no form: it has no column {sorted(missing)[0]}.", _NEXT_STEP)
    for row in reader:
        if any(each for each in row.values()):
            yield reader.line_num, row


def _verdicts(path: Path, name: str, rows: list[tuple[int, dict[str, str]]]) -> Verdicts:
    line, first = rows[0]
    words = [VERDICTS[row["verdict"].strip().casefold()] for _, row in rows]
    sizes = {row["stratum_size"].strip() for _, row in rows}
    size = next(iter(sizes))
    if len(sizes) > 1 or not size.isdecimal() or int(size) < len(rows):
        raise GoldError(f"{path}:{line}: the size of the stratum «{name}» was changed.", _NEXT_STEP)
    return Verdicts(
        name=name,
        stratum=_stratum(path, line, first),
        population=int(size),
        sampled=len(rows),
        wrong=words.count("wrong"),
        unclear=words.count("unclear"),
    )


def _stratum(path: Path, line: int, row: dict[str, str]) -> Stratum:
    told = {name: row[name].strip() for name in Stratum.model_fields}
    known = {name: None if word in (ALL, UNKNOWN) else word for name, word in told.items()}
    try:
        return Stratum.model_validate(known)
    except ValueError as error:
        raise GoldError(f"{path}:{line}: the stratum «{row['stratum']}» was changed.", _NEXT_STEP) from error
