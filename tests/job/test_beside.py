"""Work given to a second process comes back the same, and that process ends with the first."""

import os
import select
import signal
import time
from contextlib import suppress
from errno import EAGAIN
from functools import partial
from multiprocessing import active_children, parent_process

import pytest

from retro.errors import ContentError
from retro.job.build import _each, _retrospective
from retro.job.order import Order
from retro.job.site import beside
from retro.job.site.beside import Beside


@pytest.fixture(autouse=True)
def two_processors_and_no_threads(monkeypatch):
    monkeypatch.setattr(beside.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(beside, "active_count", lambda: 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_those_of_the_work_asked_for_in_any_order(jobs):
    with Beside(jobs) as other:
        given = [other.later(partial(pow, number, 2)) for number in range(20)]
        assert [result() for result in reversed(given)] == [n * n for n in reversed(range(20))]


def test_one_process_is_enough_where_no_more_are_allowed_or_threads_run(monkeypatch):
    with Beside(1) as other:
        assert other.later(os.getpid)() == os.getpid()
    monkeypatch.setattr(beside, "active_count", lambda: 2)
    with Beside(2) as other:
        assert other.later(os.getpid)() == os.getpid()


def refuse():
    raise ContentError("no colour", where="palette.json", hint="add it")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_comes_back_as_ours(jobs):
    with Beside(jobs) as other, pytest.raises(ContentError, match="no colour"):
        other.later(refuse)()


def die_aside():
    if parent_process():
        os._exit(1)
    return "made here"


def test_what_a_dead_process_leaves_is_made_here():
    with Beside(2) as other:
        given = [other.later(die_aside) for _ in range(3)]
        assert [result() for result in given] == ["made here"] * 3
        assert other.later(die_aside)() == "made here"


def test_the_second_process_hears_no_interrupt_of_its_own():
    with Beside(2) as other:
        aside = other.later(os.getpid)
        heard = other.later(partial(signal.getsignal, signal.SIGINT))
        assert aside() != os.getpid()
        assert heard() == signal.SIG_IGN


def test_the_second_process_ends_with_a_first_that_is_killed():
    ended, alive = os.pipe()
    if not (child := os.fork()):
        try:
            Beside(2).later(partial(time.sleep, 60))
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(alive)
    os.waitpid(child, 0)
    assert select.select([ended], [], [], 30)[0]  # nobody holds the other end any more
    assert os.read(ended, 1) == b""
    os.close(ended)


def test_processes_that_build_end_with_a_first_that_is_killed(tmp_path):
    ended, alive = os.pipe()
    if not (child := os.fork()):
        try:
            order = Order(content=tmp_path, jobs=2)
            begun = _each(order, ["no", "target"], print, Beside(1))
            with suppress(AttributeError):
                next(begun)[1]()
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.close(alive)
    os.waitpid(child, 0)
    assert select.select([ended], [], [], 30)[0]
    assert os.read(ended, 1) == b""
    os.close(ended)


def test_where_a_second_process_is_refused_all_is_built_by_this_one(tmp_path, monkeypatch):
    fork, left = os.fork, [True]

    def few():
        if not left:
            raise BlockingIOError(EAGAIN, "Resource temporarily unavailable")
        left.pop()
        return fork()

    monkeypatch.setattr(os, "fork", few)
    each = list(_each(Order(content=tmp_path, jobs=2), ["one", "two"], print, Beside(1)))

    assert [(target, make.func) for target, make in each] == [
        ("one", _retrospective),
        ("two", _retrospective),
    ]
    assert active_children() == []
