"""A cycle's page over its teams: the numbers of each in the order of reading, and what adds up."""

LINE = (
    "backlog.verified_at_start",
    "backlog.verified",
    "flow.time_to_first_review",
    "features.landed",
    "features.will_not_make_it",
    "community.cores",
    "community.cores_reviewing",
    "community.thin_spots",
    "flow.bare_rechecks",
)
"""The numbers of a team's line."""

SUMS = (
    "backlog.verified_at_start",
    "backlog.verified",
    "backlog.unreviewed",
    "backlog.opened",
    "flow.merged",
    "flow.merged_by_people",
    "backlog.abandoned",
    "features.landed",
    "features.will_not_make_it",
)
"""Counts of things that each lie in one project, so that those of several teams add up."""

ACROSS = (
    "backlog.opened",
    "flow.merged",
    "flow.merged_by_people",
    "backlog.abandoned",
    "features.landed",
)
"""Counts of what happens once, in one cycle or in the next, so that those of both add up."""

COMMITTEE = (
    "backlog.verified",
    "backlog.unreviewed",
    "backlog.opened",
    "flow.merged",
    "backlog.closure_ratio",
    "flow.gate_failures",
)
"""What stands for what a script of OpenStack's technical committee asks of each team.

It is tools/project_stats_check.py of openstack/governance.
"""

ASKED = tuple(dict.fromkeys((*LINE, *SUMS, *COMMITTEE)))
"""All that a cycle's page has of each team."""

ENOUGH = 2
"""So many teams a cycle has a page over."""
