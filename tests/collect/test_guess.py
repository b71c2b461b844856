"""What is guessed of a team that is only a name, and why, from two servers on loopback."""

from datetime import date

import pytest

from retro import calendar
from retro.collect import OPENDEV, Hints, Options, sketch, sketch_by_rule
from retro.collect.guess.branches import branches
from retro.errors import SourceChangedError, SourceSilentError, UsageError
from retro.model.cycle import Cycle
from retro.model.sketch import Alike
from tests.collect.builders import (
    BOB,
    EVE,
    JENKINS,
    NOW,
    STORAGE,
    account,
    change,
    foreseeing,
    message,
    vote,
)
from tests.world.faults import html, plain, silence
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import Group, Project, World

MITAKA = calendar.find("mitaka")
ZUUL = account(22, "Zuul", username="zuul")
RELEASES = account(23, "OpenStack Release Bot", username="release-robot")
PROJECTS = {
    "openstack/cinder": {"description": "Block storage"},
    "openstack/cinder-specs": {},
    "openstack/cinder-tempest-plugin": {},
    "openstack/cinder_legacy": {"state": "READ_ONLY"},
    "openstack/cinderella": {},
    "openstack/cinderlib": {},
    "openstack/python-cinderclient": {},
    "openstack/python-cinderellaclient": {},
    "other/cinder": {},
}
VALUES = {"-2": "", "-1": "", " 0": "", "+1": "", "+2": ""}
LAUNCHPAD = World((Project("cinder", "Cinder"), Project("python-cinderclient", "Client")))


def merged(number, *votes, project="openstack/cinder", **fields):
    labels = {
        "Code-Review": {"all": [vote(BOB, 2)], "values": VALUES},
        "Verified": {"all": [vote(who, value) for who, value in votes], "values": VALUES},
        "Workflow": {"all": [vote(BOB, 1)], "values": {" 0": "", "+1": ""}},
    }
    told = {"labels": labels, "status": "MERGED", "project": project}
    return change(number, updated="2016-02-01", **told | fields)


NEAR = "begins with the team's name, but nothing sets it off; take it in if it is yours"
USUAL = tuple(merged(n, (JENKINS, 2), (STORAGE, 1)) for n in range(1, 6))


@pytest.fixture
def guess():
    """Guess what two servers show; afterwards `said` and `log` hold what was said and asked."""

    def run(changes=USUAL, *, there=PROJECTS, launchpad=LAUNCHPAD, faults=None, bad=None, **hints):
        with (
            GerritServer(changes, projects=there, faults=faults) as gerrit,
            LaunchpadServer(launchpad, faults=bad) as other,
        ):
            servers = {"server": gerrit.url, "launchpad_server": other.url}
            hints = {"key": "cinder", "cycle": MITAKA, **servers, **hints}
            run.said, run.log = [], gerrit.log
            return sketch(
                Hints(**hints),
                now=lambda: NOW,
                sleep=lambda _: None,
                say=run.said.append,
                options=Options(patience=foreseeing(gerrit)),
            )

    return run


def why(guesses):
    return {one.value: one.why for one in guesses}


def taken(guesses):
    return [one.value for one in guesses if one.taken]


def test_projects_named_after_the_team_are_its_own_and_each_says_why(guess):
    found = guess()

    assert why(found.projects) == {
        "openstack/cinder": "exists on the server, bears the team's name (Block storage)",
        "openstack/cinder-tempest-plugin": "exists on the server, begins with the team's name",
        "openstack/cinder_legacy": "is read-only today; take it in if it lived in your cycle",
        "openstack/cinderella": NEAR,
        "openstack/cinderlib": "exists on the server, is the team's library, by its name",
        "openstack/python-cinderclient": "exists on the server, is the team's client, by its name",
        "openstack/python-cinderellaclient": NEAR,
    }
    assert {"cinder_legacy", "cinderella"}.isdisjoint(one[10:] for one in taken(found.projects))
    assert taken(found.specs) == ["openstack/cinder-specs"]
    assert found.title == "Cinder"


def test_a_long_list_is_read_to_its_end(guess):
    many = {f"openstack/cinder-{n:03}": {} for n in range(250)}

    assert len(guess(there=many | PROJECTS).projects) == 257


def test_a_team_that_is_no_more_is_taken_as_it_was(guess):
    gone = {name: {"state": "READ_ONLY"} for name in ("openstack/cinder", "openstack/cinderlib")}
    found = guess(there=gone).projects

    assert taken(found) == ["openstack/cinder", "openstack/cinderlib"]
    assert why(found)["openstack/cinder"] == "is read-only today, bears the team's name"


def test_names_that_no_project_can_have_are_left_out(guess):
    hostile = {f"openstack/cinder-{one}": {} for one in ('"', "\n", "é", "a b", "#")}

    assert len(guess(there=hostile | PROJECTS).projects) == 7


def test_a_description_is_data_of_one_short_line(guess):
    told = {"description": "one\ntwo " + "x" * 500}
    (found, *_) = guess(there=PROJECTS | {"openstack/cinder": told}).projects

    assert "(one two xxx" in found.why
    assert len(found.why) < 130


