"""The view in mid-cycle: how a cycle stands on the last day that is known as a whole."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from msgspec.structs import replace

from retro import content
from retro.job.answers import Answers, open_record
from retro.job.forecast import foretold
from retro.job.order import Order, keep_apart
from retro.job.site import files
from retro.job.targets import the_target
from retro.job.writers import of_output, sweep
from retro.mail import message, weekly
from retro.measure.today import today as standing
from retro.model.time import Now, end_of
from retro.model.today import Today
from retro.outline.words import counted, day
from retro.progress import Say
from retro.record.target import Target
from retro.today import markdown, view

FRESH = 2
"""A record that ends so many days ago is as fresh as a daily collection can be."""


def today(order: Order, *, now: Now, whole: bool, form: str = "", say: Say) -> str:
    """Return how one target's cycle stands, for a terminal.

    Args:
        order: What is asked for.
        now: The clock.
        whole: Every thing of every list, which the other forms always have.
        form: "markdown", "json", or nothing for a terminal.
        say: Where to say what is done.

    Raises:
        UsageError: The day asked for is not in the record, or the cycle has not begun in it.
    """
    found, remarks, _ = _standing(order, now, say)
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(found)).decode() + "\n"
    if form == "markdown":
        return markdown(found, remarks)
    return view(found, remarks, whole=whole)


def weekly_note(order: Order, *, now: Now, say: Say) -> None:
    """Write one target's cycle as it stands as a draft of a mail; say where. Nothing is sent.

    Raises:
        UsageError: As for `today`; or the output is where people write.
    """
    keep_apart(order)
    sweep(order)
    found, remarks, target = _standing(order, now, say)
    settings = target.team.mail.over(content.site(order.content).mail)
    note = weekly(found, remarks, mail=settings)
    below, name = f"mail/{target.path}", f"week-{found.week}"
    made = {
        f"{name}.txt": note.text.encode(),
        f"{name}.eml": message(note.subject, note.text, settings, to=settings.to),
    }
    with of_output(order, target.path, "today", say):
        files.put(order.output, made, below=below)
    for file, data in made.items():
        say(f"{order.output / below / file}: {len(data):,} bytes")
    say("nothing was sent")


def _standing(order: Order, now: Now, say: Say) -> tuple[Today, tuple[str, ...], Target]:
    """Return how a target's cycle stands, and what there is to say about its record."""
    answers = open_record(order, the_target(order), say)
    _, as_of = answers.moments.edition(order.edition, order.as_of)
    remarks = tuple(_remarks(answers, as_of, now(), day_given=order.narrow))
    found = answers.ask(f"today {as_of}", lambda book: standing(book.case(as_of)))
    running = as_of < answers.target.cycle.release
    found = replace(found, forecast=foretold(order, answers, as_of, say, running=running))
    return found, remarks, answers.target


def _remarks(answers: Answers, as_of: date, now: datetime, *, day_given: bool) -> Iterator[str]:
    """Say what makes the day another one than today."""
    moments, cycle = answers.moments, answers.target.cycle
    if moments.until(as_of) < end_of(as_of):
        yield "The collection began before that day was over."
    if day_given:
        return
    if moments.last_whole >= cycle.release:
        yield "The cycle is over; nothing that came later is counted."
        return
    old = (now.date() - moments.last_whole).days
    if old > FRESH:
        ends = f"The record ends with {day(moments.last_whole)}, {counted(old, 'days')} ago"
        yield f"{ends}. What happened since comes with:"
        yield answers.target.command("collect")
