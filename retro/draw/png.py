"""Figures as PNG, for slides, mails and wherever nobody shows SVG."""

from io import BytesIO

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from retro.draw.canvas import PIXELS, write
from retro.draw.look import Look
from retro.draw.spacing import plain
from retro.draw.stage import styled

BREADTH = 1200
"""So many dots a picture is wide."""

_EDGE, _HEAD = 16, 52


def png(figure: Figure, look: Look, *, title: str, whose: str) -> bytes:
    """Return a figure as a PNG on the theme's light paper, with what it shows and whose it is.

    Nothing else tells so where a picture stands alone. The figure is not to be used again.

    Args:
        figure: As a form drew it.
        look: The look it was drawn in.
        title: What the picture shows, in a few words.
        whose: Whose numbers they are, of which day, and where they are from.
    """
    drawn = BytesIO()
    breadth, height = (float(side) * PIXELS for side in figure.get_size_inches())
    corners = ((-_EDGE, -_EDGE), (breadth + _EDGE, height + _HEAD))
    with styled(look):
        write(figure, 0, height + 30, plain(title), fontsize=14, weight="bold")
        write(figure, 0, height + 12, plain(whose), color=look.colour("muted"))
        figure.savefig(
            drawn,
            format="png",
            dpi=BREADTH * PIXELS / (breadth + 2 * _EDGE),
            bbox_inches=Bbox([[side / PIXELS for side in corner] for corner in corners]),
            facecolor=look.colour("paper"),
            # Matplotlib writes its version into the file, so that two of them never agree.
            metadata={"Software": None, "Title": _latin(title), "Source": _latin(whose)},
        )
    return drawn.getvalue()


def _latin(text: str) -> str:
    """Return what a text of a PNG can hold."""
    return plain(text).encode("latin-1", "replace").decode("latin-1")
