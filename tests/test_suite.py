"""The suite keeps its own promises."""

import socket

import pytest


def test_no_test_can_ask_a_stranger():
    with socket.socket() as asking, pytest.raises(AssertionError, match="a test asks"):
        asking.connect(("192.0.2.1", 80))
