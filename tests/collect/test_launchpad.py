"""Collecting from Launchpad: what is asked, what is joined, and what is left behind."""

import msgspec
import pytest

from retro.errors import SourceChangedError
from retro.snapshot.launchpad import BLUEPRINTS, BUGS
from tests.collect.launchpad_world import DAY, MITAKA, Gathered, day, milestone, spec, task, world
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import Activity, Project, Task
from tests.world.launchpad_wire import REDACTED


def gathered(here, *, alter=None, **more):
    with LaunchpadServer(here, **({"alter": alter} if alter else {})) as server:
        found = Gathered(server, **more)
    found.log = server.log
    return found


def test_tasks_of_every_status_come():
    closed = task(2).to("Invalid", day("2015-12-01"))
    fixed = task(3).to("Fix Released", day("2015-12-01"))
    found = gathered(world(task(1), closed, fixed))

    assert [one.status for one in found.tasks] == ["New", "Invalid", "Fix Released"]


def test_requests_are_as_many_as_the_formula_says():
    reopened = task(1).to("Invalid", day("2015-12-01")).to("New", day("2016-01-01"))
    many = [task(n) for n in range(2, 302)]
    found = gathered(world(reopened, *many), tags=("security", "lite-spec"))

    project = 1 + 1 + 1 + 2 * 2 + 2 + (1 + 1) + 1 + (1 + 1)
    goals, advisories, logs = 3, 1, 1
    assert found.requests == len(found.log) == project + goals + advisories + logs


def test_a_duplicate_is_what_a_search_without_them_does_not_find():
    found = gathered(world(task(1), task(2, duplicate_of=1)))

    assert [(one.bug, one.duplicate) for one in found.tasks] == [(1, False), (2, True)]


def test_the_log_of_a_duplicate_is_read_only_if_the_bug_was_touched_since_the_start():
    marked = Activity(day("2015-12-01"), "marked as duplicate", "", "1")
    old = task(2, "2015-01-05", duplicate_of=1)
    new = task(3, duplicate_of=1, activity=[marked])
    later = task(4, "2016-06-01", duplicate_of=1)
    found = gathered(world(task(1), old, new, later))

    assert [r.path for r in found.log if "activity" in r.path] == ["/devel/bugs/3/activity"]
    before = [one.duplicate_before for one in found.tasks]
    assert before == [None, MITAKA.begins, None, None]
    assert found.tasks[2].activity[0].whatchanged == "marked as duplicate"


def test_a_status_that_nobody_knows_loses_no_bug():
    strange = task(2, duplicate_of=1)
    strange.status = "Waiting for Rain"
    here = world(task(1), strange)
    here.opens = ("New", "Waiting for Rain")
    found = gathered(here)

    assert [(one.bug, one.status) for one in found.tasks] == [
        (1, "New"),
        (2, "Waiting for Rain"),
    ]
    assert "1 bug of glance came by no status known here: Waiting for Rain" in [
        gap.replace("\xa0", " ") for gap in found.gaps
    ]


def test_a_bug_of_a_series_alone_is_asked_whether_it_is_a_duplicate():
    in_series = task(7, target="glance/mitaka", duplicate_of=1)
    found = gathered(world(task(1), in_series))

    assert [(one.bug, one.series, one.duplicate) for one in found.tasks] == [
        (1, "", False),
        (7, "mitaka", True),
    ]


def test_a_tag_of_the_bug_is_on_its_task_in_the_series_too():
    tagged = task(1, tags=("mitaka-rc-potential", "api"))
    of_series = Task(2, tagged.bug, "glance/mitaka", tagged.created)
    found = gathered(world(tagged, of_series, task(3)), tags=("*-rc-potential",))

    rc = ("mitaka-rc-potential",)
    assert [(one.bug, one.series, one.tags) for one in found.tasks] == [
        (1, "", rc),
        (1, "mitaka", rc),
        (3, "", ()),
    ]


def test_a_bug_of_a_series_alone_keeps_its_tags_and_that_it_is_about_security():
    in_series = task(
        7,
        target="glance/mitaka",
        tags=("mitaka-rc-potential", "api"),
        information_type="Public Security",
    )
    found = gathered(world(task(1), in_series), tags=("*-rc-potential",))

    assert [(one.bug, one.tags, one.information_type) for one in found.tasks] == [
        (1, (), ""),
        (7, ("mitaka-rc-potential",), "Public Security"),
    ]


