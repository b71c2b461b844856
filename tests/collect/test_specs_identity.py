"""One feature, one identity: through moves, links, reorganisations and imports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro import calendar
from retro.collect.specs.git import Git
from retro.collect.specs.history import history
from retro.collect.specs.layout import Layout
from retro.collect.specs.links import pointed
from retro.ledger.features.belonging import landed_in, specs_of
from retro.ledger.features.specs import stands
from retro.model.feature import Outcome
from retro.model.team import SpecsLayout
from retro.snapshot.specs import SpecInfo
from tests.collect.spec_steps import Commits, facts, known
from tests.collect.specs_repository import Repository, text

CYCLES = ("liberty", "mitaka", "newton")
AFTER = calendar.find("ocata").ends


def folder(cycle, state="approved", name="thing", root="specs"):
    return f"{root}/{cycle}/{state}/{name}.rst"


def stood(*names, cycle="liberty") -> Commits:
    """Return a repository in which specs were approved one by one."""
    commits = Commits()
    for name in names:
        commits.commit(commits.text(folder(cycle, name=name)))
    return commits


def outcomes(commits, cycle, day="2020-01-01"):
    return {one.name: one.outcome for one in known(commits.records(), cycle, day=day).every}


def test_a_spec_that_goes_to_the_next_cycle_under_another_name_is_deferred_there():
    commits = stood("thing", "other")
    commits.commit(commits.move(folder("liberty"), folder("mitaka", name="better")))
    found = known(commits.records(), "liberty", day="2020-01-01").every

    assert {(one.name, one.outcome, one.to) for one in found} == {
        ("thing", Outcome.DEFERRED, "mitaka"),
        ("other", Outcome.UNKNOWN, ""),
    }
    assert known(commits.records(), "mitaka", day="2020-01-01").every[0].carried == ("liberty",)


def test_a_rewritten_spec_of_one_name_is_the_one_that_went():
    commits = stood("thing")
    gone = commits.remove(folder("liberty"))
    commits.commit(gone, commits.text(folder("mitaka")))

    assert len({record.life for record in commits.records()}) == 1


def test_two_texts_of_one_name_in_one_cycle_are_one_spec():
    commits = stood("thing")
    commits.commit(commits.text("specs/liberty/store/thing.rst"))

    assert len(commits.records()) == 1


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("../liberty/thing.rst", "../liberty/thing.rst"),
        (
            "..\n License words,\n more.\n\n.. include:: ../liberty/thing.rst\n",
            "../liberty/thing.rst",
        ),
        (".. include:: ../liberty/thing.rst\n   :start-line: 3\n", "../liberty/thing.rst"),
        ("=====\nTitle\n=====\n\n.. include:: ../liberty/thing.rst\n", ""),
        (".. include:: a.rst\n.. include:: b.rst\n", ""),
        ("See other.rst", ""),
        ("", ""),
    ],
)
def test_a_file_that_holds_a_path_alone_is_a_link(text, path):
    assert pointed(text) == path


def test_a_link_into_an_earlier_cycles_text_approves_it_for_the_later_cycle():
    commits = stood("thing", "other")
    commits.commit(commits.link(folder("mitaka"), folder("liberty")))
    (again,) = known(commits.records(), "mitaka", day="2020-01-01").every
    (first, _) = known(commits.records(), "liberty", day="2020-01-01").every

    assert (again.taken_on, again.outcome, again.title) == (
        True,
        Outcome.UNKNOWN,
        folder("liberty"),
    )
    assert again.carried == ("liberty",)
    assert (first.outcome, first.to) == (Outcome.DEFERRED, "mitaka")


def test_texts_in_a_folder_of_no_cycle_with_links_from_the_cycles_are_one_spec_each():
    commits = Commits()
    commits.commit(commits.text("specs/approved/thing.rst"))
    commits.commit(commits.link("specs/liberty/thing.rst", "specs/approved/thing.rst"))
    commits.commit(commits.link("specs/liberty-implemented/thing.rst", "specs/approved/thing.rst"))
    commits.commit(commits.link("specs/4.0/thing.rst", "specs/approved/thing.rst"))

    for cycle, outcome in (("liberty", [Outcome.LANDED]), ("mitaka", [])):
        found = known(commits.records(), cycle, day="2020-01-01").every
        assert [one.outcome for one in found] == outcome


def test_a_spec_whose_text_goes_to_a_folder_of_no_cycle_is_not_given_up():
    commits = stood("thing", "other")
    commits.commit(commits.move(folder("liberty"), "specs/approved/thing.rst"))

    assert outcomes(commits, "liberty")["thing"] is Outcome.UNKNOWN


def test_a_spec_whose_text_is_put_off_to_no_cycle_is_given_up_though_a_link_stays():
    commits = stood("thing")
    commits.commit(
        commits.move(folder("liberty"), "specs/backlog/thing.rst"),
        commits.link(folder("liberty"), "specs/backlog/thing.rst"),
    )

    assert outcomes(commits, "liberty") == {"thing": Outcome.DROPPED}


def test_a_spec_that_is_done_twice_landed_where_it_was_done_first():
    commits = stood("thing")
    commits.commit(commits.move(folder("liberty"), folder("liberty", "implemented")))
    commits.commit(commits.link(folder("mitaka", "implemented"), folder("liberty", "implemented")))

    assert outcomes(commits, "liberty") == {"thing": Outcome.LANDED}
    assert outcomes(commits, "mitaka") == {}


SIX = tuple("abcdef")


@pytest.mark.parametrize("what", ["removed", "out of the cycle", "out of everything"])
def test_a_commit_that_takes_most_specs_away_says_nothing_of_them(what):
    commits = stood(*SIX)
    before = facts(commits.records(), "liberty")
    where = {"out of the cycle": "specs/archive/{}.rst", "out of everything": "old/{}.rst"}
    commits.commit(
        *(
            commits.move(folder("liberty", name=name), where[what].format(name))
            if what in where
            else commits.remove(folder("liberty", name=name))
            for name in SIX[:5]
        )
    )

    assert facts(commits.records(), "liberty") == before
    assert {one["outcome"] for one in before} == {Outcome.UNKNOWN}


def test_what_was_cleared_away_goes_on_when_it_comes_back():
    commits = stood(*SIX)
    commits.commit(*(commits.remove(folder("liberty", name=name)) for name in SIX))
    commits.commit(commits.text(folder("liberty", "implemented", "a")))

    assert outcomes(commits, "liberty")["a"] is Outcome.LANDED


def test_fewer_than_five_or_less_than_half_are_given_up_when_they_are_removed():
    for names, removed in ((SIX[:4], 4), ([f"n{number}" for number in range(10)], 5)):
        commits = stood(*names)
        commits.commit(*(commits.remove(folder("liberty", name=n)) for n in names[:removed]))

        given_up = [one for one in outcomes(commits, "liberty").values() if one is Outcome.DROPPED]
        assert len(given_up) == removed


def test_most_specs_of_a_cycle_may_land_or_be_deferred_in_one_commit():
    commits = stood(*SIX)
    commits.commit(
        *(
            commits.move(folder("liberty", name=n), folder("liberty", "implemented", n))
            for n in SIX[:3]
        ),
        *(commits.move(folder("liberty", name=n), folder("mitaka", name=n)) for n in SIX[3:]),
    )

    assert (
        sorted(outcomes(commits, "liberty").values())
        == [Outcome.DEFERRED] * 3 + [Outcome.LANDED] * 3
    )


def test_what_an_import_brings_was_decided_on_or_before_its_day():
    commits = Commits()
    commits.commit(
        *(commits.text(folder("liberty", name=name)) for name in SIX[:4]),
        *(commits.text(folder("liberty", "implemented", name)) for name in SIX[4:]),
        commits.text("specs/implemented/old.rst"),
    )
    found = known(commits.records(), "liberty", day="2020-01-01").every

    assert [one.outcome for one in found] == [Outcome.UNKNOWN] * 4 + [Outcome.LANDED] * 2
    assert all(one.taken_on and one.approved is None and one.since is None for one in found)
    assert found[-1].evidence[-1].split(",")[0].startswith("moved to liberty/implemented on or b")
    assert "old" not in {one.name for one in found}


def test_what_comes_one_by_one_after_an_import_has_its_day():
    commits = Commits()
    commits.commit(*(commits.text(folder("liberty", name=name)) for name in SIX))
    commits.commit(commits.text(folder("liberty")))
    found = known(commits.records(), "liberty", day="2020-01-01")

    assert [one.name for one in found.dated] == ["thing"]


# through git

NAMES = tuple("abcde")


def read(repository: Repository) -> dict[tuple[str, str], SpecInfo]:
    layout = Layout(SpecsLayout(), calendar.known())
    found = history(Git(repository.folder), "team/specs", layout, ("lamp", "lamp-store"))
    return {(one.cycle, one.name): one for one in found}


def test_git_sees_a_root_move_under_another_name_with_every_spec(tmp_path):
    repository = Repository(tmp_path / "clone")
    for name in NAMES:
        repository.commit({folder("mitaka", name=name): text(blueprint=name)})
    before = read(repository)
    files = {folder("mitaka", name=name): None for name in NAMES}
    repository.commit(
        files | {folder("mitaka", name=n, root="lamp"): text(blueprint=n) for n in NAMES}
    )

    for key, spec in read(repository).items():
        assert spec.life == before[key].life
        assert [(one.what, one.quiet) for one in spec.events] == [
            ("entered", False),
            ("moved", True),
        ]


@pytest.mark.parametrize("words", ["../liberty/thing.rst", ".. include:: ../liberty/thing.rst\n"])
def test_a_file_with_a_path_is_a_link_to_git_or_not(tmp_path, words):
    repository = Repository(tmp_path / "clone")
    repository.commit({"specs/liberty/thing.rst": text()})
    repository.commit({"specs/mitaka/thing.rst": words})
    found = read(repository)
    (event,) = found["mitaka", "thing"].events

    assert (event.what, event.source) == ("linked", "specs/liberty/thing.rst")
    assert found["mitaka", "thing"].life == found["liberty", "thing"].life


def test_the_text_tells_the_project_of_its_blueprint_as_the_team_names_it(tmp_path):
    repository = Repository(tmp_path / "clone")
    repository.commit({"specs/mitaka/thing.rst": text(project="lamp_store")})
    (event,) = read(repository)["mitaka", "thing"].events

    assert (event.project, event.blueprint) == ("lamp-store", "useful-thing")


# laws

ACTS = st.tuples(st.sampled_from(("text", "done", "next", "link", "remove", "lie")), st.integers())


def acted(commits: Commits, act: str, pick: int, root: str) -> None:
    """Do one thing to some spec, if it can be done."""
    there = sorted(commits.files)
    path = there[pick % len(there)] if there else ""
    cycle = CYCLES[pick % len(CYCLES)]
    name = "abc"[pick // 3 % 3]
    goals = {
        "done": path.replace("/approved/", "/implemented/"),
        "next": folder(cycle, name=name, root=root),
        "lie": f"{root}/approved/{name}.rst",
    }
    if act == "text":
        commits.commit(commits.text(folder(cycle, name=name, root=root)))
    elif act == "link" and there and folder(cycle, "implemented", name, root) not in there:
        commits.commit(commits.link(folder(cycle, "implemented", name, root), path))
    elif act == "remove" and there:
        commits.commit(commits.remove(path))
    elif act in goals and there and goals[act] not in there:
        commits.commit(commits.move(path, goals[act]))


def acted_on(acts, moved_after=None) -> Commits:
    commits, root = Commits(), "specs"
    for number, (act, pick) in enumerate(acts):
        if number == moved_after:
            root = "elsewhere"
            steps = [
                commits.move(path, path.replace("specs", root, 1))
                for path in sorted(commits.files)
            ]
            commits.commit(*steps, days=5)
        acted(commits, act, pick, root)
    return commits


@given(st.lists(ACTS, max_size=12))
def test_a_file_lands_in_no_more_than_one_cycle(acts):
    every = tuple(stands(acted_on(acts).records(), {}, AFTER))
    for cycle in calendar.known():
        ids = [one.life for one in specs_of(every, cycle)]
        assert len(ids) == len(set(ids))
    for life in {one.life for one in every}:
        landed = {
            cycle.name
            for cycle in calendar.known()
            for one in specs_of(every, cycle)
            if one.life == life and landed_in(cycle, one)
        }
        assert len(landed) <= 1


@given(st.lists(ACTS, min_size=1, max_size=10), st.data())
def test_another_root_in_one_commit_changes_no_fact(acts, data):
    number = data.draw(st.integers(0, len(acts) - 1))
    plain, moved = (acted_on(acts, after).records() for after in (None, number))
    for cycle in CYCLES:
        assert facts(plain, cycle) == facts(moved, cycle)
