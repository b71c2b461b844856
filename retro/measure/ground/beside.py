"""What is said of specs beside a number of changes of code."""

from retro.measure.ground.case import Case
from retro.outline import words


def specs_beside(case: Case, number: int, things: str) -> str:
    """Say how many specs there are beside some changes of code.

    Nothing where the team's settings name no repository of specs: then nobody knows, and it is
    no zero.

    Args:
        case: The cycle.
        number: How many of them there are.
        things: A plural noun, such as `open specs`.
    """
    return f"Beside them, {words.counted(number, things)}." if case.team.gerrit.specs else ""
