"""Every fact of one target: for machines, or a line each for those who write."""

from datetime import date

from retro import agree
from retro.errors import UsageError
from retro.job.answers import open_record
from retro.job.order import Order
from retro.job.site.comparison import compare, opened
from retro.job.targets import the_target
from retro.model.facts import Report
from retro.outline.fact_lines import fact_lines
from retro.outline.facts_json import facts_list
from retro.progress import Say
from retro.record.window import window

Days = tuple[date | None, date | None]


def facts(order: Order, days: Days = (None, None), *, lines: bool = False, say: Say) -> str:
    """Return all facts of one target as a JSON list, or as `lines` of name, value and title.

    Args:
        order: Which target, and as of which day.
        days: The first and the last day of a window in the cycle's place, if any is given.
        lines: Whether to write a line a fact.
        say: Hears what is done.

    Raises:
        DisagreementError: Numbers that must agree do not.
        UsageError: Days are named in two ways, or lie outside of the record.
    """
    if any(days) and order.narrow:
        what = "a window of days has a day of its own, so no edition and no other day"
        raise UsageError(what, hint="leave out --edition and --as-of, or --since and --until")
    report = _over(order, days, say) if any(days) else _of_an_edition(order, say)
    for warning in report.warnings:
        say(warning)
    return fact_lines(report) if lines else facts_list(report).decode()


def _over(order: Order, days: Days, say: Say) -> Report:
    report = window(open_record(order, the_target(order), say).book, *days)
    agree.hold(report)
    return report


def _of_an_edition(order: Order, say: Say) -> Report:
    target = the_target(order)
    answers = open_record(order, target, say)
    report = answers.report(*answers.moments.edition(order.edition, order.as_of), last=True)
    agree.hold(report)
    return compare(opened(order, answers, say), report)
