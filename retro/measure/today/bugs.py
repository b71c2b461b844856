"""The open bugs that cannot wait: those nobody looked at, the critical ones, and those for RC1."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from retro.measure.bugs.backlog import CRITICAL
from retro.measure.bugs.release import marked, tag, unmarked
from retro.measure.bugs.tasks import missing, standing_at
from retro.measure.ground.case import Case
from retro.model.bug import PAGE, BugTask, Standing
from retro.model.today import Lately, Thing
from retro.outline import words

UNTRIAGED = "Open bugs that nobody triaged"
URGENT = "Open bugs that are critical, as rated when collected"
CANDIDATE = "Open bugs for RC1, as marked when collected"


def bugs(case: Case) -> Iterator[Lately]:
    """Yield the open bugs that want a look, or why they are not known."""
    if gap := missing(case):
        yield from (Lately(title, gap.why) for title in (UNTRIAGED, URGENT, CANDIDATE))
        return
    yield _list(case, UNTRIAGED, lambda bug: bug.left_new is None, {"field.status:list": "NEW"})
    asked = {"field.importance:list": CRITICAL.upper()}
    yield _list(case, URGENT, lambda bug: bug.importance == CRITICAL, asked)
    yield _candidate(case)


def _candidate(case: Case) -> Lately:
    if gap := unmarked(case):
        return Lately(CANDIDATE, gap.why)
    return _list(case, CANDIDATE, lambda bug: marked(case, bug), {"field.tag": tag(case)})


def _list(
    case: Case, title: str, wanted: Callable[[BugTask], bool], asked: dict[str, str]
) -> Lately:
    """Return the open bugs that are wanted; those that may be open stand beside the number."""
    found = filter(wanted, standing_at(case, case.moment, Standing.OPEN))
    perhaps = sum(map(wanted, standing_at(case, case.moment, Standing.UNKNOWN)))
    doubt = f"{words.number(perhaps)} more may be open" if perhaps else ""
    return Lately(title, tuple(map(_thing, found)), _address(case, asked), doubt)


def _address(case: Case, asked: dict[str, str]) -> str:
    """Return where Launchpad lists them; it has a page a project, and none for several."""
    projects = case.bugs.projects if case.bugs else ()
    return f"{PAGE}/{projects[0]}/+bugs?{urlencode(asked)}" if len(projects) == 1 else ""


def _thing(bug: BugTask) -> Thing:
    return Thing(
        number=bug.number,
        project=bug.project,
        subject=bug.title,
        url=bug.url,
        created=bug.created.date(),
        standing=bug.importance,
    )
