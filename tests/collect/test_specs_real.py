"""Real specs repositories, read two ways: by their history, and by the tree of a day.

RETRO_TEST_SPECS names their folder, as tests/specs_clones.py tells.
"""

import re
import subprocess
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from retro import calendar
from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.ledger.features.belonging import landed_in, specs_of
from retro.ledger.features.outcomes import FeatureRecords, features
from retro.ledger.features.specs import stands
from retro.model.change import Accounts
from retro.model.feature import GIVEN_UP, Outcome
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Notes, Team
from retro.model.time import end_of
from retro.snapshot.specs import SpecInfo
from tests.prove_specs import prove
from tests.specs_clones import clones
from tests.world.record import FEATURES

LAUNCHPAD = {"glance": ("glance", "glance-store", "python-glanceclient")}
FILES = re.compile(r"specs/([^/]+)/(?:(approved|implemented)/)?(?:.*/)?([^/]+)\.rst$")
NO_SPEC = re.compile(
    r"index|readme|(([a-z]+|20\d\d\.\d|spec-lite)-)?template|example|lite-specs|placeholder",
    re.IGNORECASE,
)


def clone(project: str) -> Path:
    short = f"{project}-specs"
    there = clones()
    if short not in there:
        pytest.skip(f"no clone of {short}: RETRO_TEST_SPECS names their folder")
    return there[short]


@pytest.mark.parametrize("project", ["heat", "magnum", "swift"])
def test_every_file_is_accounted_for_and_every_cycles_parts_are_the_whole(project):
    proof = prove(project, clone(project))

    assert proof.faults == ()
    assert proof.cycles


@cache
def records(project: str) -> tuple[SpecInfo, ...]:
    layout = Layout(SpecsLayout(), calendar.known())
    return history(Git(clone(project)), project, layout, LAUNCHPAD.get(project, ()))


def known(project: str, cycle: str, moment: datetime, some: tuple[SpecInfo, ...] | None = None):
    gerrit = Gerrit(server="https://review.example.org", projects=("p",), specs=(project,))
    found = calendar.find(cycle)
    specs = some or records(project)
    return features(
        FeatureRecords(cycles=calendar.known(), before=calendar.before(found), specs=specs),
        Team(key=project, title=project, gerrit=gerrit),
        Notes(),
        found,
        Accounts(),
        (),
        moment=moment,
    )


