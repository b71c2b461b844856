"""Bugs: how many came, were fixed and are left."""
