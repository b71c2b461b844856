"""The view in mid-cycle: how a cycle stands, and what happened since Monday."""

from retro.measure.today.outlook import outlook
from retro.measure.today.whole import today

__all__ = ["outlook", "today"]
