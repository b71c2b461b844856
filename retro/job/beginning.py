"""Beginning a team: asking, or guessing by rules alone, and saying each guess with its reason."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from retro.collect import (
    Charter,
    Hints,
    Listed,
    Options,
    repositories,
    sketch,
    sketch_by_rule,
    sketch_of,
    sketch_on_server,
)
from retro.content import scaffold
from retro.errors import SourceError, SourceRefusedError
from retro.job.order import Order
from retro.model.cycle import Cycle
from retro.model.sketch import Guess, Sketch
from retro.model.team import Dates
from retro.model.time import Now, Sleep
from retro.outline import words
from retro.progress import Say


class Beginning(Struct, frozen=True, kw_only=True):
    """How to begin: where to ask about a team that is new, or not to ask at all.

    `dates` are those of a cycle that the calendar doesn't know, and `dated` says where they are
    from; `tags` is a clone, or its address, whose tags tell them, and `pattern` which tags do.
    `charter` is what governance says
    of the team, and `there` are then the projects that the server shows.
    """

    server: str
    prefix: str
    launchpad_server: str
    projects: tuple[str, ...] = ()
    offline: bool = False
    dates: Dates = Dates()
    dated: str = ""
    tags: str | None = None
    pattern: str = ""
    charter: Charter | None = None
    there: Mapping[str, Listed] = {}


def begin_team(
    order: Order,
    team: str,
    cycle: Cycle,
    beginning: Beginning,
    options: Options,
    *,
    now: Now,
    sleep: Sleep,
    say: Say,
) -> None:
    """Write a team's team.yaml: what can be guessed of it, each with its reason.

    Raises:
        UsageError: The server knows nothing of the team.
        SourceError: It is silent, refuses, or answers in another shape.
    """
    hints = Hints(
        key=team,
        cycle=cycle,
        server=beginning.server,
        prefix=beginning.prefix,
        projects=beginning.projects,
        launchpad_server=beginning.launchpad_server,
    )
    try:
        found = _sketch(hints, beginning, options, now=now, sleep=sleep, say=say)
    except SourceError as error:
        known = error.hint if isinstance(error, SourceRefusedError) else ""
        error.hint = f"{known or 'come back later'}; or add --offline to ask nobody"
        raise
    for line in _reasons(found):
        say(f"  {line}")
    path = scaffold.write_team(order.content, found)
    say(f"{path} is written" if path else f"{order.content / team}: somebody else began it")


def listed_by_others(beginning: Beginning, *, fresh: bool) -> scaffold.Listing | None:
    """Return what governance lists of a team in the cycle; None where it was not read.

    Of a team that is `fresh` its team.yaml has just told which names Launchpad knows.

    Raises:
        UsageError: The server was asked, and has none of its repositories.
    """
    charter = beginning.charter
    if not charter:
        return None
    lists = repositories(charter, beginning.there, beginning.server)
    return scaffold.Listing(
        code=lists.code,
        specs=lists.specs,
        formerly=lists.formerly,
        launchpad=() if fresh else charter.launchpad or (),
        model=charter.model,
        releases=charter.releases,
        unelected=charter.unelected,
        elects=charter.leadership == "one person",
        ever=charter.ever,
        asked=bool(beginning.there),
    )


def _sketch(
    hints: Hints, beginning: Beginning, options: Options, *, now: Now, sleep: Sleep, say: Say
) -> Sketch:
    charter, there = beginning.charter, beginning.there
    if beginning.offline:
        say(f"{hints.key}: guessing by rules alone, no server is asked")
        return sketch_of(charter, hints) if charter else sketch_by_rule(hints)
    say(f"{hints.key}: asking {hints.server}")
    if charter:
        return sketch_on_server(
            charter, hints, there, now=now, sleep=sleep, say=say, options=options
        )
    return sketch(hints, now=now, sleep=sleep, say=say, options=options)


def _reasons(sketch: Sketch) -> Iterator[str]:
    """Yield each guess with its reason."""
    for what, guesses in (
        ("project", sketch.projects),
        ("specs", sketch.specs),
        ("branch", sketch.branches),
        ("branches of releases", (sketch.stable,) if sketch.stable else ()),
        ("CI label", (sketch.label,) if sketch.label else ()),
        ("gating CI", sketch.gating),
        ("reviews per change", (sketch.reviews,) if sketch.reviews else ()),
        ("bot", sketch.bots),
        ("Launchpad", sketch.launchpad),
        ("StoryBoard", sketch.tracker),
        ("release model", (sketch.release_model,) if sketch.release_model else ()),
    ):
        if not guesses and what in ("specs", "gating CI", "Launchpad"):
            yield f"{what}: none found"
        for guess in guesses:
            yield f"{what} {_reason(guess)}"
    for label in sketch.labels:
        yield f"label {label.label}: {words.listed(list(label.kinds))}; {label.said}"
    for one in sketch.alike:
        yield f"accounts {words.listed(list(map(str, one.accounts)))}, one person? {one.why}"
    yield from sketch.remarks


def _reason(guess: Guess) -> str:
    sure = f" ({guess.sure})" if guess.sure else ""
    return f"{guess.value}{sure}{'' if guess.taken else ', left out'}: {guess.why}"
