"""The SHA-256 of an input, which is also the test whether it can be read at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lnextract.errors import UnreadableInputError


def file_sha256(path: Path) -> str:
    """Of the file's bytes, in hexadecimal digits.

    Raises:
        UnreadableInputError: the file is a pipe, device or folder, or can't be read.
    """
    # A pipe or device would never end.
    if path.is_dir():
        raise UnreadableInputError("The folder can't be listed.", "Check that you may read it.")
    if path.exists() and not path.is_file():
        raise UnreadableInputError("This is not a regular file.", "Convert a copy of it.")
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> UnreadableInputError:
    """The system's refusal as an error of ours."""
    reason = error.strerror or type(error).__name__
    return UnreadableInputError(f"The file can't be read: {reason}.", "Check that it exists and may be read.")
