"""The card that stands where a page is spoken of elsewhere: the first screen as one picture."""

import re
from textwrap import wrap

from retro.draw.canvas import Canvas
from retro.draw.look import Look
from retro.draw.png import BREADTH, opaque
from retro.draw.spacing import Word
from retro.outline.words import UNKNOWN
from retro.poster import Answer, Line, Poster

HEIGHT = 630
"""With `BREADTH`, what those who show such cards ask for, in pixels."""

_EDGE = 64
_MIDDLE = 720
_PLOT = (_MIDDLE, 256, BREADTH - _EDGE - 60, 410)
"""Where the backlog's line stands: left, foot, right, head."""

_FINDING = 24
"""So many letters of the finding stand in a line; what is beyond five lines is left out."""

_NUMBER = re.compile(r"-?[\d.]+")


def card(poster: Poster, whose: str, when: str, look: Look) -> bytes:
    """Return the card of a first screen as PNG.

    Args:
        poster: The first screen.
        whose: Team and cycle.
        when: The edition and its day.
        look: The theme's look; a card is always light.
    """
    canvas = Canvas(breadth=BREADTH, height=HEIGHT, sheet=look.sheet)
    _head(canvas, poster, whose, when)
    _backlog(canvas, poster.backlog)
    steps = "; ".join(f"{one.does} {one.rest}".strip() for one in poster.steps)
    columns = (
        (poster.features.label, _figures(poster.features), poster.features.says),
        (poster.team.label, _figures(poster.team), poster.team.says),
        (poster.heading, "", steps),
    )
    for place, words in enumerate(columns):
        _answer(canvas, _EDGE + place * 370, words)
    return opaque(canvas, look, {})


def _head(canvas: Canvas, poster: Poster, whose: str, when: str) -> None:
    right = BREADTH - _EDGE
    _say(canvas, _EDGE, HEIGHT - 80, whose, 28)
    canvas.words.append(Word(_plain(when), right, HEIGHT - 80, "right", size=20))
    lines = wrap(_plain(poster.finding), _FINDING, max_lines=5, placeholder=" …")
    canvas.words += [
        Word(line, _EDGE, HEIGHT - 150 - 54 * n, role="ink", size=42, serif=True)
        for n, line in enumerate(lines)
    ]


def _backlog(canvas: Canvas, backlog: Answer) -> None:
    right = BREADTH - _EDGE
    _say(canvas, _MIDDLE, HEIGHT - 142, backlog.label, 18, bold=True)
    unit = ", ".join(filter(None, (backlog.unit, backlog.way)))
    canvas.words.append(Word(_plain(unit), right, HEIGHT - 142, "right", size=18))
    _say(canvas, _MIDDLE, HEIGHT - 194, _figures(backlog), 44)
    if backlog.line:
        _line(canvas, backlog.line)


def _line(canvas: Canvas, line: Line) -> None:
    left, foot, right, head = _PLOT
    canvas.rule([left, right], [foot, foot], "muted", 1)
    numbers = [float(text) for text in _NUMBER.findall(line.path)]
    xs = [left + x * (right - left) / 1000 for x in numbers[::2]]
    ys = [foot + (300 - y) * (head - foot) / 300 for y in numbers[1::2]]
    canvas.rule(xs, ys, "reviewers", 4)


def _answer(canvas: Canvas, left: float, words: tuple[str, str, str]) -> None:
    label, number, says = words
    top = 178
    canvas.rule([left, left + 330], [top + 30] * 2, "ink", 1)
    _say(canvas, left, top, label, 15, bold=True)
    if number:
        _say(canvas, left, top - 44, number, 30)
        top -= 40
    lines = wrap(_plain(says), 38, max_lines=3 if number else 5, placeholder=" …")
    for place, text in enumerate(lines):
        _say(canvas, left, top - 32 - 25 * place, text, 17)


def _figures(answer: Answer) -> str:
    joint = f" {answer.joint} " if answer.joint == "→" else answer.joint
    return _plain(joint.join(one.text for one in answer.figures)) or UNKNOWN


def _plain(text: str) -> str:
    return " ".join(text.split())


def _say(
    canvas: Canvas, x: float, y: float, text: str, size: float, *, bold: bool = False
) -> None:
    canvas.words.append(Word(_plain(text), x, y, role="ink", size=size, bold=bold))
