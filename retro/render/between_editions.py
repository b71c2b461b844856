"""What moved between two editions: which things a number's list gained, and which it lost."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from retro.model.facts import Evidence, Fact, Gap, Item, Report
from retro.outline.evidence import evidence_path
from retro.outline.key_numbers import LIST_LIMIT
from retro.outline.words import counted, day, tallied
from retro.render.numbers import Reference

SPOKEN = {
    "features.landed": ("features", "landed since"),
    "features.deferred": ("features", "deferred since"),
    "flow.merged": ("changes", "merged in between"),
}
"""Numbers whose new entries a sentence of their own tells."""


class Things(Struct, frozen=True):
    """Things that came or went: a short list, and how many there are beside those listed."""

    verb: str
    items: tuple[Item, ...]
    more: int


class Moved(Struct, frozen=True, kw_only=True):
    """How the list behind one number changed: `words` says it, `things` name them."""

    title: str
    words: str
    things: tuple[Things, ...]
    hrefs: tuple[str, str]


class Step(Struct, frozen=True, kw_only=True):
    """From one edition to the next, ready for a template."""

    title: str
    hrefs: tuple[str, str]
    names: tuple[str, str]
    spoken: tuple[Moved, ...]
    lists: tuple[Moved, ...]


class Side(Struct, frozen=True, kw_only=True):
    """One edition of those that stand side by side, and the way to its files."""

    report: Report
    reference: Reference

    @property
    def title(self) -> str:
        """Return its name as a heading has it."""
        return self.report.edition.capitalize()

    @property
    def href(self) -> str:
        """Return the way to its first page."""
        return self.reference.to("index.html")

    def behind(self, name: str) -> str:
        """Return the way to what is behind one of its numbers."""
        return self.reference.to(evidence_path(name))


def step(before: Side, after: Side, names: Sequence[str]) -> Step:
    """Tell what moved from one edition to the next, in the order of the names."""
    return Step(
        title=f"From {day(before.report.as_of)} to {day(after.report.as_of)}",
        hrefs=(before.href, after.href),
        names=(before.report.edition, after.report.edition),
        spoken=tuple(_spoken(before, after)),
        lists=tuple(_lists(before, after, names)),
    )


def gained(before: Fact | Gap | None, after: Fact | Gap | None) -> tuple[Item, ...]:
    """Return what the second list has and the first one has not, where both are known."""
    then, now = _counted(before), _counted(after)
    if then is None or now is None:
        return ()
    had = {_key(item) for item in then}
    return tuple(item for item in now if _key(item) not in had)


def exchange(before: Fact | Gap | None, after: Fact | Gap | None) -> str:
    """Say how many entries came and how many left: 14 came, 6 left."""
    came, left = len(gained(before, after)), len(gained(after, before))
    moves = ((came, "came"), (left, "left"))
    return tallied((n, verb) for n, verb in moves if n)


def _spoken(before: Side, after: Side) -> Iterator[Moved]:
    for name, (unit, verb) in SPOKEN.items():
        then, now = before.report.facts.get(name), after.report.facts.get(name)
        if isinstance(then, Fact) and isinstance(now, Fact):
            came = gained(then, now)
            things = counted(len(came), unit) if came else f"No {unit}"
            yield _moved(f"{things} {verb}", name, before, after, (_things("came", came),))


def _lists(before: Side, after: Side, names: Sequence[str]) -> Iterator[Moved]:
    for name in names:
        then, now = before.report.facts.get(name), after.report.facts.get(name)
        came, left = gained(then, now), gained(now, then)
        if then and now and (came or left):
            things = (_things("came", came), _things("left", left))
            yield _moved(exchange(then, now), name, before, after, things)


def _moved(words: str, name: str, before: Side, after: Side, things: tuple[Things, ...]) -> Moved:
    return Moved(
        title=after.report.facts[name].title,
        words=words,
        things=tuple(group for group in things if group.items),
        hrefs=(before.behind(name), after.behind(name)),
    )


def _things(verb: str, items: tuple[Item, ...]) -> Things:
    return Things(verb, items[:LIST_LIMIT], len(items[LIST_LIMIT:]))


def _counted(fact: Fact | Gap | None) -> tuple[Item, ...] | None:
    """Return the list behind a number that counts it: no other list says why the number moved."""
    if not isinstance(fact, Fact) or not isinstance(fact.evidence, Evidence):
        return None
    items = fact.evidence.items
    return items if fact.value == len(items) else None


def _key(item: Item) -> tuple[str, str, str]:
    """Return what makes a thing the same one later; its state and day may have changed."""
    return (item.ref, item.project, "" if item.ref else item.title)
