"""One kind of element a file: `NAME`, `ORDER`, and `compare(facing)`. A new file is a new kind."""
