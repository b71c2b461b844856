"""What the public record says of Glance in Mitaka; the simulated team keeps to it."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

GLANCE = "openstack/glance"
STORE = "openstack/glance_store"
CLIENT = "openstack/python-glanceclient"
SPECS = "openstack/glance-specs"

FIRST_WEEK = date(2015, 9, 21)
_WEEKLY = "1 12 20 25 14 1 6 10 12 16 17 9 4 7 3 3 9 16 15 16 5 12 18 21 18 5"
MERGES_PER_WEEK = tuple(map(int, _WEEKLY.split()))
"""Merges in glance by week, R-28 to R-3."""


class Project(NamedTuple):
    """What merged in a repository from R-28 to R-3, and how many of it close a bug."""

    merges: int
    by_people: int
    bugs: int


TOTALS = {
    GLANCE: Project(295, 256, 100),
    STORE: Project(76, 57, 19),
    CLIENT: Project(93, 74, 38),
}
SPEC_MERGES = 39
AUTHORS, NEW_AUTHORS = 87, 44
AFTER_FREEZE = 29
"""Merges in glance after the feature freeze, up to R-3."""

LEAD_IN = datetime(2015, 4, 22, tzinfo=UTC)
START = datetime(2015, 10, 19, tzinfo=UTC)
FREEZE = date(2016, 3, 3)
NEW_YEAR = datetime(2016, 1, 4, tzinfo=UTC)
HANDOFF = datetime(2016, 3, 10, tzinfo=UTC)
"""The end of the hand-off's day."""
END = datetime(2016, 4, 11, tzinfo=UTC)
"""The moment at which the simulated servers are asked."""


class Feature(NamedTuple):
    """An approved spec: its blueprint, the day it was approved, and what became of it."""

    spec: str
    blueprint: str
    approved: date
    moved: date | None = None
    to: str = "mitaka/implemented"


def _feature(line: str) -> Feature:
    spec, blueprint, approved, moved, to = line.split()
    return Feature(
        spec,
        spec if blueprint == "=" else blueprint,
        date.fromisoformat(approved),
        None if moved == "-" else date.fromisoformat(moved),
        {"+": "mitaka/implemented", ">": "newton/approved", "-": ""}[to],
    )


FEATURES = tuple(
    map(
        _feature,
        """\
cinder-store-upload-download = 2015-11-17 2016-03-01 +
glance-trusts trust-authentication 2015-11-17 2016-02-02 +
buffered-reader-for-swift-driver = 2015-11-23 2016-03-08 >
database-purge = 2015-11-26 2016-02-29 +
deprecate-v3-api move-v3-to-glare 2015-12-15 2016-02-29 +
image-signing-and-verification-support = 2015-12-17 2016-03-03 +
v2-add-filters-with-in-operator in-filtering-operator 2015-12-22 2016-03-01 +
image-import-refactor = 2015-12-28 - -
ovf-lite = 2016-01-11 2016-03-01 +
swift-multi-tenant-store-service-token-support = 2016-01-19 2016-03-08 >
cim-namespace-metadata-definitions = 2016-01-25 2016-03-03 +
prevention-of-401-in-swift-driver = 2016-01-25 2016-03-01 +
http-store-on-requests = 2016-01-27 2016-02-29 +
""".splitlines(),
    )
)


def week(place: int) -> date:
    """Return the Monday of the nth week since R-28."""
    return FIRST_WEEK + timedelta(weeks=place)