def test_whose_highest_vote_lets_changes_in_is_the_gating_ci(guess):
    found = guess()

    assert why(found.gating) == {"jenkins": "voted the highest Verified on 5 of 5 merged changes"}
    assert found.label.value == "Verified"


def test_in_a_year_of_change_both_are_gating(guess):
    votes = [merged(n, (JENKINS if n < 4 else ZUUL, 2)) for n in range(1, 7)]

    assert taken(guess(votes).gating) == ["jenkins", "zuul"]


def test_a_person_who_verifies_is_proposed_by_number_and_not_taken(guess):
    (found,) = guess([merged(n, (EVE, 2)) for n in range(1, 6)]).gating

    assert (found.value, found.taken, found.doubtful) == ("103", False, True)
    assert "Eve" not in found.why


def test_a_machine_may_say_so_by_the_tag_of_its_vote(guess):
    robot = {"_account_id": 1022687, "tag": "autogenerated:jenkins", "value": 1}
    label = {"all": [robot], "values": {"-1": "", " 0": "", "+1": ""}}
    (found,) = guess([merged(1, labels={"Verified": label})]).gating

    assert (found.value, found.taken) == ("1022687", True)


def test_values_that_are_none_are_no_votes(guess):
    label = {"all": [vote(JENKINS, 1)], "values": {"high": "", "²": "", "9" * 9999: "", "+1": ""}}

    assert taken(guess([merged(1, labels={"Verified": label})]).gating) == ["jenkins"]


def test_without_a_merged_change_opendevs_ci_is_known_by_the_date(guess):
    found = sketch_by_rule(Hints(key="cinder", cycle=MITAKA))
    year = Cycle(name="x", start=date(2017, 9, 1), release=date(2018, 2, 1))

    assert taken(found.gating) == ["jenkins"]
    assert taken(sketch_by_rule(Hints(key="cinder", cycle=year)).gating) == ["jenkins", "zuul"]
    assert taken(sketch_by_rule(Hints(key="a", cycle=calendar.find("2026.1"))).gating) == ["zuul"]
    assert guess([]).gating == ()


def test_only_changes_of_the_cycle_tell_who_votes(guess):
    guess()
    (query,) = [request.q for request in guess.log if request.path == "/changes/"]

    assert query == (
        "project:openstack/cinder status:merged "
        'since:"2015-04-22 00:00:00" until:"2016-04-08 00:00:00"'
    )


def test_another_label_that_sounds_like_it_is_proposed(guess):
    labels = {"Code-Verified": {"all": [vote(JENKINS, 1)], "values": {" 0": "", "+1": ""}}}
    found = guess([merged(1, labels=labels)])

    assert found.label.value == "Code-Verified"
    assert taken(found.gating) == ["jenkins"]


def test_who_uploads_as_a_bot_is_told_by_name(guess):
    found = guess([*USUAL, merged(9, (JENKINS, 2), owner=RELEASES)])

    assert taken(found.bots) == ["release-robot"]


def test_who_only_speaks_is_a_bot_by_the_judgement_of_a_collection(guess):
    said = [
        message(account(93, "Lint Robot"), "Patch Set 1:\n\nOne problem."),
        message(account(95, "Style Check"), "Patch Set 1:\n\nOne.", tag="autogenerated:style"),
        message(EVE, "Patch Set 1:\n\n(1 comment)", tag="mailMessageId=<1@x.org>"),
        message(account(96, "Example Storage CI"), "Patch Set 1:\n\nBuild failed."),
    ]
    found = guess([*USUAL, merged(9, (JENKINS, 2), messages=said)])

    assert why(found.bots) == {
        "lint.robot": "speaks on changes: its name is one that bots have",
        "style.check": "speaks on changes: all that it says, or nearly all, bears a machine's tag",
    }


def test_branches_that_count_are_those_of_head_and_of_what_was_merged_and_each_says_why(guess):
    changes = [
        *USUAL,
        *(merged(n, branch="stable/liberty") for n in (6, 7)),
        merged(8, branch="feature/x"),
    ]
    went = "merged changes that were seen went there"
    found = guess(changes).branches

    assert why(found) == {
        "master": f"is where the server's HEAD points; 5 of 8 {went}",
        "main": "is not seen, but what the other may be renamed to",
        "stable/liberty": f"2 of 8 {went}; a stable branch is counted apart",
        "feature/x": f"1 of 8 {went}; take it in if the team develops there",
    }
    assert taken(found) == ["master", "main"]


def test_a_head_that_is_not_a_usual_branch_counts_beside_what_was_merged_on_a_usual_one(guess):
    projects = PROJECTS | {"openstack/cinder": {"head": "develop"}}

    assert taken(guess(there=projects).branches) == ["develop", "master"]
    assert taken(guess((), there=projects).branches) == ["develop"]


def test_where_neither_head_nor_a_merge_is_seen_no_branch_is_guessed():
    assert branches("", ()) == ()
    assert [one.value for one in branches("main", ())] == ["main", "master"]


