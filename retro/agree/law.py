"""A law: two numbers of a report that must agree."""

import math
from collections.abc import Callable

from msgspec import Struct

from retro.agree.terms import Term
from retro.model.facts import Report


class Law(Struct, frozen=True):
    """Two numbers that are the same, or of which the first is `at_most` the second.

    It holds `where` a report is of such a kind.
    """

    first: Term
    second: Term
    at_most: bool = False
    where: Callable[[Report], bool] = lambda _: True

    def broken(self, report: Report) -> str:
        """Say how the two numbers of a report disagree; nothing where they don't."""
        first, second = self.first.read(report), self.second.read(report)
        if first is None or second is None or not self.where(report):
            return ""
        if first == second or math.isclose(first, second) or (self.at_most and first < second):
            return ""
        said = f"{self.first.says} is {first:g}, "
        if self.at_most:
            return f"{said}which is more than {self.second.says}, {second:g}"
        return f"{said}but {self.second.says} is {second:g}"


def same(first: Term, second: Term, where: Callable[[Report], bool] = lambda _: True) -> Law:
    """Say that two numbers are the same."""
    return Law(first, second, where=where)


def at_most(first: Term, second: Term) -> Law:
    """Say that a number is no more than another."""
    return Law(first, second, at_most=True)


def running(report: Report) -> bool:
    """Tell whether a report's moment lies in its cycle, so that its last day is the moment's."""
    return report.as_of <= report.release
