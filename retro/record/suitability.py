"""Whether a snapshot still answers what is asked, or what people wrote has changed since."""

from retro.errors import SnapshotError
from retro.record.target import Target
from retro.snapshot import Manifest
from retro.snapshot.settings import settings

ROSTER = "roster"


def check(target: Target, manifest: Manifest) -> tuple[str, ...]:
    """Refuse a snapshot of something else; return warnings about what it can't know.

    A name added to the roster is a warning: the roster still counts, its new accounts are
    unknown. Anything else (projects, window, robots, who opted out) would make numbers wrong.

    Raises:
        SnapshotError: The snapshot was made for another target, or with other settings.
    """
    where = str(target.snapshot / "manifest.json")
    hint = target.command("collect")
    ours = {target.folder, target.cycle.name}
    if manifest.team != target.team.key or manifest.cycle not in ours:
        what = f"this is the snapshot of {manifest.team}/{manifest.cycle}"
        raise SnapshotError(what, where=where, hint=hint)
    wanted = settings(target.team, target.notes, target.cycle)
    other = [name for name, value in wanted.items() if manifest.settings.get(name, value) != value]
    if set(other) - {ROSTER}:
        what = f"since the snapshot was made, these changed: {', '.join(other)}"
        raise SnapshotError(what, where=where, hint=hint)
    if other:
        return (f"the roster changed since the snapshot was made; {hint} finds new names",)
    return ()
