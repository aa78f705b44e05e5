"""Tables of PDF pages: engines behind one Protocol, and the choosing between their readings."""
