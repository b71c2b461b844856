"""What people wrote about a team and a cycle, once read and checked (content/ has the files)."""

import re
from datetime import date
from typing import Literal

from msgspec import Struct

from retro.model.gerrit import CI as CI
from retro.model.gerrit import CopyRule as CopyRule
from retro.model.gerrit import Gerrit as Gerrit
from retro.model.gerrit import Trigger as Trigger
from retro.model.gerrit import named as named
from retro.model.leading import Leadership, Liaison
from retro.model.mail import Mail
from retro.model.specs_layout import SpecsLayout

Outcome = Literal["met", "missed", "open"]
"""What became of a priority."""

HappeningKind = Literal["review day", "clean-up day", "sprint", "meeting"]
"""What a team does together on a day of its own."""

ReleaseModel = Literal["cycle-with-rc", "cycle-with-intermediary", "independent"]
"""How a team releases: with release candidates, several times a cycle, or apart from cycles."""


class Group(Struct, frozen=True, kw_only=True):
    """A sub-team: its span, and the group it was merged into.

    `on` is the day of which it is told, where nobody knows since when there was the group.
    `members` are accounts by number, or by a username that the roster has too.
    """

    name: str
    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    merged_into: str = ""
    note: str = ""
    on: date | None = None


class Team(Struct, frozen=True, kw_only=True):
    """A team: its sources and its rules (content/TEAM/team.yaml).

    `role` is what the one is called who leads it, such as Project Team Lead; where the leadership
    is distributed, `liaisons` lead it together. A star in `bug_tags` stands for the cycle's name.
    Only `cycle-with-rc` has the calendar's freezes and release candidates, and who is
    `independent` has no day of it. `tracker` names where bugs are tracked beside Launchpad:
    `{storyboard: openstack/lamp}`; `{launchpad: lamp}` says that they are there, even where no
    bug was touched in the whole cycle. `mail` goes before that of site.yaml, key by key. What was
    otherwise in one cycle stands in its cycle.yaml.
    """

    key: str
    title: str
    role: str = ""
    leadership: Leadership = "one person"
    liaisons: tuple[Liaison, ...] = ()
    gerrit: Gerrit
    launchpad: tuple[str, ...] = ()
    launchpad_server: str = "https://api.launchpad.net/devel"
    tracker: dict[str, str] = {}
    bug_tags: tuple[str, ...] = ("security", "lite-spec", "*-rc-potential")
    specs_layout: SpecsLayout = SpecsLayout()
    mail: Mail = Mail()
    release_model: ReleaseModel = "cycle-with-rc"
    lead_in_days: int = 180
    reviews_per_change: int = 2
    holidays: tuple[date, ...] = ()


class Tenure(Struct, frozen=True, kw_only=True):
    """One span in which an account, by number or username, was a core reviewer.

    `until` is the first day without the role. Open ends reach beyond the record.
    """

    account: str
    since: date | None = None
    until: date | None = None


class Priority(Struct, frozen=True, kw_only=True):
    """What the team promised for a cycle, and what a person says became of it.

    `on` is the day of the outcome: earlier editions don't know it. Title and `why` stand beside
    the `features` that it names, where the page lists what landed and what slipped.
    """

    title: str
    outcome: Outcome = "open"
    on: date | None = None
    why: str = ""
    features: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Promise(Struct, frozen=True, kw_only=True):
    """Where a priority was promised in public: a candidacy, a mail, a talk."""

    priority: str
    url: str


class Happening(Struct, frozen=True, kw_only=True):
    """A day, or a weekly day, of the team's own rhythm: a review day, a sprint, a clean-up."""

    kind: HappeningKind
    title: str = ""
    days: tuple[date, ...] = ()


class Freeze(Struct, frozen=True, kw_only=True):
    """A freeze that the team set for itself, and the day on which it was announced.

    Editions before the announcement don't know of it.
    """

    name: str
    day: date
    announced: date | None = None


class Deferral(Struct, frozen=True, kw_only=True):
    """Something that a person declares moved to another cycle, and the day of the declaration."""

    item: str
    to: str = ""
    day: date | None = None
    why: str = ""


class Pointer(Struct, frozen=True, kw_only=True):
    """A goal, a duty, a release or a candidate, and the day on which it was said."""

    title: str
    note: str = ""
    link: str = ""
    on: date | None = None


class Watch(Struct, frozen=True, kw_only=True):
    """A piece of work of others; `slug` is a short name for the number that is made of it."""

    title: str
    slug: str = ""
    note: str = ""
    link: str = ""
    query: str = ""

    @property
    def key(self) -> str:
        """Return the short name, of small letters and dashes; without one, made of the title."""
        return re.sub(r"[^a-z0-9]+", "-", (self.slug or self.title).lower()).strip("-")


class Dates(Struct, frozen=True, kw_only=True):
    """A cycle's own dates, for a project outside the calendar or one that differs from it.

    A cycle called 2026-q1 or 2026-h1, a quarter or a half of a year, needs none. A milestone that
    the team does not have, such as RC1, is `none`.
    """

    start: date | None = None
    release: date | None = None
    milestones: dict[str, date | None] = {}


class Notes(Struct, frozen=True, kw_only=True):
    """What a team wrote about one cycle (content/TEAM/CYCLE/cycle.yaml); all of it optional.

    Beside these keys, `gerrit`, `launchpad`, `launchpad_server`, `tracker`, `bug_tags`,
    `specs_layout`, `mail`, `release_model`, `reviews_per_change` and `holidays` may stand here as
    in team.yaml: what they say holds for this cycle, key by key, and all else is as it is there.
    """

    dates: Dates | None = None
    editions: dict[str, date] = {}
    roster: tuple[Tenure, ...] = ()
    priorities: tuple[Priority, ...] | None = None
    promises: tuple[Promise, ...] = ()
    rhythm: tuple[Happening, ...] | None = None
    freezes: tuple[Freeze, ...] = ()
    ffe: tuple[Deferral, ...] | None = None
    deferred: tuple[Deferral, ...] | None = None
    groups: tuple[Group, ...] | None = None
    delegations: tuple[Pointer, ...] | None = None
    next_goals: tuple[Pointer, ...] | None = None
    releases: tuple[Pointer, ...] | None = None
    candidates: tuple[Pointer, ...] | None = None
    watch: tuple[Watch, ...] | None = None
