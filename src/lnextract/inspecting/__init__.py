"""A page as a picture, with what was found on it drawn over it."""
