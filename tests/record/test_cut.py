"""What happens at or after a moment changes nothing that is said of that moment."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import measure, snapshot
from retro.model.bug import Bugs, BugTask, Spell, Standing
from retro.model.change import Status
from retro.model.cycle import Milestone
from retro.model.team import Notes, Team, Watch
from retro.model.time import DAY, end_of, start_of
from retro.model.watch import Watched
from retro.record.book import Book
from retro.record.target import Target
from tests.measure.builders import CYCLE, GATED, GERRIT, change
from tests.measure.worlds import lives

NOVA = Watch(title="Nova's use", query="project:nova")
NOTES = Notes(watch=(NOVA,))
MARKS = {"M-1": 7, "M-3": 14, "feature freeze": 16}
TEAM = Team(key="team", title="Team", gerrit=GERRIT)
REACHES = datetime(2016, 6, 1, tzinfo=UTC)
WINDOW = snapshot.Window(start=CYCLE.begins, end=REACHES, lead_in_days=365, reaches=REACHES)
TARGET = Target(
    team=TEAM,
    cycle=replace(
        CYCLE,
        milestones=tuple(Milestone(name, CYCLE.start + n * DAY) for name, n in MARKS.items()),
    ),
    notes=NOTES,
    folder="tiny",
    snapshot=Path("nowhere"),
)
DAYS = st.integers(-20, 60).map(lambda n: start_of(CYCLE.start) + n * DAY)
SPANS = st.integers(0, 40).map(lambda n: n * DAY)
AS_OF = st.integers(0, 34).map(lambda n: CYCLE.start + n * DAY)


@st.composite
def bugs(draw):
    """Draw a bug of any past and future; who opens it to the public may come late."""
    created = draw(DAYS)
    spells, at = [Spell(created, Standing.OPEN, "New")], created
    for standing in draw(st.lists(st.sampled_from(Standing), max_size=3)):
        at += DAY + draw(SPANS)
        spells.append(Spell(at, standing))
    return BugTask(
        number=draw(st.integers(1, 9)),
        project="code",
        title="A bug",
        importance=draw(st.sampled_from(["High", "Low", ""])),
        created=created,
        visible=created + draw(st.just(0 * DAY) | SPANS),
        left_new=draw(st.none() | SPANS.map(lambda days: created + days)),
        security=draw(st.booleans()),
        tags=draw(st.sampled_from([(), ("lite-spec",), ("tiny-rc-potential",)])),
        spells=tuple(spells),
    )


def earlier_bug(bug: BugTask, moment: datetime) -> BugTask | None:
    """Return the bug as a collection would have it before anything of that moment or later."""
    if bug.created >= moment or bug.visible >= moment:
        return None
    triaged = bug.left_new is not None and bug.left_new < moment
    spells = tuple(spell for spell in bug.spells if spell.since < moment)
    return replace(bug, left_new=bug.left_new if triaged else None, spells=spells)


ENDS = st.sampled_from(Status)


@st.composite
def pasts(draw, moment: datetime):
    """Draw what a watched change may be before a moment, and two ways in which it may go on."""
    created = moment - DAY - draw(SPANS)
    touched = min(created + draw(SPANS), moment - DAY)
    status = draw(ENDS)
    merged = touched if status is Status.MERGED else None
    before = Watched(
        number=draw(st.integers(1, 99)),
        project="nova",
        status=status,
        created=created,
        updated=touched,
        merged=merged,
    )
    if draw(st.booleans()):
        return before, before
    return tuple(_later(draw, before, moment) for _ in range(2))


def _later(draw, before: Watched, moment: datetime) -> Watched:
    """Go on from what a watched change was; what is merged stays so."""
    at = moment + draw(SPANS)
    if before.status is Status.MERGED:
        return replace(before, updated=at)
    status = draw(ENDS)
    merged = moment + draw(SPANS) if status is Status.MERGED else None
    return replace(before, status=status, merged=merged, updated=max(at, merged or at))


def book(changes, bugs=(), watched=()) -> Book:
    manifest = snapshot.Manifest(
        format=1, tool="retro", team="team", cycle="tiny", window=WINDOW, collections=()
    )
    return Book(
        target=TARGET,
        manifest=manifest,
        accounts=GATED,
        changes=tuple(changes),
        first_uploads={one.number: one.created for one in changes},
        watched={NOVA.title: tuple(watched)},
        bugs=Bugs(tasks=tuple(bugs), projects=("code",), tags=("lite-spec", "tiny-rc-potential")),
    )


def said(record: Book, day) -> object:
    case = record.case(day)
    return case, measure.facts(case), measure.series(case)


def lived(code, specs):
    """Make changes of lives; a life without a step is none."""
    numbered = [(n, "team/code", steps) for n, steps in enumerate(code, 1)]
    numbered += [(n, "team/specs", steps) for n, steps in enumerate(specs, 101)]
    return [change(n, *steps, project=project) for n, project, steps in numbered if steps]


def before(some, moment):
    return [[step for step in steps if step[0].at < moment] for steps in some]


# lives last from two weeks before the cycle's start to ten days after it
AMIDST = st.integers(0, 7).map(lambda n: CYCLE.start + n * DAY)
LIVES = st.lists(lives(), min_size=2, max_size=6)


@given(AMIDST, LIVES, LIVES)
def test_later_events_of_changes_say_nothing_of_a_moment(day, code, specs):
    moment = end_of(day)
    then = lived(before(code, moment), before(specs, moment))
    later = lived(code, specs)

    assert said(book(later), day) == said(book(then), day)


@given(AS_OF, st.lists(bugs(), max_size=6))
def test_later_events_of_bugs_say_nothing_of_a_moment(day, some):
    then = [bug for one in some if (bug := earlier_bug(one, end_of(day)))]

    assert said(book((), some), day) == said(book((), then), day)


@given(AS_OF, st.data())
def test_later_events_of_watched_work_say_nothing_of_a_moment(day, data):
    moment = end_of(day)
    pairs = data.draw(st.lists(pasts(moment), max_size=5))
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    new = Watched(number=100, project="nova", status=Status.NEW, created=moment, updated=moment)

    assert said(book((), (), one), day) == said(book((), (), [*other, new]), day)
