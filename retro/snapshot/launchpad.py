"""The Launchpad records of a snapshot: bug tasks, blueprints and milestones, as far as read.

Names and values are Launchpad's, and a value that nobody knows yet is kept as it came. What names
a person has no field here, so it can't get in; a link is kept as the name at its end. A field
that Launchpad hides has its default, as one that is empty.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

BUGS = "launchpad-bugs"
BLUEPRINTS = "launchpad-blueprints"
MILESTONES = "launchpad-milestones"

Moment = Annotated[datetime, Meta(tz=True)]


class BugActivityInfo(Struct, frozen=True, omit_defaults=True):
    """One change of a bug that is read: a task's status, who may see it, what it is a copy of."""

    datechanged: Moment
    whatchanged: str
    oldvalue: str = ""
    newvalue: str = ""


class BugTaskInfo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One bug as one project, or one series of it, has it.

    What stands on the bug itself was found by searches and joined: `duplicate`, `tags` as far as
    they were asked for, `information_type` where it is Public Security, and `advisory`, that the
    bug is with the security advisories too. A duplicate was one `duplicate_before` that moment
    if nobody touched it since; else its log tells. `activity` is None where it was not collected.
    """

    bug: int
    project: str
    series: str = ""
    title: str = ""
    status: str
    importance: str = ""
    milestone: str = ""
    date_created: Moment
    date_left_new: Moment | None = None
    date_left_closed: Moment | None = None
    date_closed: Moment | None = None
    date_fix_committed: Moment | None = None
    date_fix_released: Moment | None = None
    duplicate: bool = False
    duplicate_before: Moment | None = None
    tags: tuple[str, ...] = ()
    information_type: str = ""
    advisory: bool = False
    activity: tuple[BugActivityInfo, ...] | None = None


class BlueprintInfo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One blueprint, which Launchpad's interface calls a specification.

    `goals` are the series that list it, among those that were asked: the cycle's, the one before
    and the next. A goal is proposed, accepted or declined; only accepted ones are told apart.
    `specification_url` is what a person wrote there, if it is a web address.
    """

    project: str
    name: str
    title: str = ""
    definition_status: str = ""
    implementation_status: str = ""
    lifecycle_status: str = ""
    priority: str = ""
    goals: tuple[str, ...] = ()
    has_accepted_goal: bool | None = None
    direction_approved: bool | None = None
    is_complete: bool | None = None
    milestone: str = ""
    date_created: Moment | None = None
    date_started: Moment | None = None
    date_completed: Moment | None = None
    specification_url: str = ""


class MilestoneInfo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One milestone of a series; `day` is that of its release, else the one it was meant for."""

    project: str
    series: str
    name: str
    day: date | None = None
    released: bool = False