def test_a_tag_that_looks_like_a_number_is_asked_as_text():
    found = gathered(world(task(1, tags=("1.10",))), tags=("1.10",))

    assert found.tasks[0].tags == ("1.10",)


def test_security_is_found_by_type_and_by_the_advisories_tasks():
    open_secret = task(1, information_type="Public Security")
    advised = task(2)
    of_advisories = Task(3, advised.bug, "ossa", advised.created)
    found = gathered(world(open_secret, advised, of_advisories))

    assert [(one.bug, one.information_type, one.advisory) for one in found.tasks] == [
        (1, "Public Security", False),
        (2, "", True),
    ]


def test_private_bugs_shorten_their_page_and_no_more():
    secret = [task(n, information_type="Private") for n in range(1, 301)]
    found = gathered(world(*secret, task(301)))

    assert [one.bug for one in found.tasks] == [301]


def test_a_log_is_read_only_where_dates_cannot_tell_the_past():
    before = task(1, "2014-01-01").to("Invalid", day("2014-02-01")).to("New", day("2014-03-01"))
    within = task(2).to("Invalid", day("2015-12-01")).to("Confirmed", day("2016-05-01"))
    later = task(3, "2016-06-01").to("Invalid", day("2016-07-01")).to("New", day("2016-08-01"))
    found = gathered(world(before, within, later, task(4).to("Invalid", day("2016-01-01"))))

    assert [r.path for r in found.log if "activity" in r.path] == ["/devel/bugs/2/activity"]
    assert [one.activity is not None for one in found.tasks] == [False, True, False, False]


def test_of_a_log_only_status_and_visibility_are_kept():
    reopened = task(2).to("Invalid", day("2015-12-01")).to("Confirmed", day("2016-05-01"))
    reopened.bug.activity += [
        Activity(day("2015-12-02"), "description", "Call Ann", "Call ann@example.org"),
        Activity(day("2015-12-03"), "nova: status", "New", "Invalid"),
        Activity(day("2015-12-04"), "information type", "Private Security", "Public Security"),
    ]
    [kept] = gathered(world(reopened)).tasks

    assert [one.whatchanged for one in kept.activity] == [
        "glance: status",
        "information type",
        "glance: status",
    ]


def test_a_bug_that_is_hidden_while_it_is_read_is_a_gap_and_no_error():
    def hidden(place):
        reopened = task(2).to("Invalid", day("2015-12-01")).to("Confirmed", day("2016-05-01"))
        if place > 8:
            reopened.bug.information_type = "Private"
        return world(reopened)

    found = gathered(hidden)

    assert "bug 2 was hidden while it was read" in found.gaps
    assert found.tasks[0].activity is None


def test_what_launchpad_hides_is_no_value():
    def redacted(entry):
        more = {"importance": REDACTED, "title": REDACTED, "date_left_new": REDACTED}
        return entry | more if "bug_link" in entry else entry

    [kept] = gathered(world(task(1)), alter=redacted).tasks

    assert (kept.importance, kept.title, kept.date_left_new) == ("", "", None)


def test_a_task_without_status_can_not_be_counted_and_is_told():
    def redacted(entry):
        return entry | {"status": REDACTED} if entry.get("bug_target_name") else entry

    found = gathered(world(task(1)), alter=redacted)

    assert found.tasks == ()
    assert "Launchpad hides the status or date of 1 bugs of glance" in found.gaps


@pytest.mark.parametrize("key", ["status", "date_created", "bug_link"])
def test_a_key_that_is_gone_from_every_entry_is_another_shape(key):
    def without(entry):
        return {k: v for k, v in entry.items() if k != key or "bug_link" not in entry}

    with pytest.raises(SourceChangedError, match="most entries have another shape; "):
        gathered(world(*map(task, range(1, 9))), alter=without)


def test_keys_that_nothing_needs_may_be_missing():
    needed = {"self_link", "bug_link", "status", "date_created"}

    def bare(entry):
        return {k: v for k, v in entry.items() if k in needed or "bug_link" not in entry}

    [kept] = gathered(world(task(1)), alter=bare).tasks

    assert (kept.bug, kept.status, kept.importance) == (1, "New", "")


