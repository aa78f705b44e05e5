"""Places of parts of a text."""

from __future__ import annotations

from lnextract.model.spans import PageSpan, TextSpan, span_of_ending

DUMP = "Insatser för äldre \noch deras hälsa 1 200 tkr: \n"


def test_ending_in_a_dump_is_found_by_its_offsets() -> None:
    whole = TextSpan(line=7, start=100, end=100 + len(DUMP.rstrip()))
    place = span_of_ending(whole, DUMP, "1 200 tkr")
    assert isinstance(place, TextSpan)
    assert place.line == 8
    assert DUMP[place.start - 100 : place.end - 100] == "1 200 tkr"


def test_ending_on_a_page_lies_on_the_last_line() -> None:
    whole = PageSpan(page=3, bbox=(50.0, 100.0, 150.0, 120.0))
    place = span_of_ending(whole, "Tjugo tecken i raden\nTio tkn 90", "90")
    assert place == PageSpan(page=3, bbox=(90.0, 110.0, 100.0, 120.0))


def test_ending_that_is_not_printed_so_has_the_place_of_the_whole() -> None:
    whole = TextSpan(line=7, start=100, end=120)
    assert span_of_ending(whole, "Insatser 1\n200 tkr", "1 200 tkr") == whole
