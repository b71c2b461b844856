import pytest

from retro.ledger import labels, learn
from retro.model.change import Kind
from retro.model.label import SeenVotes, Served
from retro.model.labels import Labels
from retro.model.team import CI, Gerrit
from retro.snapshot.gerrit import ApprovalInfo, LabelInfo
from tests.ledger.builders import ANN, BOB, JENKINS, NOISE, ROBOTS, change, record

UPLOADED = "owner: Uploaded patch set 1."
OPENDEV = Gerrit(server="https://review.opendev.org", projects=("openstack/glance",))


def ended(*votes: tuple[str, int, int], number: int = 1, status: str = "MERGED", text: str = ""):
    """Make a record that ends with votes: (label, account, value)."""
    held: dict[str, tuple[ApprovalInfo, ...]] = {}
    for label, account, value in votes:
        held[label] = (*held.get(label, ()), ApprovalInfo(account, value))
    lines = (UPLOADED, *((f"ann: {text}",) if text else ()))
    found = {label: LabelInfo(some) for label, some in held.items()}
    return record(*lines, _number=number, status=status, labels=found)


def meant(label: str, *records, gerrit: Gerrit = OPENDEV):
    return labels(gerrit, ROBOTS, learn(records)).on(gerrit.projects[0], "master").meaning(label)


def reviewed(text: str, gerrit: Gerrit = OPENDEV) -> bool:
    told = change(UPLOADED, f"ann: Patch Set 1: {text}", gerrit=gerrit)
    return bool(told.happened(Kind.REVIEW))


@pytest.mark.parametrize("server", ["https://review.opendev.org", "https://gerrit.example.org"])
@pytest.mark.parametrize(
    ("text", "review"),
    [
        ("Code-Review-1", True),
        ("Workflow+1", True),
        ("Workflow-1", True),
        ("Backport-Candidate-2", False),
        ("Review-Priority+1", False),
        ("Rollcall-Vote+1", False),
        ("PTL-Approved+1", False),
        ("Allow-Post-Review+1", False),
        ("Verified+1", False),
        ("Review-Priority+1 Code-Review+1", True),
        ("Review-Priority+1\n\nWhat of the tests?", True),
    ],
)
def test_a_vote_is_a_review_only_on_a_label_that_judges(server, text, review):
    assert reviewed(text, Gerrit(server=server, projects=("p",))) is review


def test_a_label_whose_high_vote_is_refused_holds_and_promises_nothing():
    place = {"project": "p", "branches": "default", "judges": False}
    hold = Served(label="Hold", highest=1, gates=True, holds=True, high=True, **place)
    priority = Served(label="Wait", lowest=-1, gates=True, holds=True, stops=True, **place)
    here = Labels(served=(hold, priority)).on("p", "master")

    assert (here.vetoes("Hold", 1), here.holds("Hold", 1), here.promises("Hold", 1)) == (
        (True, True, False)
    )
    assert (here.vetoes("Hold", -1), here.holds("Hold", -1)) == (False, False)
    assert (here.vetoes("Wait", -1), here.vetoes("Wait", 1), here.promises("Wait", 1)) == (
        (True, False, True)
    )


def test_what_is_said_by_a_vote_that_judges_nothing_stays_a_comment():
    told = change(UPLOADED, "ann: Patch Set 1: Review-Priority+1", gerrit=OPENDEV)

    assert told.happened(Kind.COMMENT)
    assert told.states[-1].votes == {("Review-Priority", ANN): 1}


def test_the_owners_workflow_is_no_review():
    told = change(UPLOADED, "owner: Patch Set 1: Workflow-1", gerrit=OPENDEV)

    assert not told.happened(Kind.REVIEW)


def test_what_the_team_says_of_a_label_goes_before_all_else():
    own = Gerrit(
        server=OPENDEV.server,
        projects=("openstack/governance",),
        labels={"Rollcall-Vote": ("review",)},
    )
    meaning = meant("Rollcall-Vote", gerrit=own)

    assert (meaning.kinds, meaning.source, meaning.assumed) == (
        ("review",),
        "the team's settings",
        False,
    )
    assert reviewed("Rollcall-Vote+1", own)


@pytest.mark.parametrize(
    ("label", "project", "kinds"),
    [
        ("Review-Priority", "openstack/glance", ("gate", "hold")),
        ("Review-Priority", "openstack/nova", ("neither",)),
        ("Backport-Candidate", "openstack/glance", ("neither",)),
        ("Backport-Candidate", "openstack/openstacksdk", ("neither",)),
        ("Rollcall-Vote", "opendev/infra-specs", ("gate",)),
        ("PTL-Approved", "openstack/releases", ("gate", "ci")),
        ("PTL-Approved", "openstack/release-test", ("neither",)),
        ("Review-Priority", "openstack/watcher-specs", ("neither",)),
        ("Code-Review", "openstack/glance", ("review", "gate")),
        ("Code-Review", "openstack/governance", ("review",)),
    ],
)
def test_on_opendev_a_label_means_what_its_project_configured(label, project, kinds):
    gerrit = Gerrit(server="https://review.openstack.org", projects=(project,))
    meaning = meant(label, gerrit=gerrit)

    assert (meaning.kinds, meaning.source) == (kinds, "OpenDev's configuration")
    assert not meaning.assumed


