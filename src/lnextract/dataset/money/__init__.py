"""Printed tables of money → amounts, the facts that they state, and bridges between layouts."""
