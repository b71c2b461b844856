"""A bare client: asks a list of addresses one after the other, decodes the JSON, packs it."""

import gzip
import json
import sys
from pathlib import Path

import requests


def main(asked: str, packed: str) -> None:
    """Ask each address of a file, and leave the answers in one gzip file."""
    with requests.Session() as session, gzip.open(packed, "wt", compresslevel=6) as lines:
        for address in Path(asked).read_text().splitlines():
            answer = session.get(address, timeout=10)
            lines.write(json.dumps(json.loads(answer.text.removeprefix(")]}'"))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
