"""How many core reviewers there are, since when, and how steadily they review; never who."""

from retro.model.facts import Fact, Report
from retro.outline.words import number
from retro.poster.reading import count, known, part, whence
from retro.poster.shapes import Answer, Dots, Figure
from retro.poster.way import spelled

LABEL = "Core team"

_CLASSES = (
    ("steady", "steady", ("constant",)),
    ("part", "on and off", ("occasional", "interrupted")),
    ("quiet", "quiet", ("quiet",)),
    ("new", "too new", ("rest",)),
)
"""Kinds of dots, their words, and the parts of the fact that they stand for."""


def team(report: Report) -> Answer:
    """Answer by the core reviewers; where they are not known, by those who review."""
    now = known(report, "community.cores")
    if not now:
        return _reviewers(report)
    start = known(report, "community.cores_at_start")
    classes = known(report, "community.cores_by_activity")
    figures = [Figure(text=number(count(one)), fact=one.name) for one in (start, now) if one]
    if start and start.value == now.value:
        figures = figures[1:]
    return Answer(
        label=LABEL,
        figures=tuple(figures),
        joint="→",
        unit="core reviewers" if now.value != 1 else "core reviewer",
        way="as at the start" if len(figures) < 2 and start else "",
        dots=_dots(classes) if classes else (),
        says=" ".join(filter(None, (_steady(classes), _week(report), _moves(report, start)))),
        origin=_legend(now, classes),
    )


def _dots(classes: Fact) -> tuple[Dots, ...]:
    rows = [(kind, words, _of(classes, keys)) for kind, words, keys in _CLASSES]
    return tuple(
        Dots(kind=kind, label=f"{number(n)} {words}", titles=("",) * n)
        for kind, words, n in rows
        if n
    )


def _of(classes: Fact, keys: tuple[str, ...]) -> int:
    return sum(part(classes, key) for key in keys)


def _steady(classes: Fact | None) -> str:
    if not classes or part(classes, "rest") == classes.value:
        return ""  # of none of them anything is known yet
    steady, quiet = part(classes, "constant"), part(classes, "quiet")
    verb = "reviews" if steady == 1 else "review"
    said = f"{spelled(steady).capitalize()} {verb} in most weeks"
    return f"{said}, {spelled(quiet)} hardly ever." if quiet else f"{said}."


def _week(report: Report) -> str:
    usual = known(report, "community.cores_reviewing")
    return f"In a typical week, {number(count(usual))} of them review." if usual else ""


def _moves(report: Report, start: Fact | None) -> str:
    """Say who came and went where the classes stay unsaid."""
    if known(report, "community.cores_by_activity") or not start:
        return ""
    joined, left = known(report, "community.cores_joined"), known(report, "community.cores_left")
    if not (joined and left) or not (joined.value or left.value):
        return ""
    return f"In the cycle {spelled(count(joined))} joined and {spelled(count(left))} left."


def _legend(now: Fact, classes: Fact | None) -> str:
    told = "Core reviewers’ votes let a change in"
    if classes:
        told += ". Steady: at it in 3 weeks of 4 or more; quiet: in fewer than 1 of 4"
    guess = "; who they are is inferred from votes" if "nferred" in now.note else ""
    return whence(classes or now, f"{told}{guess}")


def _reviewers(report: Report) -> Answer:
    some = known(report, "community.reviewers")
    if not some or some.n is None:
        return Answer(label=LABEL, says="Who the core reviewers are is not known here.")
    return Answer(
        label="Reviewers",
        figures=(Figure(text=number(some.n), fact=some.name),),
        unit="people reviewed",
        says="Who the core reviewers are is not known here.",
        origin=whence(some),
    )
