"""How a page names the places where a team tracks its bugs."""

from retro.model.team import Team
from retro.outline.words import listed

HERE = "launchpad"
UNTOUCHED = "none was touched in the whole cycle"
"""What a gap says of bugs of which nothing moved: they may be elsewhere."""

_TITLES = {
    "storyboard": "StoryBoard",
    "github": "GitHub",
    "gitlab": "GitLab",
    "jira": "Jira",
    "bugzilla": "Bugzilla",
}


def elsewhere(team: Team) -> str:
    """Name the trackers beside Launchpad, each with its place; nothing where there is none."""
    return listed(
        [
            f"{_TITLES.get(kind, kind)} ({place})"
            for kind, place in team.tracker.items()
            if kind != HERE
        ]
    )
