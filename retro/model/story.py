"""What is told of a feature beside its line: where else it is, its past, the work on it."""

from msgspec import Struct

from retro.model.origin import Origin


class Work(Struct, frozen=True):
    """How many merged changes of one project name a feature.

    `kind` is what work there is by the project's name alone (client, docs, tests); nothing where
    the name doesn't tell.
    """

    project: str
    merged: int
    kind: str = ""


class Story(Struct, frozen=True, kw_only=True):
    """A feature's other addresses, its past, the work on it, and what a person wrote of it.

    `changes` is where a server shows the merged changes that `work` counts, by project, the most
    first; `origin` is theirs. `times` is how often it was deferred, with this cycle, None where
    nobody knows; `first` the earliest cycle that it was approved for, if that is not this one;
    `approved` says in words when it was for this one. `promise` is the title of the priority that
    it is part of.
    """

    blueprint: str = ""
    changes: str = ""
    work: tuple[Work, ...] = ()
    origin: Origin = Origin.MEASURED
    times: int | None = None
    first: str = ""
    approved: str = ""
    promise: str = ""
    words: str = ""
