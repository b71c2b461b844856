"""What is known of OpenDev without asking: its CI, its bots, its rules, where its clones are."""

from datetime import date

from retro.collect.guess.hints import SPECS, Hints
from retro.model.sketch import Guess
from retro.model.specs_layout import SpecsLayout
from retro.model.team import CopyRule

# Last and first votes of the two in OpenStack's review notes.
_CI = (
    ("jenkins", date.min, date(2017, 10, 15), "was OpenDev's CI until October 2017"),
    ("zuul", date(2017, 9, 29), date.max, "is OpenDev's CI since October 2017"),
)
_BOT = Guess("proposal-bot", "proposes requirements and translations on OpenDev", sure="sure")
_PAGE = "https://opendev.org/{project}"

# As OpenDev's All-Projects was documented in 2019; no later state was seen but in messages.
COPY_RULES = (
    CopyRule(label="Code-Review", when=("TRIVIAL_REBASE", "NO_CHANGE"), values=(-2,)),
    CopyRule(label="Verified", when=("NO_CHANGE",)),
    CopyRule(label="Workflow", when=("NO_CHANGE",)),
)
LAYOUT = SpecsLayout(clone=_PAGE, page=f"{_PAGE}/commit/{{commit}}")


def usual(hints: Hints) -> tuple[str, ...]:
    """Return the projects that a team has as a rule."""
    client = f"{hints.prefix}python-{hints.key}client"
    return (hints.main, client) if hints.opendev else (hints.main,)


def usual_specs(hints: Hints) -> tuple[str, ...]:
    """Return where a team's specs lie as a rule."""
    return (hints.main + SPECS,) if hints.opendev else ()


def gating(hints: Hints, how: str) -> tuple[Guess, ...]:
    """Return the CI of a cycle's days; in the year of change both."""
    if not hints.opendev:
        return ()
    cycle = hints.cycle
    return tuple(
        Guess(name, f"{how}: {why}", sure="likely")
        for name, first, last, why in _CI
        if cycle.start <= last and cycle.release >= first
    )


def bots(hints: Hints, seen: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Return the bots that were seen, and the one that is known."""
    if not hints.opendev or any(bot.value == _BOT.value for bot in seen):
        return seen
    return (*seen, _BOT)