def tree(project: str, cycle: str, moment: datetime) -> dict[str, set[str]]:
    """Return the names in a cycle's folders as git's own tree of the day has them."""
    git = ("git", "-C", str(clone(project)))
    asked = ("rev-list", "-1", "--first-parent", f"--before={moment.isoformat()}", "HEAD")
    tip = subprocess.run((*git, *asked), capture_output=True, text=True, check=True).stdout.strip()
    listed = subprocess.run(
        (*git, "ls-tree", "-r", "--name-only", tip, "specs/"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    found: dict[str, set[str]] = {"approved": set(), "implemented": set()}
    names = {cycle, calendar.find(cycle).id} if cycle else {"approved", "not-implemented"}
    done = re.compile(f"{cycle}-implemented" if cycle else r"\d+\.\d+")
    retired = set[str]()
    for path in listed:
        match = FILES.fullmatch(path)
        if not match or NO_SPEC.fullmatch(match[3]):
            continue
        if match[1] in names:
            found[match[2] or "approved"].add(match[3])
        elif done.fullmatch(match[1]):
            found["implemented"].add(match[3])
        elif match[1] == "retired":
            retired.add(match[3])
    return {folder: some - retired for folder, some in found.items()}


@pytest.mark.parametrize(
    ("project", "cycle", "day"),
    [
        ("glance", "mitaka", "2016-03-09"),
        ("glance", "mitaka", "2016-04-07"),
        ("glance", "caracal", "2024-04-03"),
        ("glance", "gazpacho", "2026-03-01"),
        ("nova", "mitaka", "2016-01-21"),
        ("nova", "mitaka", "2016-04-07"),
        ("nova", "pike", "2017-08-30"),
        ("nova", "victoria", "2020-10-14"),
        ("nova", "epoxy", "2025-04-02"),
        ("nova", "flamingo", "2025-10-01"),
        ("cinder", "mitaka", "2016-04-07"),
        ("cinder", "queens", "2018-02-28"),
        ("ironic", "liberty", "2015-10-15"),
        ("ironic", "", "2016-10-06"),
        ("ironic", "", "2019-10-16"),
        ("ironic", "", "2025-10-01"),
    ],
)
def test_the_history_ends_where_the_tree_of_the_day_stands(project, cycle, day):
    moment = end_of(datetime.fromisoformat(day).date())
    there = [
        stand
        for stand in stands(records(project), {}, moment)
        if stand.cycle == cycle and stand.there and stand.approved and not stand.dropped
    ]
    done = {stand.name for stand in there if stand.implemented}
    found = tree(project, cycle, moment)

    assert found["approved"] or found["implemented"]
    assert done == found["implemented"]
    assert {stand.name for stand in there} == found["approved"] | found["implemented"]


def test_glances_mitaka_is_the_public_record():
    found = known("glance", "mitaka", datetime(2016, 3, 10, tzinfo=UTC))

    assert {one.name: one.blueprint for one in found.every} == {
        feature.spec: feature.blueprint for feature in FEATURES
    }
    assert {one.name for one in found.of(Outcome.DEFERRED)} == {
        feature.spec for feature in FEATURES if feature.to.startswith("newton")
    }
    assert [one.name for one in found.of(Outcome.OPEN)] == ["image-import-refactor"]


def test_the_recorded_days_lie_where_the_repository_allows():
    held = {spec.name: spec for spec in records("glance") if spec.cycle == "mitaka"}
    wrong = [
        (feature.spec, day)
        for feature in FEATURES
        for day in (feature.approved, feature.moved)
        if day and not any(_allows(event, day) for event in held[feature.spec].events)
    ]

    assert wrong == []


def _allows(event, day) -> bool:
    return event.at.date() <= day <= (event.until or event.at).date()


@pytest.mark.parametrize(
    ("project", "cycle"), [("glance", "mitaka"), ("nova", "mitaka"), ("ironic", "newton")]
)
def test_what_comes_after_the_moment_changes_nothing(project, cycle):
    moment = end_of(calendar.find(cycle).release)
    early = tuple(
        replace(spec, events=tuple(event for event in spec.events if event.at < moment))
        for spec in records(project)
    )

    assert known(project, cycle, moment) == known(project, cycle, moment, early)


@pytest.mark.parametrize(
    "project", ["nova", "neutron", "keystone", "ironic", "glance", "cinder", "magnum", "heat"]
)
def test_a_real_spec_is_one_of_its_cycle_and_lands_in_no_more_than_one(project):
    every = tuple(stands(records(project), {}, datetime(2026, 10, 1, tzinfo=UTC)))
    landed = Counter[str]()
    for cycle in calendar.known():
        own = specs_of(every, cycle)
        assert max(Counter(one.life for one in own).values(), default=1) == 1
        landed.update(one.life for one in own if landed_in(cycle, one))

    assert max(landed.values(), default=1) == 1


@pytest.mark.parametrize(
    ("project", "cycle", "approved", "landed", "given_up"),
    [
        ("nova", "juno", 89, 49, 0),
        ("nova", "kilo", 62, 32, 0),
        ("ironic", "liberty", 29, 12, 0),
        ("magnum", "ocata", 2, 0, 0),
        ("keystone", "mitaka", 22, 0, 2),
    ],
)
def test_real_cycles_end_as_their_repository_tells(project, cycle, approved, landed, given_up):
    found = known(project, cycle, calendar.find(cycle).ends)
    names = [one.name for one in found.taken_on]

    assert len(set(names)) == len(names) == approved
    assert len(found.of(Outcome.LANDED)) == landed
    assert len(found.of(*GIVEN_UP)) == given_up


def ends(project: str, cycle: str, day: str) -> dict[str, int]:
    """Count what became of a cycle's approved specs, as its repository alone tells by a day."""
    found = known(project, cycle, end_of(datetime.fromisoformat(day).date()))
    return dict(Counter(one.outcome.value for one in found.taken_on))


def test_of_junos_leftovers_nova_landed_twelve_in_kilo_and_approved_seven_again_in_vain():
    found = known("nova", "kilo", end_of(calendar.find("kilo").release))
    again = [one.outcome for one in found.taken_on if found.cycle_before in one.carried]

    assert (found.left_before, len(again), again.count(Outcome.LANDED)) == (40, 19, 12)
    assert Outcome.UNKNOWN not in again


def test_before_nova_sorts_out_its_specs_nothing_of_them_is_known_and_then_all():
    assert set(ends("nova", "liberty", "2015-09-30")) == {"unknown", "deferred"}
    assert "unknown" not in ends("nova", "liberty", "2015-10-15")


@pytest.mark.parametrize("cycle", ["liberty", "mitaka", "xena", "bobcat"])
def test_neutron_moves_no_spec_to_the_done_ones_so_that_none_is_open_or_landed(cycle):
    told = ends("neutron", cycle, calendar.find(cycle).release.isoformat())

    assert told["unknown"] > 0
    assert not {"landed", "open"} & set(told)
