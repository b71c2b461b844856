"""The specs collector, on repositories made by hand with commits on days of their own."""

import pytest

from retro import calendar, snapshot
from retro.collect.specs.collector import collect_specs
from retro.collect.specs.git import Git
from retro.collect.tracker import Request
from retro.errors import SourceError, SourceRefusedError
from retro.model.specs_layout import SpecsLayout
from retro.model.team import Gerrit, Team
from retro.snapshot.specs import SPECS as SPECS_NAME
from retro.snapshot.specs import SpecInfo
from tests.collect.specs_repository import START, Repository, text

SPECS = "team/specs"


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "clone")


def collected(
    repository,
    tmp_path,
    *,
    clone=True,
    cycle="mitaka",
    launchpad=("lantern",),
    named=(SPECS,),
    **layout,
):
    layout.setdefault("clone", f"file://{repository.folder}")
    request = Request(
        team=Team(
            key="lantern",
            title="Lantern",
            gerrit=Gerrit(server="https://review.example.org", projects=("p",), specs=named),
            launchpad=launchpad,
            specs_layout=SpecsLayout(**layout),
        ),
        cycle=calendar.find(cycle),
        work=tmp_path / "work",
        now=lambda: START,
        sleep=lambda _: None,
        say=lambda _: None,
        clone=repository.folder if clone else None,
    )
    return collect_specs(request)


def specs(repository, tmp_path, **more) -> dict[tuple[str, str], SpecInfo]:
    return {(s.cycle, s.name): s for s in collected(repository, tmp_path, **more).parts[0][1]}


def told(spec: SpecInfo) -> list[tuple[str, str, int]]:
    return [(e.what, e.state, (e.at - START).days) for e in spec.events]


def test_a_spec_enters_on_the_day_of_its_merge_not_of_its_commit(repository, tmp_path):
    repository.merge({"specs/mitaka/approved/thing.rst": text()}, made=-40)

    assert told(specs(repository, tmp_path)["mitaka", "thing"]) == [("entered", "approved", 2)]


