"""What holds for every test: nobody outside is asked, and no law depends on a machine's pace."""

import socket

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

NEAR = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_stranger_is_asked(monkeypatch):
    connect = socket.socket.connect

    def near(self, address):
        if self.family != socket.AF_UNIX and address[0] not in NEAR:
            raise AssertionError(f"a test asks {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", near)
