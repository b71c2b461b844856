"""Beginning a retrospective: what can be guessed of a team, and what a cycle takes over."""

from collections.abc import Iterator
from pathlib import Path

from retro import calendar, content, disk
from retro.collect import Options
from retro.content import scaffold
from retro.errors import UsageError
from retro.job.beginning import Beginning, begin_team, listed_by_others
from retro.job.heritage import heritage
from retro.job.order import Order
from retro.job.tagged import dated
from retro.job.targets import folder_of
from retro.job.writers import of_content
from retro.model.cycle import Cycle
from retro.model.team import Dates, Team
from retro.model.time import Now, Sleep
from retro.outline.chapters import QUESTIONS
from retro.progress import Say
from retro.shell import program, typed


def new(
    order: Order, beginning: Beginning, options: Options, *, now: Now, sleep: Sleep, say: Say
) -> str:
    """Write the files that a team's cycle lacks; what is there stays as it is.

    Returns:
        What an existing cycle.yaml could say besides, as YAML, or nothing.

    Raises:
        UsageError: The team or the cycle can have no such name, or the server doesn't know it.
        SourceError: A server that is needed is silent, refuses, or answers in another shape.
        ContentError: What is there can't be read.
    """
    if not (order.team and order.cycle):
        raise UsageError(
            "which team, and which cycle?", hint=typed("new", team="cinder", cycle="2026.1")
        )
    team = content.check_name("team", order.team)
    name = content.check_name("cycle", order.cycle.lower())
    fresh = not order.content.is_dir() or team not in content.teams(order.content)
    folder = name if fresh else folder_of(order, team, name) or name
    own = None if fresh else content.notes(order.content, team, folder).dates
    beginning = beginning if own else dated(order, beginning, name, say)
    cycle = find_cycle(name, own or beginning.dates)
    with of_content(order, f"{team}/{folder}", "new", say):
        disk.sweep(order.content / team)
        if fresh:
            begin_team(order, team, cycle, beginning, options, now=now, sleep=sleep, say=say)
        listing = listed_by_others(beginning, fresh=fresh)
        more = _cycle(order, team, folder, cycle, beginning, listing, say)
    for line in _next_steps(order, team, folder):
        say(line)
    return more


def find_cycle(name: str, dates: Dates) -> Cycle:
    """Return a cycle of the calendar, or of some days.

    Raises:
        UsageError: There is no such cycle; the hint says how to give its days.
    """
    calendar.part(name)  # an impossible quarter has days that nobody could give
    try:
        return calendar.find(name, dates)
    except UsageError as error:
        near, meant, _ = error.hint.partition("? or ")
        also = f"give its days with --start and --release; {program()} cycles lists those known"
        error.hint = f"{near}{meant}{also}" if meant else also
        raise


def _cycle(
    order: Order,
    team: str,
    folder: str,
    cycle: Cycle,
    beginning: Beginning,
    listing: scaffold.Listing | None,
    say: Say,
) -> str:
    """Write a cycle's files; return the sections that an existing cycle.yaml lacks."""
    left = heritage(order, team, cycle, say)
    if left.cycle:
        say(f"{team}: taking over from {left.cycle}")
    freezes = calendar.spec_freezes(cycle.name).get(team, ())
    known = content.team(order.content, team)
    found = (
        *(scaffold.otherwise(known, listing) if listing else ()),
        *scaffold.sections(
            cycle,
            left,
            beginning.dates,
            freezes,
            why=beginning.dated,
            weeks=calendar.weeks(cycle.name),
            hands_over=_hands_over(known, cycle),
        ),
    )
    path = scaffold.write_cycle(order.content, team, known.title, folder, cycle, found)
    chapters = scaffold.write_chapters(order.content, team, folder)
    home = order.content / team / folder
    say(f"{path} is written" if path else f"{home / 'cycle.yaml'} is there, and left as it is")
    if chapters:
        say(f"{home}: {len(chapters)} chapters are begun, each with questions to its writer")
    if there := len(QUESTIONS) - len(chapters):
        say(f"{home}: {there} chapters are there, and left as they are")
    if path:
        return ""
    return "\n".join(one.text for one in scaffold.lacking(order.content, team, folder, found))


def _hands_over(team: Team, cycle: Cycle) -> bool:
    """Tell whether one leads the team after another, from cycle to cycle of the calendar."""
    alone = team.leadership == "one person" and team.release_model != "independent"
    return alone and any(one.name == cycle.name for one in calendar.known())


def _next_steps(order: Order, team: str, folder: str) -> Iterator[str]:
    path = order.content / team / "team.yaml"
    yield "next:"
    if edits := _edits(path):
        lines = "line" if edits == 1 else "lines"
        yield f"  look at {edits} {lines} marked “{scaffold.EDIT}” in {path}"
    steps = {
        typed(
            "collect", team=team, cycle=folder, dry_run="1"
        ): "says how much there is to collect",
        typed(
            "build --collect", team=team, cycle=folder
        ): "collects what is missing, and builds the page",
        typed(
            "draft --chapters", team=team, cycle=folder
        ): "begins the chapters with true sentences",
    }
    width = max(map(len, steps))
    yield from (f"  {command:<{width}}  {what}" for command, what in steps.items())
    if left := content.unanswered(order.content, team, folder):
        yield f"  write {path.parent / folder / next(iter(left))} and the other chapters"


def _edits(path: Path) -> int:
    return sum(f"# {scaffold.EDIT}" in line for line in path.read_text("utf-8").splitlines())
