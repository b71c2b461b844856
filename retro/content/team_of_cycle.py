"""A team as it was in one cycle: what cycle.yaml says of team.yaml's keys, laid over them."""

from retro.content.node import Node

OF_TEAM = (
    "gerrit",
    "launchpad",
    "launchpad_server",
    "tracker",
    "bug_tags",
    "specs_layout",
    "mail",
    "release_model",
    "reviews_per_change",
    "holidays",
)
"""The keys of team.yaml that may be otherwise in one cycle."""


def as_of_cycle(team: Node, notes: Node | None) -> Node:
    """Return what a team's file and a cycle's say together of the team in that cycle.

    Keys are laid over one by one, also inside of keys; a list is laid over as a whole. Each value
    keeps the file and line that it stands on.
    """
    own = notes.value if notes else {}
    if not isinstance(own, dict):
        return team
    told = {key: value for key, value in own.items() if key in OF_TEAM}
    return _over(team, Node(team.path, team.line, told))


def _over(under: Node, node: Node) -> Node:
    if not (isinstance(under.value, dict) and isinstance(node.value, dict)):
        return node
    both = under.value | {
        key: _over(under.value[key], value) if key in under.value else value
        for key, value in node.value.items()
    }
    return Node(under.path, under.line, both)
