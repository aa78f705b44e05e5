"""A sample of cells for a person to look through, and the error estimate that comes of it."""
