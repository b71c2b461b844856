"""A cycle.yaml for a cycle that nobody wrote about: the calendar's days, and what is carried over.

It is made of sections, one for each key, so that those which a file lacks can be shown alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from textwrap import wrap

from msgspec import Struct

from retro.content.scaffold.scalar import item, remark, scalar
from retro.model.cycle import Cycle
from retro.model.sketch import Carried, Heritage
from retro.model.team import Dates

HANDOFF = timedelta(weeks=4)
"""How long before its end those who lead the next cycle take over, as a rule."""


class Section(Struct, frozen=True, kw_only=True):
    """One key: what is said about it, the lines that count, and those that only propose.

    A `value` stands on the key's own line; without a key there is only what is said.
    """

    key: str
    about: str
    value: str = ""
    lines: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Tell whether it says anything that counts."""
        return bool(self.value or self.lines)

    @property
    def text(self) -> str:
        """Return the section as it stands in the file."""
        off = "" if self.counts else "# "
        about = tuple(f"# {line}" for line in wrap(self.about, 98))
        if not self.key:
            return "\n".join((*about, ""))
        value = f" {self.value}" if self.value else ""
        lines = (f"  {line}" for line in self.lines)
        proposed = (f"#   {line}" for line in self.proposed)
        return "\n".join((*about, f"{off}{self.key}:{value}", *lines, *proposed, ""))


def cycle_text(title: str, cycle: Cycle, sections: Iterable[Section]) -> str:
    """Return the text of a team's cycle.yaml."""
    head = "\n".join(_head(remark(title, 60), cycle))
    return "\n".join((head, *(section.text for section in sections)))


def _head(title: str, cycle: Cycle) -> Iterator[str]:
    yield f"# What the {title} team says about its {cycle.title} cycle: what no server can tell."
    yield "# A key that is missing means that nobody wrote it down; an empty list means none."
    yield "#"
    yield "# The cycle's days; `dates:` would change them for this team alone."
    for name, day in (("start", cycle.start), *((m.name, m.day) for m in cycle.milestones)):
        yield f"#   {day}  {remark(name, 60)}"
    yield ""


def sections(
    cycle: Cycle,
    heritage: Heritage,
    dates: Dates,
    freezes: tuple[date, ...],
    *,
    why: str = "",
    weeks: Mapping[str, tuple[date, date]] | None = None,
    hands_over: bool = True,
) -> tuple[Section, ...]:
    """Return the sections of a cycle.yaml.

    Args:
        cycle: Its days.
        heritage: What the cycle before leaves to it; only what it proposes is in doubt.
        dates: Days that the calendar doesn't know.
        why: Where they are from.
        freezes: The team's own spec freezes, if they are known.
        weeks: First and last day of what the calendar tells so: PTG, nominations.
        hands_over: Whether somebody else leads from cycle to cycle, as a rule; else the day of
            a hand-off is only proposed.
    """
    own, told = _own(dates, why), weeks or {}
    return (
        *((own,) if own else ()),
        _editions(cycle, told.get("nominations"), hands_over=hands_over),
        _roster(cycle, heritage),
        _priorities(cycle, heritage),
        *_rhythm(cycle, freezes, told.get("PTG")),
        _deferred(cycle),
        *_people(cycle, heritage),
        _goals(cycle),
        _watch(heritage),
    )


def _own(dates: Dates, why: str) -> Section | None:
    days = {"start": dates.start, "release": dates.release}
    lines = tuple(f"{name}: {day}" for name, day in days.items() if day)
    if dates.milestones:
        own = dates.milestones.items()
        lines += ("milestones:", *(f"  {scalar(name)}: {day}" for name, day in own))
    about = "Days of your own, in place of the calendar's."
    if why:
        about += f" {remark(why, 300)}."
    return Section(key="dates", about=about, lines=lines) if lines else None


def _editions(cycle: Cycle, nominations: tuple[date, date] | None, *, hands_over: bool) -> Section:
    final = f"final: {cycle.release}  # the {cycle.ending}"
    about = "Each edition looks at the cycle as of the end of its day."
    day, why = _hand_off(cycle, nominations)
    if day <= cycle.start:
        return Section(key="editions", about=about, lines=(final,))
    line = f"handoff: {day}  # {why}"
    if hands_over:
        return Section(key="editions", about=about, lines=(line, final))
    about += " One for a hand-off has a use where somebody takes over."
    return Section(key="editions", about=about, lines=(final,), proposed=(line,))


