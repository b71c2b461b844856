"""What moves the backlog: the names of the ways, and their signs."""

WAYS = {
    "opened": 1,
    "moved in": 1,
    "merged": -1,
    "abandoned": -1,
    "restored": 1,
    "moved out": -1,
}
"""What moves the backlog, and which way; they sum to the change of backlog.open."""


def way_key(way: str) -> str:
    """Return the key of the part that counts a way."""
    return way.replace(" ", "_")
