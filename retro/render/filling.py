"""What stands in the slots of one page, and what its claims are worth."""

from collections.abc import Collection, Mapping

from markupsafe import Markup
from msgspec.structs import replace

from retro.content import Chapter, Claim, Slot, Vocabulary, verdict
from retro.model.facts import Gap, Picture
from retro.outline.words import unknown
from retro.render.figures import Figure, figure
from retro.render.findings import finding
from retro.render.listing import listing
from retro.render.numbers import Missing, Number, Reference, absent, shown
from retro.render.prose import Judged
from retro.render.theme import Theme


class Filling:
    """What stands in the slots of one page; a picture stands once, later slots point to it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        pictures: Mapping[str, str],
        theme: Theme,
        reference: Reference,
        pixels: Collection[str] = (),
    ) -> None:
        """Keep what slots may name."""
        self.report = vocabulary.report
        self.reference = reference
        self.placed: set[str] = set()
        self.listed: set[str] = set()
        self._vocabulary = vocabulary
        self._pictures = pictures
        self._pixels = pixels
        self._theme = theme
        self._claims = 0

    def number(self, slot: Slot) -> Markup:
        """Return a linked and marked number; see `prose.Filler`."""
        fact = self._vocabulary.number(slot)
        return self._theme.part("slot", shown(fact, self.reference, slot.when))

    def text(self, slot: Slot) -> str:
        """Return a number as plain text; see `prose.Filler`."""
        number = shown(self._vocabulary.number(slot), self.reference)
        return number.value if isinstance(number, Number) else unknown(number.why)

    def block(self, slot: Slot) -> Markup:
        """Return a figure, a table or a list; see `prose.Filler`."""
        meaning = self._vocabulary.meaning(slot)
        if slot.kind == "chart":
            again = slot.name in self.placed
            return self._theme.part("seen" if again else "figure", self.picture(slot.name))
        if isinstance(meaning, Picture):
            return self._theme.part("numbers", figure(meaning, {}, self.reference))
        self.listed.add(slot.name)
        shape = listing(self.report, meaning, slot.when, self.reference, slot.kind)
        return self._theme.part(slot.kind, shape)

    def judged(self, claim: Claim, words: str, chapter: Chapter) -> Judged:
        """Return what is said of a claim; see `prose.Filler`."""
        self._claims += 1
        key = f"{chapter.key}_claim_{self._claims}"  # no chapter's name has an underscore
        held = finding(
            verdict(claim, words, chapter.answers, self._vocabulary), key, self.reference
        )
        note = self._theme.part("finding", held) if held.outcome != "true" else Markup()
        return Judged(held.outcome, self._theme.part("check", held), note)

    def picture(self, name: str, *, small: bool = False) -> Figure | Missing:
        """Prepare a picture and note that the page has it; a small one is drawn but narrow."""
        self.placed.add(name)
        series = self.report.series[name]
        if isinstance(series, Gap):
            return absent(series, self.reference)
        made = figure(series, self._pictures, self.reference, self._pixels)
        return replace(made, wide=Markup()) if small and made.narrow else made
