"""The loopback server in the real one's place: the same doors, the same stories."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tests.world.acts import Act, Story
from tests.world.frame import Info
from tests.world.gerrit import GerritServer
from tests.world.phrase import GERRIT_3_5, GERRIT_3_10, Version
from tests.world.wire import change_info, past_info, remarks


def wording(version: str) -> Callable[[datetime], Version]:
    """Return the wording of a server that always was of a version."""
    old = version.startswith("3.5")
    return lambda _: GERRIT_3_5 if old else GERRIT_3_10


class FakeGerrit:
    """Stories on a server that can be stopped and started again where it was."""

    def __init__(self, version: str, cap: int) -> None:
        self.version = version
        self._words = wording(version)
        self.url = ""
        self._cap = cap
        self._stories: dict[int, Story] = {}
        self._shown: dict[int, Info] = {}
        self._remarks: dict[int, Info] = {}
        self._projects: dict[str, Info] = {}
        self._running: GerritServer | None = None

    def start(self) -> None:
        """Start to listen, the second time at the first time's address."""
        port = int(self.url.rpartition(":")[2] or 0)
        self._running = GerritServer(
            self._records,
            version=self.version,
            cap=self._cap,
            projects=self._projects,
            past=self._past,
            comments=self._remarks,
            requirements=("Code-Review",),
            port=port,
        )
        self.url = self._running.url
        self._running.__enter__()

    def stop(self) -> None:
        """Stop to listen."""
        if self._running is not None:
            self._running.__exit__()
            self._running = None

    def play(self, stories: Iterable[Story]) -> int:
        """Take stories as they are."""
        acts = 0
        for story in stories:
            acts += len(story.acts)
            self._put(story)
        return acts

    def add(self, project: str, **told: str) -> None:
        """Add a project without changes, or say more about one that is there."""
        self._projects[project] = told

    def act(self, story: Story, act: Act) -> None:
        """Let one more thing happen to a change."""
        known = self._stories[story.number]
        self._put(replace(known, acts=(*known.acts, act)))

    def _put(self, story: Story) -> None:
        info = change_info(story, version=self._words)
        assert info is not None
        self._stories[story.number] = story
        self._shown[story.number] = info
        self._remarks[story.number] = remarks(story)

    def _records(self, _: int) -> Sequence[Info]:
        return list(self._shown.values())

    def _past(self, number: int, meta: str) -> Info | None:
        return past_info(self._stories[number], meta, self._words)
