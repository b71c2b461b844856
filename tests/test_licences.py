"""Everything that retro runs on may be used, changed and handed on by anyone."""

import sys
from importlib.metadata import metadata

import pytest

from tests.licences import PAGE, free, licence, locked, page

OLDEST = 3, 11
"""The lock has other versions of some packages for later ones, with other words for licences."""


@pytest.mark.parametrize("name", locked())
def test_a_package_has_a_free_licence(name):
    assert free(licence(metadata(name)))


@pytest.mark.parametrize("name", ["", "UNKNOWN", "Proprietary", "MIT AND Proprietary"])
def test_an_unknown_licence_is_none(name):
    assert not free(name)


@pytest.mark.skipif(
    sys.version_info[:2] != OLDEST, reason="the page is of the oldest Python's lock"
)
def test_the_page_lists_them():
    assert page() == PAGE.read_text()
