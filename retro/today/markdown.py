"""The view in mid-cycle as Markdown, for the agenda of a meeting."""

import re
from collections.abc import Iterator, Sequence

from retro.model.facts import Fact, Gap
from retro.model.today import Lately, Thing, Today, Work
from retro.outline.words import day, expected, foretold, left, measured, not_known
from retro.today.columns import line

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~&]|^[#+-])")
_NUMBER = re.compile(r"^(\d+)([.)])")


def markdown(today: Today, remarks: Sequence[str] = ()) -> str:
    """Return how a cycle stands on a day, every list whole."""
    parts = (_head(today, remarks), _lately(today), _lists(today), _expected(today), _ahead(today))
    return "\n".join(text for part in parts for text in part) + "\n"


def _head(today: Today, remarks: Sequence[str]) -> Iterator[str]:
    yield f"# {_plain(today.team)}, {_plain(today.cycle)}: week {today.week}"
    yield ""
    yield f"As of the end of {day(today.as_of)}, {left(today)}."
    if today.simulated:
        yield "**Simulated**: reviews and bugs come from a simulator, not a server."
    yield from map(_plain, remarks)
    yield ""
    yield from (f"- {fact}" for fact in map(_fact, (today.verified, today.open)))


def _fact(fact: Fact | Gap) -> str:
    if isinstance(fact, Gap):
        return f"{fact.title}: {_plain(not_known(fact.why))}"
    return f"{fact.title}: {measured(fact)}"


def _lately(today: Today) -> Iterator[str]:
    yield from _titled(f"Since {today.since:%A}, {day(today.since)}")
    for news in today.lately:
        yield f"- {_counted(news)}"
        if not isinstance(news.things, str):
            yield from (f"  {text}" for text in map(_thing, news.things))
    yield f"- [The dashboard of reviews](<{line(today.dashboard)}>)"


def _counted(news: Lately) -> str:
    if isinstance(news.things, str):
        return f"{news.title}: {_plain(not_known(news.things))}"
    title = f"[{news.title}](<{news.url}>)" if news.url else news.title
    doubt = f" ({news.doubt})" if news.doubt else ""
    return f"{title}: {len(news.things)}{doubt}"


def _lists(today: Today) -> Iterator[str]:
    hungry = today.starved
    yield from _titled("Verified, and no review for 30 days")
    yield from _each(hungry if isinstance(hungry, str) else [_thing(o.change) for o in hungry])
    yield from _titled("May be abandoned")
    stuck = today.stuck
    yield from _each(stuck if isinstance(stuck, str) else [_thing(o.change) for o in stuck])
    for title, works in (("Priorities", today.priorities), ("Features", today.features)):
        yield from _titled(f"{title} left")
        yield from _each(works if isinstance(works, str) else [_work(one) for one in works])


def _each(lines: list[str] | str) -> Iterator[str]:
    if isinstance(lines, str):
        yield _plain(not_known(lines))
    else:
        yield from lines or ["None."]


def _work(work: Work) -> str:
    state = f" ({_plain(work.state)})" if work.state else ""
    return "\n".join([f"- {_plain(work.title)}{state}", *(f"  {_thing(c)}" for c in work.changes)])


def _thing(thing: Thing) -> str:
    said = ", ".join(filter(None, (_plain(thing.project), thing.standing)))
    where, subject = f"(<{line(thing.url)}>)", _plain(thing.subject)
    named = f"[{subject}]{where}" if thing.number is None else f"[{thing.number}]{where} {subject}"
    return f"- {named} ({said})"


def _expected(today: Today) -> Iterator[str]:
    if today.forecast:
        yield from _titled(foretold(today.forecast))
        for one in today.forecast.expected:
            yield f"- {one.title}: {_plain(expected(one))}"


def _ahead(today: Today) -> Iterator[str]:
    yield from _titled("Days ahead")
    yield from _each([f"- {day(one.day)}: {_plain(one.label)}" for one in today.ahead])


def _titled(title: str) -> tuple[str, str, str]:
    return "", f"## {title}", ""


def _plain(text: str) -> str:
    """Return words of anybody as words: no sign of theirs is one of Markdown."""
    return _NUMBER.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line(text)))
