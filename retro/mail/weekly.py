"""The note of a week in mid-cycle: the view of the cycle as a mail of plain text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from retro.mail.message import LONGEST
from retro.mail.plain import WIDTH, paragraph
from retro.model.facts import Fact, Gap
from retro.model.mail import Mail
from retro.model.today import Hungry, Lately, Stuck, Thing, Today, Work
from retro.outline.words import NBSP, day, expected, foretold, left, measured, not_known, number
from retro.progress import plain

TOO_LONG = "too long for a mail; `retro today --verbose` shows it"

_MARK = len("[10] ")

T = TypeVar("T")
Lines = Iterator[str]


class Note(Struct, frozen=True):
    """A draft: its subject, and its text of lines as wide as a mail's, but for addresses."""

    subject: str
    text: str


def weekly(today: Today, remarks: Sequence[str] = (), *, mail: Mail = Mail()) -> Note:  # noqa: B008  frozen
    """Write the note of a week; every list is whole, as in the view's other forms.

    Args:
        today: How the cycle stands.
        remarks: What there is to say about the record, before anything else.
        mail: How its subject begins.
    """
    found = (_head(today, remarks), _lately(today), _lists(today))
    parts = (*found, _expected(today), _ahead(today), _notes(today))
    text = "\n".join(line for part in parts for line in part) + "\n"
    return Note(_subject(today, mail), text.replace(NBSP, " "))


def _subject(today: Today, mail: Mail) -> str:
    merged = next((o.things for o in today.lately if o.title == "Merged"), "")
    said = [] if isinstance(merged, str) else [f"{number(len(merged))} merged"]
    if isinstance(today.verified, Fact):
        said.append(f"{measured(today.verified).removesuffix('changes').strip()} verified")
    prefix = mail.subject_prefix or f"[{today.key}]"
    made_up = " (simulated)" if today.simulated else ""
    told = f"{prefix} Week {today.week}: {', '.join((*said, left(today)))}{made_up}"
    return told.replace(NBSP, " ")


def _head(today: Today, remarks: Sequence[str]) -> Lines:
    yield from _wrapped(f"{today.team}, {today.cycle}: week {today.week}, {left(today)}.")
    yield from _wrapped(f"As of the end of {day(today.as_of)}.")
    if today.simulated:
        yield from _wrapped("SIMULATED: reviews and bugs come from a simulator, not a server.")
    for remark in remarks:
        yield from _wrapped(remark)
    yield ""
    for fact in (today.verified, today.open):
        yield from _wrapped(f"{fact.title}: {_value(fact)}", "- ")


def _value(fact: Fact | Gap) -> str:
    return not_known(fact.why) if isinstance(fact, Gap) else measured(fact)


def _lately(today: Today) -> Lines:
    yield from _titled(f"Since {today.since:%A}, {day(today.since)}")
    marks = {news.title: f" [{n}]" for n, news in enumerate(_asked(today), 1)}
    for news in today.lately:
        yield from _wrapped(f"{_counted(news)}{marks.get(news.title, '')}", "- ")
        if not isinstance(news.things, str):
            yield from (line for one in news.things for line in _thing(one, "  "))


def _counted(news: Lately) -> str:
    if isinstance(news.things, str):
        return f"{news.title}: {not_known(news.things)}"
    doubt = f" ({news.doubt})" if news.doubt else ""
    return f"{news.title}: {number(len(news.things))}{doubt}"


def _asked(today: Today) -> list[Lately]:
    """Return what a query finds, in the order of the notes."""
    return [news for news in today.lately if news.url]


def _lists(today: Today) -> Lines:
    yield from _titled("Verified, and no review for 30 days")
    yield from _each(today.starved, _starved)
    yield from _titled("May be abandoned")
    yield from _each(today.stuck, _stuck)
    for title, works in (("Priorities", today.priorities), ("Features", today.features)):
        yield from _titled(f"{title} left")
        yield from _each(works, _work)


def _each(things: Sequence[T] | str, lines: Callable[[T], Iterable[str]]) -> Lines:
    if isinstance(things, str):
        yield from _wrapped(not_known(things))
    elif not things:
        yield "None."
    else:
        yield from (line for thing in things for line in lines(thing))


def _starved(hungry: Hungry) -> Lines:
    return _thing(hungry.change)


def _stuck(stuck: Stuck) -> Lines:
    return _thing(stuck.change)


def _work(work: Work) -> Lines:
    state = f" ({work.state})" if work.state else ""
    yield from _wrapped(f"{work.title}{state}", "- ")
    yield from (line for change in work.changes for line in _thing(change, "  "))


def _thing(thing: Thing, indent: str = "") -> Lines:
    named = "" if thing.number is None else f"{thing.number} "
    said = ", ".join(filter(None, (thing.project, thing.standing)))
    yield from _wrapped(f"{named}{thing.subject} ({said})", f"{indent}- ")
    if thing.url:
        yield f"{indent}  {_line(thing.url)}"


def _expected(today: Today) -> Lines:
    if today.forecast:
        yield from _titled(foretold(today.forecast))
        for one in today.forecast.expected:
            yield from _wrapped(f"{one.title}: {expected(one)}", "- ")


def _ahead(today: Today) -> Lines:
    yield from _titled("Days ahead")
    if not today.ahead:
        yield "None."
    for one in today.ahead:
        yield from _wrapped(f"{day(one.day)}: {one.label}", "- ")


def _notes(today: Today) -> Lines:
    """Yield the addresses, which no line of a mail has room for."""
    yield from _titled("Where this is asked for")
    for n, news in enumerate(_asked(today), 1):
        yield f"[{n}] {_address(news.url)}"
    if today.dashboard:
        yield from ("The dashboard of reviews:", _address(today.dashboard))


def _address(url: str) -> str:
    """Return an address whole; one that a mail would break says where it is whole."""
    told = _line(url)
    return told if len(told.encode()) < LONGEST - _MARK else TOO_LONG


def _titled(title: str) -> tuple[str, ...]:
    return "", title, "-" * min(len(title), WIDTH), ""


def _wrapped(text: str, mark: str = "") -> list[str]:
    return paragraph(_line(text), mark)


def _line(text: str) -> str:
    """Return words of anybody as one line."""
    return plain(" ".join(text.split()))
