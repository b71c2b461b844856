"""SLURP releases: who upgrades from one to the next may skip the release between them.

The first is 2023.1, and from then on the first release of each year is one
(https://governance.openstack.org/tc/resolutions/20220210-release-cadence-adjustment.html).
"""

import re

from retro.calendar.cycles import calendar_before
from retro.model.cycle import Cycle

_FIRST = 2023


def is_slurp(cycle: Cycle) -> bool:
    """Tell whether a cycle of OpenStack's ends with a SLURP release."""
    year = re.fullmatch(r"(\d{4})\.1", cycle.id or "")
    return year is not None and int(year[1]) >= _FIRST


def skipped_by(cycle: Cycle) -> Cycle | None:
    """Return the cycle between a SLURP release and the one before it; None for any other."""
    between = calendar_before(cycle.name) if is_slurp(cycle) else None
    earlier = calendar_before(between.name) if between else None
    return between if earlier and is_slurp(earlier) else None
