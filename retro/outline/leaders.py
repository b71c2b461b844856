"""Who leads a team, in the words that all pages and mails use: one person, or liaisons."""

from retro.model.leading import Leadership, Liaison
from retro.model.team import Team
from retro.outline.words import listed

_NOUNS: dict[Leadership, str] = {
    "one person": "the {role}",
    "distributed": "the liaisons{who}",
}
"""What those are called who lead; no other module has a noun for them."""


def leaders(team: Team) -> str:
    """Say who leads a team, as team.yaml tells: the Project Team Lead; the liaisons for bugs."""
    if team.leadership == "one person" and not team.role:
        return ""
    who = listed(tuple(map(_liaison, team.liaisons)))
    return _NOUNS[team.leadership].format(role=team.role, who=f" for {who}" if who else "")


def _liaison(liaison: Liaison) -> str:
    return f"{liaison.role} ({liaison.name})" if liaison.name else liaison.role
