"""Names of report files: the input's own stem, with a short hash where two would clash."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from lnextract.batch.inputs import Found

HASH_DIGITS = 8
"""Hexadecimal digits: a clash within one stem is out of the question."""
STEM_BYTES = 200
"""File systems allow 255 bytes a name; the rest is for `-2`, the hash and the ending."""

_NUMBERED = re.compile(r"(.+)-\d+")


def report_stems(files: Sequence[Found]) -> list[str]:
    """One stem an input, all distinct, whatever the order in which they are converted.

    A stem such as `ur-2` clashes with the second document of an input `ur`.
    """
    stems = [PurePosixPath(each.file).stem for each in files]
    times = Counter(_key(stem) for stem in stems)
    same = Counter(each.file for each in files)
    return [
        _with_hash(stem, each, same[each.file] > 1) if _clashes(stem, times) else stem
        for stem, each in zip(stems, files, strict=True)
    ]


def report_name(stem: str, document: int) -> str:
    """Name of the file for the n-th document of an input, from 1."""
    return f"{stem}.json" if document == 1 else f"{stem}-{document}.json"


def _clashes(stem: str, times: Counter[str]) -> bool:
    key = _key(stem)
    numbered = _NUMBERED.fullmatch(key)
    return (
        times[key] > 1 or (numbered is not None and times[numbered[1]] > 0) or len(stem.encode()) > STEM_BYTES
    )


def _key(stem: str) -> str:
    """Equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", stem).casefold()


def _with_hash(stem: str, file: Found, ambiguous: bool) -> str:
    # Where the INPUT lies is only asked where it must be: the same archive elsewhere gives the same names.
    place = f"{_absolute(file.given)}\0{file.file}" if ambiguous else file.file
    kept = stem.encode()[:STEM_BYTES].decode("utf-8", "ignore")
    return f"{kept}-{sha256(place.encode('utf-8', 'surrogateescape')).hexdigest()[:HASH_DIGITS]}"


def _absolute(given: str) -> str:
    return given if "://" in given else os.path.abspath(given)  # noqa: PTH100
