"""Figures as SVG that a page can hold: small, the same every time, in the page's colours."""

import re
from io import BytesIO
from xml.etree import ElementTree as Tree

from matplotlib.figure import Figure

from retro.draw.inlined import inlined, merged
from retro.draw.look import Look, variable
from retro.draw.paths import read, rounded, straight, written
from retro.draw.plot import marked, plotted
from retro.draw.spacing import plain
from retro.draw.stage import styled

_NAMESPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
# Without these Matplotlib writes its version and the hour, so that no two runs are alike.
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_ROOT_STYLE = (
    "font-family: var(--chart-font, system-ui, sans-serif); "
    "stroke-linejoin: round; stroke-linecap: butt"
)


def svg(figure: Figure, look: Look, *, name: str, title: str, desc: str) -> str:
    """Return a figure as an SVG element to stand inside a page, or in a file of its own.

    Colours are CSS variables with the light palette as their fallback, the font is
    `--chart-font`, and the picture is as wide as its place allows.

    Args:
        figure: As a form drew it.
        look: The look it was drawn in.
        name: Begins every id of the picture; no other picture on the page may bear it.
        title: What the picture shows, in a few words.
        desc: What it says, for readers who can't see it.
    """
    ids = marked(figure)
    root = _saved(figure, look)
    for element in root.iter():
        _plain_names(element)
    inlined(root)
    plotted(root, ids, figure.get_figheight())
    for group in root.iter("g"):
        group.attrib.pop("id", None)
    _unwrap(root)
    merged(root)
    for element in root.iter():
        _clean(element, look)
    _introduce(root, re.sub(r"[^A-Za-z0-9-]", "-", name), title, desc)
    # ElementTree parts the end of an empty element from its attributes, which need not be.
    return Tree.tostring(root, encoding="unicode").replace('" />', '"/>')


def _saved(figure: Figure, look: Look) -> Tree.Element:
    drawn = BytesIO()
    with styled(look):
        # Within the style once more: how letters and ids are written is read when it is saved.
        figure.savefig(drawn, format="svg", metadata=_NO_METADATA)
    return Tree.fromstring(drawn.getvalue())


def _plain_names(element: Tree.Element) -> None:
    """Drop namespaces: a page knows SVG by its root."""
    # ElementTree would write every name with a prefix, which HTML does not know.
    element.tag = element.tag.partition("}")[2] or element.tag
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))
    element.tail = None
    # Matplotlib indents; between tags a blank means nothing, in a text it does.
    if element.tag != "text":
        element.text = None
    # Nothing is drawn outside of its axes, so nothing has to be cut off there.
    element.attrib.pop("clip-path", None)


def _clean(element: Tree.Element, look: Look) -> None:
    """Round measures, and name colours."""
    path = element.get("d", "")
    if "L" in path or "C" in path:  # else it is written already, in units of its own
        element.set("d", written(straight(rounded(read(path)))))
    if element.tag == "text":
        _stood(element)
    for key in ("cx", "cy", "r"):
        if key in element.attrib:
            element.set(key, _rounded(element.attrib[key]))
    if "style" in element.attrib:
        element.set("style", _restyled(element.attrib["style"], look))


def _stood(text: Tree.Element) -> None:
    """Say where words stand by whole pixels."""
    # Matplotlib moves words of several lines, and turns all others by nothing (seen with 3.11).
    turned = text.attrib.pop("transform", "")
    if turned.startswith("translate("):
        text.set("x", turned[10:-1].split()[0])
        text.set("y", turned[10:-1].split()[1])
    for key in "xy":
        text.set(key, f"{float(text.get(key, '0')):.0f}")


def _rounded(measures: str) -> str:
    short = re.sub(r"-?\d+\.\d+", lambda match: f"{float(match[0]):.1f}", measures)
    short = re.sub(r"(\d)\.0(?!\d)", r"\1", short)
    return re.sub(r"-0(?![\d.])", "0", " ".join(short.split()))


def _restyled(text: str, look: Look) -> str:
    """Let the page decide on font and colours."""
    roles = {colour: role for role, colour in look.light.items()}

    def named(match: re.Match[str]) -> str:
        role = roles.get(match[0])
        return f"var({variable(role)}, {match[0]})" if role else match[0]

    # A font is named at each text; the page has its own.
    without_font = re.sub(r"font-family: [^;]*(; |$)", "", text)
    return re.sub(r"#[0-9a-f]{6}\b", named, without_font)


def _unwrap(element: Tree.Element) -> None:
    """Take away groups that say nothing of what is in them; most of Matplotlib's are such."""
    for child in list(element):
        _unwrap(child)
        if child.tag == "g" and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)


def _introduce(root: Tree.Element, prefix: str, title: str, desc: str) -> None:
    """Say what the picture is, to those who read and to those who listen."""
    box = root.attrib["viewBox"]
    # Its width and height are in points, and would win over the room that the page gives.
    root.attrib.clear()
    root.attrib.update(
        {
            "xmlns": _NAMESPACE,
            "viewBox": _rounded(box),
            "role": "img",
            "aria-labelledby": f"{prefix}_title {prefix}_desc",
            "style": _ROOT_STYLE,
        }
    )
    for tag, text in (("desc", desc), ("title", title)):
        element = Tree.Element(tag, {"id": f"{prefix}_{tag}"})
        element.text = plain(text)
        root.insert(0, element)
