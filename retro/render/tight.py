"""A page of few bytes: no rule of its style is without use, and no element idle."""

import re
from collections.abc import Iterator
from textwrap import wrap

LINE = 900
"""Lines are broken before they have more letters; a mail takes 998."""

ADDRESS = 850
"""An address is no longer, so that its element fits in a line."""
_PRINT = re.compile(r"@media print ?\{(?:[^{}]*\{[^{}]*\})*[^{}]*\} ?")
_RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
_VARIABLE = re.compile(r"\s*(--[\w-]+):[^;{}]*;")
_NEEDLESS = (
    (re.compile(r'(<[a-z][^<>]*?) title="[^"<>]*"'), r"\1"),
    (re.compile(r'<span class="number">([^<]*)</span>'), r"\1"),
    (re.compile(r'<span aria-hidden="true">(.)</span><span class="unseen"> [^<:]*</span>'), r"\1"),
    (re.compile(r"<bdi></bdi>"), ""),
    (re.compile(r' rel="noreferrer"| data-outcome="true"'), ""),  # the head says it for all
)
"""Hints for a mouse, elements that say nothing, and marks that the legend explains."""


def plainer(page: str) -> str:
    """Return a page without what a page of few bytes does not need."""
    for pattern, instead in _NEEDLESS:
        page = pattern.sub(instead, page)
    return page


def style_of(page: str, style: str) -> str:
    """Return what a page takes of a style sheet, in ASCII: no comments, no print."""
    said = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    said = re.sub(r" ?([{};]) ?|(?<=[:,]) ", r"\1", _PRINT.sub("", said))
    classes = {name for said in re.findall(r' class="([^"]*)"', page) for name in said.split()}
    said = _RULE.sub(lambda rule: rule[0] if _takes(rule[1], classes) else "", said)
    while (less := _without_idle(said)) != said:
        said = less
    escaped = "".join(c if c.isascii() else f"\\{ord(c):x} " for c in said)
    return escaped.replace(";}", "}").replace("}", "}\n").strip()


def _takes(selectors: str, classes: set[str]) -> bool:
    """Tell whether some element may fit a rule: it must have the classes that the rule names."""
    return any(set(re.findall(r"\.([a-z][\w-]*)", one)) <= classes for one in selectors.split(","))


def _without_idle(style: str) -> str:
    """Leave out variables that nothing takes."""
    taken = set(re.findall(r"var\((--[\w-]+)", style))
    return _VARIABLE.sub(lambda found: found[0] if found[1] in taken else "", style)


def lines(page: str) -> Iterator[str]:
    """Break lines where a browser sees a space as well; there is no text that keeps its lines."""
    for line in filter(None, page.splitlines()):
        yield from wrap(line, LINE, break_long_words=False, break_on_hyphens=False)
