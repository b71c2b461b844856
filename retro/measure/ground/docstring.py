"""The printed definition of a measure, read out of its docstring."""

import inspect
import re

from retro.model.facts import Definition

_SECTION = re.compile(r"^(Returns|Source|Blind spots):\n", re.MULTILINE)


def defined(name: str, title: str, unit: str, doc: str | None, of: str = "") -> Definition:
    """Read a definition out of a docstring: summary, body, and the sections after them.

    The docstring says the unit too, for who reads the code; a page prints it apart.
    """
    text, *sections = _SECTION.split(inspect.cleandoc(doc or "") + "\n")
    said = {key: _prose(part) for key, part in zip(sections[::2], sections[1::2], strict=True)}
    summary, _, body = text.partition("\n\n")
    return Definition(
        name=name,
        title=title,
        summary=_prose(summary),
        body=_prose(body),
        returns=said.get("Returns", "").replace(f"Unit: {unit}.", "").rstrip(),
        unit=unit,
        of=of,
        source=said.get("Source", ""),
        blind_spots=said.get("Blind spots", ""),
    )


def _prose(text: str) -> str:
    """Join the lines of each paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
