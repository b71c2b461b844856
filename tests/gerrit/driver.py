"""Plays the world's acts into a real server: each act through the door that people use."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.gerrit import hands
from tests.gerrit.commits import Commits
from tests.gerrit.rest import ADMIN, PASSWORD, Rest, named
from tests.gerrit.server import RealGerrit
from tests.world.acts import Act, AddReviewer, Move, Story, Upload
from tests.world.frame import change_id
from tests.world.people import MACHINES, Account

_SEQUENCES = {"accounts": "All-Users", "changes": "All-Projects"}
_FLAGS = {True: "%wip", False: "%ready", None: ""}


class Driver:
    """Somebody at every keyboard: plays acts in the order of time."""

    def __init__(self, server: RealGerrit, folder: Path) -> None:
        """Take a running server, and a folder for the commits that are pushed."""
        self._server = server
        self._rest = Rest(server.url)
        self._commits = Commits(folder)
        self._accounts: set[Account] = set()
        self._branches: set[tuple[str, str]] = set()
        self._patch_sets: Counter[int] = Counter()
        self._on: dict[int, str] = {}
        self._tips = 0

    def play(self, stories: Iterable[Story]) -> int:
        """Play whole stories, act by act in the order of time; return how many acts."""
        acts = [
            (act.at, story.number, place, act, story)
            for story in stories
            for place, act in enumerate(story.acts)
        ]
        for *_, act, story in sorted(acts, key=lambda one: one[:3]):
            self.act(story, act)
        return len(acts)

    def add(self, project: str, **told: str) -> None:
        """Add a project without changes, or say more about one that is there."""
        self._branch(project, "master")
        self._rest(ADMIN, "PUT", f"/projects/{named(project)}/config", **told)

    def act(self, story: Story, act: Act) -> None:
        """Play one act of a story."""
        self._server.clock(act.at)
        self._meet(act.by)
        if isinstance(act, AddReviewer):
            self._meet(act.reviewer)
        if isinstance(act, Move):
            self._branch(story.project, act.branch)
            self._on[story.number] = act.branch
        if isinstance(act, Upload):
            self._upload(story, act)
        else:
            hands.do(self._rest, story, act)

    def _meet(self, who: Account) -> None:
        """Make an account, under the number that it has in the world."""
        if who in self._accounts:
            return
        self._accounts.add(who)
        self._next("accounts", who.number)
        told = {"name": who.name, "email": who.email, "http_password": PASSWORD}
        self._rest(ADMIN, "PUT", f"/accounts/{who.username}", **told)
        if who in MACHINES:
            self._rest(ADMIN, "PUT", f"/groups/Service%20Users/members/{who.number}")

    def _next(self, what: str, number: int) -> None:
        """Set the number that the server gives out next."""
        place = _SEQUENCES[what]
        blob = self._server.git(place, "hash-object", "-w", "--stdin", text=str(number))
        self._server.git(place, "update-ref", f"refs/sequences/{what}", blob)

    def _branch(self, project: str, branch: str) -> str:
        """Return a branch's tip, once the project and the branch are there."""
        place = f"/projects/{named(project)}"
        if (project, "master") not in self._branches:
            self._branches.add((project, "master"))
            self._rest(ADMIN, "PUT", place, create_empty_commit=True)
        if (project, branch) not in self._branches:
            self._branches.add((project, branch))
            self._rest(ADMIN, "PUT", f"{place}/branches/{named(branch)}", revision="master")
        return self._commits.fetch(self._server.repository(project), f"refs/heads/{branch}")

    def _moved_tip(self, story: Story, act: Act) -> str:
        """Return the tip of the change's branch after somebody else's work reached it."""
        self._tips += 1
        branch = self._on[story.number]
        tip = self._branch(story.project, branch)
        tree = self._commits.tree(tip, "tip", f"{self._tips}\n")
        commit = self._commits.commit(tree, tip, f"Tip {self._tips}", act.by, act.at)
        address = self._rest.pushes_to(ADMIN, story.project)
        self._commits.push(address, commit, f"refs/heads/{branch}")
        return commit

    def _upload(self, story: Story, act: Upload) -> None:
        if act.web:
            self._click(story, act)
        elif self._patch_sets[story.number]:
            self._push(story, act, self._changed(story, act))
        else:
            tip = self._branch(story.project, story.branch)
            self._on[story.number] = story.branch
            self._next("changes", story.number)
            self._push(story, act, self._written(story, act, tip, _message(story)))
        self._patch_sets[story.number] += 1

    def _push(self, story: Story, act: Upload, commit: str) -> None:
        address = self._rest.pushes_to(act.by.username, story.project)
        ref = f"refs/for/{self._on[story.number]}{_FLAGS[act.wip]}"
        self._commits.push(address, commit, ref)

    def _written(self, story: Story, act: Upload, parent: str, message: str) -> str:
        """Return a commit whose file says something new."""
        tree = self._commits.tree(parent, _file(story), f"As of {act.at}\n")
        return self._commits.commit(tree, parent, message, act.by, act.at)

    def _changed(self, story: Story, act: Upload) -> str:
        """Return the next patch set, which differs from the last one as its kind says."""
        old = self._last(story)
        message, parent, tree = self._commits.message(old), f"{old}^", f"{old}^{{tree}}"
        match act.kind:
            case "REWORK":
                return self._written(story, act, parent, message)
            case "TRIVIAL_REBASE":
                parent = self._moved_tip(story, act)
                text = self._commits.text(old, _file(story))
                tree = self._commits.tree(parent, _file(story), f"{text}\n")
            case "NO_CODE_CHANGE":
                message = _message(story, f"Said anew, {act.at}.")
        return self._commits.commit(tree, parent, message, act.by, act.at)

    def _last(self, story: Story) -> str:
        number = story.number
        ref = f"refs/changes/{number % 100:02}/{number}/{self._patch_sets[number]}"
        return self._commits.fetch(self._server.repository(story.project), ref)

    def _click(self, story: Story, act: Upload) -> None:
        """Make a patch set in the browser: a rebase, a new commit message, or an edit."""
        who, change = act.by.username, f"/changes/{story.number}"
        match act.kind:
            case "TRIVIAL_REBASE":
                self._moved_tip(story, act)
                self._rest(who, "POST", f"{change}/rebase")
            case "NO_CODE_CHANGE":
                said = _message(story, f"Said anew, {act.at}.")
                self._rest(who, "PUT", f"{change}/message", message=said)
            case _:
                text = f"As of {act.at}, edited\n"
                self._rest.put_text(who, f"{change}/edit/{_file(story)}", text)
                self._rest(who, "POST", f"{change}/edit:publish")


def _file(story: Story) -> str:
    return f"change-{story.number}"


def _message(story: Story, body: str = "") -> str:
    footers = "\n".join((*story.footers, f"Change-Id: {change_id(story.number)}"))
    return "\n\n".join(part for part in (story.subject, body, footers) if part)
