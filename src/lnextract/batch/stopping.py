"""Ctrl-C and SIGTERM: a run ends between two steps, with everything that is done kept."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self


class Stopped(Exception):  # noqa: N818 - no error: somebody wished it
    """A signal asked the run to end."""


class StopSignals:
    """In a `with`, signals are noted instead of breaking in; `look` raises `Stopped` where it is safe to end.

    Outside the main thread nothing is noted: Python hands signals to that one only.
    """

    def __init__(self) -> None:
        self.received: int | None = None
        """Number of the signal."""
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {
                number: signal.signal(number, self._note) for number in (signal.SIGINT, signal.SIGTERM)
            }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def look(self) -> None:
        """End here if a signal has come.

        Raises:
            Stopped: one has.
        """
        if self.received is not None:
            raise Stopped

    @property
    def exit_code(self) -> int:
        """As a shell gives it to a program that a signal ended: 130 after Ctrl-C."""
        return 128 + (self.received or 0)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.received = number