def _hand_off(cycle: Cycle, nominations: tuple[date, date] | None) -> tuple[date, str]:
    """Return the day of a hand-off, and why it is that: candidates want to have read it.

    Nominations are told by weeks, so it is the Friday before the one in which they close.
    """
    usual = cycle.release - HANDOFF
    if not nominations:
        return usual, f"four weeks before the {cycle.ending}"
    last = nominations[1]
    friday = last - timedelta(days=last.weekday() + 3)
    if usual <= friday:
        return usual, f"four weeks before the release; nominations close by {last}"
    return friday, f"before nominations close: they are open from {nominations[0]} to {last}"


def _roster(cycle: Cycle, heritage: Heritage) -> Section:
    about = "Core reviewers by username, with `since` and `until` for those who came or went."
    example = ("- account: USERNAME", f"  since: {cycle.start + timedelta(days=30)}")
    if heritage.roster:
        return _carried("roster", about, heritage.roster)
    about = "Core reviewers by username; without this they are inferred from votes."
    return Section(key="roster", about=about, proposed=example)


def _priorities(cycle: Cycle, heritage: Heritage) -> Section:
    example = (
        "- title: WHAT YOU PROMISED",
        "  outcome: met  # or missed, or open",
        f"  on: {cycle.release}",
    )
    proposed = _items(heritage.proposed) or (() if heritage.priorities else example)
    about = "What you promise, and what becomes of it: met, missed or open, known from `on` on."
    if heritage.proposed:
        about += f" Goals of {heritage.cycle}, and what it left open, count once their # is gone."
    return _carried("priorities", about, heritage.priorities, proposed)


def _rhythm(
    cycle: Cycle, freezes: tuple[date, ...], gathering: tuple[date, date] | None
) -> Iterator[Section]:
    day = cycle.start + timedelta(days=35)
    proposed = [f"- {{kind: review day, day: {day}}}"]
    if gathering:
        first, last = gathering
        proposed.append(f"- {{kind: sprint, title: PTG, days: [{first} to {last}]}}")
    yield Section(
        key="rhythm",
        about="What you do together: review days, clean-up days, sprints, meetings.",
        proposed=tuple(proposed),
    )
    sure = len(freezes) == 1
    lines = tuple(f"- {{name: spec freeze, day: {day}}}  # the calendar" for day in freezes)
    example = (f"- {{name: spec freeze, day: {day}, announced: {cycle.start}}}",)
    yield Section(
        key="freezes",
        about="Freezes of your own, and when they were announced.",
        lines=lines if sure else (),
        proposed=() if sure else lines or example,
    )


def _deferred(cycle: Cycle) -> Section:
    return Section(
        key="deferred",
        about="What you declare moved to a later cycle, beside what the specs show.",
        proposed=(f"- {{item: NAME, to: CYCLE, day: {cycle.release}, why: WHY}}",),
    )


def _people(cycle: Cycle, heritage: Heritage) -> Iterator[Section]:
    for key, about, entries, example in (
        (
            "groups",
            "Teams inside the team.",
            heritage.groups,
            f"- {{name: DRIVERS, since: {cycle.start}}}",
        ),
        (
            "delegations",
            "Duties that were handed to somebody, and on which day.",
            heritage.delegations,
            f"- {{title: Releases, note: WHAT IT MEANS, on: {cycle.start}}}",
        ),
    ):
        yield _carried(key, about, entries, () if entries else (example,))


def _goals(cycle: Cycle) -> Section:
    about = "What the next cycle should go for; it will find this as a proposal."
    example = f"- {{title: GOAL, note: WHY, on: {cycle.release}}}"
    return Section(key="next_goals", about=about, proposed=(example,))


def _watch(heritage: Heritage) -> Section:
    about = "Work in other projects that yours depends on: a query in Gerrit's own words."
    example = "- {title: WHAT, slug: short-name, query: 'project:openstack/nova topic:NAME'}"
    return _carried("watch", about, heritage.watch, () if heritage.watch else (example,))


def _carried(
    key: str, about: str, entries: tuple[Carried, ...], proposed: tuple[str, ...] = ()
) -> Section:
    return Section(key=key, about=about, lines=_items(entries), proposed=proposed)


def _items(entries: Iterable[Carried]) -> tuple[str, ...]:
    return tuple(line for carried in entries for line in item(carried.entry, carried.source))
