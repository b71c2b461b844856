"""What a script of OpenStack's technical committee asks of teams, and what stands for it here.

The script is tools/project_stats_check.py of openstack/governance.
"""

from collections.abc import Sequence

from msgspec import Struct

from retro.model.opendev_labels import is_opendev
from retro.outline.many_teams import COMMITTEE
from retro.render.frame import INDEX
from retro.render.many_cycles import Figure, Volume, Way, opening

VERIFIED, UNREVIEWED, OPENED, MERGED, CLOSED, GATE = COMMITTEE


class Question(Struct, frozen=True):
    """What the script asks, and how that is counted here."""

    asks: str
    here: str


QUESTIONS = (
    Question(
        "Changes of the last 180 days that are ready for a review, or merged",
        f"Ready: `{VERIFIED}` as the edition ends, however old. Opened and merged: `{OPENED}` and "
        f"`{MERGED}` of the cycle, since nobody knows of the past when a change was touched last.",
    ),
    Question(
        "How many of them nobody voted on, and their share",
        f"`{UNREVIEWED}`: of the verified backlog, and not of what is merged beside it. A vote of "
        "a bot is none.",
    ),
    Question(
        "The share of them that is merged",
        f"`{CLOSED}`: merged or abandoned for each one opened, so that a clean-up counts too.",
    ),
    Question(
        "The share of each of the ten most active owners, by name",
        "Not counted. On how few people the reviewing rests is a number of each team's own page, "
        "and names nobody.",
    ),
    Question(
        "The share of builds in the gate that succeed, repository by repository",
        f"`{GATE}`: votes by which the gate refused approved changes, for the whole team. Builds "
        "that give no vote are not seen, and Zuul itself is not asked.",
    ),
)


class Row(Struct, frozen=True):
    """One team's numbers, in the order of the heads."""

    team: Way
    figures: tuple[Figure, ...]


class Committee(Struct, frozen=True):
    """The questions, and a row a team."""

    questions: tuple[Question, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def committee(volumes: Sequence[Volume]) -> Committee | None:
    """Answer what the committee's script asks, for teams in the order in which they come.

    None where no record is from OpenStack's server, whose teams it asks about.
    """
    servers = {part.server for one in volumes for part in one.cover.collections}
    if not any(map(is_opendev, servers)):
        return None
    every = [tuple(opening(one, name) for name in COMMITTEE) for one in volumes]
    ways = (Way(one.cover.team_title, f"../{one.folder}/{INDEX}") for one in volumes)
    heads = tuple(figure.title for figure in every[0])
    return Committee(QUESTIONS, heads, tuple(map(Row, ways, every)))