def test_a_status_that_nobody_knows_is_kept_as_it_came():
    def new_word(entry):
        return entry | {"status": "Pondered"} if entry.get("status") == "New" else entry

    [kept] = gathered(world(task(1)), alter=new_word).tasks

    assert kept.status == "Pondered"


def test_a_title_keeps_its_quotes_and_loses_its_addresses():
    kept = gathered(world(task(1, title='Say "no": ask ann@example.org'))).tasks

    assert kept[0].title == 'Say "no": ask (address)'


def test_nobody_is_named_in_what_is_kept():
    here = world(
        task(1).to("Invalid", day("2015-12-01")).to("New", day("2016-05-01")),
        specs=(spec("import", "mitaka", url="https://ann:secret@example.org/x"),),
        milestones=(milestone("mitaka-1"),),
    )
    kept = msgspec.json.encode([list(r) for _, r in gathered(here).collected.parts])

    assert b"ann" not in kept
    assert b"secret" not in kept


def test_a_goal_is_known_by_the_series_that_lists_it():
    specs = (spec("moved", "newton"), spec("here", "mitaka", accepted=True), spec("none"))
    found = gathered(world(specs=specs)).specs

    assert [(one.name, one.goals, one.has_accepted_goal) for one in found] == [
        ("here", ("mitaka",), True),
        ("moved", ("newton",), False),
        ("none", (), False),
    ]


def test_milestones_come_from_the_timeline_by_their_release_if_there_was_one():
    released = milestone("mitaka-1", released=day("2015-12-04"))
    found = gathered(world(milestones=(released, milestone("mitaka-2", on="2016-01-21"))))

    assert [(m.name, str(m.day), m.released) for m in found.milestones] == [
        ("mitaka-2", "2016-01-21", False),
        ("mitaka-1", "2015-12-04", True),
    ]


def test_a_timeline_that_is_cut_is_asked_in_full():
    many = [milestone(f"{n}.0", on=str(day("2015-01-01").date() + n * DAY)) for n in range(25)]
    found = gathered(world(milestones=(*many, milestone("8.8", released=day("2016-02-02")))))

    assert len(found.milestones) == 26
    assert [str(m.day) for m in found.milestones if m.released] == ["2016-02-02"]


def test_a_project_that_is_not_there_is_tracked_elsewhere_and_never_zero():
    found = gathered(world(task(1)), names=("glance", "heat"))

    assert found.sources[BUGS].counts == {"glance": 1}
    assert found.gaps == ["heat is not on Launchpad: tracked elsewhere"] * 2


def test_a_project_that_keeps_its_bugs_elsewhere_has_blueprints_here():
    projects = (Project("heat", "Heat", ("mitaka",), official_bugs=False),)
    found = gathered(world(projects=projects, specs=(spec("a", project="heat"),)), names=("heat",))

    assert found.sources[BUGS].counts == {}
    assert found.sources[BLUEPRINTS].counts == {"heat": 1}
    assert found.gaps == ["heat does not keep its bugs on Launchpad: tracked elsewhere"]


def test_a_project_that_was_renamed_is_read_under_its_new_name():
    projects = (Project("ironic", "Ironic", ("mitaka",), former=("nova-baremetal",)),)
    found = gathered(world(task(1, target="ironic"), projects=projects), names=("nova-baremetal",))

    assert [one.project for one in found.tasks] == ["ironic"]
    assert "nova-baremetal is called ironic on Launchpad now: its records say so" in found.gaps
    assert {r.path.split("/")[2] for r in found.log} == {"nova-baremetal", "ironic", "ossa"}


def test_a_series_that_a_project_does_not_have_costs_nothing():
    projects = (Project("glance", "Glance", ()), Project("ossa", "Advisories", ()))
    found = gathered(world(task(1), projects=projects))

    assert {r.path for r in found.log} == {
        "/devel/glance",
        "/devel/glance/all_specifications",
        "/devel/ossa",
    }


def test_without_the_advisories_project_a_gap_says_so():
    projects = (Project("glance", "Glance", ("mitaka",)),)
    found = gathered(world(task(1), projects=projects))

    assert found.gaps == ["the security advisories could not be asked which bugs are theirs"]


def test_names_of_parameters_are_all_known_to_launchpad():
    known = {"ws.op", "ws.size", "order_by", "status", "omit_duplicates", "tags", "memo"}
    known |= {"information_type", "include_inactive", "ws.start"}

    assert {name for r in gathered(world(task(1))).log for name in r.query} <= known
