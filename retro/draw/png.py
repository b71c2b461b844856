"""Figures as PNG, for slides, mails and wherever nobody shows SVG."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from msgspec.structs import replace
from PIL import Image, ImageColor
from PIL.PngImagePlugin import PngInfo

from retro.draw.canvas import Canvas
from retro.draw.look import Look
from retro.draw.spacing import Word, plain

BREADTH = 1200
"""So many dots a picture is wide."""

_EDGE, _HEAD = 16, 52
_MOST, _STEP = 256, 32
"""So many colours has a PNG of a byte a dot; how far two of them are from each other."""


def png(canvas: Canvas, look: Look, *, title: str, whose: str) -> bytes:
    """Return a picture as a PNG on the theme's light paper, with what it shows and whose it is.

    Nothing else tells so where a picture stands alone.

    Args:
        canvas: As a form drew it.
        look: The look it was drawn in.
        title: What the picture shows, in a few words.
        whose: Whose numbers they are, of which day, and where they are from.
    """
    head = (
        Word(plain(title), 0, canvas.height + 30, role="ink", size=14, bold=True),
        Word(plain(whose), 0, canvas.height + 12),
    )
    return opaque(
        replace(canvas, words=[*canvas.words, *head]),
        look,
        {"Title": title, "Source": whose},
        room=_EDGE,
        head=_HEAD,
    )


def opaque(
    canvas: Canvas, look: Look, texts: Mapping[str, str], *, room: float = 0, head: float = 0
) -> bytes:
    """Return a picture of `BREADTH` as PNG that nothing shows through, in few colours.

    All that is drawn is of the look's colours, and of those between one of them and the paper,
    where an edge is smooth. So few need a byte a dot: a third of the bytes and of the time.

    Args:
        canvas: A picture.
        look: The look it was drawn in.
        texts: What the file says of itself.
        room: So many pixels of paper lie around the picture, but above it.
        head: So many lie above it.
    """
    from retro.draw.agg import Agg  # half a second, which a build without PNGs need not wait

    times = BREADTH / (canvas.breadth + 2 * room)
    size = BREADTH, int(times * (canvas.height + room + head))
    file, known = BytesIO(), PngInfo()
    for name, text in texts.items():
        known.add_text(name, _latin(text))
    image = Agg(look, size, times, room).image(canvas)
    few = image.quantize(palette=_colours(*_each(look)), dither=Image.Dither.NONE)
    few.save(file, "PNG", pnginfo=known)
    return file.getvalue()


def _each(look: Look) -> Iterator[str]:
    """Yield the colour of the paper, and then all of a look."""
    yield look.colour("paper")
    yield from look.light.values()


@lru_cache(maxsize=1)  # pictures of one look are drawn one after the other
def _colours(*named: str) -> Image.Image:
    """Return the paper and the other colours of a look, and some between it and each of them."""
    paper, *others = map(ImageColor.getrgb, named)
    numbers = [*paper, *(number for colour in others for number in _faded(colour, paper))]
    palette = Image.new("P", (1, 1))
    palette.putpalette(numbers[: 3 * _MOST])
    return palette


def _faded(colour: tuple[int, ...], paper: tuple[int, ...]) -> Iterator[int]:
    """Yield the numbers of a colour, and of those at which it fades into paper.

    None lies near to the paper, which has to stay as it is.
    """
    apart = max(abs(value - ground) for value, ground in zip(colour, paper, strict=True))
    steps = max(1, apart // _STEP)
    for step in range(1, steps + 1):
        for value, ground in zip(colour, paper, strict=True):
            yield round(ground + (value - ground) * step / steps)


def _latin(text: str) -> str:
    """Return what a text of a PNG can hold."""
    return plain(text).encode("latin-1", "replace").decode("latin-1")
