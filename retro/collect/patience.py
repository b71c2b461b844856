"""How long to wait for a server, how often to ask again, and how much to take from it."""

from msgspec import Struct


class Patience(Struct, frozen=True, kw_only=True):
    """Limits of one collection: waits in seconds, `body` in bytes.

    `read` is how long a server may be silent, `answer` how long it may take over one answer, and
    `collection` over all that one server is asked. What is compressed unpacks to so many times its
    size (`ratio`) at most, or to a small text.
    """

    connect: float = 10
    read: float = 60
    answer: float = 300
    collection: float = 24 * 3600
    tries: int = 6
    pause: float = 1
    longest_pause: float = 60
    longest_wish: float = 60
    body: int = 256 << 20
    ratio: int = 200

    def after(self, spent: int, wish: float | None, jitter: float) -> float:
        """Return how long to wait after so many tries: ever longer, and what the server wishes.

        Args:
            spent: Tries so far.
            wish: The server's own wish, if it has one; who grants one beyond `longest_wish` would
                seem to hang.
            jitter: From 0 to 1, so that many collectors don't come back at once.
        """
        own = min(self.pause * 2.0 ** (spent - 1), self.longest_pause) * (0.5 + jitter / 2)
        return max(own, wish or 0)
