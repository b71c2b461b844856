"""The page that goes to a mailing list: the five answers and the summary, small in bytes.

Lists hold back what is above 40 KB, so it has no picture but those of the first screen, and the
style of these alone. It is ASCII, in lines that a mail can carry as they are: coded for its way,
it would grow by a third.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup, escape
from msgspec.structs import replace

from retro.content import Chapter, Elsewhere, Slot, Vocabulary
from retro.model.facts import Fact, Picture, Report
from retro.model.site import Site
from retro.outline.chapters import SUMMARY
from retro.outline.key_numbers import key_sentence
from retro.render.filling import Filling
from retro.render.frame import UNPUBLISHED, described, framed, titled
from retro.render.poster import sheet
from retro.render.prose import prose
from retro.render.theme import Theme
from retro.render.thin_line import thin
from retro.render.tight import ADDRESS, lines, plainer, style_of

STYLES = ("style/tokens.css", "style/poster.css", "compact.css")
"""The sheets of the page."""

DASHBOARD = "handoff.dashboard_url"


class _InSentences(Filling):
    """Says a picture, and a table of one, in its sentence alone."""

    def block(self, slot: Slot) -> Markup:
        """Return a sentence, or a list."""
        meaning = self._vocabulary.meaning(slot)
        if isinstance(meaning, Picture):
            return Markup("<p>{}: {}</p>\n").format(meaning.title, meaning.sentence)
        return super().block(slot)


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
    frame = framed(report, (), folder, site)
    page = frame.alone(titled(report), described(report, key_sentence(report.series)), Markup())
    filling = _InSentences(Vocabulary(report, elsewhere or {}), {}, theme, page.reference)
    summary = next((one for one in chapters if one.key == SUMMARY.key), None)
    first = sheet(report, summary, filling)
    values = {
        "sheet": replace(first, poster=thin(first.poster)),
        "summary": prose(summary, filling) if summary else "",
        "dashboard": "" if page.address else _dashboard(report),
    }
    bare = theme.page("compact.html", page=page, **values)
    style = style_of(bare, "\n".join((theme.colours(), *map(theme.read, STYLES))))
    made = theme.page("compact.html", page=replace(page, style=Markup(style)), **values)
    return "\n".join(lines(plainer(made))).encode("ascii", "xmlcharrefreplace")


def _dashboard(report: Report) -> str:
    """Return the address of the dashboard, with those of its signs bare that may be so.

    It has as many sections as a line of a mail has room for: no address goes on in the next one.
    """
    fact = report.facts.get(DASHBOARD)
    address = str(fact.value) if isinstance(fact, Fact) else ""
    bare = re.sub("%(3A|28|29|2F|2C)", lambda found: chr(int(found[1], 16)), address)
    sections = bare.split("&")
    while sections and len(escape("&".join(sections))) > ADDRESS:
        sections.pop()
    return "&".join(sections)
