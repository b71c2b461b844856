"""What the user ordered."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from retro import content, disk
from retro.errors import UsageError

PACKAGED = Path(__file__).parent.parent / "themes"


class Order(Struct, frozen=True, kw_only=True):
    """The words of the command line, one field each.

    `together` are the retrospectives that are built in one run: their pages lead to each other,
    whichever is written first. `look` is a hash of the themes as a run began.
    """

    content: Path = Path("content")
    output: Path = Path("output")
    themes: Path = Path("themes")
    theme: str | None = None
    team: str | None = None
    cycle: str | None = None
    as_of: date | None = None
    edition: str | None = None
    strict: bool = False
    jobs: int = 1
    allow_simulated: bool = False
    specs: Path | None = None
    together: frozenset[str] = frozenset()
    look: str = ""

    @property
    def narrow(self) -> bool:
        """Tell whether one edition is meant, and not all of them."""
        return self.edition is not None or self.as_of is not None

    @property
    def cache(self) -> Path:
        """Return the work folder, which lies beside content/ and may be deleted at any time."""
        return self.content.absolute().parent / ".cache"

    def kept(self, kind: str, *below: str) -> Path:
        """Return a place in the work folder, which itself may be a link.

        Raises:
            UsageError: A link below it leads there, and may lead anywhere.
        """
        folder = self.cache.joinpath(kind, *below)
        disk.refuse_links(self.cache, folder)
        return folder


def keep_apart(order: Order) -> None:
    """Refuse to write where the writer's own files lie.

    Raises:
        UsageError: The output is, holds, or leads into content/ or themes/.
    """
    owned = (order.content.resolve(), order.themes.resolve())
    for path in (order.output, *order.output.glob("*"), *order.output.glob("*/*")):
        there = path.resolve()
        for own in owned:
            if there.is_relative_to(own) or own.is_relative_to(there):
                what = f"{path} is no place to write to: it holds, or is, {own}"
                raise UsageError(what, hint="name another folder with --output")


def themes(order: Order) -> tuple[Path, ...]:
    """Return the theme folders: the one chosen hides the default file by file.

    A theme lies in themes/; the default one also comes with the program.

    Raises:
        UsageError: There is no such theme.
    """
    name = content.check_name("theme", order.theme or content.site(order.content).theme)
    return tuple(_theme(order, part) for part in dict.fromkeys((name, "default")))


def _theme(order: Order, name: str) -> Path:
    places = (order.themes, PACKAGED)
    for place in places:
        if (place / name).is_dir():
            return place / name
    known = sorted({path.name for place in places for path in place.glob("*/")})
    raise UsageError(f"no theme {name!r} in {order.themes}", hint=f"there are: {', '.join(known)}")
