"""Where the parts of a snapshot came from."""

from datetime import datetime

from msgspec import Struct


class Collection(Struct, frozen=True, kw_only=True):
    """Where one part of the snapshot came from; `files` say how it sorted a repository's."""

    name: str
    origin: str
    server: str
    version: str
    collected: datetime
    records: int
    queries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
