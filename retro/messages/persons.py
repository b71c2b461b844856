"""Persons as Gerrit's own lines name them: by number since 3.5, before by name and address."""

import re

_ACCOUNT = re.compile(r"<GERRIT_ACCOUNT_(\d{1,10})>")
_SIGNED = re.compile(r"(.*?) (?:<[^<>]*>|\((\d{1,10})\))")
_NOBODY = frozenset({"(name)", "(address)", ""})


def person(text: str) -> tuple[int | None, str]:
    """Return a person's number, or the name: `<GERRIT_ACCOUNT_7>`, `Ann <mail>`, `Jenkins (7)`."""
    if match := _ACCOUNT.search(text):
        return int(match[1]), ""
    text = text.strip()
    if text in _NOBODY:
        return None, ""
    if match := _SIGNED.fullmatch(text):
        return (int(match[2]), "") if match[2] else (None, match[1])
    return None, text


def persons(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the numbers of the persons in a list, and the names of those without one."""
    found = [person(part) for part in text.split(", ")]
    numbers = tuple(number for number, _ in found if number is not None)
    return numbers, tuple(name for _, name in found if name)
