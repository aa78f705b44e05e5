"""The row types of the tables: one class a table, each field with its description in Swedish and English."""
