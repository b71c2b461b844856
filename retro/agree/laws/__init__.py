"""The table of laws: which numbers of a report are the same, and which hold others.

A new number that is told in two places gets a row here.
"""

from retro.agree.law import Law
from retro.agree.laws import backlog, bugs, community, features, flow, handoff

LAWS: tuple[Law, ...] = (
    *backlog.LAWS,
    *flow.LAWS,
    *community.LAWS,
    *features.LAWS,
    *bugs.LAWS,
    *handoff.LAWS,
)
