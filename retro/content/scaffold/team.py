"""A team.yaml for a team that nobody wrote about: what was guessed, and why, as comments."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from retro.content.scaffold.scalar import item, listed, remark, scalar
from retro.model.label import SAFE
from retro.model.opendev_labels import is_opendev
from retro.model.sketch import Guess, Sketch

EDIT = "edit:"
"""The word that marks a line to look at."""

_MARKS = 3
"""So many parts are marked at most."""

_ROOM = 200
"""For the reason of a guess, which may tell the names that a repository had."""

_LONGEST = 100
"""Of a label's name; a YAML key may have 1,024 characters, and Gerrit's are a word or two."""


def team_text(sketch: Sketch) -> str:
    """Return the text of a sketch's team.yaml."""
    return "\n".join((*_head(sketch), *_gerrit(sketch), *_beside(sketch), ""))


def _head(sketch: Sketch) -> Iterator[str]:
    about = (
        f"The {remark(sketch.title, 60)} team: where its work lies. All of it is guessed; how "
        f"sure that is, and why, stands beside it, and “{EDIT}” marks what deserves a look. The "
        "rules by which numbers are counted need no line here: content/glance/team.yaml shows "
        "every key."
    )
    yield from (f"# {line}" for line in wrap(about, 97))
    yield ""
    yield f"title: {scalar(sketch.title)}  # {remark(sketch.titled)}"
    yield "# What the one is called who leads; or, where nobody leads alone, its liaisons."
    yield from _leading(sketch)
    yield from _releases(sketch)


def _leading(sketch: Sketch) -> Iterator[str]:
    """Yield who leads; as comments where nobody says so."""
    why = f"  # by {remark(sketch.led)}"
    if not sketch.led:
        yield f"# role: {'Project Team Lead' if is_opendev(sketch.server) else 'Maintainer'}"
        yield "# leadership: distributed"
        yield "# liaisons:"
        yield "#   - {role: releases, name: NAME}"
    elif sketch.leadership == "one person":
        yield f"role: Project Team Lead{why}"
    else:
        yield f"leadership: distributed{why}"
        yield "liaisons:" if sketch.liaisons else "liaisons: []"
        yield from (f"  - role: {scalar(role)}" for role in sketch.liaisons)


def _releases(sketch: Sketch) -> Iterator[str]:
    if model := sketch.release_model:
        yield "# With release candidates or without: who has none has no freezes of the calendar."
        yield f"release_model: {scalar(model.value)}  # {remark(model.why)}"


def _gerrit(sketch: Sketch) -> Iterator[str]:
    yield ""
    yield "gerrit:"
    yield f"  server: {scalar(sketch.server)}"
    if sketch.led:
        yield "  # A renamed project took its changes along: servers have them under its new name."
    else:
        mark = marks(sketch)["projects"]
        yield f"  # {mark}What else is the team's? A library under another name can't be guessed."
    yield "  projects:"
    yield from _indented(2, _guesses(sketch.projects))
    yield "  # Specs are counted apart from code."
    yield from _indented(1, list_of("specs", sketch.specs))
    yield from _indented(1, former_names(sketch.formerly))
    if sketch.branches:
        yield "  # The branches that count; those called stable or unmaintained are counted apart."
        yield from _indented(1, list_of("branches", sketch.branches))
    if sketch.stable:
        yield f"  stable: {scalar(sketch.stable.value)}  # {remark(sketch.stable.said, _ROOM)}"
    yield from _indented(1, _ci(sketch))
    yield "  # Accounts that upload or comment by themselves: their words are no review."
    yield from _indented(1, list_of("bots", sketch.bots))
    yield from _indented(1, _labels(sketch))
    yield from _indented(1, _people(sketch))
    if sketch.copy_rules:
        yield "  # Which votes outlive a new patch set, for records in which it doesn't say so."
        yield "  copy_rules:"
        yield from _indented(2, (line for rule in sketch.copy_rules for line in item(rule)))


def _ci(sketch: Sketch) -> Iterator[str]:
    said: list[str] = []
    if sketch.label and sketch.label.value != "Verified":
        said.append(f"label: {scalar(sketch.label.value)}  # {remark(sketch.label.said)}")
    mark = marks(sketch)["ci"]
    if said or sketch.gating:
        yield f"# {mark}Whose vote makes a change verified."
        yield "ci:"
        yield from _indented(1, (*said, *list_of("gating", sketch.gating)))
    else:
        yield f"# {mark}Whose vote makes a change verified?{_no_ci(sketch)}"
        yield "# ci: {gating: [NAME]}"


