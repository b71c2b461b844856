"""The suite keeps its own promises."""

import socket

import pytest

from tests.sample import KEPT


def test_no_test_can_ask_a_stranger():
    with socket.socket() as asking, pytest.raises(AssertionError, match="a test asks"):
        asking.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("path", ["", "site.yaml", "glance", "glance/newton/cycle.yaml"])
def test_no_test_can_read_what_a_user_keeps(path):
    with pytest.raises(AssertionError, match="a test reads"):
        (KEPT / path).open()
