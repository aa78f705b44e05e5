"""Printed → canonical: measures, kinds of table, units, accounts."""
