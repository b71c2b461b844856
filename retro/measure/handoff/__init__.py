"""Hand-off: what the next lead is given."""
