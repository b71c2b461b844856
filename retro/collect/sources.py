"""The sources beside Gerrit, in the order in which they are asked: one row each."""

from retro.collect.launchpad.collector import collect_launchpad
from retro.collect.specs.collector import collect_specs
from retro.collect.tracker import Collected, Request, Tracker

TRACKERS: list[Tracker] = [collect_specs, collect_launchpad]
"""Who knows bugs and plans. Another one is a folder beside these, and a row here."""


def ask_trackers(request: Request) -> Collected:
    """Ask every tracker that team.yaml names, one after the other, but for those left out.

    Raises:
        SourceError: One of them is silent, refuses, or answers in another shape.
    """
    for source in request.options.without:
        request.say(f"{source} is left out, as was asked")
    return sum((tracker(request) for tracker in TRACKERS), Collected())
