"""A bare client: asks a list of addresses, so many at once, decodes the JSON, packs it."""

import gzip
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local

import requests

LANE = local()


def ask(address: str) -> str:
    """Return an answer's text; each lane keeps a connection."""
    if not hasattr(LANE, "session"):
        LANE.session = requests.Session()
    text: str = LANE.session.get(address, timeout=10).text
    return text


def main(asked: str, packed: str, lanes: str = "1") -> None:
    """Ask each address of a file, and leave the answers in one gzip file."""
    addresses = Path(asked).read_text().splitlines()
    with (
        gzip.open(packed, "wt", compresslevel=6) as lines,
        ThreadPoolExecutor(int(lanes)) as pool,
    ):
        for text in pool.map(ask, addresses):
            lines.write(json.dumps(json.loads(text.removeprefix(")]}'"))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
