"""Holds the sample's pages, as they were built, to what a page may weigh: `-m tests.page_size`."""

import gzip
import sys
from pathlib import Path

MOST, MOST_PACKED = 350_000, 60_000
"""Bytes of a page of an edition, and of what a server sends of it."""


def main() -> int:
    """Say how large each edition's page is; fail if one is too large."""
    pages = sorted(Path("output/glance").glob("*/index.html"))
    pages += sorted(Path("output/glance").glob("*/handoff/index.html"))
    heavy = [page for page in pages if not _fits(page.read_bytes(), page)]
    assert pages, "make retro CYCLE=mitaka builds them"
    return len(heavy)


def _fits(page: bytes, path: Path) -> bool:
    packed = len(gzip.compress(page, 9))
    print(f"{path}: {len(page):,} bytes, {packed:,} packed")  # noqa: T201
    return len(page) <= MOST and packed <= MOST_PACKED


if __name__ == "__main__":
    sys.exit(main())
