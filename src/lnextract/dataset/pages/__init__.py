"""`index.html`: the pictures, each mark linked to its row in the page."""
