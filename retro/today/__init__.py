"""The view in mid-cycle, in a terminal."""

from retro.today.view import view

__all__ = ["view"]
