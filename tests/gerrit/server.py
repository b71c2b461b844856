"""One Gerrit on loopback: set up, started, stopped, killed and started again."""

import os
import shutil
import signal
import socket
import subprocess
import time
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.gerrit.jars import Jars, MissingError

START = Path(__file__).with_name("Start.java")
CONFIG = Path(__file__).with_name("project.config")
PATIENCE = 120
JAVA = (
    "java",
    "-Xmx1g",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    # releases that were made for Java 11 look inside Java itself
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
)


class RealGerrit:
    """A server on disk, with a clock of its own that only `clock` moves."""

    def __init__(self, jars: Jars, folder: Path, moment: datetime, below: str = "") -> None:
        """Set up a new site in a folder; everything in it dates from a moment.

        It lies below a path of its host, if there is one.
        """
        self.version = jars.version
        self.site = folder / "site"
        self._jars = jars
        self._clock = folder / "clock"
        self._log = folder / "gerrit.log"
        self._running: subprocess.Popen[bytes] | None = None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}{below}"
        self.clock(moment)
        self._set_up()

    def clock(self, moment: datetime) -> None:
        """Set the server's clock; it stands still until it is set again."""
        part = self._clock.with_suffix(".part")
        part.write_text(str(int(moment.timestamp())))
        part.replace(self._clock)

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            MissingError: It doesn't; the end of its log says why.
        """
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command("daemon", "--console-log", "--disable-sshd", "--headless"),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._running.poll() is not None or time.monotonic() > until:
                raise MissingError(f"Gerrit does not start:\n{self._end_of_log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server, if it runs, as an operator does; it writes its index first."""
        if self._running is not None:
            os.killpg(self._running.pid, signal.SIGTERM)
            self._running.wait()
            self._running = None

    def repository(self, project: str) -> Path:
        """Return where a project lies on the server's disk."""
        return self.site / "git" / f"{project}.git"

    def git(self, project: str, *words: str, text: str | None = None) -> str:
        """Run git in a project's repository, behind the server's back."""
        command = ["git", "--git-dir", str(self.repository(project)), *words]
        environment = os.environ | {
            f"GIT_{who}_{what}": f"{what.lower()}@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        return subprocess.run(
            command, input=text, capture_output=True, text=True, check=True, env=environment
        ).stdout.strip()

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/config/server/version", timeout=5) as answer:
                return bool(answer.read())
        except (URLError, OSError):
            return False

    def _command(self, program: str, *words: str) -> list[str]:
        path = ["-cp", self._jars.classpath, str(START), str(self._clock)]
        return [*JAVA, *path, program, *words, "-d", str(self.site)]

    def _set_up(self) -> None:
        self._configure()
        words = ("--batch", "--dev", "--no-auto-start", "--skip-all-downloads")
        with self._log.open("wb") as log:
            done = subprocess.run(self._command("init", *words), stdout=log, stderr=log)
        if done.returncode:
            raise MissingError(f"Gerrit can't set up a site:\n{self._end_of_log()}")
        # init takes the path from it
        self._set("httpd.listenUrl", f"{self.url}/")
        self._rules()

    def _configure(self) -> None:
        """Write what init would ask; it keeps what it finds."""
        settings = {
            "gerrit.basePath": "git",
            "gerrit.canonicalWebUrl": f"{self.url}/",
            "httpd.listenUrl": f"{self.url}/",
            "auth.type": "DEVELOPMENT_BECOME_ANY_ACCOUNT",
            "sendemail.enable": "false",
            # numbers are given out one by one, so that the driver can choose them
            "noteDb.changes.sequenceBatchSize": "1",
            "noteDb.accounts.sequenceBatchSize": "1",
        }
        (self.site / "etc").mkdir(parents=True)
        for name, value in settings.items():
            self._set(name, value)

    def _set(self, name: str, value: str) -> None:
        path = self.site / "etc" / "gerrit.config"
        subprocess.run(["git", "config", "-f", str(path), name, value], check=True)

    def _rules(self) -> None:
        """Give All-Projects the labels and rights of the team's server."""
        ref, place = "refs/meta/config", "All-Projects"
        blob = self.git(place, "hash-object", "-w", str(CONFIG))
        kept = [
            line
            for line in self.git(place, "ls-tree", ref).splitlines()
            if not line.endswith("\tproject.config")
        ]
        lines = "\n".join([*kept, f"100644 blob {blob}\tproject.config", ""])
        tree = self.git(place, "mktree", text=lines)
        commit = self.git(place, "commit-tree", "-p", ref, "-m", "Labels and rights", tree)
        self.git(place, "update-ref", ref, commit)

    def _end_of_log(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-15:])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
