"""What the prose of finished reports names, and how people are masked in what is given away."""

from lnextract.language.finding import mentions_of

__all__ = ["mentions_of"]
