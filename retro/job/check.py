"""Checking: what a stranger would find wrong with a built site, and what the writer should see."""

from pathlib import Path

from retro.check import check as problems_of
from retro.errors import ContentError
from retro.progress import Say


def check(output: Path, *, strict: bool, say: Say) -> None:
    """Say each problem of a site; a claim that does not hold is one only to a strict reader.

    Raises:
        ContentError: There is a problem.
    """
    problems = problems_of(output)
    doubts = [] if strict else [problem for problem in problems if problem.doubt]
    for problem in problems:
        say(f"warning: {problem}" if problem in doubts else str(problem))
    if wrong := len(problems) - len(doubts):
        raise ContentError(
            f"{wrong} problems in the site",
            where=str(output),
            hint="mend what is named above, and build again",
        )
    say(f"{output}: nothing wrong")
