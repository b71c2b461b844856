"""How to ask a server: with how many lanes, in whose name, and how far to go."""

from msgspec import Struct

from retro.collect.patience import Patience


class Options(Struct, frozen=True, kw_only=True):
    """What the caller wants of one collection.

    Whatever the number of teams, `lanes` is how many requests may be under way at once on a
    server, and `rate` how many may begin in a second (0: as many as it answers). `contact` is an
    address in the User-Agent by which a server's keepers may reach us. A dry run stops when it
    knows what there is to ask; `anew` asks for everything even where a snapshot could be topped
    up. `without` names sources that are left out.
    """

    lanes: int = 1
    rate: float = 0
    contact: str = ""
    dry_run: bool = False
    anew: bool = False
    without: tuple[str, ...] = ()
    patience: Patience = Patience()
