from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.features.outcomes import landed as landings
from retro.measure.features.story import kind_of
from retro.measure.features.will_not_make_it import will_not_make_it
from retro.model.story import Work
from retro.model.team import Deferral, Notes, Priority
from tests.measure.builders import change, merge, upload
from tests.measure.features.builders import deferred, feature, landed, with_features


def told(metric, *every, **given):
    return [item.story for item in metric(with_features(*every, **given)).evidence.items]


def work(number: int, project: str, *, merged: bool = True):
    acts = (upload("03-01"), merge("03-02")) if merged else (upload("03-01"),)
    return replace(change(number, *acts), project=project)


def test_the_work_on_a_feature_is_its_merged_changes_by_project():
    changes = (
        work(1, "team/lamp"),
        work(2, "team/lamp"),
        work(3, "team/python-lampclient"),
        work(4, "team/lamp", merged=False),
        work(5, "team/lamp"),
    )
    one = replace(landed("a"), changes=frozenset({1, 2, 3, 4}))
    (story,) = told(landings, one, changes=changes)

    assert story.work == (
        Work("team/lamp", 2),
        Work("team/python-lampclient", 1, "client"),
    )
    assert story.changes.endswith("/q/1%20OR%202%20OR%203")


def test_of_a_feature_that_no_merged_change_names_nothing_is_said():
    (story,) = told(landings, landed("a"), changes=(work(1, "team/lamp"),))

    assert (story.work, story.changes) == ((), "")


@pytest.mark.parametrize(
    ("project", "kind"),
    [
        ("openstack/python-glanceclient", "client"),
        ("openstack/openstacksdk", "client"),
        ("openstack/tempest", "tests"),
        ("openstack/glance-tempest-plugin", "tests"),
        ("openstack/openstack-manuals", "docs"),
        ("openstack/glance", ""),
        ("openstack/openstackdocstheme", ""),
        ("openstack/glance_store", ""),
    ],
)
def test_the_kind_of_work_is_told_where_the_projects_name_says_it(project, kind):
    assert kind_of(project) == kind


def test_a_cycle_that_approved_a_feature_twice_counts_once():
    one = deferred("a", carried=("kilo", "kilo", "liberty"))
    (story,) = told(will_not_make_it, one)

    assert (story.times, story.first) == (3, "kilo")


def test_what_landed_was_put_off_in_the_earlier_cycles_only():
    (story,) = told(landings, replace(landed("a"), carried=("kilo",)))

    assert story.times == 1


@pytest.mark.parametrize(("before", "times"), [(None, None), (7, 1)])
def test_a_first_deferral_is_known_only_beside_the_specs_of_the_cycle_before(before, times):
    (story,) = told(will_not_make_it, deferred("a"), told={"before": before})

    assert story.times == times


def test_the_words_are_those_of_the_declaration_else_of_the_priority():
    notes = Notes(
        deferred=(Deferral(item="a", to="next", day=date(2016, 3, 8), why="Too big."),),
        priorities=(Priority(title="Import", why="It took all cycle.", features=("A", "b")),),
    )
    every = (feature("a", declared="a"), deferred("b"), deferred("c"))
    stories = told(will_not_make_it, *every, notes=notes)

    assert sorted(story.words for story in stories) == [
        "",
        "Import: It took all cycle.",
        "Too big.",
    ]


def test_when_a_spec_was_approved_is_told_without_its_commit():
    one = deferred("a", evidence=("approved on 1 March 2016, commit 83341d1", "moved to next"))
    (story,) = told(will_not_make_it, one)

    assert story.approved == "approved on 1 March 2016"


def test_what_slipped_says_of_which_promise_it_is_part():
    notes = Notes(
        priorities=(
            Priority(title="Light", outcome="missed", features=("a", "x")),
            Priority(title="Shade", outcome="missed"),
            Priority(title="Dusk", outcome="missed"),
        ),
        deferred=(Deferral(item="X"), Deferral(item="shade"), Deferral(item="Y")),
    )
    told_of = will_not_make_it(with_features(deferred("a"), deferred("b"), notes=notes))
    promises = {one.title: one.story.promise for one in told_of.evidence.items}

    assert promises == {
        "a": "Light",
        "b": "",
        "X": "Light",
        "shade": "Shade",
        "Y": "",
        "Dusk": "Dusk",
    }
