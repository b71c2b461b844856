"""Links in a folder that is written to: they may lead anywhere, so none is followed."""

from pathlib import Path

from retro.errors import UsageError


def refuse_links(root: Path, folder: Path) -> None:
    """Refuse a folder that a link below a root leads to; the root itself may be one.

    Raises:
        UsageError: There is such a link.
    """
    for path in (folder, *folder.parents):
        if path == root:
            return
        if path.is_symlink():
            what = f"{path} is a link, which may lead anywhere"
            raise UsageError(what, hint="remove the link, or put a folder in its place")
