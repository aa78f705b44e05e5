"""The five real dumps say what a person typed from them; their sentences are not kept, only how they begin and end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from comparing import differences

import lnextract

TRUTHS = sorted((Path(__file__).parent / "real").glob("*.json"))


def test_all_five_dumps_are_typed() -> None:
    assert len(TRUTHS) == 5


@pytest.mark.shared
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.stem)
def test_a_real_dump_says_what_was_typed_from_it(truth: Path, shared: Path) -> None:
    typed = json.loads(truth.read_text(encoding="utf-8"))
    assert differences(lnextract.read(shared / f"{truth.stem}.txt"), typed) == []
