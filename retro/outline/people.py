"""How a number of people reads where it would point at them."""

THIN = "fewer than 2"
"""Stands in a table for nobody and for one person alike: the work rests on one at most."""
