"""The axes of a plot: ticks with their words, a grid, and the lines on which all stands."""

from collections.abc import Iterable

from retro.draw.canvas import Box, Canvas, Ink
from retro.draw.spacing import LEADING, Word
from retro.draw.ticks import Tick

DROP = 0.35
"""From the middle of words down to their base line, in sizes of their letters."""

RISE = 0.78
"""From the base line of words up to their head."""


def ground(canvas: Canvas, plot: Box, across: Iterable[Tick], up: Iterable[Tick]) -> None:
    """Draw what lies below the data; both kinds of ticks are placed by pixels."""
    _days(canvas, plot, tuple(across))
    _heights(canvas, plot, tuple(up))


def _days(canvas: Canvas, plot: Box, ticks: tuple[Tick, ...]) -> None:
    sheet, foot = canvas.sheet, plot[1]
    ink = Ink(stroke="muted", breadth=sheet.x_tick_breadth)
    marks = [((tick.at, foot), (tick.at, foot - sheet.x_tick)) for tick in ticks]
    canvas.layers[-1].add(ink, marks)
    base = foot - sheet.x_tick - sheet.x_gap - RISE * sheet.size
    canvas.words += [
        Word(line, tick.at, base - n * LEADING * sheet.size, "center")
        for tick in ticks
        for n, line in enumerate(tick.label.split("\n"))
    ]


def _heights(canvas: Canvas, plot: Box, ticks: tuple[Tick, ...]) -> None:
    (left, _, right, _), sheet, layer = plot, canvas.sheet, canvas.layers[-1]
    # as Matplotlib dots a line
    dash = (sheet.grid, 1.65 * sheet.grid) if sheet.grid_style == ":" else ()
    grid = Ink(stroke="grid", breadth=sheet.grid, dash=dash)
    layer.add(grid, [((left, tick.at), (right, tick.at)) for tick in ticks])
    if sheet.y_tick:
        ink = Ink(stroke="muted", breadth=sheet.y_tick_breadth)
        layer.add(ink, [((left, tick.at), (left - sheet.y_tick, tick.at)) for tick in ticks])
    edge = left - sheet.y_tick - sheet.y_gap
    canvas.words += [
        Word(tick.label, edge, tick.at - DROP * sheet.size, "right") for tick in ticks
    ]


def base(canvas: Canvas, plot: Box) -> None:
    """Draw the line below the data, and the one on the left of them where a theme has it."""
    left, foot, right, head = plot
    lines = [((left, foot), (right, foot)), ((left, foot), (left, head))]
    ink = Ink(stroke="muted", breadth=canvas.sheet.axis, cap="projecting")
    canvas.layers[-1].add(ink, lines if canvas.sheet.upright_axis else lines[:1])
