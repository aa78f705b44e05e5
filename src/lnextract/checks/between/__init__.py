"""One rule over several reports a module: `NAME`, and `check(body)` that yields a `Check` for every test.

`body` holds the reports of one body in order of time. A module put here is run without being listed
anywhere; its examples, passing and failing, lie beside the tests under its name, in `between`. A rule looks
up the reports that it needs by time and compares each report with few others, so that the checks of an
archive grow with the number of its reports and not with its square.
"""
