"""The strokes and letters of a theme's pictures, as its style sheet gives them."""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from retro.errors import ContentError

Cap = Literal["butt", "round", "projecting"]
Joint = Literal["miter", "round", "bevel"]
Always = Literal["True"]
Never = Literal["False"]


class Sheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Measures in CSS pixels, named and written as Matplotlib has them in its style sheets."""

    size: float = field(name="font.size", default=12)
    axis: float = field(name="axes.linewidth", default=1)
    upright_axis: bool = field(name="axes.spines.left", default=False)
    grid: float = field(name="grid.linewidth", default=1)
    grid_style: Literal["-", ":"] = field(name="grid.linestyle", default="-")
    x_tick: float = field(name="xtick.major.size", default=5)
    x_tick_breadth: float = field(name="xtick.major.width", default=1)
    x_gap: float = field(name="xtick.major.pad", default=5)
    y_tick: float = field(name="ytick.major.size", default=0)
    y_tick_breadth: float = field(name="ytick.major.width", default=1)
    y_gap: float = field(name="ytick.major.pad", default=8)
    line: float = field(name="lines.linewidth", default=2.25)
    dot: float = field(name="lines.markersize", default=6)
    cap: Cap = field(name="lines.solid_capstyle", default="round")
    joint: Joint = field(name="lines.solid_joinstyle", default="round")
    edge: float = field(name="patch.linewidth", default=0.75)
    # What no picture has in another way; a sheet may say so.
    right: Never = field(name="axes.spines.right", default="False")
    top: Never = field(name="axes.spines.top", default="False")
    gridded: Always = field(name="axes.grid", default="True")
    across: Literal["y"] = field(name="axes.grid.axis", default="y")
    behind: Always = field(name="axes.axisbelow", default="True")


def sheet(path: Path) -> Sheet:
    """Read a style sheet.

    Raises:
        ContentError: It can't be read, or has a setting or a value that no picture follows.
    """
    try:
        lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
        pairs = (line.partition(":") for line in lines if line)
        settings = {key.strip(): value.strip() for key, _, value in pairs}
        return msgspec.convert(settings, Sheet, strict=False)
    except (OSError, ValueError) as error:  # msgspec's and those of text are of this kind
        raise ContentError(
            f"not a style sheet: {error}",
            where=str(path),
            hint="write settings as the default theme's has them, and no others",
        ) from error
