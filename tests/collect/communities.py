"""Servers unlike OpenDev's, as far as their shape is publicly known; all people are made up.

What is known of each stands beside it: labels and their ends, requirements, names of machines,
branches, where the server lies. No record of theirs is here.
"""

from dataclasses import replace
from typing import Any

from msgspec import Struct

from tests.collect.builders import ANN, BOB, EVE, account, change, vote
from tests.world.gerrit import GerritServer

Info = dict[str, Any]
REVIEW = {"-2": "This shall not be submitted", "-1": "I would prefer this is not submitted as is"}
APPROVE = {
    "+1": "Looks good to me, but someone else must approve",
    "+2": "Looks good to me, approved",
}
ENDS = {
    (-2, 2): REVIEW | {" 0": "No score"} | APPROVE,
    (-1, 1): {"-1": "Fails", " 0": "No score", "+1": "Verified"},
    (-1, 2): {"-1": "Fails", " 0": "No score", "+1": "Presubmit", "+2": "Verified"},
    (0, 1): {" 0": "No score", "+1": "Yes"},
    (0, 2): {" 0": "Not ready", "+1": "Dry run", "+2": "Submit"},
}
JUDGED = {
    "-1": "I would prefer this is not merged as is",
    " 0": "No score",
    "+1": "Looks good to me",
}
MAX = "label:{0}=MAX AND -label:{0}=MIN"


class Shape(Struct, frozen=True, kw_only=True):
    """A community: what its server shows, and what should be found out.

    Attributes:
        known: Where its shape is known from.
        key: The team.
        projects: What the server has.
        words: Those that a person names; none where the team's name tells.
        labels: The lowest and the highest vote, or the texts of each.
        votes: Who votes what on a merged change.
        needs: Requirements' expressions; None for a server that knows none.
        branches: Where changes were merged, the first being HEAD.
        below: The path below which the server lies.
        says: What else is on a change.
        label: The label on which CI votes.
        gating: Whose votes these are.
        counted: The branches that count.
        apart: Branches that are of releases.
        kinds: What votes on labels mean.
        machines: Who else is no person.
    """

    known: str
    key: str
    projects: tuple[str, ...]
    words: tuple[str, ...] = ()
    labels: dict[str, tuple[int, int] | dict[str, str]]
    votes: dict[str, list[tuple[Info, int]]]
    needs: tuple[str, ...] | None = None
    branches: dict[str, int]
    below: str = ""
    says: tuple[Info, ...] = ()
    label: str | None
    gating: tuple[str, ...]
    counted: tuple[str, ...]
    apart: tuple[str, ...] = ()
    kinds: dict[str, tuple[str, ...]]
    machines: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        return self.words[0] if self.words else self.projects[0]

    def changes(self) -> list[Info]:
        """Return its merged changes, some on each branch."""
        places = [name for name, many in self.branches.items() for _ in range(many)]
        return [self.merged(number, branch) for number, branch in enumerate(places, 1)]

    def merged(self, number: int, branch: str) -> Info:
        labels = {
            name: {
                "values": ends if isinstance(ends, dict) else ENDS[ends],
                "all": [vote(who, value) for who, value in self.votes.get(name, [])],
                **({"optional": True} if self.needs is not None else {}),
            }
            for name, ends in self.labels.items()
        }
        told: Info = {"labels": labels, "status": "MERGED", "project": self.home, "branch": branch}
        if self.needs is not None:
            told["submit_requirements"] = [_requirement(one) for one in self.needs]
        return change(number, *self.says, updated="2016-02-01", **told)


