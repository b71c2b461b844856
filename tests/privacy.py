"""Looks through all that was made for what tells of persons: `-m tests.privacy [FOLDER …]`.

Pages, letters, exports and snapshots are read as they lie there, letters with what is coded in
them. Told are e-mail addresses; what a snapshot calls accounts that no content calls and no robot
is; and keys by which accounts of what is published could be joined with others.
"""

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from io import StringIO
from pathlib import Path
from typing import Any

ADDRESS = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
JOINED = re.compile(rb"_account_id|account_id|GERRIT_ACCOUNT_")
ACCOUNT_COLUMNS = ("account", "accounts", "username", "owner", "reviewer", "author")
NAMES = ("username", "name", "email", "display_name")
LETTERS = (".txt", ".eml")
KINDS = (".html", ".json", ".csv", ".xml", ".svg", ".sql", ".css", *LETTERS)
_MAIL_KEYS = re.compile(rb"^\s*(?:to|from|reply_to):.*$", re.MULTILINE)


def faults(output: Path, content: Path) -> Iterator[str]:
    """Yield what tells of persons below two folders, with its file.

    Args:
        output: What was built, exported and drafted.
        content: What people wrote, with snapshots.
    """
    written = [path.read_bytes() for path in sorted(content.rglob("*.yaml"))]
    mine = {
        address
        for text in written
        for line in _MAIL_KEYS.findall(text)
        for address in ADDRESS.findall(line)
    }
    for path in sorted(output.rglob("*")):
        if path.suffix in KINDS and path.is_file():
            allowed = mine if path.suffix in LETTERS else set()
            yield from (f"{path}: {what}" for what in _published(path, allowed))
    for path in sorted(content.rglob("snapshot/*")):
        if path.is_file():
            yield from (f"{path}: {what}" for what in _snapshot(path, b"\n".join(written)))


def _published(path: Path, allowed: set[bytes]) -> Iterator[str]:
    for text in _texts(path):
        yield from (f"an address, {one.decode()}" for one in set(ADDRESS.findall(text)) - allowed)
        yield from (
            f"accounts that can be joined, by {one.decode()}" for one in set(JOINED.findall(text))
        )
    if path.suffix == ".csv":
        yield from _columns(path)


def _texts(path: Path) -> Iterator[bytes]:
    """Yield what a file says; a letter's head is of its writer, and its parts are decoded."""
    said = path.read_bytes()
    if path.suffix != ".eml":
        yield said
        return
    letter = BytesParser(policy=policy.default).parsebytes(said)
    yield "\n".join(f"{name}: {value}" for name, value in letter.items()).encode()
    for part in letter.walk():
        if not part.is_multipart():
            yield part.get_payload(decode=True) or b""


def _columns(path: Path) -> Iterator[str]:
    """Yield the columns of a table that have accounts, be it as pseudonyms."""
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    for column in ACCOUNT_COLUMNS:
        if any(row.get(column) for row in rows):
            yield f"accounts that can be joined, in the column {column}"


def _snapshot(path: Path, written: bytes) -> Iterator[str]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from (f"an address, {one.decode()}" for one in sorted(set(ADDRESS.findall(text))))
    lines = text.splitlines() if path.suffix == ".gz" else [text]
    for account in (one for line in lines for one in _accounts(json.loads(line))):
        if not account.get("why"):
            told = {str(account[key]) for key in NAMES if account.get(key)}
            yield from (
                f"a name that no content calls, {n}" for n in told if not _called(n, written)
            )


def _called(name: str, written: bytes) -> bool:
    return bool(re.search(rb"(?<![\w-])" + re.escape(name.encode()) + rb"(?![\w-])", written))


def _accounts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "_account_id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _accounts(one)


def main() -> int:
    """Say what was found; fail if anything was."""
    output, content = map(Path, sys.argv[1:3] or ("output", "content"))
    found = list(faults(output, content))
    assert any(output.rglob("*.html")), f"nothing was built in {output}"
    for fault in found:
        print(fault)  # noqa: T201
    print(f"{output}, {content}: {len(found) or 'nothing'} that tells of persons")  # noqa: T201
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
