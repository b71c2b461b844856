"""Small worlds made at random: a few changes, whose lives fit Gerrit's rules."""

from datetime import timedelta

from hypothesis import strategies as st

from retro.model.change import Kind
from retro.model.team import Notes, Tenure
from retro.model.time import start_of
from tests.measure.builders import (
    ANN,
    BEN,
    CAT,
    CYCLE,
    abandon,
    change,
    flag,
    merge,
    move,
    restore,
    review,
    upload,
    verdict,
    vote,
)

ROSTER = (Tenure(account="ann"), Tenure(account="ben", until=CYCLE.start))
ROSTERS = (Notes(), Notes(roster=ROSTER))
PEOPLE = st.sampled_from([ANN, BEN, CAT])


def hour(number: int) -> str:
    """Name a six-hour step from 15 February on; every fourth is a midnight."""
    at = start_of(CYCLE.start) + timedelta(days=-14, hours=6 * number)
    return f"{at:%m-%d %H:%M}"


ACTS = st.one_of(
    st.builds(lambda by, value: lambda at: vote(at, value, by=by), PEOPLE, st.integers(-2, 2)),
    st.builds(lambda by, v: lambda at: vote(at, v, "Workflow", by), PEOPLE, st.integers(-1, 1)),
    st.builds(lambda by, v: lambda at: vote(at, v, "Verified", by), PEOPLE, st.integers(-2, 1)),
    st.builds(lambda value: lambda at: verdict(at, value), st.sampled_from([-2, -1, 1, 2])),
    st.builds(lambda by, on: lambda at: review(at, by, on), PEOPLE, st.integers(1, 2)),
    st.sampled_from([lambda at: upload(at, 2), abandon, restore, merge]),
    st.builds(
        lambda kind: lambda at: flag(at, kind),
        st.sampled_from([Kind.WIP, Kind.READY, Kind.PRIVATE, Kind.PUBLIC]),
    ),
    st.builds(lambda to: lambda at: move(at, to), st.sampled_from(["master", "stable/x"])),
)


@st.composite
def lives(draw, *, hide: bool = True, stride: int = 1, apart: bool = False):
    """Make a life's steps: an upload, then acts that fit the status, up to a merge.

    Steps lie on every `stride`-th step of six hours; if `apart`, no two at the same moment.
    """
    hours = sorted(draw(st.lists(st.integers(0, 90), min_size=1, max_size=10, unique=apart)))
    steps, status = [upload(hour(hours[0] * stride))], "open"
    for number in hours[1:]:
        step = draw(ACTS)(hour(number * stride))
        kind = step[0].kind
        if status == "merged" or (kind is Kind.RESTORE) != (status == "abandoned"):
            continue
        if kind in {Kind.PRIVATE, Kind.MOVE} and not hide:
            continue
        steps.append(step)
        status = {Kind.MERGE: "merged", Kind.ABANDON: "abandoned"}.get(kind, "open")
    return steps


def worlds(**given):
    return _peopled(lives(**given))


def slow_worlds():
    return _peopled(slow_lives())


def _peopled(lives):
    return st.lists(lives, max_size=4).map(
        lambda some: tuple(change(n, *steps) for n, steps in enumerate(some, 1))
    )


PATIENCE = st.sampled_from(
    [
        verdict,
        lambda at: verdict(at, -1),
        lambda at: verdict(at, -1, conflict=True),
        lambda at: vote(at, -1),
        lambda at: vote(at, -1, by=BEN),
        lambda at: vote(at, 0),
        lambda at: review(at, CAT),
        lambda at: review(at, BEN),
        lambda at: upload(at, 2),
        lambda at: flag(at, Kind.PRIVATE),
        lambda at: flag(at, Kind.PUBLIC),
    ]
)


@st.composite
def slow_lives(draw):
    """Make a life of few acts, each on a day of its own in a hundred: most of it is waiting."""
    days = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True)))
    first, *later = (hour(4 * day) for day in days)
    return [upload(first), *(draw(PATIENCE)(at) for at in later)]
