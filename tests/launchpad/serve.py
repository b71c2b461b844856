"""Starts the service: `python -m tests.launchpad.serve`; the line it prints is its address.

It stands outside the service's package, since all modules in there are imported by the framework.
"""

from wsgiref.simple_server import WSGIRequestHandler, make_server

from lazr.restful.interfaces import IWebServiceConfiguration
from lazr.restful.wsgi import WSGIApplication
from zope.component import getUtility

from tests.launchpad.service.objects import KEPT
from tests.launchpad.story import world


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_):
        """Keep the output to one line."""


def main() -> None:
    """Serve until the process is ended."""
    KEPT["world"] = world()
    server = make_server("127.0.0.1", 0, WSGIApplication, handler_class=Quiet)
    WSGIApplication.configure_server("127.0.0.1", 0, "tests.launchpad.service")
    getUtility(IWebServiceConfiguration).port = server.server_port
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201 - it is asked for
    server.serve_forever()


if __name__ == "__main__":
    main()
