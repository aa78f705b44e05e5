"""Many reports → the tables of the historiebeskrivning, in every format that people open.

`tables.TABLES` says once what tables, columns, keys and descriptions there are; every format is derived from
it. One pure step a table makes rows of one report; what needs several reports is asked of DuckDB.
"""
