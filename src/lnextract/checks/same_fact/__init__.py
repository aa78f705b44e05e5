"""Which printed figures state one fact: by label, measure, time and unit, and by what agrees beside them."""
