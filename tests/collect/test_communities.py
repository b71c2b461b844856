"""What is guessed of a team on servers unlike OpenDev's, by the shapes of a dozen communities."""

import re

import pytest

from retro import calendar
from retro.collect import Hints, Options, sketch
from retro.content.scaffold import write_team
from retro.content.scaffold.team import team_text
from retro.errors import SourceRefusedError
from retro.model.team import Gerrit
from tests.collect.builders import HASTY, NOW
from tests.collect.communities import COMMUNITIES, Below


@pytest.fixture(scope="module")
def found():
    """What is guessed of each, by one run."""
    sketches = {}
    for name, shape in COMMUNITIES.items():
        head = next(iter(shape.branches))
        there = {one: {"head": head} for one in shape.projects}
        with Below(shape.below, shape.changes(), projects=there) as server:
            sketches[name] = look(server.url, key=shape.key, projects=shape.words)
    return sketches


def look(server, key="core", projects=()):
    hints = Hints(
        key=key,
        cycle=calendar.find("2016-Q1"),
        server=server,
        prefix="",
        projects=projects,
        launchpad_server="",
    )
    return sketch(
        hints,
        now=lambda: NOW,
        sleep=lambda _: None,
        say=print,
        options=Options(patience=HASTY),
    )


def taken(guesses):
    return tuple(one.value for one in guesses if one.taken)


every = pytest.mark.parametrize("name", COMMUNITIES)


@every
def test_whose_vote_on_which_label_is_ci_and_who_else_is_a_machine(found, name):
    sketch, shape = found[name], COMMUNITIES[name]

    assert (sketch.label and sketch.label.value) == shape.label
    assert taken(sketch.gating) == shape.gating
    assert set(taken(sketch.bots)) >= set(shape.machines)


@every
def test_which_branches_count_and_which_are_of_releases(found, name):
    sketch, shape = found[name], COMMUNITIES[name]
    apart = {} if sketch.stable is None else {"stable": sketch.stable.value}
    gerrit = Gerrit(server="", projects=(), branches=taken(sketch.branches), **apart)

    assert taken(sketch.branches) == shape.counted
    places = {branch: gerrit.place(branch).value for branch in shape.branches}
    assert {one for one, place in places.items() if place == "apart, as stable"} == set(
        shape.apart
    )


@every
def test_what_votes_mean_is_as_the_server_says(found, name):
    meanings = {one.label: one.kinds for one in found[name].labels}

    assert {label: meanings[label] for label in COMMUNITIES[name].kinds} == COMMUNITIES[name].kinds


@every
def test_every_guess_says_how_sure_it_is_and_few_lines_are_left_to_edit(found, name, tmp_path):
    text = team_text(found[name])
    lines = [line for line in text.splitlines() if re.search(r"^ *(# )?- ", line)]

    assert text.count("# edit: ") <= 3
    assert [line for line in lines if "NAME" not in line and "NUMBER" not in line] == [
        line for line in lines if re.search(r"# (sure|likely|a guess): ", line)
    ]
    assert "openstack" not in text.casefold()
    assert write_team(tmp_path, found[name])


@every
def test_a_namesake_on_launchpad_and_specs_that_are_not_there_are_nobodys(found, name):
    assert (found[name].launchpad, found[name].specs) == ((), ())
    assert "launchpad: []" in team_text(found[name])
    assert "specs: []" in team_text(found[name])


def test_so_many_core_reviews_are_needed_as_merged_changes_bear(found):
    why = "0 of 12 merged changes bear more than one of the highest Code-Review"

    assert (found["small"].reviews.value, found["small"].reviews.why) == ("1", why)
    assert "reviews_per_change: 1  # likely: " in team_text(found["small"])


def test_where_features_live_nowhere_it_is_said(found):
    assert any(one.startswith("features: neither") for one in found["qt"].remarks)


def test_projects_are_found_wherever_the_one_of_the_teams_name_lies(found):
    assert taken(found["qt"].projects) == ("qt/qtbase",)
    assert taken(found["onap"].projects) == ("so", "so/adapters", "so/libs")
    assert taken(found["eclipse"].projects) == ("jgit/jgit", "jgit/jgit-github")
    assert taken(found["typo3"].projects) == ("Packages/TYPO3.CMS",)


def test_a_server_that_is_asked_beside_its_path_says_where_it_may_lie():
    shape = COMMUNITIES["wikimedia"]
    with Below(shape.below, shape.changes()) as server, pytest.raises(SourceRefusedError) as error:
        look(server.base)

    assert "such as /r or /gerrit" in error.value.hint


def test_a_way_round_a_requirement_is_no_gate_of_its_own(found):
    meanings = {one.label: one.kinds for one in found["chromium"].labels}

    assert "review" not in meanings["Bot-Commit"]
    assert "ci" not in meanings["Bot-Commit"]
