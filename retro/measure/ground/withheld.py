"""What an answer says of people's work, without the amounts that few of them did."""

from msgspec.structs import replace

from retro.measure.ground.answer import Answer, Drawn, Lines, Missing
from retro.measure.ground.few import FEW, Told
from retro.model.facts import Line
from retro.model.persons import ENOUGH
from retro.outline import words


def answered(found: Answer, total: Told, parts: Told | None) -> Answer | Missing:
    """Return an answer if its amount is told, with its parts if theirs are."""
    if total.why:
        return Missing(total.why)
    if parts and parts.why and found.parts:
        note = f"{found.note} Its parts are not told: {_small(parts.why)}".strip()
        return replace(found, parts=(), note=note)
    return found


def drawn(found: Drawn, told: Told, free: tuple[str, ...]) -> Drawn | Missing:
    """Return lines with gaps where the amount of a week, or a day, is not told.

    Lines that are `free` count no work of people. What would sum up the others is not said where
    the total is not told; where no amount is left, nothing is drawn.
    """
    if not isinstance(found, Lines):
        return found
    lines = tuple(one if one.label in free else _open(found, one, told) for one in found.lines)
    if not any(any(one.values) for one in lines if one.label not in free) and told.gaps:
        return Missing(told.why or FEW)
    said = (
        f"How much it was in all is not told: {_small(told.why)}" if told.why else found.sentence
    )
    hidden = sum(day in told.gaps for day in found.x)
    return replace(found, lines=lines, sentence=f"{said} {_gaps(hidden, found.x_unit)}".strip())


def _open(found: Lines, line: Line, told: Told) -> Line:
    pairs = zip(found.x, line.values, strict=True)
    return replace(line, values=tuple(None if at in told.gaps else n for at, n in pairs))


def _gaps(hidden: int, unit: str) -> str:
    if not hidden:
        return ""
    are = f"{words.counted(hidden, unit)} {words.are(hidden)}"
    return f"{are} not told, so that nobody sees what fewer than {ENOUGH} people did."


def _small(why: str) -> str:
    return why[:1].lower() + why[1:]
