"""How servers since 3.8 tell which votes a new patch set took over, and which it did not."""

from collections.abc import Iterable

from tests.world.ballots import Reach, Votes, survives

_ATOMS = {
    "Code-Review": ("changekind:TRIVIAL_REBASE", "is:MIN"),
    "Verified": ("changekind:NO_CHANGE",),
    "Workflow": ("changekind:NO_CHANGE",),
}
_REBASED = {"TRIVIAL_REBASE", "NO_CHANGE"}


def carried(before: Votes, kind: str) -> str:
    """Return the lists below an upload's line: values that share a reason share a line."""
    lists: dict[str, dict[tuple[str, str], list[str]]] = {"Copied": {}, "Outdated": {}}
    for label, value in {(label, value) for (label, _), value in before.items()}:
        section = lists["Copied" if survives(label, value, kind) else "Outdated"]
        values = section.setdefault((label, _condition(label, value, kind)), [])
        values.append(f"{label}{value:+d}")
    return "".join(_list(name, lines) for name, lines in lists.items() if lines)


def followed(reaches: Iterable[Reach]) -> str:
    """Return what is said of votes on an old patch set that newer ones take over or lose."""
    lines = [line for reach in reaches for line in _followed(reach)]
    head = "Copied votes on follow-up patch sets have been updated:"
    return "\n".join([head, *lines]) if lines else ""


def _list(name: str, lines: dict[tuple[str, str], list[str]]) -> str:
    told = "".join(
        f'* {", ".join(sorted(values))} (copy condition: "{condition}")\n'
        for (_, condition), values in sorted(lines.items())
    )
    return f"\n\n{name} Votes:\n{told}".rstrip("\n") + "\n"


def _followed(reach: Reach) -> Iterable[str]:
    rule = f'(copy condition: "{_condition(reach.label)}").'
    if reach.reached:
        vote = f"{reach.label}{reach.value:+d}"
        places = _places(reach.label, reach.reached)
        yield f"* {vote} has been copied to patch set {places} {rule}"
    if reach.left:
        vote = reach.label + (f"{reach.value:+d}" if reach.value else "=0")
        places = _places(reach.label, reach.left)
        yield (
            f"* Copied {reach.label} vote has been removed from patch set {places}"
            f" since the new {vote} vote is not copyable {rule}"
        )


def _places(label: str, places: Iterable[tuple[int, int]]) -> str:
    return ", ".join(
        f"{number} (was {label}{before:+d})" if before else str(number)
        for number, before in places
    )


def _condition(label: str, value: int = 0, kind: str = "") -> str:
    """Return a label's rule, with the parts that hold set in bold."""
    holds = {
        "changekind:TRIVIAL_REBASE": kind in _REBASED,
        "changekind:NO_CHANGE": kind == "NO_CHANGE",
        "is:MIN": value == -2,
    }
    return " OR ".join(f"**{atom}**" if holds[atom] else atom for atom in _ATOMS[label])
