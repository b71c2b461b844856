"""What facts.json looks like, as a JSON Schema: printed from types that read the file again."""

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from retro.model.branches import OnBranch
from retro.model.collection import Collection
from retro.model.facts import Bound, Part
from retro.model.origin import Origin
from retro.outline.evidence import TITLES

SCHEMA = "facts.schema.json"
"""Its name, beside facts.json."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Value = Annotated[
    float | int | str, Meta(description="A number; a day, such as 2016-03-09; or an address.")
]
Name = Annotated[str, Meta(description="Its chapter and its own name: backlog.verified.")]
Day = Annotated[date, Meta(description="Judged as of the end of this day, UTC.")]
Instant = Annotated[
    datetime, Meta(tz=True, description="What had happened before it was known, UTC.")
]
Range = Annotated[
    tuple[int, int] | None,
    Meta(description="The least and the most that it may be, where days are known as ranges."),
]


class Behind(Struct, forbid_unknown_fields=True):
    """What lies behind a number: how many lines there are, and in which files."""

    entries: int
    page: Annotated[str, Meta(description="The page that shows it, beside facts.json.")]
    query: (
        Annotated[str, Meta(description="The query that shows it on the server.")] | UnsetType
    ) = UNSET
    csv: (
        Annotated[
            str,
            Meta(
                description="The list as CSV; empty where there is none. Titles and addresses that"
                f" it leaves out are in {TITLES}, by number and project."
            ),
        ]
        | UnsetType
    ) = UNSET
    withheld: (
        Annotated[str, Meta(description="Why the list stays unsaid: it would name persons.")]
        | UnsetType
    ) = UNSET


class CycleBefore(Struct, forbid_unknown_fields=True):
    """How a key number stood in the cycle before, as long before its release; or why not."""

    cycle: str
    as_of: Day
    week: str
    gap: str | UnsetType = UNSET
    value: Value | UnsetType = UNSET
    origin: Origin | UnsetType = UNSET
    growth: (
        Annotated[
            float | int | None,
            Meta(description="By how much it grew since; of shares in points of a hundred."),
        ]
        | UnsetType
    ) = UNSET


class Number(Struct, forbid_unknown_fields=True, tag_field="kind", tag="fact"):
    """A number that is known, with all that it needs to be believed."""

    name: Name
    title: str
    value: Value
    off: Annotated[int, Meta(description="By so much it may be too high or too low at most.")]
    between: Range
    unit: Annotated[str, Meta(description="A plural noun, or share for a value between 0 and 1.")]
    moment: Instant
    origin: Origin
    source: str
    definition: Annotated[str, Meta(description="The name of the definition: see method.html.")]
    n: Annotated[int | None, Meta(description="How many things the value was taken from.")]
    of: Annotated[str, Meta(description="What n counts, a plural noun; or nothing.")]
    parts: tuple[Part, ...]
    note: str
    evidence: Behind | None
    before: CycleBefore | UnsetType = UNSET


class Unknown(Struct, forbid_unknown_fields=True, tag_field="kind", tag="gap"):
    """A number that can't be had, with the reason; it is never a zero."""

    name: Name
    title: str
    why: str
    moment: Instant | None
    definition: str
    beyond: Annotated[Bound | None, Meta(description="What it is known to be greater than.")]
    unwritten: Annotated[bool, Meta(description="A person may write it, and nobody did.")]
    moot: Annotated[bool, Meta(description="Such a team has no use for it.")]
    evidence: Behind | None


class FactsFile(Struct, forbid_unknown_fields=True):
    """Every number of one edition of a retrospective, for machines."""

    schema: str = field(name="$schema")
    team: str
    cycle: str
    edition: str
    start: date
    release: date
    as_of: Day
    week: Annotated[str, Meta(description="Weeks until the one of the release: R-4, R-0, R+1.")]
    moment: Instant
    simulated: Annotated[bool, Meta(description="Whether some of the record is simulated.")]
    cut: Annotated[str, Meta(description="Why the moment is before the day's end, or nothing.")]
    branches: str
    on_branches: tuple[OnBranch, ...]
    collections: tuple[Collection, ...]
    sentence: Annotated[str, Meta(description="What the picture of the first screen says.")]
    facts: tuple[Number | Unknown, ...]


def facts_schema() -> bytes:
    """Return the JSON Schema of facts.json."""
    schema: dict[str, Any] = {"$schema": _DIALECT, "title": "facts.json"}
    schema |= msgspec.json.schema(FactsFile)
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"
