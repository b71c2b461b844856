"""Series as pictures: the only room that knows Matplotlib."""

from retro.draw.band import banded_line
from retro.draw.card import card
from retro.draw.day_grid import day_grid
from retro.draw.falling_bars import falling_bars
from retro.draw.forms import (
    curve,
    daily_line,
    stacked_area,
    stacked_bars,
    stepped_area,
    weekly_line,
)
from retro.draw.look import Look, look
from retro.draw.png import png
from retro.draw.small import small
from retro.draw.spans import spans
from retro.draw.svg import svg

__all__ = [
    "Look",
    "banded_line",
    "card",
    "curve",
    "daily_line",
    "day_grid",
    "falling_bars",
    "look",
    "png",
    "small",
    "spans",
    "stacked_area",
    "stacked_bars",
    "stepped_area",
    "svg",
    "weekly_line",
]
