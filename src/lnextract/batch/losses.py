"""Inputs whose worker did not come back: their kind, sentence and row."""

from __future__ import annotations

import signal
from typing import Literal

from lnextract.batch.digest import file_sha256
from lnextract.batch.jobs import Job, Outcome, quarantined
from lnextract.batch.limits import Limits
from lnextract.errors import LnextractError
from lnextract.model.manifest import InputError

Loss = Literal["timeout", "memory", "crashed"]
"""The input's `error.kind` in the manifest."""


def lost(job: Job, seconds: float, kind: Loss, limits: Limits, exit_code: int | None = None) -> Outcome:
    """The row of an input that cost its worker.

    Args:
        seconds: since the worker was given the input.
        exit_code: of the worker, where it ended by itself; -n for signal n; None of a cluster's worker.
    """
    try:
        with job.origin.local(job.passwords) as path:
            sha256 = file_sha256(path)
    except (LnextractError, OSError):
        sha256 = None
    error = InputError(kind=kind, message=_sentence(kind, limits, exit_code))
    return quarantined(job, sha256, seconds, error)


def _sentence(kind: Loss, limits: Limits, exit_code: int | None) -> str:
    if kind == "timeout":
        return (
            f"It was given up after {limits.timeout_s:g} seconds. "
            "If the file is worth a longer wait, convert it with a larger --timeout. "
            "If the machine was busy, try the same time again with --retry."
        )
    if kind == "memory":
        return (
            f"It was given up because it takes more than {limits.memory_mb} MB of memory. "
            "If there is more, convert it with a larger --memory."
        )
    return (
        f"The process that read it broke down ({_ending(exit_code)}). "
        "The file may be damaged: save it anew from the program it comes from, or print it to a new PDF."
    )


def _ending(exit_code: int | None) -> str:
    if exit_code is None:
        return "worker after worker of the cluster was lost with it"
    if exit_code >= 0:
        return f"exit status {exit_code}"
    if exit_code == -getattr(signal, "SIGKILL", 9):
        return "killed by the system, perhaps for lack of memory"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
