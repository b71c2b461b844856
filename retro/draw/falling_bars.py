"""What is left at each stage: bars from zero, and between them, hanging, what went away."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from retro.draw.canvas import Box, Canvas, Ink
from retro.draw.hints import of_bars
from retro.draw.look import Look
from retro.draw.spacing import Word, elided, plain, width
from retro.model.facts import LEFT, Bar, Bars, Mark
from retro.outline import words

_LABEL = 140.0
_INDENT = 12.0
_GAP = 10.0
_STAGE, _PART = (26.0, 17.0), (19.0, 9.0)
"""The room of a row and the height of its bar: of a stage, and of what left."""


class Fall(Struct, frozen=True, kw_only=True):
    """The rows of a picture, from the uppermost."""

    bars: tuple[Bar, ...]
    breadth: float
    size: float

    @property
    def height(self) -> float:
        """Return the height of the picture."""
        return sum(room(bar)[0] for bar in self.bars) + 2

    @property
    def left(self) -> float:
        """Return where zero is."""
        labels = [width(plain(bar.label), self.size) + indent(bar) for bar in self.bars]
        return min(_LABEL, max(labels, default=0)) + _GAP

    @property
    def unit(self) -> float:
        """Return the pixels of one thing: the longest bar leaves room for its number."""
        numbers = [number for bar in self.bars if (number := value(bar))]
        taken = max((width(words.number(n), self.size) for n in numbers), default=0)
        return (self.breadth - self.left - _GAP - taken) / max(numbers, default=1)

    def boxes(self) -> Iterator[tuple[Bar, Box]]:
        """Yield each bar with its box; one whose number is not known has no breadth."""
        end, head = 0, self.height - 1
        for bar in self.bars:
            pitch, thick = room(bar)
            number = value(bar)
            first, last = (end - number, end) if bar.kind == LEFT else (0, number)
            middle = head - pitch / 2
            left, right = (self.left + self.unit * at for at in (first, last))
            yield bar, (left, middle - thick / 2, right, middle + thick / 2)
            end, head = first if bar.kind == LEFT else last, head - pitch

    def said(self) -> Iterator[Word]:
        """Yield the label of each bar, and its number at its end."""
        for bar, (_, foot, right, head) in self.boxes():
            role = "muted" if bar.kind == LEFT else "ink"
            base = (foot + head) / 2 - 0.35 * self.size
            label = elided(plain(bar.label), self.left - _GAP - indent(bar), self.size)
            yield Word(label, indent(bar), base, role=role)
            known = bar.values[0] is not None
            yield Word(
                words.number(value(bar)) if known else words.UNKNOWN, right + 6, base, role=role
            )


def falling_bars(
    shown: Bars,
    marks: Sequence[Mark],  # noqa: ARG001 - every form is called alike
    look: Look,
    *,
    narrow: bool = False,
) -> Canvas:
    """Draw stages as bars from zero, and between them, hanging from the end, what left.

    Args:
        shown: Bars with a count each; one of the kind `LEFT` hangs where the one before ended.
        marks: Not drawn, since days of the calendar have no place here.
        look: The theme's colours and style sheet.
        narrow: Whether the picture is for a small screen.
    """
    fall = Fall(bars=shown.bars, breadth=340 if narrow else 720, size=look.sheet.size)
    canvas = Canvas(breadth=fall.breadth, height=fall.height, sheet=look.sheet)
    _links(canvas, [(bar.kind, box) for bar, box in fall.boxes()])
    for bar, box in fall.boxes():
        canvas.fill([box], Ink(fill=bar.role))
    canvas.words += fall.said()
    for (bar, (_, foot, _, head)), said in zip(fall.boxes(), of_bars(shown), strict=True):
        y = (foot + head) / 2
        canvas.strip(said, ((0, y), (fall.breadth, y)), room(bar)[0])
    return canvas


def _links(canvas: Canvas, boxes: Sequence[tuple[str, Box]]) -> None:
    """Draw a hair from the end of each bar to the beginning of the one below."""
    for (kind, (left, foot, right, _)), (_, (*_, head)) in pairwise(boxes):
        x = left if kind == LEFT else right
        canvas.rule((x, x), (foot, head), "muted", 0.75)


def value(bar: Bar) -> int:
    """Return the count of a bar; what is not known has no length."""
    return bar.values[0] if isinstance(bar.values[0], int) else 0


def room(bar: Bar) -> tuple[float, float]:
    """Return the room of a bar's row, and how thick it is."""
    return _PART if bar.kind == LEFT else _STAGE


def indent(bar: Bar) -> float:
    """Return how far a label stands from the left."""
    return _INDENT if bar.kind == LEFT else 0
