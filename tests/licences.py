"""The licences of what retro runs on, as each package tells; `make reference` writes the page."""

import re
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

HOUSE = Path(__file__).parents[1]
LOCK = HOUSE / "requirements.lock"
PAGE = HOUSE / "docs/licences.md"

HEAD = """\
# Licences

What retro runs on, and the licence that each package tells of itself. Made by `make reference`
from requirements.lock; a test refuses a package that tells none, or one that is not listed there.
`make advisories` asks which of them have known faults.

"""

FREE = re.compile(
    r"0BSD|Apache|BSD|CC0-1.0|HPND|ISC|MIT|MPL-2.0|Mozilla Public License 2.0|PSF"
    r"|Python Software Foundation|Zlib"
)
"""Licences under which a program may be used, changed and handed on by anyone."""

_SHORT = 40
"""A longer text in the field of the licence is the licence itself, not its name."""


def locked() -> list[str]:
    """Return the packages of the lock, each once."""
    return sorted(set(re.findall(r"^([\w.-]+)==", LOCK.read_text(), re.MULTILINE)))


def licence(package: PackageMetadata) -> str:
    """Return a package's licence in its own words, or nothing."""
    classes = [one for one in package.get_all("Classifier") or () if one.startswith("License ::")]
    text = next(iter(package.get_all("License") or ()), "")
    named = text if len(text) < _SHORT and "\n" not in text else ""
    expressed = package.get_all("License-Expression") or ()
    told = (*expressed, *(one.rpartition(" :: ")[2] for one in classes), named)
    return next(filter(None, told), "")


def free(name: str) -> bool:
    """Tell whether every part of a licence is one of the free ones."""
    parts = re.split(r" (?:AND|OR) ", name)
    return bool(name) and all(FREE.match(part.strip("() ")) for part in parts)


def page() -> str:
    """Return the page."""
    rows = [f"| {name} | {licence(metadata(name))} |" for name in locked()]
    return "\n".join([HEAD + "| Package | Licence |", "| --- | --- |", *rows, ""])
