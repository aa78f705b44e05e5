"""A sign of life in an OUT at a URL, so that two runs into it do not go unnoticed.

A store of objects has no lock that the system gives back. The sign says which process of which machine is at
work, and when it last said so. It is a courtesy: two runs that begin in the same moment see each other only
when one renews its sign.
"""

from __future__ import annotations

import os
import platform
from time import time
from typing import Protocol

from pydantic import ValidationError

from lnextract.batch.stores import HOLDER, OutInUseError
from lnextract.model.spans import Strict

LIFE_S = 900.0
"""An older sign is that of a run that was killed: one at work renews it whenever it takes in an outcome, and
no input takes so long unless its time limit was raised."""
RENEW_S = 30.0
"""So often at most a sign is renewed: it costs two requests."""


class Files(Protocol):
    """What a sign is kept in."""

    def read(self, name: str) -> bytes: ...

    def write(self, name: str, content: str | bytes) -> None: ...

    def remove(self, name: str) -> None: ...


class Sign(Strict):
    """Who is at work."""

    machine: str
    process: int
    at: float
    """Seconds since 1970."""


class SignOfLife:
    """The sign of this run.

    Args:
        files: OUT.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._said = 0.0

    def give(self) -> None:
        """Say that this run is at work.

        Raises:
            OutInUseError: another one is.
        """
        if time() - self._said < RENEW_S:
            return
        sign = self._there()
        if sign is not None and _is_at_work(sign):
            holder = f"process {sign.process} on {sign.machine}"
            raise OutInUseError(
                f"Another run of lnextract writes to {self._files} ({holder}).",
                "Wait until it has ended, or choose another OUT. If it was killed, its sign counts no longer "
                f"after {LIFE_S / 60:.0f} minutes, or when you remove {HOLDER} there.",
            )
        self._said = time()
        mine = Sign(machine=platform.node(), process=os.getpid(), at=self._said)
        self._files.write(HOLDER, mine.model_dump_json())

    def take_back(self) -> None:
        """Say that it has ended."""
        sign = self._there()
        if self._said and sign is not None and _is_mine(sign):
            self._files.remove(HOLDER)
        self._said = 0.0

    def _there(self) -> Sign | None:
        try:
            return Sign.model_validate_json(self._files.read(HOLDER))
        except ValidationError:
            return None


def _is_mine(sign: Sign) -> bool:
    return (sign.machine, sign.process) == (platform.node(), os.getpid())


def _is_at_work(sign: Sign) -> bool:
    """Whether another run lives, as far as can be told from here."""
    if _is_mine(sign) or time() - sign.at > LIFE_S:
        return False
    return sign.machine != platform.node() or _is_alive(sign.process)


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True
