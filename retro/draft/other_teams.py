"""How the work in other projects stands that this team's depends on."""

from retro.draft.sentence import count, many, sentence
from retro.model.facts import Fact
from retro.outline.words import listed, markdown


@sentence("watch.*", steady="<title>, changes open there: {*}.")
def watched(open_ones: Fact) -> str:
    """Say how watched work in another project stands."""
    said = [f"{count(one.value)} {one.label}" for one in open_ones.parts]
    during = f"; during the cycle: {listed(said)}" if said else ""
    return f"{markdown(open_ones.title)}: {many(open_ones)} open there{during}."


PASSAGE = (watched,)
