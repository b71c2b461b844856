"""The record as tables for everybody's own questions, and as a second witness of the numbers."""

from retro.export.recount import Recount, recount
from retro.export.table import Cycle, Edition
from retro.export.writing import BASE, write

__all__ = ["BASE", "Cycle", "Edition", "Recount", "recount", "write"]
