"""What looks at the pages: Debian's browser, Java, and three packages from npm's registry."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "browser"
PATIENCE = 120
_LOCK = "package-lock.json"
_PROGRAMS = {"node": "Node 20", "npm": "npm", "java": "Java 17"}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class MissingError(Exception):
    """Something that a look takes and this machine doesn't have."""


def browser() -> str:
    """Return the browser, once all that drives it is installed.

    Raises:
        MissingError: A program is missing, or the registry gives no packages.
    """
    for program, name in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise MissingError(f"{program} is not there: install {name} or newer")
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise MissingError("chromium is not there: install it (Debian: apt install chromium)")
    _install()
    return found


def _install() -> None:
    """Fetch the locked packages, if they are not those that lie there; none runs a script."""
    stamp = CACHE / ".installed"
    if stamp.is_file() and stamp.read_bytes() == (HERE / _LOCK).read_bytes():
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", _LOCK):
        shutil.copy(HERE / name, CACHE)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(
            command, cwd=CACHE, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise MissingError("npm's registry did not answer") from None
    if done.returncode:
        raise MissingError(f"npm ci: {done.stderr.strip().partition(chr(10))[0]}")
    shutil.copy(HERE / _LOCK, stamp)


def main() -> int:
    """Install what is needed, and say what will look or why nothing can."""
    try:
        found = browser()
    except MissingError as error:
        print(f"browser: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"looking with {found}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
