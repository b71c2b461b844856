"""A page as PDF, by a browser of this machine, else by WeasyPrint; neither comes with retro."""

import os
import subprocess
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from retro import disk
from retro.errors import UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 120
"""Seconds that a browser may take."""

_HINT = "install Chromium, or WeasyPrint: pip install 'cycle-retro[pdf]'"


def pdf(page: str, aside: Path) -> bytes:
    """Return a page that travels alone as PDF.

    Args:
        page: Its HTML.
        aside: A folder in which a browser may leave what it needs as it works.

    Raises:
        UsageError: Nothing here makes a PDF, or the browser made none.
    """
    browser = next(filter(None, map(which, BROWSERS)), "")
    if browser:
        return _by_browser(browser, page, aside)
    if not find_spec("weasyprint"):
        raise UsageError("nothing on this machine makes a PDF", hint=_HINT)
    made: bytes = import_module("weasyprint").HTML(string=page).write_pdf()
    return made


def _by_browser(browser: str, page: str, aside: Path) -> bytes:
    disk.sweep(aside)
    with disk.draft(aside) as folder:
        source, made = (folder.absolute() / f"page.{kind}" for kind in ("html", "pdf"))
        source.write_text(page, encoding="utf-8")
        words = [browser, "--headless", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        words += ["--no-pdf-header-footer", f"--print-to-pdf={made}", source.as_uri()]
        if os.geteuid() == 0:  # a browser's sandbox refuses the superuser
            words.insert(1, "--no-sandbox")
        try:
            subprocess.run(words, check=True, capture_output=True, timeout=_PATIENCE)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError(f"{browser} made no PDF: {error}", hint=_HINT) from error
