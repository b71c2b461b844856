"""An option of the command line, as its command and the environment may say it."""

import argparse
import os
from pathlib import Path
from typing import Any, NamedTuple


class Option(NamedTuple):
    """An option as argparse wants it; `variable` of the environment may stand in its place."""

    flags: tuple[str, ...]
    details: dict[str, Any]
    variable: str = ""

    @property
    def name(self) -> str:
        """Return the name that a user knows, the longest one."""
        return self.flags[-1]

    @property
    def dashed(self) -> bool:
        """Tell whether it is named, and not known by its place."""
        return self.name.startswith("-")

    @property
    def dest(self) -> str:
        """Return the name under which a command reads it."""
        return self.name.lstrip("-").replace("-", "_")

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Let a parser know it; the environment is read now."""
        parser.add_argument(*self.flags, **self.details | self._default())

    def _default(self) -> dict[str, Any]:
        value = os.environ.get(self.variable) if self.variable else None
        if self.details.get("action") == "store_true":
            return {"default": value not in (None, "", "0")}
        return {"default": value} if value else {}


def option(*flags: str, variable: str = "", **details: Any) -> Option:
    """Return an option that takes a value."""
    return Option(flags, details, variable)


def flag(*flags: str, variable: str = "", **details: Any) -> Option:
    """Return an option that is there or not."""
    return Option(flags, {"action": "store_true", **details}, variable)


def folder(name: str, help_text: str) -> Option:
    """Return an option that takes a folder, by default the one of its own name."""
    default = Path(name.lstrip("-"))
    return option(name, metavar="DIR", type=Path, default=default, help=help_text)


Group = tuple[Option, ...]
