"""Packing: a retrospective as one file, to be unpacked anywhere and opened without a server."""

import re
from collections.abc import Mapping
from io import BytesIO
from os.path import normpath
from posixpath import dirname, join
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from retro import content
from retro.job.build import build
from retro.job.order import Order
from retro.job.site import files, stamps
from retro.job.targets import targets
from retro.job.writers import of_output
from retro.progress import Say
from retro.record.target import Target

FOLDER = "zip"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: the bytes must not tell when they were packed."""
_LINK = re.compile(r'(?P<dot> · )?<a [^>]*?href="(?P<to>[^"]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)


def pack(order: Order, *, say: Say) -> None:
    """Build each retrospective that is meant, and pack it into output/zip/TEAM-CYCLE.zip.

    Raises:
        ContentError, SnapshotError: As a build.
    """
    build(order, all_of_them=False, say=say)
    for target in targets(order):
        name = f"{target.team.key}-{target.folder}"
        path = order.output / FOLDER / f"{name}.zip"
        with of_output(order, target.path, "zip", say):
            data = packed(name, _pages(order, target))
            files.put(order.output, {path.name: data}, below=FOLDER)
        say(f"{path} ({len(data) / 1e6:.1f} MB; unpack it and open {name}/index.html)")


def _pages(order: Order, target: Target) -> dict[str, bytes]:
    """Return the files of a retrospective, with no way out of its folder."""
    folder, site = order.output / target.path, content.site(order.content)
    found = {name: (folder / name).read_bytes() for name in stamps.names(order, target.path)}
    above = site.at(target.path)
    return {
        name: alone(name, data.decode(), above).encode() if name.endswith(".html") else data
        for name, data in found.items()
    }


def packed(folder: str, made: Mapping[str, bytes]) -> bytes:
    """Return a zip of files in a folder: the same bytes for the same files, whenever it is."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name in sorted(made):
            entry = ZipInfo(f"{folder}/{name}", _WHEN)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, made[name], ZIP_DEFLATED, 9)
    return whole.getvalue()


def alone(name: str, page: str, above: str = "") -> str:
    """Return a page whose links to other retrospectives lead to the published site, or are none.

    Args:
        name: The page's path below its retrospective's folder.
        page: Its HTML.
        above: The address at which that folder is published. Without one, what a link says stays
            as words, and an entry of a menu goes.
    """

    def mend(link: re.Match[str]) -> str:
        to = normpath(join(dirname(name), link["to"]))
        if ":" in link["to"] or not to.startswith(".."):
            return link[0]
        if above:
            return link[0].replace(f'href="{link["to"]}"', f'href="{_address(above, to)}"')
        return "" if link["dot"] else link["text"]

    return _LINK.sub(mend, page)


def _address(above: str, to: str) -> str:
    """Return the published address of what lies `../` so many folders above another."""
    while to.startswith("../"):
        above, to = above.rpartition("/")[0], to[3:]
    return f"{above}/{to}"
