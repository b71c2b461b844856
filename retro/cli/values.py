"""How a word of the command line is read as a value; a wrong one is answered with right ones."""

import re
from argparse import ArgumentTypeError
from datetime import date

_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[^\s?#]*)?", re.ASCII)
_PROJECT = re.compile(r"[A-Za-z0-9][\w./+-]*\*?", re.ASCII)

_RATE = re.compile(r"0|[0-9]{0,3}[1-9]|[1-9][0-9]{0,3}|[0-9]{1,3}\.[0-9]{0,2}[1-9]", re.ASCII)

_ATTACHED = ("full", "compact", "pdf", "none")
"""What a mail can have attached."""

_FORMS = ("highlights", "etherpad", "reno", "board")
"""The texts for other places that a draft can be; a test holds them to those there are."""

_SOURCES = ("launchpad", "specs")
"""What a collection can do without."""

_DIGITS = 9
"""So many digits a number may have."""


def address(text: str) -> str:
    """Read the address of a server."""
    if not _ADDRESS.fullmatch(text):
        hint = "write it as https://review.example.org"
        raise ArgumentTypeError(f"{text!r} is no address; {hint}")
    return text.rstrip("/")


def project(text: str) -> str:
    """Read a project's name, or how such names begin."""
    if text and not _PROJECT.fullmatch(text):
        raise ArgumentTypeError(f"{text!r} can be no project, nor begin one")
    return text


def projects(text: str) -> tuple[str, ...]:
    """Read the names of projects, with commas between."""
    return tuple(project(name.strip()) for name in text.split(",") if name.strip())


def without(text: str) -> tuple[str, ...]:
    """Read the names of sources to leave out, with commas between."""
    named = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in named:
        if name not in _SOURCES:
            known = " or ".join(_SOURCES)
            raise ArgumentTypeError(f"{name!r} is no source to leave out; write {known}")
    return named


def attached(text: str) -> str:
    """Read what is attached to a mail."""
    if text not in _ATTACHED:
        known = f"{', '.join(_ATTACHED[:-1])} or {_ATTACHED[-1]}"
        raise ArgumentTypeError(f"{text!r} can't be attached; write {known}")
    return text


def form(text: str) -> str:
    """Read the name of a text for another place."""
    if text not in _FORMS:
        known = f"{', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        raise ArgumentTypeError(f"{text!r} is no form of a draft; write {known}")
    return text


def lanes(text: str) -> int:
    """Read how many requests there may be at once."""
    if text not in ("1", "2", "3", "4"):
        raise ArgumentTypeError(f"{text!r} is no number of lanes; write 1 to 4")
    return int(text)


def rate(text: str) -> float:
    """Read how many requests there may be in a second; 0 is no limit."""
    if not _RATE.fullmatch(text):
        raise ArgumentTypeError(f"{text!r} is no number of requests a second; write 2, or 0.5")
    return float(text)


def contact(text: str) -> str:
    """Read an address that the head of a request can carry."""
    if not (text.isascii() and text.isprintable()):
        raise ArgumentTypeError(f"{text!r} is no address that a request can carry")
    return text


def jobs(text: str) -> int:
    """Read a number of processes."""
    return _count(text, "processes")


def sample(text: str) -> int:
    """Read a number of changes."""
    return _count(text, "changes")


def port(text: str) -> int:
    """Read where a server may listen."""
    if not text.isdecimal() or len(text) > _DIGITS or not 1 <= int(text) <= 65000:
        raise ArgumentTypeError(f"{text!r} is no port; write 1 to 65000")
    return int(text)


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2016-03-09") from None


def _count(text: str, things: str) -> int:
    if not text.isdecimal() or len(text) > _DIGITS or int(text) == 0:
        raise ArgumentTypeError(f"{text!r} is no number of {things}; write 1 or more")
    return int(text)
