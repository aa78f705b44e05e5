"""Errors that end the work on an input, each with what to do next."""

from __future__ import annotations


class LnextractError(Exception):
    """The work on this input can't go on.

    Args:
        message: what is wrong, in a sentence.
        next_step: what the user can do about it.
    """

    exit_code = 1
    kind = "error"

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(f"{message} {next_step}".strip())
        self.message = message
        self.next_step = next_step


class UnreadableInputError(LnextractError):
    """The file is no document that can be read."""

    kind = "unreadable"


class UnsupportedInputError(LnextractError):
    """A file of a kind that is not read."""

    kind = "unsupported"


class ChangedInputError(LnextractError):
    """The file was written to while it was read."""

    kind = "changed"


class TooLargeError(UnreadableInputError):
    """The file is larger than any report: a data file, or many documents in one."""

    kind = "too_large"


class VocabularyError(LnextractError):
    """A vocabulary file has a mistake; the message names file and line."""

    exit_code = 2
    kind = "vocabulary"


class SuppressionError(LnextractError):
    """A file of suppressions has a mistake; the message names file and line."""

    exit_code = 2
    kind = "suppression"


class CorrectionsError(LnextractError):
    """A corrections file has a mistake; the message names file and line."""

    exit_code = 2
    kind = "corrections"


class GoldError(LnextractError):
    """A gold report, or a form that was filled in, has a mistake; the message names the file."""

    exit_code = 2
    kind = "gold"
