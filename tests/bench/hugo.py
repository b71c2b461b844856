"""The same pages made by Hugo, where it is installed: a peer for what only renders."""

import json
import re
import shutil
from functools import partial
from html import unescape
from pathlib import Path

from tests.bench.clock import Job, run

_SETTINGS = (
    'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
)
_PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="{{ "" | relURL }}">Home</a></nav><main><h1>{{ .Title }}</h1>
<ul>{{ range .Params.lines }}<li>{{ . }}</li>
{{ end }}</ul></main></body></html>
"""
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def hugo() -> str | None:
    """Return where Hugo is, or nothing."""
    return shutil.which("hugo")


def pages(output: Path) -> list[Path]:
    """Return the pages of a built site."""
    return sorted(output.rglob("*.html"))


def same_pages(output: Path, folder: Path) -> Job:
    """Write what Hugo needs to make a page of the same words for each; return the job.

    Args:
        output: A site that is built.
        folder: Where Hugo's own may lie.
    """
    for name, text in (("hugo.toml", _SETTINGS), ("layouts/single.html", _PAGE)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for number, page in enumerate(pages(output)):
        (found,) = _MAIN.findall(page.read_text()) or ("",)
        lines = [
            line for line in _TAG.sub("\n", _DRAWN.sub("", found)).split("\n") if line.strip()
        ]
        source = folder / "content" / f"page-{number}.md"
        source.parent.mkdir(exist_ok=True)
        words = {"title": page.stem, "lines": [unescape(line.strip()) for line in lines]}
        source.write_text(json.dumps(words))
    return partial(run, [str(hugo()), "--source", folder, "--quiet", "--cleanDestinationDir"])
