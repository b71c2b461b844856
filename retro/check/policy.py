"""The Content-Security-Policy of a page: does it forbid all but what the page has?"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256

NAME = "Content-Security-Policy"

Policy = dict[str, list[str]]
"""What each directive lets a page have."""

_SHUT = ("default-src", "base-uri", "form-action")
_OWN = re.compile(r"'(?:none|self|unsafe-inline|sha256-[\w+/=]+)'|data:")


def is_policy(name: str) -> bool:
    """Tell whether a page's `http-equiv` announces a policy."""
    return name.casefold() == NAME.casefold()


def read_policy(text: str) -> Policy:
    """Read a policy; of a directive that stands twice, the first holds."""
    found: Policy = {}
    for name, *words in filter(None, map(str.split, text.split(";"))):
        found.setdefault(name.casefold(), words)
    return found


def faults(policy: Policy, styles: Sequence[str], *, styled: bool) -> Iterator[str]:
    """Say what a policy does not forbid, and what it forbids that the page has.

    Args:
        policy: What the page may have; empty where it says nothing.
        styles: The style sheets that stand in the page.
        styled: Whether an element has a style of its own.
    """
    if not policy:
        yield f"no {NAME} before what the page loads"
        return
    yield from (f"{NAME} leaves {name} open" for name in _SHUT if policy.get(name) != ["'none'"])
    for name, words in policy.items():
        yield from (f"{NAME} lets {name} be {one}" for one in words if not _OWN.fullmatch(one))
    if any(name.startswith("script-src") for name in policy):
        yield f"{NAME} lets scripts run"
    allowed = policy.get("style-src", [])
    if "'unsafe-inline'" not in allowed:
        yield from _forbidden(allowed, styles, styled=styled)


def _forbidden(allowed: Sequence[str], styles: Sequence[str], *, styled: bool) -> Iterator[str]:
    if styled:
        yield f"an element has a style, which {NAME} forbids"
    if any(f"'{_digest(style)}'" not in allowed for style in styles):
        yield f"a style sheet stands in the page, which {NAME} forbids"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
