"""Formats that the dataset is written in: one file each, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from lnextract.dataset.exports.plain import write_csv, write_parquet
from lnextract.dataset.store import Store

FILES: Final[tuple[Callable[[Store, Path], None], ...]] = (write_csv, write_parquet)
"""Each takes the filled database and the folder."""
