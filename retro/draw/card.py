"""The card that stands where a page is spoken of elsewhere: the first screen as one picture."""

import re
from collections.abc import Callable
from textwrap import wrap

from matplotlib.figure import Figure

from retro.draw.canvas import canvas, fill, rule, write
from retro.draw.look import Look
from retro.draw.png import BREADTH, opaque
from retro.draw.stage import styled
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
    with styled(look):
        figure = canvas(BREADTH, HEIGHT)
        fill(figure, [(0, 0, BREADTH, HEIGHT)], facecolor=look.colour("paper"), linewidth=0)
        _head(figure, poster, whose, when, look)
        _backlog(figure, poster.backlog, look)
        steps = "; ".join(f"{one.does} {one.rest}".strip() for one in poster.steps)
        columns = (
            (poster.features.label, _figures(poster.features), poster.features.says),
            (poster.team.label, _figures(poster.team), poster.team.says),
            (poster.heading, "", steps),
        )
        for place, words in enumerate(columns):
            _answer(figure, _EDGE + place * 370, words, look)
        return opaque(figure, {})


def _head(figure: Figure, poster: Poster, whose: str, when: str, look: Look) -> None:
    say = _pen(figure, look)
    say(_EDGE, HEIGHT - 80, whose, 28)
    say(BREADTH - _EDGE, HEIGHT - 80, when, 20, role="muted", ha="right")
    lines = wrap(_plain(poster.finding), _FINDING, max_lines=5, placeholder=" …")
    for place, text in enumerate(lines):
        say(_EDGE, HEIGHT - 150 - 54 * place, text, 42, family=["DejaVu Serif"])


def _backlog(figure: Figure, backlog: Answer, look: Look) -> None:
    say = _pen(figure, look)
    say(_MIDDLE, HEIGHT - 142, backlog.label, 18, weight="bold")
    unit = ", ".join(filter(None, (backlog.unit, backlog.way)))
    say(BREADTH - _EDGE, HEIGHT - 142, unit, 18, role="muted", ha="right")
    say(_MIDDLE, HEIGHT - 194, _figures(backlog), 44)
    if backlog.line:
        _line(figure, backlog.line, look)


def _line(figure: Figure, line: Line, look: Look) -> None:
    left, foot, right, head = _PLOT
    rule(figure, [left, right], [foot, foot], color=look.colour("muted"), linewidth=1)
    numbers = [float(text) for text in _NUMBER.findall(line.path)]
    xs = [left + x * (right - left) / 1000 for x in numbers[::2]]
    ys = [foot + (300 - y) * (head - foot) / 300 for y in numbers[1::2]]
    rule(figure, xs, ys, color=look.colour("reviewers"), linewidth=4)


def _answer(figure: Figure, left: float, words: tuple[str, str, str], look: Look) -> None:
    label, number, says = words
    say = _pen(figure, look)
    top = 178
    rule(figure, [left, left + 330], [top + 30] * 2, color=look.colour("ink"), linewidth=1)
    say(left, top, label, 15, weight="bold")
    if number:
        say(left, top - 44, number, 30)
        top -= 40
    lines = wrap(_plain(says), 38, max_lines=3 if number else 5, placeholder=" …")
    for place, text in enumerate(lines):
        say(left, top - 32 - 25 * place, text, 17)


def _figures(answer: Answer) -> str:
    joint = f" {answer.joint} " if answer.joint == "→" else answer.joint
    return _plain(joint.join(one.text for one in answer.figures)) or UNKNOWN


def _plain(text: str) -> str:
    return " ".join(text.split())


def _pen(figure: Figure, look: Look) -> Callable[..., None]:
    def say(
        x: float, y: float, text: str, size: float, *, role: str = "ink", **drawn: object
    ) -> None:
        write(figure, x, y, text, fontsize=size, color=look.colour(role), **drawn)

    return say
