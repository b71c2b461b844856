"""What stands out in a team's numbers, by a rule."""

from msgspec import Struct

from retro.model.origin import Origin


class Signal(Struct, frozen=True, kw_only=True):
    """What a rule `says` of a team, and the number from which; or `why` it can't judge.

    `rule` is its name, `number` the name of a fact.
    """

    rule: str
    number: str
    says: str = ""
    why: str = ""
    origin: Origin = Origin.MEASURED
