"""One edition of a retrospective: its report, its words and its pictures, made into files."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from retro import agree, content, draft
from retro.content import Chapter, Vocabulary
from retro.job.answers import Answers
from retro.job.forecast import foretold
from retro.job.order import Order, themes
from retro.job.site import pictures
from retro.job.site.beside import Beside
from retro.job.site.comparison import Earlier, compare, linked, opened
from retro.job.site.pictures import Drawing, Drawn
from retro.job.site.warnings import Words
from retro.model.facts import Fact, Gap, Report
from retro.outline.chapters import SUMMARY
from retro.outline.trackers import UNTOUCHED
from retro.outline.words import listed
from retro.progress import Say
from retro.record.cover import cover
from retro.record.moments import RUNNING, Moments
from retro.record.target import Target
from retro.render import Entry
from retro.snapshot import Manifest

HAND_OFF = "handoff"
UNWRITTEN = "*Nobody has written this summary yet: its sentences are made from the numbers.*"


class Edition(Struct, frozen=True, kw_only=True):
    """What goes into the pages of one edition, which lead to its neighbours.

    `folder` is seen from the site's root.
    """

    report: Report
    chapters: tuple[Chapter, ...]
    elsewhere: dict[tuple[str, str], Fact | Gap]
    drawing: Drawing
    folder: str
    neighbours: tuple[Entry, ...] = ()

    @property
    def pictures(self) -> Drawn:
        """Return its pictures once they are drawn."""
        return self.drawing.drawn

    @property
    def words(self) -> Words:
        """Return what people wrote, and what it may name."""
        return self.chapters, Vocabulary(self.report, self.elsewhere)


def editions(order: Order, answers: Answers, say: Say, beside: Beside) -> tuple[Edition, ...]:
    """Prepare every edition of a target, or the one ordered; the default one is the last.

    Their pictures are begun, since the next edition can be measured while they are drawn.

    Raises:
        DisagreementError: Numbers that must agree do not, within an edition or between two.
    """
    target, moments = answers.target, answers.moments
    for name, day in moments.to_come.items():
        say(f"{target.path}: no {name} edition yet, its day, {day}, is not over in the record")
    wanted = moments.editions
    if order.narrow:
        wanted = dict([moments.edition(order.edition, order.as_of)])
    earlier, every = opened(order, answers, say), read_chapters(order, target)
    entries = neighbours(target, answers.manifest)
    each = (
        edition(order, answers, earlier, every, name, day, beside) for name, day in wanted.items()
    )
    made = tuple(replace(expecting(order, answers, one, say), neighbours=entries) for one in each)
    agree.hold_together([one.report for one in made])
    for doubt in dict.fromkeys(why for one in made if (why := _untouched(one.report))):
        say(f"{target.path}: {doubt}")
    return made


def unseen(made: Sequence[Edition]) -> Iterator[str]:
    """Yield which days no picture of an edition shows, for a person to look at."""
    found = (pictures.unnamed(one.report, one.pictures.svg.values()) for one in made)
    for absent in dict.fromkeys(listed(marks) for marks in found if marks):
        yield f"no picture has room for the words of {absent}"


def _untouched(report: Report) -> str:
    """Return why bugs are not counted, if nobody touched any and they may be elsewhere."""
    answer = report.facts.get("bugs.reported")
    return answer.why if isinstance(answer, Gap) and UNTOUCHED in answer.why else ""


def read_chapters(order: Order, target: Target) -> tuple[Chapter, ...]:
    """Return what people wrote for any edition of a target, which is read once for all."""
    return content.chapters(order.content, target.team.key, target.folder)


def edition(
    order: Order,
    answers: Answers,
    earlier: Earlier,
    every: Sequence[Chapter],
    name: str,
    day: date,
    beside: Beside,
) -> Edition:
    """Measure, compare, pick the words, and begin to draw, for one edition.

    Raises:
        DisagreementError: Numbers that must agree do not.
    """
    target = answers.target
    report = linked(order, earlier, compare(earlier, answers.report(name, day)))
    agree.hold(report)
    return Edition(
        report=report,
        chapters=(words := chapters(target, every, report)),
        elsewhere=answers.elsewhere(content.asked(words), day),
        drawing=pictures.pictures(report, themes(order), _charts(order), beside),
        folder=answers.moments.folder(name),
    )


def expecting(order: Order, answers: Answers, made: Edition, say: Say) -> Edition:
    """Add what may be expected to an edition of a cycle that runs, to others how that fared."""
    running = made.report.edition == RUNNING
    found = foretold(order, answers, made.report.as_of, say, running=running)
    return replace(made, report=replace(made.report, forecast=found))


def _charts(order: Order) -> Path:
    """Return the folder in which pictures are kept from one build to the next."""
    return order.kept("charts")


def neighbours(target: Target, manifest: Manifest) -> tuple[Entry, ...]:
    """Return all editions of a target, for the links between them; they have no numbers."""
    moments = Moments(target, manifest.window.reaches)
    return tuple(
        Entry(folder=moments.folder(name), report=cover(target, manifest, name, day))
        for name, day in moments.editions.items()
    )


def chapters(target: Target, every: Sequence[Chapter], report: Report) -> tuple[Chapter, ...]:
    """Return the chapters that people wrote for an edition; without a summary, one from facts."""
    name = report.edition
    written = tuple(chapter for chapter in every if name in (chapter.editions or (name,)))
    if any(chapter.key == SUMMARY.key for chapter in written):
        return written
    drafted = "\n\n".join(filter(None, (draft.summary(report), UNWRITTEN)))
    path = str(target.snapshot.with_name(f"{SUMMARY.key}.md"))
    return (
        Chapter(
            key=SUMMARY.key,
            title="",
            prose=content.read(drafted, path),
            path=path,
            drafted=True,
        ),
        *written,
    )


def handed_over(order: Order, moments: Moments) -> tuple[str, date]:
    """Return the name and the day of the edition ordered, by default the hand-off."""
    name = order.edition or (HAND_OFF if HAND_OFF in moments.editions else None)
    return moments.edition(name, order.as_of)
