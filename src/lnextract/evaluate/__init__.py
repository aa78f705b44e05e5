"""How right the reports are: against gold made by hand, and by a sample that a person looks through."""
