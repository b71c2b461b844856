"""The preview: pages as they are built, and built anew whenever a file that they need changes."""

from threading import Thread

from retro import serve as room
from retro.errors import RetroError, of_system
from retro.job.build import build
from retro.job.order import Order
from retro.model.time import Sleep
from retro.progress import Say, plain

PAUSE = 0.4
"""Seconds between two looks at the files."""


def serve(order: Order, port: int, *, sleep: Sleep, say: Say) -> None:
    """Show the site on this machine until somebody stops it.

    Raises:
        UsageError: The port, and those after it, are taken.
    """
    watch = room.Watch((order.content, order.themes))
    state = room.State(_built(order, say))
    with room.preview(order.output, state, port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://{room.HOST}:{server.server_port}/ (Ctrl-C ends it)")
        while True:
            sleep(PAUSE)
            if watch.moved():
                state.built(_built(order, say))


def _built(order: Order, say: Say) -> str:
    """Build, and return what is wrong with the words, or nothing."""
    try:
        build(order, all_of_them=order.cycle is None, say=say)
    except (RetroError, OSError) as error:  # such as an editor's file that went as it was read
        why = of_system(error) if isinstance(error, OSError) else str(error)
        say(why)
        return plain(why)
    return ""
