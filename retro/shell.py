"""How the program is asked where its user stands: by make, by its name, or by where it lies."""

import os
import shlex
import shutil
import sys
from pathlib import Path

_HOUSE = Path(__file__).parents[1]
_MADE = {"build --collect": "retro", "build --all": "site"}
"""What make calls otherwise."""


def program() -> str:
    """Return the word that runs the program: its name, if that is on the PATH and means it.

    For one run, as uvx does it, uv puts a folder on the PATH that its user has not; it says UV.
    """
    found = None if "UV" in os.environ else shutil.which("retro")
    if found and Path(found).resolve().is_relative_to(Path(sys.prefix).resolve()):
        return "retro"
    python, here = Path(sys.executable), Path.cwd()
    if python.is_relative_to(here):
        python = python.relative_to(here)
    return f"{shlex.quote(str(python))} -m retro"


def typed(command: str, **named: str) -> str:
    """Return a command as it is typed here; make has it only beside its Makefile.

    Args:
        command: Its name, and the flags that choose what it does: `build --all`.
        named: The options that make knows as variables; a flag is "1".
    """
    target = _MADE.get(command, command)
    if _is_made(target):
        return " ".join(["make", target, *(f"{key.upper()}={named[key]}" for key in named)])
    if command == "new":
        return " ".join([program(), command, *named.values()])
    options = (f"--{key.replace('_', '-')}" + _value(named[key]) for key in named)
    return " ".join([program(), command, *options])


def _is_made(target: str) -> bool:
    makefile = Path("Makefile")
    at_home = Path.cwd() == _HOUSE and makefile.is_file()
    return at_home and f"\n{target}:" in makefile.read_text(encoding="utf-8")


def _value(text: str) -> str:
    return "" if text == "1" else f" {text}"
