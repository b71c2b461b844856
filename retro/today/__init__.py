"""The view in mid-cycle: in a terminal, as Markdown, or for machines."""

from retro.today.markdown import markdown
from retro.today.view import view

__all__ = ["markdown", "view"]
