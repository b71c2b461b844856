"""What stands behind a number: the list, or why there is none."""

from datetime import date

from retro.model.facts import Evidence, Fact, Gap, Item, Withheld
from retro.outline.words import counted, not_known

TITLES = "evidence/titles.csv"
"""The file that says what the entries of lists are called and where they are, once for all."""


def items_of(fact: Fact | Gap) -> tuple[Item, ...]:
    """Return the things behind a number, as far as they are listed."""
    return fact.evidence.items if isinstance(fact.evidence, Evidence) else ()


def unlisted(fact: Fact | Gap) -> str:
    """Say why nothing is listed, or nothing where something is."""
    match fact.evidence:
        case None:
            return "There is nothing to list: it stands as its source gives it."
        case Withheld(rule=rule, n=n):
            named = counted(n, "people")
            return f"{rule.rstrip('.')}. The list stays unsaid, since it would name {named}."
        case Evidence(items=()):
            return "The list is empty."
    return ""


def unshown(fact: Fact | Gap, kind: str) -> str:
    """Say why a table or a list of a number has nothing to show, or nothing where it has."""
    if kind == "table" and isinstance(fact, Fact) and fact.parts:
        return ""
    if isinstance(fact, Gap) and not items_of(fact):
        return not_known(fact.why)
    return unlisted(fact)


def evidence_path(name: str, day: date | None = None, kind: str = "html") -> str:
    """Return the file that holds what is behind a number, on the edition's day or another."""
    return f"evidence/{name}--{day}.{kind}" if day else f"evidence/{name}.{kind}"