class Below(GerritServer):
    """A Gerrit that lies below a path, as many do behind one host's front page."""

    def __init__(self, below: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._below = below

    @property
    def url(self) -> str:
        return self.base + self._below

    def good(self, request: Any, place: int) -> Any:
        if not request.path.startswith(f"{self._below}/"):
            return super().good(replace(request, path="/nothing", raw="/nothing"), place)
        cut = len(self._below)
        return super().good(
            replace(request, path=request.path[cut:], raw=request.raw[cut:]), place
        )


def _requirement(expression: str) -> Info:
    result = {"expression": expression, "fulfilled": True, "status": "PASS"}
    return {
        "name": "Some-Rule",
        "status": "SATISFIED",
        "is_legacy": False,
        "submittability_expression_result": result,
    }


def said(name: str, number: int, tag: str) -> Info:
    """Return a message of a machine."""
    return {
        "id": f"m{number}",
        "author": account(number, name),
        "date": "2016-01-10 12:00:00.000000000",
        "message": "Patch Set 1:\n\nDone.",
        "tag": tag,
        "_revision_number": 1,
    }


def service(number: int, name: str) -> Info:
    return account(number, name, tags=["SERVICE_USER"])


CR = "Code-Review"
GATE, JUDGES, CI = ("gate",), ("review", "gate"), ("gate", "ci")

COMMUNITIES = {
    "gerrit": Shape(
        known="its own rules.pl as documentation of submit requirements retells it; stable-3.10",
        key="gerrit",
        projects=("gerrit", "gerrit-ci-scripts", "plugins/download-commands"),
        labels={
            CR: (-2, 2),
            "Verified": (-1, 1),
            "Code-Style": (-1, 1),
            "Library-Compliance": (-1, 1),
        },
        votes={
            CR: [(BOB, 2)],
            "Verified": [(account(50, "GerritForge CI"), 1)],
            "Code-Style": [(account(50, "GerritForge CI"), 1)],
        },
        needs=tuple(map(MAX.format, (CR, "Verified", "Code-Style"))),
        branches={"master": 12, "stable-3.10": 5, "stable-3.9": 3},
        label="Verified",
        gating=("gerritforge.ci",),
        counted=("master", "main"),
        apart=("stable-3.10", "stable-3.9"),
        kinds={CR: JUDGES, "Verified": CI, "Code-Style": CI},
    ),
    "chromium": Shape(
        known="footers of public commits: Code-Review, Commit-Queue, Auto-Submit, Bot-Commit and "
        "Owners-Override, refs/branch-heads; Code-Review ends at +1",
        key="src",
        projects=("chromium/src", "chromium/tools/build", "v8/v8"),
        labels={CR: JUDGED, "Commit-Queue": (0, 2), "Auto-Submit": (0, 1), "Bot-Commit": (0, 1)},
        votes={
            CR: [(BOB, 1)],
            "Commit-Queue": [(ANN, 2)],
            "Bot-Commit": [(service(60, "Rubber Stamper"), 1)],
        },
        needs=("label:Code-Review=MAX AND -label:Code-Review=MIN OR label:Bot-Commit=MAX",),
        branches={"main": 15, "refs/branch-heads/6422": 5},
        says=(said("LUCI CQ", 61, "autogenerated:cq:dry-run"),),
        label=None,
        gating=(),
        counted=("main", "master"),
        apart=("refs/branch-heads/6422",),
        kinds={CR: JUDGES, "Commit-Queue": ("trigger",), "Auto-Submit": ("trigger",)},
        machines=("rubber.stamper", "luci.cq"),
    ),
    "android": Shape(
        known="tools that read it: Presubmit-Verified -1 to +2 from Treehugger, Presubmit-Ready, "
        "Autosubmit, and a Verified of people's own",
        key="art",
        projects=("platform/art", "platform/build/soong"),
        labels={
            CR: (-2, 2),
            "Verified": (-1, 1),
            "Presubmit-Verified": (-1, 2),
            "Presubmit-Ready": (0, 1),
            "Autosubmit": (0, 1),
        },
        votes={
            CR: [(BOB, 2)],
            "Verified": [(ANN, 1)],
            "Presubmit-Verified": [(account(62, "Treehugger Robot"), 2)],
            "Presubmit-Ready": [(ANN, 1)],
        },
        needs=tuple(map(MAX.format, (CR, "Verified", "Presubmit-Verified"))),
        branches={"main": 14, "android14-tests-release": 3},
        label="Presubmit-Verified",
        gating=("treehugger.robot",),
        counted=("main", "master"),
        apart=("android14-tests-release",),
        kinds={CR: JUDGES, "Presubmit-Ready": ("trigger",), "Autosubmit": ("trigger",)},
    ),
    "go": Shape(
        known="footers of public commits and its builders' configuration: LUCI-TryBot-Result of "
        "Go LUCI at +1 or -1, Auto-Submit, Hold, release-branch.go1.22",
        key="go",
        projects=("go", "tools", "gofrontend"),
        labels={
            CR: (-2, 2),
            "LUCI-TryBot-Result": (-1, 1),
            "Commit-Queue": (0, 1),
            "Auto-Submit": (0, 1),
            "Hold": (0, 1),
        },
        votes={
            CR: [(BOB, 2), (EVE, 1)],
            "LUCI-TryBot-Result": [(account(63, "Go LUCI"), 1)],
            "Commit-Queue": [(ANN, 1)],
        },
        needs=(
            MAX.format(CR),
            "label:LUCI-TryBot-Result=MAX",
            "-label:Hold=MAX",
        ),
        branches={"master": 16, "release-branch.go1.22": 2, "release-branch.go1.21": 1},
        label="LUCI-TryBot-Result",
        gating=("go.luci",),
        counted=("master", "main"),
        apart=("release-branch.go1.22", "release-branch.go1.21"),
        kinds={CR: JUDGES, "LUCI-TryBot-Result": CI, "Hold": ("gate", "hold")},
    ),
    "wikimedia": Shape(
        known="lies below /r; jenkins-bot verifies and submits what has +2; REL1_42 and wmf/1.43",
        key="core",
        projects=("mediawiki/core", "mediawiki/extensions/Echo"),
        labels={CR: (-2, 2), "Verified": (-2, 2)},
        votes={CR: [(BOB, 2)], "Verified": [(account(64, "jenkins-bot"), 2)]},
        needs=tuple(map(MAX.format, (CR, "Verified"))),
        branches={"master": 15, "REL1_42": 2, "wmf/1.43.0-wmf.5": 1},
        below="/r",
        says=(said("SonarQubeBot", 65, ""),),
        label="Verified",
        gating=("jenkins-bot",),
        counted=("master", "main"),
        apart=("REL1_42", "wmf/1.43.0-wmf.5"),
        kinds={CR: JUDGES, "Verified": CI},
        machines=("sonarqubebot",),
    ),
    "qt": Shape(
        known="recorded stream events: Sanity-Review +1 of Qt Sanity Bot; branches dev, 6.7",
        key="qtbase",
        projects=("qt/qtbase", "qt/qtdeclarative"),
        labels={CR: (-2, 2), "Sanity-Review": (-2, 2)},
        votes={CR: [(BOB, 2)], "Sanity-Review": [(account(66, "Qt Sanity Bot"), 1)]},
        needs=(MAX.format(CR), "-label:Sanity-Review=MIN"),
        branches={"dev": 14, "6.7": 4, "6.8": 2},
        says=(said("Qt CI Bot", 67, ""),),
        label="Sanity-Review",
        gating=("qt.sanity.bot",),
        counted=("dev",),
        apart=("6.7", "6.8"),
        kinds={CR: JUDGES, "Sanity-Review": CI},
        machines=("qt.ci.bot",),
    ),
    "libreoffice": Shape(
        known="its .gitreview (core, master), Jenkins at Verified +1, libreoffice-24-2",
        key="core",
        projects=("core", "dictionaries", "help"),
        labels={CR: (-2, 2), "Verified": (-1, 1)},
        votes={CR: [(BOB, 2)], "Verified": [(account(3, "Jenkins"), 1)]},
        needs=tuple(map(MAX.format, (CR, "Verified"))),
        branches={"master": 15, "libreoffice-24-2": 3, "distro/collabora/co-24.04": 2},
        label="Verified",
        gating=("jenkins",),
        counted=("master", "main"),
        apart=("libreoffice-24-2", "distro/collabora/co-24.04"),
        kinds={CR: JUDGES, "Verified": CI},
    ),
    "eclipse": Shape(
        known="lay below /r; functions of labels, no requirements; people verified in JGit",
        key="jgit",
        projects=("jgit/jgit", "jgit/jgit-github"),
        labels={CR: (-2, 2), "Verified": (-1, 1), "IP-Clean": (-1, 1)},
        votes={CR: [(BOB, 2)], "Verified": [(account(68, "JGit Bot"), 1), (BOB, 1)]},
        branches={"master": 15, "stable-6.1": 4},
        below="/r",
        label="Verified",
        gating=("jgit.bot",),
        counted=("master", "main"),
        apart=("stable-6.1",),
        kinds={CR: JUDGES},
    ),
    "typo3": Shape(
        known="Packages/TYPO3.CMS, main and 12.4; people and a machine verify",
        key="typo3",
        projects=("Packages/TYPO3.CMS", "Teams/Security"),
        words=("Packages/TYPO3.CMS",),
        labels={CR: (-2, 2), "Verified": (-1, 2)},
        votes={CR: [(BOB, 2)], "Verified": [(EVE, 1), (account(69, "core-ci"), 1)]},
        needs=tuple(map(MAX.format, (CR, "Verified"))),
        branches={"main": 15, "12.4": 4},
        label="Verified",
        gating=("core-ci",),
        counted=("main", "master"),
        apart=("12.4",),
        kinds={CR: JUDGES},
    ),
    "onap": Shape(
        known="lies below /r; its submit rule adds Non-Author-Code-Review, a label without votes; "
        "one project lies below another; branches are named after cities",
        key="so",
        projects=("so", "so/libs", "so/adapters", "sonar-tools"),
        labels={CR: (-2, 2), "Verified": (-1, 1), "Non-Author-Code-Review": {}},
        votes={CR: [(BOB, 2)], "Verified": [(account(70, "ONAP Jobbuilder"), 1)]},
        branches={"master": 12, "guilin": 4},
        below="/r",
        label="Verified",
        gating=("onap.jobbuilder",),
        counted=("master", "main"),
        kinds={CR: JUDGES},
    ),
    "couchbase": Shape(
        known="Build Bot at Verified and a checker at Well-Formed; branches neo, 7.2.x",
        key="kv_engine",
        projects=("kv_engine", "ns_server"),
        labels={CR: (-2, 2), "Verified": (-1, 1), "Well-Formed": (-1, 1)},
        votes={
            CR: [(BOB, 2)],
            "Verified": [(account(71, "Build Bot"), 1)],
            "Well-Formed": [(service(72, "Restriction Checker"), 1)],
        },
        needs=tuple(map(MAX.format, (CR, "Verified", "Well-Formed"))),
        branches={"master": 12, "neo": 4, "7.2.x": 2},
        label="Verified",
        gating=("build.bot",),
        counted=("master", "main"),
        apart=("7.2.x",),
        kinds={CR: JUDGES, "Verified": CI, "Well-Formed": CI},
    ),
    "small": Shape(
        known="a Gerrit as it is installed: Code-Review alone, nobody tests",
        key="lamp",
        projects=("lamp",),
        labels={CR: (-2, 2)},
        votes={CR: [(BOB, 2)]},
        needs=(MAX.format(CR),),
        branches={"master": 12},
        below="/gerrit",
        label=None,
        gating=(),
        counted=("master", "main"),
        kinds={CR: JUDGES},
    ),
}
