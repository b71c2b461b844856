"""A preview on this machine: pages as a build makes them, shown anew when something changes."""

from retro.serve.server import HOST, preview
from retro.serve.state import State
from retro.serve.watch import Watch

__all__ = ["HOST", "State", "Watch", "preview"]