def test_launchpad_is_asked_for_each_name_with_dashes(guess):
    found = guess(there=PROJECTS | {"openstack/cinder_store": {}})

    assert taken(found.launchpad) == ["cinder", "python-cinderclient"]
    assert why(found.launchpad)["cinder-store"] == "not on Launchpad under this name"


def test_a_project_group_stands_for_its_projects(guess):
    world = World(
        (Project("cinder-core", "C"), Project("python-cinderclient", "P", official_bugs=False)),
        groups=(Group("cinder", "Cinder", ("cinder-core", "python-cinderclient")),),
    )
    found = guess(launchpad=world).launchpad

    assert taken(found) == ["cinder-core", "python-cinderclient"]
    assert why(found)["cinder-core"] == "belongs to the project group cinder"
    assert "tracked elsewhere" in why(found)["python-cinderclient"]


def test_a_renamed_project_is_called_as_it_is_now(guess):
    world = World((Project("block", "Block", former=("cinder",)),))

    assert why(guess(launchpad=world).launchpad)["block"] == "what cinder is called now"


def test_a_launchpad_that_is_down_leaves_its_names_unchecked(guess):
    found = guess(bad=dict.fromkeys(range(9), html(503)))

    assert {one.why for one in found.launchpad} == {"not checked: called as the project"}
    assert "Launchpad could not be asked" in guess.said[0]


def test_a_person_may_name_the_projects(guess):
    found = guess(key="block", projects=("openstack/cinder", "openstack/cinder-specs"))

    assert taken(found.projects) == ["openstack/cinder"]
    assert taken(found.specs) == ["openstack/cinder-specs"]
    assert found.title == "Block"


def test_what_a_person_names_and_the_server_lacks_is_refused(guess):
    with pytest.raises(UsageError, match="no project openstack/os-brick"):
        guess(projects=("openstack/cinder", "openstack/os-brick"))


def test_a_beginning_with_a_star_has_no_name_on_launchpad(guess):
    found = guess(projects=("openstack/cinder*",))

    assert (taken(found.projects), found.launchpad) == (["openstack/cinder*"], ())


def test_a_name_that_is_not_there_is_answered_with_those_that_are(guess):
    with pytest.raises(UsageError, match="no project openstack/cindr") as error:
        guess(key="cindr")

    assert "openstack/cinder" in error.value.hint


def test_a_silent_server_is_said_to_be_silent(guess):
    with pytest.raises(SourceSilentError, match="the server was silent"):
        guess(faults=dict.fromkeys(range(9), silence))


@pytest.mark.parametrize("body", [b"<html>", b")]}'\n[1, 2]", b")]}'\n{", b'{"a": {}}'])
def test_an_answer_of_another_shape_is_refused(guess, body):
    with pytest.raises(SourceChangedError):
        guess(faults=dict.fromkeys(range(9), plain(body)))


def test_without_a_server_rules_alone_guess_and_say_so():
    found = sketch_by_rule(Hints(key="cinder", cycle=MITAKA))

    assert taken(found.projects) == ["openstack/cinder", "openstack/python-cinderclient"]
    assert taken(found.specs) == ["openstack/cinder-specs"]
    assert taken(found.launchpad) == ["cinder", "python-cinderclient"]
    assert found.server == OPENDEV
    parts = (*found.projects, *found.specs, *found.launchpad, *found.gating)
    assert all(one.why.startswith("not checked: ") for one in parts)


def test_of_an_unknown_server_less_is_taken_for_granted():
    hints = Hints(
        key="multi-site", cycle=MITAKA, server="https://g.example.org", prefix="plugins/"
    )
    found = sketch_by_rule(hints)

    assert taken(found.projects) == ["plugins/multi-site"]
    assert (found.specs, found.gating, found.bots, found.copy_rules) == ((), (), (), ())
    assert found.title == "Multi Site"


def test_accounts_of_one_name_are_proposed_as_one_person_by_number_alone(guess):
    bobs = account(105, "Bob Bracken", username="rob"), account(106, "B", username="bob.bracken2")
    others = account(107, "Lee", username="li1"), account(108, "Lee", username="li2")
    robots = account(109, "Cinder Bot"), account(110, "Cinder Bot")
    crowd = (*bobs, *others, *robots)
    found = guess([merged(1), *(merged(n, owner=who) for n, who in enumerate(crowd, 2))])

    assert found.alike == (
        Alike((102, 105), "the server shows one full name for them"),
        Alike((102, 106), "their usernames begin alike"),
    )


def test_each_further_label_is_told_with_what_votes_on_it_mean_and_why(guess):
    priority = {"all": [vote(BOB, 1)], "values": {"-1": "", " 0": "", "+1": "", "+2": ""}}
    lint = {"all": [vote(JENKINS, 1)], "values": {"-1": "", " 0": "", "+1": ""}}
    labels = {"Code-Review": {"values": VALUES}, "Review-Priority": priority, "Fast-Lint": lint}
    found = {one.label: one for one in guess([merged(1, labels=labels)]).labels}

    assert set(found) == {"Code-Review", "Review-Priority", "Fast-Lint"}
    assert "review" not in found["Review-Priority"].kinds
    assert found["Fast-Lint"].kinds == ("ci",)
    assert all(one.source for one in found.values())
