"""Flow: how long changes wait, how often they are reworked, and what lands."""
