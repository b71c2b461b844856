"""A team.yaml for a team that nobody wrote about: what was guessed, and why, as comments."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from retro.content.scaffold.scalar import item, listed, remark, scalar
from retro.model.label import Meaning
from retro.model.sketch import Alike, Guess, Sketch

EDIT = "edit:"
"""The word that marks a line to look at."""

_ROOM = 200
"""For the reason of a guess, which may tell the names that a repository had."""

_LONGEST = 100
"""Of a label's name; a YAML key may have 1,024 characters, and Gerrit's are a word or two."""


def team_text(sketch: Sketch) -> str:
    """Return the text of a sketch's team.yaml."""
    return "\n".join((*_head(sketch), *_gerrit(sketch), *_beside(sketch), ""))


def _head(sketch: Sketch) -> Iterator[str]:
    about = (
        f"The {remark(sketch.title, 60)} team: where its work lies. All of it is guessed, and why "
        f"stands beside it; “{EDIT}” marks what deserves a look. The rules by which numbers are "
        "counted need no line here: content/glance/team.yaml shows every key."
    )
    yield from (f"# {line}" for line in wrap(about, 97))
    yield ""
    mark = "" if sketch.led else f"{EDIT} "
    yield f"title: {scalar(sketch.title)}  # {mark}{remark(sketch.titled)}"
    yield "# What the one is called who leads; or, where nobody leads alone, its liaisons."
    yield from _leading(sketch)
    yield from _releases(sketch)


def _leading(sketch: Sketch) -> Iterator[str]:
    """Yield who leads; as comments where nobody says so."""
    why = f"  # by {remark(sketch.led)}"
    if not sketch.led:
        yield "# role: Project Team Lead"
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
        yield f"  # {EDIT} what else is the team's? A library under another name can't be guessed."
    yield "  projects:"
    yield from _indented(2, _guesses(sketch.projects))
    yield "  # Specs are counted apart from code."
    yield from _indented(1, list_of("specs", sketch.specs))
    if sketch.branches:
        yield "  # The branches that count; those called stable or unmaintained are counted apart."
        yield from _indented(1, list_of("branches", sketch.branches))
    yield from _indented(1, _ci(sketch))
    yield "  # Accounts that upload or comment by themselves: their words are no review."
    yield from _indented(1, list_of("bots", sketch.bots))
    yield from _indented(1, _labels(sketch.labels))
    yield from _indented(1, _people(sketch.alike))
    if sketch.copy_rules:
        yield "  # Which votes outlive a new patch set, for records in which it doesn't say so."
        yield "  copy_rules:"
        yield from _indented(2, (line for rule in sketch.copy_rules for line in item(rule)))


def _ci(sketch: Sketch) -> Iterator[str]:
    said: list[str] = []
    if sketch.label and sketch.label.value != "Verified":
        said.append(f"label: {scalar(sketch.label.value)}  # {remark(sketch.label.why)}")
    if said or sketch.gating:
        yield f"# {_mark(sketch.gating)}Whose vote makes a change verified."
        yield "ci:"
        yield from _indented(1, (*said, *list_of("gating", sketch.gating)))
    else:
        yield f"# ci: {{gating: [NAME]}}  # {EDIT} whose vote makes a change verified?"


def _labels(labels: tuple[Meaning, ...]) -> Iterator[str]:
    """Yield what votes on further labels mean: as comments, since the record tells it anyway."""
    labels = tuple(one for one in labels if len(one.label) <= _LONGEST)
    if not labels:
        return
    mark = f"{EDIT} " if any(one.assumed for one in labels) else ""
    yield f"# {mark}What votes on further labels mean, as far as is known; without the # it is so."
    yield "# labels:"
    for one in labels:
        yield f"#   {scalar(one.label)}: {listed(one.kinds)}  # by {remark(one.source)}"


def _people(groups: tuple[Alike, ...]) -> Iterator[str]:
    """Yield where people of several accounts go: as comments, since nobody knows for certain."""
    mark = f"{EDIT} " if groups else ""
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
    yield f"# {_mark(sketch.launchpad)}The names on Launchpad, for bugs and blueprints."
    yield from list_of("launchpad", sketch.launchpad)
    if sketch.tracker:
        yield "# Where else its bugs are."
        yield "tracker:"
        for guess in sketch.tracker:
            yield f"  storyboard: {scalar(guess.value)}  # {remark(guess.why)}"
    if sketch.launchpad_server:
        yield f"launchpad_server: {scalar(sketch.launchpad_server)}"


def _mark(guesses: Iterable[Guess]) -> str:
    return f"{EDIT} " if any(guess.doubtful for guess in guesses) else ""


def list_of(key: str, guesses: tuple[Guess, ...]) -> Iterator[str]:
    """Yield a list under its key; one of which nothing is taken says that there is none."""
    yield f"{key}:" if any(guess.taken for guess in guesses) else f"{key}: []"
    yield from _indented(1, _guesses(guesses))


def _guesses(guesses: Iterable[Guess]) -> Iterator[str]:
    for guess in guesses:
        off = "" if guess.taken else "# "
        yield f"{off}- {scalar(guess.value)}  # {remark(guess.why, _ROOM)}"


def _indented(steps: int, lines: Iterable[str]) -> Iterator[str]:
    return (f"{'  ' * steps}{line}" for line in lines)
