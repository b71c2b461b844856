"""Every fault on every kind of request: an error of ours, or a snapshot that is whole or says not.

A cell is a request of a whole collection, from real sockets, and a fault with which it is answered
whenever it is asked. Some cells run always, all of them with `make wire`.
"""

from itertools import product
from random import Random

import pytest

from retro.collect.options import Options
from retro.collect.patience import Patience
from retro.errors import RetroError
from retro.job.collect import collect
from retro.job.order import Order
from retro.snapshot import read
from tests.collect.builders import HASTY
from tests.collect.place import NOW, Place
from tests.collect.spoilt import FAULTS, LIES

QUICK = Patience(connect=2, read=0.3, answer=0.5, tries=2, pause=0, body=2 << 20)
SOME, SEED = 15, 1
ONCE_BROKEN = {
    "400": "SUBMIT_REQUIREMENTS",
    "a list of nulls": "SUBMIT_REQUIREMENTS",
    "entries of null": "omit_duplicates=true",
    "lists for values": "tags=",
    "numbers for texts": "status%3Aopen",
    "nowhere": "/config/server/version",
    "deep lists": "searchTasks",
    "503 until 5000 digits": "get_timeline",
    "chunks below zero": "o=MESSAGES",
}
"""Cells that ended badly before they were mended: a fault, and a part of the request."""


class On:
    """A script of faults: one on each answer to a request, and none on others."""

    def __init__(self, server, wanted, fault):
        self.server, self.wanted, self.fault = server, wanted, fault

    def get(self, place):
        raw = self.server.log[place].raw
        return self.fault if raw == self.wanted else None


class Wire(Place):
    """Collects with a fault on one request."""

    def collected(self, patience=HASTY):
        """Return the error that ends a collection, if one does."""
        try:
            order = Order(content=self.content, cycle="mitaka")
            options = Options(contact="tests", patience=patience, anew=True)
            collect(order, options, now=lambda: NOW, sleep=lambda _: None, say=str)
        except RetroError as error:
            return error
        return None

    def spoilt(self, server, wanted, fault):
        self.gerrit._faults = self.launchpad._faults = {}
        server._faults = On(server, wanted, fault)
        server.log.clear()
        return self.collected(QUICK)

    @property
    def told(self):
        """Return the records, and what the snapshot says that it lacks."""
        manifest = read(self.snapshot).manifest
        lacking = {hole.why for hole in manifest.gaps}
        hidden = {number for held in manifest.collections for number in held.hidden}
        return self.files, lacking, hidden


def requests(wire):
    """Return what a whole collection asks, and of which server."""
    return [(server, one.raw) for server in (wire.gerrit, wire.launchpad) for one in server.log]


@pytest.fixture
def wire(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Wire(tmp_path) as made:
        yield made


def held(wire, choose):
    """Run cells one after the other, and return what is wrong with any of them."""
    assert wire.collected() is None
    clean, wrong = wire.told, []
    for (server, wanted), name in choose(requests(wire)):
        why = fault_of(wire, server, wanted, name, clean)
        if why:
            wrong.append(f"{name} on {wanted}: {why}")
    return wrong


def fault_of(wire, server, wanted, name, clean):
    before = wire.files
    try:
        error = wire.spoilt(server, wanted, FAULTS[name])
    except Exception as foreign:
        return f"{type(foreign).__name__}: {foreign}"
    if error is not None and error.status != 3:
        kept = wire.files == before
        return "" if error.status == 4 and kept else f"{error.status}, kept {kept}: {error}"
    files, lacking, hidden = wire.told
    whole = files == clean[0] or lacking - clean[1] or hidden - clean[2] or name in LIES
    return "" if whole else "a smaller snapshot says that it is whole"


def test_cells_that_once_did_not_hold_do(wire):
    def choose(asked):
        for name, part in ONCE_BROKEN.items():
            found = [one for one in asked if part in one[1]]
            assert found, part
            yield found[0], name

    assert held(wire, choose) == []


def test_some_cells_of_the_matrix_hold(wire):
    def choose(asked):
        assert len(asked) * len(FAULTS) > 1000
        return Random(SEED).sample(list(product(asked, FAULTS)), SOME)

    assert held(wire, choose) == []


@pytest.mark.wire
@pytest.mark.parametrize("name", FAULTS)
def test_every_cell_of_the_matrix_holds(wire, name):
    assert held(wire, lambda asked: product(asked, [name])) == []
