"""Every fact of one target, for machines."""

from retro import agree
from retro.job.order import Order
from retro.job.site.comparison import compare, opened
from retro.job.site.edition import open_book
from retro.job.targets import the_target
from retro.progress import Say
from retro.render import facts_list


def facts(order: Order, *, say: Say) -> bytes:
    """Return all facts of one target as a JSON list.

    Raises:
        DisagreementError: Numbers that must agree do not.
    """
    target = the_target(order)
    book = open_book(target, say)
    report = book.report(*book.moments.edition(order.edition, order.as_of))
    agree.hold(report)
    return facts_list(compare(opened(order, target, say), report))
