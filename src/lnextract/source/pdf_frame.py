"""From PDF user space to the page as it is shown: crop box, rotation, y downwards."""

from __future__ import annotations

from dataclasses import dataclass

from lnextract.model.page import BBox


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of a page in user space (points, y upwards) and how often it is turned right by 90 degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """As shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """As shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """A box of user space as `x0, top, x1, bottom` from the top left corner of the page as shown."""
        if self.turns == 0:
            return (left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.turns == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.turns == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return (self.top - top, self.right - right, self.top - bottom, self.right - left)

    def clipped(self, box: BBox) -> BBox | None:
        """A shown box cut to the page; None where nothing of it is on the page."""
        x0, top = max(box[0], 0.0), max(box[1], 0.0)
        x1, bottom = min(box[2], self.width), min(box[3], self.height)
        return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None
