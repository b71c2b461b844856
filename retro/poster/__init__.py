"""The first screen: five answers, each with its way, made from a report and nothing else."""

from retro.poster.poster import poster
from retro.poster.shapes import Answer, Dots, Figure, Line, Poster, Promise, Step

__all__ = ["Answer", "Dots", "Figure", "Line", "Poster", "Promise", "Step", "poster"]
