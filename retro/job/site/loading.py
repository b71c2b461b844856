"""What makes pages, loaded once for all processes that begin as copies of this one."""

from contextlib import suppress

from retro.errors import RetroError
from retro.job.order import Order, themes
from retro.render.theme import Theme


def load(order: Order) -> None:
    """Load what reads, measures and renders, and compile the templates.

    What draws is left to each process: it brings threads, and those a copy would lack.
    """
    from retro.job import answers  # noqa: F401
    from retro.job.site import edition, many_cycles, pieces  # noqa: F401
    from retro.record import reading  # noqa: F401

    with suppress(RetroError):  # whoever needs what is wrong will tell
        Theme(themes(order)).compile()
