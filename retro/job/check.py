"""Checking: what a stranger would find wrong with a built site, and what the writer should see."""

from pathlib import Path

from retro.check import Problem, check_served
from retro.check import check as problems_of
from retro.errors import ContentError
from retro.progress import Say


def check(output: Path, *, strict: bool, say: Say) -> None:
    """Say each problem of a site; a claim that does not hold is one only to a strict reader.

    Raises:
        ContentError: There is a problem.
    """
    _tell(problems_of(output), str(output), strict=strict, say=say)


def served(address: str, *, say: Say) -> None:
    """Say each link of a served site that leads nowhere.

    Raises:
        ContentError: There is one.
        SourceSilentError: Nobody answers at the address.
        UsageError: There is no page.
    """
    _tell(check_served(address), address, strict=True, say=say)


def _tell(problems: list[Problem], where: str, *, strict: bool, say: Say) -> None:
    doubts = [] if strict else [problem for problem in problems if problem.doubt]
    for problem in problems:
        say(f"warning: {problem}" if problem in doubts else str(problem))
    if wrong := len(problems) - len(doubts):
        raise ContentError(
            f"{wrong} problems in the site",
            where=where,
            hint="mend what is named above, and build again",
        )
    say(f"{where}: nothing wrong")
