"""What is expected of the end of a cycle: numbers that nobody measured, and that keep score."""

from retro.measure.forecast.whole import fared, forecast

__all__ = ["fared", "forecast"]
