"""What the first screen's picture says in words, and where each may stand."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from retro.model.facts import Report
from retro.outline.words import amount, number
from retro.poster.field import Counted, Field, short
from retro.poster.placing import around
from retro.poster.shapes import Label
from retro.poster.turns import extreme, turn

_ALONG = 8
"""Every so many days the thin line's name may stand by it."""


def wishes(
    report: Report, field: Field, now: Counted, before: Counted, off: int
) -> Iterator[Sequence[Label]]:
    """Yield the places of each label, the dearest first, in the order in which they get room."""
    yield from ([label] for label in field.ends())
    yield from _ends(field, now, off)
    if point := extreme(now):
        yield list(_farthest(field, point, lowest=point[1] < now[0][1]))
    if before and report.before:
        yield list(_compared(report.before.cycle_title, field, now, before))
    if mark := turn(report, now):
        at = (mark.day, 0)
        yield list(_beside(field.label("occasion", at, mark.kind, f", {short(mark.day)}")))
    yield from ([label] for label in field.months())
    yield [Label(kind="zero", text="0", left=0, top=100)]


def _ends(field: Field, now: Counted, off: int) -> Iterator[Sequence[Label]]:
    (first, start), (last, end) = now[0], now[-1]
    after = field.label("end", (last, end), amount(end, off))
    yield list(around(after, "beside", "above", "below"))
    yield list(around(field.label("start", (first, start), number(start)), "above", "below"))


def _farthest(field: Field, point: tuple[date, int], *, lowest: bool) -> Iterator[Label]:
    text = f"{'lowest' if lowest else 'highest'}: {number(point[1])}"
    label = field.label("extreme", point, text, f", on {short(point[0])}")
    sides = ("below", "above") if lowest else ("above", "below")
    yield replace(label, across="amid", down=sides[0])
    yield from around(label, *sides, "beside")


def _beside(label: Label) -> Iterator[Label]:
    """Yield the sides of an upright at its foot, its head, and between."""
    for top, down in ((100, "above"), (0, "below"), (75, "above"), (50, "above"), (25, "above")):
        for across in ("leftward", "rightward"):
            yield replace(label, top=top, across=across, down=down)


def _compared(title: str, field: Field, now: Counted, before: Counted) -> Iterator[Label]:
    """Yield the places of the thin line's name: clear of the other's end, along it, above all."""
    text = f"{title}: {number(before[0][1])} → {number(before[-1][1])}"

    def at(point: tuple[date, int]) -> Label:
        return field.label("then", point, text, ", the cycle before")

    above = before[-1][1] >= now[-1][1]
    edge = [n for _, n in before[-max(len(before) // 3, 1) :]]
    clear = at((before[-1][0], max(edge) if above else min(edge)))
    yield from around(replace(clear, across="leftward"), "above" if above else "below")
    for point in before[::-_ALONG]:
        yield from around(at(point), "above", "below")
    yield replace(clear, left=100, top=0, across="leftward")
