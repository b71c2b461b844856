"""Gerrit's own code, from the Maven registry that this machine knows."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

CACHE = Path(__file__).parents[2] / ".cache" / "gerrit"
GERRIT = "com.google.gerrit"
PLUGIN_API = "gerrit-plugin-api"
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


def _in_jars(version: str) -> Release:
    """Return a release by the jars for plugins' tests, which hold the whole server."""
    own = (f"{GERRIT}:{name}:{version}" for name in ("gerrit-acceptance-framework", PLUGIN_API))
    castle = (f"{CASTLE}:bc{name}-jdk18on:1.78.1" for name in ("prov", "pg", "pkix", "util"))
    return Release(version, (*own, *castle))


RELEASES = (
    Release("3.10.9", (f"{GERRIT}:gerrit-war:3.10.9:war",)),
    # not every registry has the war
    _in_jars("3.10.0"),
    # before servers listed which votes a new patch set keeps
    _in_jars("3.5.4"),
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


def jars(wanted: str = "", cache: Path = CACHE) -> Jars:
    """Return the first release that can be had, fetched once.

    Args:
        wanted: How the version begins; by default any will do.
        cache: Where what was fetched stays.

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
    releases = [release for release in RELEASES if release.version.startswith(wanted)]
    for release in releases:
        if (cache / release.version / _FETCHED).exists():
            return Jars(release.version, cache / release.version)
    return _fetched(releases, cache)


def _fetched(releases: Iterable[Release], cache: Path) -> Jars:
    refused = []
    for release in releases:
        folder = cache / release.version
        absent = next((one for one in release.artifacts if not _copied(one, folder)), None)
        if absent is None:
            return _ready(release, folder)
        refused.append(absent)
        shutil.rmtree(folder, ignore_errors=True)
    named = " nor ".join(refused) or "such a version"
    raise MissingError(f"the Maven registry doesn't give {named}")


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
        found = jars(os.environ.get("GERRIT", ""))
    except MissingError as error:
        print(f"gerrit: {error}", file=sys.stderr)  # noqa: T201
        return 1
    print(f"Gerrit {found.version} on Java {java()}, from {found.folder}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