def test_a_commit_without_a_merge_landed_before_the_merge_above_it(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.day += 5
    repository.merge({"doc.rst": "More"}, made=1)

    (event,) = specs(repository, tmp_path)["mitaka", "thing"].events
    assert [(at - START).days for at in (event.at, event.until)] == [2, 8]


@pytest.mark.parametrize("date", ["soon", "-5", "99999999999999", "9" * 30])
def test_a_commit_whose_date_is_none_is_a_hole_and_landed_between_its_neighbours(
    repository, tmp_path, date
):
    repository.commit({"specs/mitaka/approved/first.rst": text()})
    repository.commit({"specs/mitaka/approved/odd.rst": text()})
    number = repository.dated(date)
    repository.day += 5
    repository.merge({"specs/mitaka/approved/last.rst": text()}, made=1)
    found = collected(repository, tmp_path)

    ((_, records),) = found.parts
    events = {spec.name: spec.events[0] for spec in records}
    days = {name: (one.at - START).days for name, one in events.items()}
    assert days == {"first": 2, "odd": 2, "last": 9}
    assert (events["odd"].until - START).days == 9
    assert f"commit {number[:12]} of {SPECS} can't be read: its date is none" in [
        hole.why for hole in found.holes
    ]


def test_a_file_and_a_name_that_are_no_utf_8_are_read_as_far_as_they_go(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    odd = text(title="Una funci\udcf3n").replace("====================", "=" * 30)
    repository.git("read-tree", "master")
    blob = repository.git("hash-object", "-w", "--stdin", said=odd)
    name = "specs/mitaka/approved/funci\udcf3n.rst"
    repository.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}")
    tree = repository.git("write-tree")
    tip = repository.git("commit-tree", tree, "-p", "master", "-m", "Odd")
    repository.git("update-ref", "refs/heads/master", tip)
    found = specs(repository, tmp_path)

    odd = found["mitaka", "funci\N{REPLACEMENT CHARACTER}n"]
    assert odd.events[0].title == "Una funci\N{REPLACEMENT CHARACTER}n"


@pytest.mark.parametrize(
    ("noted", "day"),
    [
        ("Sat, 07 Nov 2015 12:00:00 -0000", 6),
        ("Fri, 31 Dec 9999 23:59:59 -1400", 2),
        ("soon", 2),
    ],
)
def test_an_odd_day_in_a_note_of_gerrits_ends_nothing(repository, tmp_path, noted, day):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.git("notes", "--ref=review", "add", "-m", f"Submitted-at: {noted}", "master")

    assert told(specs(repository, tmp_path)["mitaka", "thing"]) == [("entered", "approved", day)]


def test_gerrits_note_tells_the_day_of_a_commit_without_a_merge(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    note = "Verified+2: Zuul\nSubmitted-at: Sat, 07 Nov 2015 12:00:00 +0000\n"
    repository.git("notes", "--ref=review", "add", "-m", note, "master")
    repository.day += 9
    repository.merge({"doc.rst": "More"}, made=1)

    (event,) = specs(repository, tmp_path)["mitaka", "thing"].events
    assert (event.at.day, event.until) == (7, None)


def test_a_move_to_another_folder_of_the_cycle_is_a_move(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.commit(
        {"specs/mitaka/approved/thing.rst": None, "specs/mitaka/implemented/thing.rst": text()}
    )

    found = specs(repository, tmp_path)["mitaka", "thing"]
    assert told(found) == [("entered", "approved", 2), ("moved", "implemented", 3)]
    assert found.events[1].source == "specs/mitaka/approved/thing.rst"


def test_a_move_with_a_rewritten_text_is_a_move_too(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.commit(
        {
            "specs/mitaka/approved/thing.rst": None,
            "specs/mitaka/implemented/thing.rst": text(body="Quite another text."),
        }
    )

    assert [e.what for e in specs(repository, tmp_path)["mitaka", "thing"].events] == [
        "entered",
        "moved",
    ]


def test_a_move_to_another_cycle_is_told_on_both_sides(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.commit(
        {"specs/mitaka/approved/thing.rst": None, "specs/newton/approved/thing.rst": text()}
    )
    found = specs(repository, tmp_path)
    left, came = found["mitaka", "thing"].events[1], found["newton", "thing"].events[0]

    assert (left.what, left.cycle, left.commit) == ("moved", "newton", repository.tip)
    assert (came.what, came.source) == ("entered", "specs/mitaka/approved/thing.rst")


def test_a_link_tells_where_the_text_lies_now(repository, tmp_path):
    path = "specs/mitaka/approved/thing.rst"
    repository.commit({path: text()})
    repository.commit(
        {path: None, "specs/newton/approved/thing.rst": text()},
        links={path: "../../newton/approved/thing.rst"},
    )

    event = specs(repository, tmp_path)["mitaka", "thing"].events[-1]
    assert (event.what, event.source) == ("linked", "specs/newton/approved/thing.rst")


def test_a_spec_keeps_its_history_under_a_new_name(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    repository.commit(
        {"specs/mitaka/approved/thing.rst": None, "specs/mitaka/approved/better.rst": text()}
    )

    assert [(key, len(spec.events)) for key, spec in specs(repository, tmp_path).items()] == [
        (("mitaka", "better"), 2)
    ]


def test_a_flat_folder_means_approved(repository, tmp_path):
    repository.commit({"specs/mitaka/thing.rst": text(), "specs/mitaka/store/other.rst": text()})

    assert [s.events[0].state for s in specs(repository, tmp_path).values()] == ["approved"] * 2


def test_a_folder_of_a_release_means_implemented(repository, tmp_path):
    repository.commit({"specs/approved/thing.rst": text()})
    repository.commit({}, links={"specs/9.1/thing.rst": "../approved/thing.rst"})

    assert told(specs(repository, tmp_path)["", "thing"]) == [
        ("entered", "approved", 2),
        ("linked", "implemented", 3),
    ]


def test_a_path_tells_cycle_and_state(repository, tmp_path):
    meant = {
        "specs/2023.1/approved/a.rst": ("antelope", "approved"),
        "specs/2031.2/implemented/b.rst": ("2031.2", "implemented"),
        "specs/kilo-implemented/c.rst": ("kilo", "implemented"),
        "specs/abandoned/d.rst": ("", "dropped"),
        "specs/backlog/approved/e.rst": ("", "shelved"),
        "priorities/mitaka-priorities.rst": ("mitaka", "priorities"),
        "priorities/2023-1-workitems.rst": ("antelope", "priorities"),
    }
    repository.commit({path: text(f"Thing {path}", f"thing-{path}") for path in meant})

    found = specs(repository, tmp_path).values()
    assert {one.name: (one.cycle, one.events[0].state) for one in found} == {
        path.rpartition("/")[2].removesuffix(".rst"): means for path, means in meant.items()
    }


def test_what_is_no_spec_is_left_out(repository, tmp_path):
    names = (
        "index.rst",
        "mitaka-template.rst",
        "approved/request.json",
        "redirects",
        "README.rst",
    )
    repository.commit({f"specs/mitaka/{name}": text() for name in names})

    assert specs(repository, tmp_path) == {}


def test_the_file_tells_its_title_and_blueprint(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text(blueprint="Other-Name")})

    (event,) = specs(repository, tmp_path)["mitaka", "thing"].events
    assert (event.title, event.blueprint) == ("A useful thing", "other-name")


def test_a_file_that_names_a_bug_and_no_blueprint_tells_its_number(repository, tmp_path):
    bugs = {
        "bugs.launchpad.net/lantern/+bug/1458890": 1458890,
        "bugs.launchpad.net/bugs/1458891": 1458891,
        "launchpad.net/bugs/1458892": 1458892,
        "bugs.launchpad.net/anvil/+bug/1458893": 0,
        "bugs.launchpad.net/lantern/+bug/": 0,
    }
    for n, address in enumerate(bugs):
        words = text().replace("blueprints.launchpad.net/lantern/+spec/useful-thing", address)
        both = text(body=f"https://{address}")
        repository.commit(
            {
                f"specs/mitaka/approved/thing-{n}.rst": words,
                f"specs/mitaka/approved/both-{n}.rst": both,
            }
        )

    found = {name: one.events[0].bug for (_, name), one in specs(repository, tmp_path).items()}
    assert found == {
        **{f"thing-{n}": bug for n, bug in enumerate(bugs.values())},
        **{f"both-{n}": 0 for n in range(len(bugs))},
    }


def test_a_link_that_is_not_the_specs_own_is_no_blueprint(repository, tmp_path):
    words = {
        "the-templates": text(blueprint="example"),
        "another-team-s": text(project="anvil"),
        "no-link": text()
        .replace("https", "see")
        .replace("blueprints.launchpad.net/lantern", "example.org"),
        "below-the-head": text(
            project="anvil", body="https://blueprints.launchpad.net/lantern/+spec/older"
        ),
        "its-own": text(),
    }
    repository.commit({f"specs/mitaka/approved/{name}.rst": said for name, said in words.items()})

    found = specs(repository, tmp_path)
    assert {name: one.events[0].blueprint for (_, name), one in found.items()} == {
        **dict.fromkeys(words, ""),
        "its-own": "useful-thing",
    }


def test_a_blueprint_that_was_put_in_later_is_told_with_the_edit(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text(blueprint="example")})
    repository.commit({"specs/mitaka/approved/thing.rst": text(blueprint="right")})

    told = [(e.what, e.blueprint) for e in specs(repository, tmp_path)["mitaka", "thing"].events]
    assert told == [("entered", ""), ("edited", "right")]


def test_no_author_and_no_address_is_in_a_record(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text(title="Ask joe@example.org")})

    assert "example.org" not in repr(specs(repository, tmp_path))
    assert "Ann" not in repr(specs(repository, tmp_path))


def test_a_fetch_ends_with_the_records_of_the_clone_and_goes_on_from_there(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    first = specs(repository, tmp_path, clone=False)
    repository.commit({"specs/mitaka/approved/more.rst": text()})

    assert first[("mitaka", "thing")] == specs(repository, tmp_path)["mitaka", "thing"]
    assert specs(repository, tmp_path, clone=False) == specs(repository, tmp_path)


def test_records_come_back_from_a_snapshot_as_they_were(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    found = collected(repository, tmp_path)
    window = snapshot.Window(start=START, end=START, lead_in_days=0, reaches=START)
    header = snapshot.Header(team="lantern", cycle="mitaka", window=window, gaps=found.holes)
    folder = tmp_path / "lantern" / "mitaka" / "snapshot"
    snapshot.write(folder, header, found.parts)

    assert tuple(snapshot.read(folder).records(SPECS_NAME, SpecInfo)) == found.parts[0][1]


def test_a_repository_without_the_cycle_is_a_hole(repository, tmp_path):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    found = collected(repository, tmp_path, cycle="newton")

    assert [hole.why for hole in found.holes] == [f"{SPECS} has no folder with a spec for newton"]


@pytest.mark.parametrize("named", [(SPECS, "lamp-*"), ("lamp-*",)])
def test_repositories_named_by_a_prefix_are_not_read_and_a_hole_says_so(
    repository, tmp_path, named
):
    repository.commit({"specs/mitaka/approved/thing.rst": text()})
    found = collected(repository, tmp_path, named=named)

    assert len(found.parts) == (SPECS in named)
    assert [hole.why for hole in found.holes] == [
        "repositories named lamp-* were not read: specs are read from whole names alone"
    ]


def test_a_server_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceRefusedError, match="nowhere"):
        Git(tmp_path / "work").fetch(f"file://{tmp_path}/nowhere", print)


def test_without_git_the_error_says_so(repository, monkeypatch, tmp_path):
    folder = repository.folder
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SourceError, match="no git on this machine"):
        assert Git(folder).tip


def test_a_shallow_clone_is_refused(repository, tmp_path):
    repository.commit({"doc.rst": "More"})
    shallow = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(shallow))

    with pytest.raises(SourceRefusedError, match="no history"):
        assert Git(shallow).tip


def test_the_callers_own_repository_is_not_read_instead(repository, monkeypatch, tmp_path):
    folder = repository.folder
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))

    assert Git(folder).tip


def test_what_a_git_that_was_killed_left_is_made_good(tmp_path):
    made, work = Repository(tmp_path / "made"), tmp_path / "work"
    work.mkdir()
    (work / "HEAD").write_text("ref: refs/heads/master\n")
    for _ in range(2):
        Git(work).fetch(f"file://{made.folder}", print)
        (work / "refs/remotes/origin/HEAD.lock").write_text("")
    Git(work).fetch(f"file://{made.folder}", print)

    assert Git(work).tip == made.tip