def _no_ci(sketch: Sketch) -> str:
    """Say what was seen of it where it is nobody's."""
    return " No machine was seen to vote; without one nothing is." if sketch.labels else ""


def _labels(sketch: Sketch) -> Iterator[str]:
    """Yield what votes on labels mean: as comments, since the record tells it anyway."""
    labels = tuple(one for one in sketch.labels if len(one.label) <= _LONGEST)
    if not labels:
        return
    mark = marks(sketch)["labels"]
    yield f"# {mark}What votes on labels mean, as far as is known; without the # it is so."
    yield "# labels:"
    for one in labels:
        yield f"#   {scalar(one.label)}: {listed(one.kinds)}  # {remark(one.said)}"


def _people(sketch: Sketch) -> Iterator[str]:
    """Yield where people of several accounts go: as comments, since nobody knows for certain."""
    groups = sketch.alike
    mark = marks(sketch)["people"]
    yield f"# {mark}Accounts of one person; one alone is a person's too, whatever its name."
    yield "# people:"
    if not groups:
        yield "#   - [NUMBER, USERNAME]"
    for one in groups:
        yield f"#   - {listed(one.accounts)}  # {remark(one.why)}: one person?"


def _beside(sketch: Sketch) -> Iterator[str]:
    if sketch.specs_layout and any(guess.taken for guess in sketch.specs):
        yield ""
        yield "# Where the specs repository is cloned from, and where a commit of it has a page."
        yield "specs_layout:"
        yield f"  clone: {scalar(sketch.specs_layout.clone)}"
        yield f"  page: {scalar(sketch.specs_layout.page)}"
    yield ""
    where = "The names on Launchpad, for bugs and blueprints."
    if not (sketch.launchpad or sketch.led):
        where += " Without one no page has a number of either."
    yield f"# {marks(sketch)['launchpad']}{where}"
    yield from list_of("launchpad", sketch.launchpad)
    if sketch.reviews:
        yield "# So many core reviews a change needs before it is merged."
        yield f"reviews_per_change: {sketch.reviews.value}  # {remark(sketch.reviews.said, _ROOM)}"
    if sketch.tracker:
        yield "# Where else its bugs are."
        yield "tracker:"
        for guess in sketch.tracker:
            yield f"  storyboard: {scalar(guess.value)}  # {remark(guess.why)}"
    if sketch.launchpad_server:
        yield f"launchpad_server: {scalar(sketch.launchpad_server)}"


def marks(sketch: Sketch) -> dict[str, str]:
    """Return the mark before each part of the file: what matters most, and no more than a few."""
    wanted = {
        "projects": not sketch.led and any(one.sure != "sure" for one in sketch.projects),
        "ci": not sketch.gating or any(one.doubtful for one in sketch.gating),
        "launchpad": any(one.doubtful for one in sketch.launchpad),
        "labels": any(one.assumed and one.label not in SAFE for one in sketch.labels),
        "people": bool(sketch.alike),
    }
    few = [part for part, marked in wanted.items() if marked][:_MARKS]
    return {part: f"{EDIT} " if part in few else "" for part in wanted}


def list_of(key: str, guesses: tuple[Guess, ...]) -> Iterator[str]:
    """Yield a list under its key; one of which nothing is taken says that there is none."""
    yield f"{key}:" if any(guess.taken for guess in guesses) else f"{key}: []"
    yield from _indented(1, _guesses(guesses))


def former_names(former: Sequence[tuple[str, tuple[Guess, ...]]]) -> Iterator[str]:
    """Yield the names that projects had, each list below the name of now; nothing for none."""
    if former:
        yield "# What they were called before: changes that still lie there count as theirs."
        yield "formerly:"
    for now, guesses in former:
        yield f"  {scalar(now)}:"
        yield from _indented(2, _guesses(guesses))


def _guesses(guesses: Iterable[Guess]) -> Iterator[str]:
    for guess in guesses:
        off = "" if guess.taken else "# "
        yield f"{off}- {scalar(guess.value)}  # {remark(guess.said, _ROOM)}"


def _indented(steps: int, lines: Iterable[str]) -> Iterator[str]:
    return (f"{'  ' * steps}{line}" for line in lines)
