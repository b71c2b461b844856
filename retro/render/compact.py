"""The page that goes to a mailing list: the five answers and the summary, small in bytes.

Lists hold back what is above 40 KB, so it has no picture but those of the first screen, and the
style of these alone. It is ASCII, in lines that a mail can carry as they are: coded for its way,
it would grow by a third.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from markupsafe import Markup
from msgspec.structs import replace

from retro.content import Chapter, Elsewhere, Vocabulary
from retro.model.facts import Fact, Report
from retro.model.site import Site
from retro.outline.chapters import SUMMARY
from retro.outline.key_numbers import key_sentence
from retro.poster import Poster
from retro.render.filling import Filling
from retro.render.frame import UNPUBLISHED, described, framed, titled
from retro.render.poster import sheet
from retro.render.prose import prose
from retro.render.theme import Theme

STYLES = ("style/tokens.css", "style/poster.css", "compact.css")
"""The sheets of the page."""

DASHBOARD = "handoff.dashboard_url"

_LINE = 900
"""Lines are broken before they have more letters; a mail takes 998."""

_LONG_ADDRESS = re.compile(rf'(?<= href=")[^"\s]{{{_LINE},}}')
_STEP = re.compile(r"([ML])(\d+(?:\.\d+)?) (\d+(?:\.\d+)?)")
_ON_THE_WAY = 2.0
"""So far above or below the way between two others a point may lie that is left out, of 300."""

_NEEDLESS = (
    (re.compile(r'(<[a-z][^<>]*?) title="[^"<>]*"'), r"\1"),
    (re.compile(r'<span class="number">([^<]*)</span>'), r"\1"),
    (re.compile(r"<bdi></bdi>"), ""),
    (
        re.compile(r'<span aria-hidden="true">(.)</span><span class="unseen"> \([^<]*\)</span>'),
        r"\1",
    ),
)

Point = tuple[float, float]

_PRINT = re.compile(r"@media print ?\{(?:[^{}]*\{[^{}]*\})*[^{}]*\} ?")
_VARIABLE = re.compile(r"\s*(--[\w-]+):[^;{}]*;")


def compact(
    report: Report,
    chapters: Sequence[Chapter],
    themes: Sequence[Path],
    *,
    elsewhere: Elsewhere | None = None,
    folder: str = "",
    site: Site = UNPUBLISHED,
) -> bytes:
    """Make the page; its arguments are those of `single_file`."""
    theme = Theme(themes)
    style = Markup(tight("\n".join((theme.colours(), *map(theme.read, STYLES)))))
    frame = framed(report, (), folder, site)
    page = frame.alone(titled(report), described(report, key_sentence(report.series)), style)
    filling = Filling(Vocabulary(report, elsewhere or {}), {}, theme, page.reference)
    summary = next((one for one in chapters if one.key == SUMMARY.key), None)
    first = sheet(report, summary, filling)
    made = theme.page(
        "compact.html",
        page=page,
        sheet=replace(first, poster=_coarse(first.poster)),
        summary=prose(summary, filling) if summary else "",
        dashboard="" if page.address else _dashboard(report),
    )
    return "\n".join(_lines(_plainer(made))).encode("ascii", "xmlcharrefreplace")


def _dashboard(report: Report) -> str:
    """Return the address of the dashboard, with those of its signs bare that may be so."""
    fact = report.facts.get(DASHBOARD)
    address = str(fact.value) if isinstance(fact, Fact) else ""
    return re.sub("%(3A|28|29|2F|2C)", lambda found: chr(int(found[1], 16)), address)


def _plainer(page: str) -> str:
    """Return a page without hints for a mouse, and without elements that say nothing."""
    for pattern, instead in _NEEDLESS:
        page = pattern.sub(instead, page)
    return page


def tight(style: str) -> str:
    """Return a style sheet without comments, spaces, colours that nothing takes, and print."""
    said = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    said = _PRINT.sub("", said)
    said = re.sub(r" ?([{};]) ?|(?<=[:,]) ", r"\1", said)
    while (less := _without_idle(said)) != said:
        said = less
    escaped = "".join(c if c.isascii() else f"\\{ord(c):x} " for c in said)
    return escaped.replace(";}", "}").replace("}", "}\n").strip()


def _without_idle(style: str) -> str:
    taken = set(re.findall(r"var\((--[\w-]+)", style))
    return _VARIABLE.sub(lambda found: found[0] if found[1] in taken else "", style)


def _coarse(made: Poster) -> Poster:
    """Return a poster whose line goes in whole steps, from each day to the next."""
    line = made.backlog.line
    if not line:
        return made
    coarse = replace(line, path=steps(line.path), before=steps(line.before))
    return replace(made, backlog=replace(made.backlog, line=coarse))


def steps(path: str) -> str:
    """Return a path of points as one of fewer points and whole steps; rounding never adds up."""
    if _STEP.sub("", path).strip():
        return path
    return "".join(_strokes(part) for part in re.findall(r"M[^M]+", path))


def _strokes(part: str) -> str:
    """Return one stroke, its ends and its turns where they are."""
    first, *rest = _thinned([(float(x), float(y)) for _, x, y in _STEP.findall(part)])
    here, out = (round(first[0]), round(first[1])), []
    for x, y in rest:
        there = round(x), round(y)
        out.append(f"{there[0] - here[0]} {there[1] - here[1]}")
        here = there
    return f"M{first[0]:.0f} {first[1]:.0f}" + (f"l{' '.join(out)}" if out else "")


def _thinned(points: list[Point]) -> list[Point]:
    """Leave out points that lie on the way between others (Ramer, Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (left, top), (right, low) = points[0], points[-1]
    slope = (low - top) / ((right - left) or 1)
    off = [abs(y - top - slope * (x - left)) for x, y in points]
    far = max(range(len(points)), key=off.__getitem__)
    if off[far] <= _ON_THE_WAY:
        return [points[0], points[-1]]
    return _thinned(points[: far + 1])[:-1] + _thinned(points[far:])


def _lines(page: str) -> Iterator[str]:
    """Break lines where a browser sees a space as well; there is no text that keeps its lines.

    From an address it takes their ends out again (the URL standard, 4.4).
    """
    apart = _LONG_ADDRESS.sub(lambda found: "\n".join(_pieces(found[0])), page)
    for line in filter(None, apart.splitlines()):
        yield from wrap(line, _LINE, break_long_words=False, break_on_hyphens=False)


def _pieces(address: str) -> Iterator[str]:
    return (address[at : at + _LINE] for at in range(0, len(address), _LINE))
