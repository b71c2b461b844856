"""Figures as SVG that a page can hold: small, the same every time, in the page's colours."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as Tree

from matplotlib.figure import Figure

from retro.draw.look import Look, variable
from retro.draw.paths import relative, straight
from retro.draw.spacing import plain
from retro.draw.stage import styled

_NAMESPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
# Without these Matplotlib writes its version and the hour, so that no two runs are alike.
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_MEASURES = ("d", "x", "y", "transform", "width", "height")
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
    drawn = BytesIO()
    with styled(look):
        # Within the style once more: how letters and ids are written is read when it is saved.
        figure.savefig(drawn, format="svg", metadata=_NO_METADATA)
    root = Tree.fromstring(drawn.getvalue())
    prefix = re.sub(r"[^A-Za-z0-9-]", "-", name)
    for element in root.iter():
        _plain_names(element)
        _clean(element, look)
    _drop_clips(root)
    _rename(root, prefix)
    _unwrap(root)
    _introduce(root, prefix, title, desc)
    return Tree.tostring(root, encoding="unicode")


def _plain_names(element: Tree.Element) -> None:
    """Drop namespaces: a page knows SVG by its root."""
    # ElementTree would write every name with a prefix, which HTML does not know.
    element.tag = element.tag.partition("}")[2] or element.tag
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))


def _clean(element: Tree.Element, look: Look) -> None:
    """Round measures, name colours, and drop what carries no meaning."""
    element.tail = None
    # Matplotlib indents; between tags a blank means nothing, in a text it does.
    if element.tag != "text":
        element.text = None
    for key in _MEASURES:
        if key in element.attrib:
            element.set(key, _rounded(element.attrib[key]))
    if "d" in element.attrib:
        element.set("d", relative(straight(element.attrib["d"])))
    # Nothing is drawn outside of its axes, so nothing has to be cut off there.
    element.attrib.pop("clip-path", None)
    # Matplotlib turns every text, most of them by nothing (seen with 3.11).
    if element.get("transform", "").startswith("rotate(0 "):
        del element.attrib["transform"]
    if "style" in element.attrib:
        element.set("style", _restyled(element.attrib["style"], look))


def _rounded(measures: str) -> str:
    # Matplotlib writes six decimals; a tenth of a pixel is finer than what a screen shows.
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


def _rename(root: Tree.Element, prefix: str) -> None:
    """Give the ids that something refers to the picture's prefix, and drop the others."""
    # An id is given to every group, by its place: two pictures of a page would share most.
    used = {target for element in root.iter() for target in _targets(element)}
    ids: dict[str, str] = {}
    for element in root.iter():
        old = element.attrib.pop("id", "")
        if old in used:
            ids[old] = f"{prefix}_{len(ids) + 1}"
            element.set("id", ids[old])
    for element in root.iter():
        if "href" in element.attrib:
            element.set("href", f"#{ids[element.attrib['href'][1:]]}")


def _unwrap(element: Tree.Element) -> None:
    """Take away groups that say nothing of what is in them; most of Matplotlib's are such."""
    for child in list(element):
        _unwrap(child)
        if child.tag == "g" and not child.attrib:
            place = list(element).index(child)
            element[place : place + 1] = list(child)


def _drop_clips(root: Tree.Element) -> None:
    """Take away the definitions of clips, which nothing refers to."""
    for defs in root.findall(".//defs"):
        for clip in defs.findall("clipPath"):
            defs.remove(clip)
    for parent in list(root.iter()):
        for child in parent.findall("defs"):
            if not len(child):
                parent.remove(child)


def _targets(element: Tree.Element) -> Iterator[str]:
    if target := element.get("href"):
        yield target[1:]


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
    # Its sheet sets strokes of everything in the document, not of the picture alone.
    for style in root.findall("defs"):
        if style.find("style") is not None:
            root.remove(style)
    for tag, text in (("desc", desc), ("title", title)):
        element = Tree.Element(tag, {"id": f"{prefix}_{tag}"})
        element.text = plain(text)
        root.insert(0, element)
