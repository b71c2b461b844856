"""A project that had another name: both names are asked, and all of it counts as one."""

import pytest

from retro.errors import SourceRefusedError
from retro.ledger import replay
from retro.measure.ground.query import open_changes
from retro.measure.ground.repositories import repositories
from retro.model.change import Accounts
from retro.model.team import Notes
from retro.snapshot import read
from retro.snapshot.gerrit import ChangeInfo
from retro.snapshot.settings import settings
from tests.collect.builders import CYCLE, PROJECT, change, team
from tests.collect.odd import OddServer
from tests.measure.builders import case, upload
from tests.measure.builders import change as told

OLD, NEW = "stackforge/oil", "openstack/oil"
KNOWN = {name: {} for name in (PROJECT, OLD, NEW)}
CHANGES = [change(1), change(2, project=OLD), change(3, project=NEW)]


def oil(server, **more):
    return team(server.url, projects=(PROJECT, NEW), **more)


def test_what_lies_under_a_former_name_is_collected_and_counts_as_the_projects(run):
    with OddServer(CHANGES, projects=KNOWN) as server:
        asked = oil(server, formerly={NEW: (OLD,)})
        run(asked)
    records = list(read(run.folder).records("gerrit-changes", ChangeInfo))
    changes = [replay(one, Accounts(), asked.gerrit) for one in records]

    assert [one.project for one in records] == [PROJECT, OLD, NEW]
    assert [(one.project, one.served) for one in changes] == [
        (PROJECT, PROJECT),
        (NEW, OLD),
        (NEW, NEW),
    ]


def test_without_it_the_same_changes_are_not_asked_for(run):
    with OddServer(CHANGES, projects=KNOWN) as server:
        run(oil(server))

    numbers = [one._number for one in read(run.folder).records("gerrit-changes", ChangeInfo)]
    assert numbers == [1, 3]


def test_a_former_name_that_the_server_no_longer_has_is_told_once_and_no_error(run):
    moved = [change(1), change(2, project=NEW)]
    with OddServer(moved, projects={PROJECT: {}, NEW: {}}) as server:
        run(oil(server, formerly={NEW: (OLD,)}))
        with pytest.raises(SourceRefusedError, match=f"there is no project {OLD}"):
            run(team(server.url, projects=(PROJECT, OLD)))

    told = [line for line in run.said if OLD in line]
    assert told[0] == f"{OLD}: a former name, which the server no longer has"
    assert len(told) == 1


def test_a_snapshot_without_the_former_name_does_not_answer_what_is_asked():
    with_it, without = (
        settings(team("x", projects=(NEW,), **more), Notes(), CYCLE)
        for more in ({"formerly": {NEW: (OLD,)}}, {})
    )

    assert with_it["projects"] != without["projects"]


def test_a_query_asks_by_both_names_and_the_repository_counts_once():
    asked = team("x", projects=(NEW,), formerly={NEW: (OLD,)})

    assert f"(project:{NEW} OR project:{OLD})" in open_changes(asked.gerrit)
    both = [
        told(n, upload("03-01"), project=asked.gerrit.now(name))
        for n, name in ((1, OLD), (2, NEW))
    ]
    assert repositories(case(*both, team=asked)) == (NEW,)


def test_a_former_name_of_specs_is_one_of_specs():
    gerrit = team("x", specs=("openstack/oil-specs",)).gerrit
    renamed = team(
        "x", specs=("openstack/oil-specs",), formerly={"openstack/oil-specs": ("a/oil-specs",)}
    ).gerrit

    assert not gerrit.is_spec("a/oil-specs")
    assert renamed.is_spec("a/oil-specs")
    assert renamed.ever(renamed.projects) == renamed.projects
