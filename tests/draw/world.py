"""The smallest series that show a claim."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from retro.draw import Look, look
from retro.draw.canvas import Canvas, Dot, Shape
from retro.draw.spacing import Word, width
from retro.model.facts import LEFT, Bar, Bars, Line, Mark, Series
from retro.model.origin import Origin

THEME = Path(__file__).parents[2] / "themes" / "default"
LOOK: Look = look(THEME, THEME)
START = date(2015, 10, 19)


def days(count: int, step: int = 1) -> tuple[date, ...]:
    return tuple(START + timedelta(days=step * n) for n in range(count))


def line(*values, role="reviewers", label="waiting on reviewers"):
    return Line(label=label, role=role, values=values)


def series(x, *lines, unit="changes", x_unit="days") -> Series:
    return Series(
        name="backlog.by_state_daily",
        title="Open changes",
        unit=unit,
        x=tuple(x),
        x_unit=x_unit,
        lines=lines,
        moment=datetime(2016, 4, 8, tzinfo=UTC),
        origin=Origin.SIMULATED,
        source="Gerrit",
        definition="open",
    )


def bar(label: str, kind: str, *values, role="merged") -> Bar:
    return Bar(label=label, kind=kind, role=role, values=values)


def bars(*some: Bar, heads=("feature", "outcome", "approved", "until"), span=None) -> Bars:
    return Bars(
        name="features.timeline",
        title="Features",
        unit="features",
        moment=datetime(2016, 4, 8, tzinfo=UTC),
        origin=Origin.SIMULATED,
        source="Gerrit",
        definition="features",
        heads=heads,
        bars=some,
        span=span,
    )


def day(number: int) -> date:
    return START + timedelta(days=number)


def mark(label: str, day: int, kind: str = "milestone") -> Mark:
    return Mark(label, START + timedelta(days=day), kind)


SCHEDULE = (
    mark("M-1", 45),
    mark("spec freeze", 74, "freeze"),
    mark("M-2", 94),
    mark("M-3", 136),
    mark("feature freeze", 136),
    mark("RC1", 150),
    mark("release", 171),
    *(mark("Review day", day, "review day") for day in (35, 85, 122)),
    mark("Clean-up", 91, "clean-up day"),
)


def cycle_of(roles, count, step) -> Series:
    """A cycle of made-up numbers, restless enough to be no smaller than real ones."""
    lines = (
        line(*((n * (7 + k)) % 61 + 3 for n in range(count)), role=role, label=f"the {role}")
        for k, role in enumerate(roles)
    )
    return series(days(count, step), *lines)


def words(canvas: Canvas) -> list[str]:
    return [word.text for word in canvas.words]


def extents(canvas: Canvas) -> list[tuple[str, float, float, float, float]]:
    """Return each text of a picture with its box in pixels, as wide as letters are guessed."""
    return [(word.text, *_extent(word, word.size or canvas.sheet.size)) for word in canvas.words]


def _extent(word: Word, size: float) -> tuple[float, float, float, float]:
    room = width(word.text, size)
    left = word.x - room * {"left": 0, "center": 0.5, "right": 1}[word.ha]
    return left, word.y - 0.2 * size, left + room, word.y + 0.8 * size


def assert_words_stand_apart_and_inside(canvas: Canvas) -> None:
    """Hold that no two texts of a picture overlap, and that none leaves it."""
    boxes = extents(canvas)
    for text, left, foot, right, head in boxes:
        assert left >= -0.1, text
        assert foot >= -0.1, text
        assert right <= canvas.breadth + 0.1, text
        assert head <= canvas.height + 0.1, text
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b, (one, other)


def shapes(canvas: Canvas) -> list[Shape]:
    """Return the shapes that stand in pixels."""
    layers = [layer for layer in canvas.layers if not layer.scale]
    return [item for layer in layers for item in layer.items if isinstance(item, Shape)]


def dots(canvas: Canvas) -> list[Dot]:
    return [item for layer in canvas.layers for item in layer.items if isinstance(item, Dot)]


def data(canvas: Canvas) -> list[Shape]:
    """Return the shapes that stand in numbers, areas first."""
    return [item for layer in canvas.layers if layer.scale for item in layer.items]


def pixels(png: bytes):
    """Return red, green and blue of each dot, row by row."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)


def box(line) -> tuple[float, float, float, float]:
    """Return left, foot, right and head of a line."""
    xs, ys = zip(*line, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def ways_of(count: int) -> Bars:
    """A cycle of made-up features, with every kind of end."""
    kinds = {"landed": "merged", "deferred": "abandoned", "given up": "restored", "open": "opened"}
    some = (
        bar(
            f"{n} things that take some words to say",
            kind,
            *(day(n + step) for step in (0, 20, 100)),
            role=role,
        )
        for n in range(count)
        for kind, role in [list(kinds.items())[n % 4]]
    )
    heads = ("feature", "outcome", "proposed", "approved", "until")
    return bars(*some, heads=heads, span=(START, day(171)))


def fall_of(*numbers) -> Bars:
    """Stages with the numbers given, and between each two of them what left."""
    some = [bar("stage 0", "on the way", numbers[0], role="core")]
    for n, (before, after) in enumerate(pairwise(numbers), start=1):
        some.append(bar(f"left {n}", LEFT, before - after, role="others"))
        some.append(bar(f"stage {n}", "on the way", after, role="core"))
    return bars(*some, heads=("stage", "way", "features"))
