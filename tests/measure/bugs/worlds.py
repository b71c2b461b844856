"""Small worlds of bugs: any days, any way from one standing to another."""

from datetime import timedelta

from hypothesis import strategies as st

from retro.model.bug import BugTask, Spell, Standing
from tests.measure.builders import when

DAY = timedelta(days=1)
WORDS = {
    Standing.OPEN: ("New", "Triaged", "In Progress"),
    Standing.FIXED: ("Fix Committed", "Fix Released"),
    Standing.CLOSED: ("Invalid", "Won't Fix", ""),
    Standing.UNKNOWN: ("",),
}


@st.composite
def bugs(draw):
    """Draw up to eight bugs in two projects."""
    return tuple(_bug(draw, number) for number in range(draw(st.integers(0, 8))))


def _bug(draw, number):
    created = _day(draw, 0)
    days = sorted(draw(st.lists(st.integers(1, 50), max_size=3, unique=True)))
    turns = [(created, Standing.OPEN)]
    turns += [(created + day * DAY, draw(st.sampled_from(Standing))) for day in days]
    later = st.none() | st.integers(0, 40).map(lambda day: created + day * DAY)
    return BugTask(
        number=number // 2,
        project=("code", "client")[number % 2],
        title=f"Bug {number}",
        importance=draw(st.sampled_from(("Critical", "High", "Undecided"))),
        milestone=draw(st.sampled_from(("", "mitaka-3", "mitaka-rc1"))),
        created=created,
        visible=draw(later) or created,
        left_new=draw(later),
        security=draw(st.booleans()),
        tags=draw(st.sampled_from(((), ("mitaka-rc-potential",), ("lite-spec",)))),
        duplicate_since=draw(later),
        perhaps_duplicate=draw(st.booleans()),
        spells=tuple(
            Spell(at, standing, draw(st.sampled_from(WORDS[standing]))) for at, standing in turns
        ),
    )


def _day(draw, least):
    return when("02-15") + draw(st.integers(least, 60)) * DAY
