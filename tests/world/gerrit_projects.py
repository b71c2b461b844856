"""A Gerrit's list of projects, as anybody sees it: by prefix, by substring, page by page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from tests.world.gerrit_query import QueryError

Info = dict[str, Any]

_OWN = ("All-Projects", "All-Users")
_NUMBERS = ("n", "S", "start")
_KNOWN = {"p", "m", "r", "d", "pp", *_NUMBERS}


class Projects:
    """What there is beside changes: `told` has a state, a description or a head by name."""

    def __init__(self, told: Mapping[str, Info]) -> None:
        self._told = told

    def page(self, names: Iterable[str], query: Mapping[str, Sequence[str]]) -> dict[str, Info]:
        """Return a page of the list, by name; its last row tells whether more follow."""
        asked = {key: said[0] for key, said in query.items()}
        _check(asked)
        every = sorted({*names, *self._told, *_OWN})
        found = [one for one in every if self._shown(one) and _fits(one, asked)]
        start = int(asked.get("S") or asked.get("start") or 0)
        end = start + int(asked["n"]) if "n" in asked else len(found)
        page = {
            one: self._row(one, "d" in asked and asked["d"] != "false") for one in found[start:end]
        }
        if page and end < len(found):
            page[found[end - 1]]["_more_projects"] = True
        return page

    def head(self, names: Iterable[str], name: str) -> str | None:
        """Return the ref that a project's HEAD points at, None where there is no project."""
        if name not in {*names, *self._told} or not self._shown(name):
            return None
        return f"refs/heads/{self._told.get(name, {}).get('head', 'master')}"

    def _shown(self, name: str) -> bool:
        return self._told.get(name, {}).get("state") != "HIDDEN"

    def _row(self, name: str, described: bool) -> Info:
        told = self._told.get(name, {})
        row: Info = {"id": quote(name, safe="")}
        if described and told.get("description"):
            row["description"] = told["description"]
        return row | {"state": told.get("state", "ACTIVE")}


def _check(asked: Mapping[str, str]) -> None:
    for key, value in asked.items():
        if key not in _KNOWN:
            raise QueryError(f'"{"-" if len(key) == 1 else "--"}{key}" is not a valid option')
        if key in _NUMBERS and not value.isdecimal():
            raise QueryError(f'"{value}" is not a valid value for "-{key}"')
    if len(asked.keys() & {"p", "m", "r"}) > 1:
        raise QueryError("specify exactly one of p/m/r")


def _fits(name: str, asked: Mapping[str, str]) -> bool:
    if "p" in asked:
        return name.startswith(asked["p"])
    if "m" in asked:
        return asked["m"].casefold() in name.casefold()
    return "r" not in asked or re.fullmatch(asked["r"], name) is not None
