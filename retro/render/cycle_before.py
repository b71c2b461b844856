"""A key number as it stood in the cycle before, worded to stand beside today's."""

from datetime import date
from posixpath import relpath

from msgspec import Struct
from msgspec.structs import replace

from retro.model.facts import Before, Fact, Gap
from retro.model.origin import Origin
from retro.outline.growth import against, growth
from retro.outline.words import measured, value

MARKS = {Origin.MEASURED: "", Origin.SIMULATED: "†", Origin.TYPED: "‡", Origin.ASSUMED: "*"}
"""The printer's old signs: they are in every font and read without colour."""


class Earlier(Struct, frozen=True, kw_only=True):
    """How a number stood then, ready for a template.

    `growth` says by how much it grew since (29 fewer, the same), `against` names the cycle too.
    Where nobody knows how it stood, `why` says so, and there is no value.
    """

    cycle: str
    week: str
    as_of: date
    growth: str = ""
    against: str = ""
    value: str = ""
    whole: str = ""
    mark: str = ""
    origin: str = ""
    why: str = ""
    href: str = ""


def earlier(fact: Fact, before: Before | None, root: str | None, folder: str) -> Earlier | None:
    """Word how a number stood in the cycle before, if it was asked and can be compared.

    Args:
        fact: As it stands now.
        before: What is known of the cycle before.
        root: The way from the page to its edition's folder; None where files are out of reach.
        folder: That folder, seen from the site's root.
    """
    then = before.facts.get(fact.name) if before else None
    if before is None or then is None:
        return None
    page = f"evidence/{fact.name}.html" if before.exact else "index.html"
    reach = before.folder and root is not None
    way = relpath(f"{before.folder}/{page}", folder or ".") if reach else ""
    past = Earlier(
        cycle=before.cycle_title,
        week=before.week,
        as_of=before.as_of,
        href=f"{root}{way}" if way else "",
    )
    return _worded(past, fact, then)


def _worded(past: Earlier, fact: Fact, then: Fact | Gap) -> Earlier | None:
    if isinstance(then, Gap):
        return replace(past, why=then.why.rstrip("."), href="")
    grown = growth(fact, then)
    if not grown or isinstance(then.value, str | date):
        return None
    return replace(
        past,
        growth=grown,
        against=against(fact, then, past.cycle),
        value=value(then),
        whole=measured(then),
        mark=MARKS[then.origin],
        origin=then.origin.value,
    )
