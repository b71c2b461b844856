"""A measure by weeks as columns of a file: its lines, and the ends of what is not sure."""

from collections.abc import Iterator

from retro.outline.digest import Weekly


def heads(weekly: Weekly, title: str) -> Iterator[str]:
    """Yield what the columns are called: by a title, and by the lines where there are several."""
    several = len(weekly.lines) > 1
    yield from (f"{title}, {line.label}" for line in weekly.lines) if several else (title,)
    if _unsure(weekly):
        yield from (f"{title}, at least", f"{title}, at most")


def numbers(weekly: Weekly, week: int) -> Iterator[float | int | None]:
    """Yield the numbers of one week, column by column; None is not known."""
    values = weekly.at(week) or (None,) * max(len(weekly.lines), 1)
    yield from values
    if _unsure(weekly):
        yield from _ends(weekly, week, values[0])


def _unsure(weekly: Weekly) -> bool:
    return any(weekly.off) or any(weekly.between)


def _ends(
    weekly: Weekly, week: int, value: float | int | None
) -> tuple[float | int | None, float | int | None]:
    if value is None:
        return None, None
    off = weekly.off_at(week)
    return weekly.between_at(week) or (max(value - off, 0), value + off)
