"""What `lnextract check` found, put into words and forms: one form a file in `formats/`."""