def test_one_teams_projects_may_differ_in_what_a_label_means():
    here = labels(OPENDEV, ROBOTS, learn(()))

    assert here.on("openstack/nova", "master").meaning("Review-Priority").kinds == ("neither",)
    assert here.on("openstack/glance", "master").gates("Review-Priority")
    assert [here.highest(f"openstack/{one}") for one in ("nova", "governance")] == [2, 1]


ELSEWHERE = Gerrit(server="https://gerrit.example.org", projects=("p",), ci=CI())


@pytest.mark.parametrize(
    ("label", "votes", "kinds"),
    [
        ("Community-CI", [(JENKINS, 1)], ("ci",)),
        ("Smoke", [(JENKINS, 1), (NOISE, -1)], ("ci",)),
        ("Smoke", [(JENKINS, 1), (ANN, -1)], ("review",)),
        ("Library-Compliance", [(ANN, 1), (BOB, -1)], ("review",)),
        ("Library-Compliance", [(ANN, -2)], ("review", "gate")),
        ("Endorsed", [(ANN, 1)] * 20, ("neither",)),
        ("Endorsed", [(ANN, 1)] * 19, ("review",)),
        ("Endorsed", [(ANN, 1)] * 19 + [(BOB, -1)], ("review",)),
        ("Stable-Backport", [(ANN, -2)], ("neither",)),
        ("Commit-Queue", [(ANN, 2)], ("trigger",)),
        ("Verified", [(JENKINS, 1)], ("gate", "ci")),
        ("Verified", [(JENKINS, 1), (ANN, 1)], ("review", "gate", "ci")),
    ],
)
def test_elsewhere_names_and_votes_decide_and_it_is_assumed(label, votes, kinds):
    records = [ended((label, *vote), number=n, status="NEW") for n, vote in enumerate(votes)]
    meaning = meant(label, *records, gerrit=ELSEWHERE)

    assert (meaning.kinds, meaning.assumed) == (kinds, True)


def test_a_label_that_all_merged_changes_were_approved_on_gates():
    records = [ended(("Owners-Override", ANN, 1), number=n) for n in range(20)]

    assert meant("Owners-Override", *records, gerrit=ELSEWHERE).kinds == ("gate",)


def test_only_a_minus_two_on_a_gate_is_a_veto():
    seen = Labels(seen={"Legal": SeenVotes(lowest=-2)}).on("p", "master")

    assert [seen.vetoes(label, -2) for label in ("Code-Review", "Legal", "Backport")] == [
        True,
        True,
        False,
    ]
    assert not seen.vetoes("Code-Review", -1)


def test_the_low_end_of_a_hold_vetoes_where_the_label_gates():
    held = Labels(typed={"Freeze": ("hold", "gate"), "Wish": ("hold",)})

    assert [
        held.on("p", "master").vetoes(label, value)
        for label in ("Freeze", "Wish")
        for value in (-1, 1)
    ] == [
        True,
        False,
        False,
        False,
    ]
    assert held.on("p", "master").holds("Wish", -1)


def plus_one(number: int, *, status: str = "MERGED", text: str = ""):
    return ended(("Code-Review", ANN, 1), number=number, status=status, text=text)


@pytest.mark.parametrize(
    ("records", "highest"),
    [
        ([plus_one(n) for n in range(3)], 1),
        ([plus_one(n) for n in range(2)], 2),
        ([plus_one(n, status="NEW") for n in range(3)], 2),
        ([*(plus_one(n) for n in range(3)), plus_one(4, text="Patch Set 1: Code-Review+2")], 2),
        ([*(plus_one(n) for n in range(3)), ended(("Code-Review", BOB, 2), number=4)], 2),
        ([plus_one(n) for n in range(3)] + [ended(("Code-Review", BOB, -1), number=4)] * 4, 2),
    ],
)
def test_code_review_ends_at_one_where_changes_merge_with_it_and_nobody_casts_two(
    records, highest
):
    assert labels(ELSEWHERE, ROBOTS, learn(records)).highest("p") == highest


def test_where_code_review_ends_is_told_apart_by_project():
    lone = [plus_one(n) for n in range(3)]
    far = record(UPLOADED, "ann: Patch Set 1: Code-Review+2", project="q")
    found = labels(ELSEWHERE, ROBOTS, learn([*lone, far]))

    assert (found.highest("p"), found.highest("q")) == (1, 2)
