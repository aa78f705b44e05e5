"""What the prose of finished reports names, and how people are masked in what is given away."""

from lnextract.language.finding import mentions_of, people_of
from lnextract.language.placing import placed_in_dump

__all__ = ["mentions_of", "people_of", "placed_in_dump"]
