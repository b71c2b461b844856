"""The days of a cycle that goes from tag to tag of a repository."""

from msgspec.structs import replace

from retro.collect import opened, tagged, tags
from retro.job.beginning import Beginning
from retro.job.order import Order
from retro.progress import Say

_TAGS = "+refs/tags/*:refs/tags/*"


def dated(order: Order, beginning: Beginning, name: str, say: Say) -> Beginning:
    """Return how to begin a cycle, with the days that tags tell, if they are to be read.

    Raises:
        UsageError: No tag is called as the cycle is, or none before it looks like a release's.
        SourceError: The repository can't be read.
    """
    where = beginning.tags
    if not where:
        return beginning
    there = tags(opened(where, order.kept("tags"), say, _TAGS))
    start = beginning.dates.start
    found = tagged(name, there, where, pattern=beginning.pattern, start=start)
    say(f"{name}: {found.why}")
    return replace(beginning, dates=found.dates, dated=found.why)
