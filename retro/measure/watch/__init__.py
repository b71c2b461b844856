"""Other teams: work elsewhere that a team watches."""

from retro.measure.ground.definition import Family
from retro.measure.watch import watched

FAMILIES: tuple[Family, ...] = (watched.watched,)
