"""Gerrit's own code, from the Maven registry that this machine knows."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

CACHE = Path(__file__).parents[2] / ".cache" / "gerrit"
GERRIT = "com.google.gerrit"
CASTLE = "org.bouncycastle"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
PATIENCE = 300
_FETCHED = ".fetched"


class MissingError(Exception):
    """Something that a real Gerrit needs and this machine doesn't have."""


@dataclass(frozen=True)
class Release:
    """One way to a server: its version, and what to fetch for it."""

    version: str
    artifacts: tuple[str, ...]


RELEASES = (
    Release("3.10.9", (f"{GERRIT}:gerrit-war:3.10.9:war",)),
    # Not every registry has the war. These jars hold the same server, for plugins' tests.
    Release(
        "3.10.0",
        (
            f"{GERRIT}:gerrit-acceptance-framework:3.10.0",
            f"{GERRIT}:gerrit-plugin-api:3.10.0",
            f"{CASTLE}:bcprov-jdk18on:1.78.1",
            f"{CASTLE}:bcpg-jdk18on:1.78.1",
            f"{CASTLE}:bcpkix-jdk18on:1.78.1",
            f"{CASTLE}:bcutil-jdk18on:1.78.1",
        ),
    ),
)


@dataclass(frozen=True)
class Jars:
    """A release as it lies on the disk."""

    version: str
    folder: Path

    @property
    def classpath(self) -> str:
        """Return what java is started with: our own folder first, then every jar."""
        return f"{self.folder}:{self.folder}/*"


def jars(cache: Path = CACHE) -> Jars:
    """Return the first release that can be had, fetched once.

    Raises:
        MissingError: A program is missing or too old, or the registry has none of the releases.
    """
    for program, package in (("java", "a JDK 17"), ("mvn", "Maven"), ("git", "git")):
        if shutil.which(program) is None:
            raise MissingError(f"{program} is not there: install {package}")
    if java() < 17:
        raise MissingError(f"Java 17 or newer is needed, and this is Java {java()}")
    if shutil.which("javac") is None:
        raise MissingError("javac is not there: a JDK is needed, not only a JRE")
    for release in RELEASES:
        if (cache / release.version / _FETCHED).exists():
            return Jars(release.version, cache / release.version)
    return _fetched(cache)


def _fetched(cache: Path) -> Jars:
    refused = []
    for release in RELEASES:
        folder = cache / release.version
        absent = next((one for one in release.artifacts if not _copied(one, folder)), None)
        if absent is None:
            return _ready(release, folder)
        refused.append(absent)
        shutil.rmtree(folder, ignore_errors=True)
    raise MissingError(f"the Maven registry doesn't give {' nor '.join(refused)}")


def java() -> int:
    """Return the major version of the Java that this machine runs."""
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    match = re.search(r'version "(\d+)', told)
    return int(match[1]) if match else 0


def _copied(artifact: str, folder: Path) -> bool:
    command = ["mvn", "-q", "-B", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    try:
        return not subprocess.run(command, capture_output=True, timeout=PATIENCE).returncode
    except subprocess.TimeoutExpired:
        return False


def _ready(release: Release, folder: Path) -> Jars:
    """Unpack the war, if it is one, and let the server know its version: jars don't tell it."""
    for war in folder.glob("*.war"):
        _unpack(war, folder)
    told = folder / "com" / "google" / "gerrit" / "common" / "Version"
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(release.version)
    (folder / _FETCHED).touch()
    return Jars(release.version, folder)


def _unpack(war: Path, folder: Path) -> None:
    with ZipFile(war) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"WEB-INF/(?:pgm-)?lib/[^/]+\.jar", name):
                (folder / Path(name).name).write_bytes(packed.read(name))


def main() -> int:
    """Fetch what is needed, and say what will be started or why nothing can be."""
    try:
        found = jars()
    except MissingError as error:
        print(f"gerrit: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"Gerrit {found.version} on Java {java()}, from {found.folder}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
