"""What a record was asked before is answered from a file, and from no other record's."""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from retro import snapshot
from retro.errors import SnapshotError
from retro.job import answers, kept, sources
from retro.job.answers import Answers, quietly
from retro.job.build import build
from retro.job.order import Order
from retro.job.site.comparison import Earlier, compare, opened
from retro.job.site.known_names import known_names
from retro.job.targets import named
from retro.model.audit import Audit
from retro.model.facts import Evidence, Fact, Gap, Item
from retro.model.origin import Origin
from retro.record import reading
from retro.record.book import Book
from retro.record.target import Target
from tests.golden import content
from tests.places import THEMES

DAWN = """\
dates: {start: 2021-02-22, release: 2021-03-19, milestones: {M-1: 2021-03-03}}
priorities: [{title: Light the wick, outcome: missed}]
"""
SLOTS = [("backlog.open", "M-1"), ("backlog.verified", "start"), ("no.such", "M-1")]
CHAPTER = "lantern/dusk/summary.md"


@pytest.fixture(scope="module")
def two_cycles(tmp_path_factory) -> Path:
    """Two cycles, which tests copy."""
    folder = tmp_path_factory.mktemp("two") / "content"
    content(folder)
    content(folder, name="dawn", written=DAWN)
    return folder


def ordered(home: Path) -> Order:
    return Order(
        content=home / "content",
        output=home / "output",
        themes=THEMES,
        team="lantern",
        cycle="dusk",
    )


@pytest.fixture
def order(tmp_path, two_cycles) -> Order:
    shutil.copytree(two_cycles, tmp_path / "content")
    return ordered(tmp_path)


@pytest.fixture(scope="module")
def first(two_cycles, tmp_path_factory) -> tuple[Path, dict[str, object]]:
    """Return the two cycles with what is kept of them, and what they were told to hold."""
    home = tmp_path_factory.mktemp("first")
    shutil.copytree(two_cycles, home / "content")
    return home, with_what_is_kept(ordered(home))


def asked(order: Order) -> Answers:
    return quietly(order, named(order, "lantern", "dusk"), lambda _: None)


def told(found: Answers, earlier: Earlier) -> dict[str, object]:
    """Return all that a build takes from a record and from that of the cycle before."""
    whole: dict[str, object] = {"opened": found.opened(), "names": known_names(found)}
    for name, day in found.moments.editions.items():
        report = found.report(name, day)
        whole |= {f"{name} report": report, f"{name} compared": compare(earlier, report)}
        whole |= {f"{name} elsewhere": found.elsewhere(SLOTS, day)}
    return whole


def with_what_is_kept(order: Order) -> dict[str, object]:
    found = asked(order)
    return told(found, opened(order, found, print))


def without(order: Order) -> dict[str, object]:
    """Return the same, asked of the snapshots alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "kept", lambda _path, _about, make, _sure: make())
        return with_what_is_kept(order)


def edit(order: Order, name: str, old: str, new: str) -> None:
    path = order.content / "lantern" / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def recollected(order: Order, cycle: str) -> None:
    """Put another snapshot in a cycle's place: a merge less."""
    folder = order.content / "lantern" / cycle
    kept_words = {path: path.read_bytes() for path in folder.glob("*.*")}
    other = order.content.parent / "other"
    content(other, name=cycle, origin="simulated")
    for path in (folder / "snapshot").iterdir():
        path.unlink()
    for path in (other / "lantern" / cycle / "snapshot").iterdir():
        path.rename(folder / "snapshot" / path.name)
    for path, data in kept_words.items():
        path.write_bytes(data)


def audited(order: Order, cycle: str) -> None:
    folder = order.content / "lantern" / cycle / "snapshot"
    outcome = Audit(
        date=datetime(2021, 4, 2, tzinfo=UTC),
        server="https://gerrit.example.org",
        version="3.4.1",
        digest=snapshot.read(folder).manifest.digest,
        sample=10,
        silent=0,
        agree=9,
        interval=(0.6, 0.98),
        differences=(),
    )
    snapshot.keep_audit(folder, outcome)


def begun(order: Order) -> None:
    """Begin a cycle between the two, so that another one is the one before."""
    folder = order.content / "lantern/noon"
    folder.mkdir()
    (folder / "cycle.yaml").write_text("dates: {start: 2021-02-24, release: 2021-03-22}\n")


def written(name: str, old: str, new: str) -> Callable[[Order], None]:
    return lambda order: edit(order, name, old, new)


INPUTS: dict[str, Callable[[Order], None]] = {
    "the team's title": written("team.yaml", "Lantern", "Lamp"),
    "what a robot is called": written("team.yaml", "watchdog", "'9'"),
    "which server": written("team.yaml", "gerrit.example", "review.example"),
    "the days of the cycle": written("dusk/cycle.yaml", "03-26", "03-25"),
    "a milestone": written("dusk/cycle.yaml", "M-1: 2021-03-10", "M-1: 2021-03-09"),
    "the day of an edition": written("dusk/cycle.yaml", "03-12", "03-11"),
    "the roster": written("dusk/cycle.yaml", "03-08}", "03-09}"),
    "a priority": written("dusk/cycle.yaml", "met", "missed"),
    "a day to mark": written("dusk/cycle.yaml", "day: 2021-03-09", "day: 2021-03-10"),
    "the snapshot": lambda order: recollected(order, "dusk"),
    "the audit": lambda order: audited(order, "dusk"),
    "the snapshot of the cycle before": lambda order: recollected(order, "dawn"),
    "the days of the cycle before": written("dawn/cycle.yaml", "03-19", "03-18"),
    "which cycle was before": begun,
}


@pytest.mark.parametrize("change", INPUTS.values(), ids=INPUTS)
def test_whatever_changes_no_answer_of_before_is_given(tmp_path, first, change):
    kept_of, answered = first
    shutil.copytree(kept_of, tmp_path, dirs_exist_ok=True)
    order = ordered(tmp_path)
    assert list(order.cache.rglob("report-*"))
    change(order)
    then = with_what_is_kept(order)

    assert then != answered
    assert then == without(order)
    assert then == with_what_is_kept(order)


def test_another_program_is_asked_anew(order, monkeypatch):
    with_what_is_kept(order)
    monkeypatch.setattr(sources, "program", lambda: "another")
    replays = counted(monkeypatch)
    with_what_is_kept(order)

    assert sorted(replays) == ["lantern/dawn", "lantern/dusk"]


def test_every_field_of_a_target_is_a_source_but_where_its_snapshot_lies(order):
    target = named(order, "lantern", "dusk")
    dawn = named(order, "lantern", "dawn")
    manifest = snapshot.read(target.snapshot).manifest
    others = {
        "team": replace(target.team, title="Lamp"),
        "cycle": dawn.cycle,
        "notes": dawn.notes,
        "folder": "dawn",
        "own": (),
        "notes_before": None,
    }
    found = {
        name: sources.sources(replace(target, **{name: one}), manifest)
        for name, one in others.items()
    }

    assert {*others, "snapshot"} == {*target.__struct_fields__}
    assert len({*found.values(), sources.sources(target, manifest)}) == 1 + len(others)
    moved = replace(target, snapshot=order.output / "lantern/dusk/snapshot")
    assert sources.sources(moved, manifest) == sources.sources(target, manifest)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return which records are replayed from now on."""
    replays: list[str] = []
    whole = reading.read

    def noted(target: Target) -> Book:
        replays.append(target.path)
        return whole(target)

    monkeypatch.setattr(reading, "read", noted)
    return replays


def test_measuring_reads_no_file_that_the_sources_do_not_name(order):
    """What is read while a record is asked is its snapshot, its audit, or the program's."""
    found = asked(order)
    earlier = opened(order, found, print)
    opens: list[Path] = []
    hearing = [True]

    def hear(event: str, args: tuple[object, ...]) -> None:
        if hearing and event == "open" and not isinstance(args[0], int):
            opens.append(Path(str(args[0])))

    sys.addaudithook(hear)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "kept", lambda _path, _about, make, _sure: make())
        told(found, earlier)
    hearing.clear()
    folders = [order.content / "lantern" / name for name in ("dusk", "dawn")]
    own = [folder / part for folder in folders for part in ("snapshot", "audit.json")]
    known = [*own, sources.PACKAGE, sys.prefix, sys.base_prefix]

    assert any("gerrit-changes" in path.name for path in opens)
    assert not [path for path in opens if not any(map(path.is_relative_to, known))]


@pytest.mark.usefixtures("no_pictures")
def test_a_site_of_what_is_kept_replays_nothing_and_is_the_site_that_is_measured(
    order, tmp_path, monkeypatch
):
    build(order, all_of_them=False, say=print)
    replays = counted(monkeypatch)
    reworded(tmp_path, "New words, {backlog.open @ M-1} of them.")
    assert replays == []

    content(tmp_path / "alone/content")
    content(tmp_path / "alone/content", name="dawn", written=DAWN)
    reworded(tmp_path / "alone", "New words, {backlog.open @ M-1} of them.")
    assert sorted(replays) == ["lantern/dawn", "lantern/dusk"]
    assert files(tmp_path / "output") == files(tmp_path / "alone/output")


def reworded(home: Path, words: str) -> None:
    """Write other words and another title for the site, and build it."""
    (home / "content" / CHAPTER).write_text(f"{words}\n")
    (home / "content/site.yaml").write_text("title: Another\n")
    order = Order(content=home / "content", output=home / "output", themes=THEMES, cycle="dusk")
    build(order, all_of_them=False, say=print)


def test_a_slot_that_is_new_replays_its_record(order, monkeypatch):
    with_what_is_kept(order)
    replays = counted(monkeypatch)
    asked(order).elsewhere(SLOTS, date(2021, 3, 26))
    assert replays == []

    asked(order).elsewhere([*SLOTS, ("backlog.open", "start")], date(2021, 3, 26))
    assert replays == ["lantern/dusk"]


def test_after_its_last_question_a_record_is_held_no_longer_and_answers_all_the_same(
    order, monkeypatch
):
    replays, asked_once = counted(monkeypatch), asked(order)
    day = date(2021, 3, 26)
    report = asked_once.report("final", day, last=True)
    assert not asked_once.replayed
    assert asked_once.elsewhere(SLOTS, day)
    assert replays == ["lantern/dusk"] * 2
    assert asked(order).report("final", day) == report


def files(folder: Path) -> dict[str, bytes]:
    every = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in every}


def test_what_replays_and_measures_is_not_loaded_where_all_was_measured_before():
    pages = "retro.job.build, retro.job.answers, retro.job.site.many_cycles"
    loaded = f"import sys, {pages}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)
    rooms = {".".join(name.split(".")[:2]) for name in done.stdout.decode().split()}
    assert {"retro.job", "retro.record"} <= rooms
    assert not rooms & {"retro.measure", "retro.ledger", "retro.messages"}


@pytest.mark.usefixtures("no_pictures")
def test_a_whole_build_keeps_what_it_asked_and_nothing_else(order):
    found = asked(order)
    found.report("2021-03-15", date(2021, 3, 15))
    gone = order.cache / "answers/lantern/newton"
    gone.mkdir(parents=True)
    build(order, all_of_them=False, say=print)
    kinds = [path.name.partition("-")[0] for path in found.folder.iterdir()]

    assert sorted(kinds) == sorted([*["opened", "report", "past", "elsewhere"] * 2, "names"])
    assert not gone.exists()


def test_a_snapshot_that_is_exchanged_in_between_is_refused_and_nothing_kept(order):
    found = asked(order)
    recollected(order, "dusk")

    with pytest.raises(SnapshotError, match="made anew while it was read"):
        found.opened()
    assert not list(found.folder.glob("*"))


def test_an_audit_that_is_made_in_between_is_in_no_answer_that_is_kept(order):
    found = asked(order)
    assert found.sources
    audited(order, "dusk")

    assert found.report("final", date(2021, 3, 26)).proofs
    assert not list(found.folder.glob("*"))


def test_where_nothing_can_be_kept_it_is_measured(order):
    order.cache.write_text("no folder")

    assert with_what_is_kept(order) == without(order)


@pytest.mark.parametrize("cycle", ["dusk", "dawn"])
def test_a_flipped_byte_of_the_snapshot_is_refused_though_all_is_known(order, cycle):
    with_what_is_kept(order)
    (path,) = (order.content / f"lantern/{cycle}/snapshot").glob("gerrit-changes*")
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(SnapshotError, match="cut or altered"):
        quietly(order, named(order, "lantern", cycle), print)


TIME = datetime(2021, 3, 1, 12, tzinfo=UTC)
LIST = Evidence(items=(Item(ref="1", project="p", title="2021-03-01", url="", since=TIME.date()),))
VALUES = (
    Gap(name="a", title="A", why="Nobody knows."),
    *(
        Fact(
            name="a",
            title="A",
            value=value,
            unit="days",
            moment=TIME,
            origin=Origin.SIMULATED,
            source="",
            definition="",
            evidence=LIST,
        )
        for value in (1, 1.0, "2021-03-01", date(2021, 3, 1))
    ),
)


def remade() -> object:
    raise AssertionError("it is kept")


@pytest.mark.parametrize("value", VALUES)
def test_a_value_comes_back_with_its_types(tmp_path, value):
    kept.kept(tmp_path / "one", "about", lambda: value, lambda: True)
    found = kept.kept(tmp_path / "one", "about", remade, lambda: True)

    assert found == value
    assert type(getattr(found, "value", 0)) is type(getattr(value, "value", 0))


SEALED = kept._sealed("about", kept._packed(VALUES))


@given(
    st.integers(0, len(SEALED) - 1).map(lambda n: SEALED[:n])
    | st.tuples(st.integers(0, len(SEALED) - 1), st.integers(1, 255)).map(
        lambda flip: SEALED[: flip[0]] + bytes([SEALED[flip[0]] ^ flip[1]]) + SEALED[flip[0] + 1 :]
    )
    | st.binary().map(lambda more: SEALED + b"x" + more)
    | st.binary()
)
def test_what_was_torn_or_altered_is_not_used(data):
    with TemporaryDirectory() as folder:
        path = Path(folder, "one")
        path.write_bytes(data)

        assert kept.kept(path, "about", lambda: "anew", lambda: True) == "anew"
        assert kept.kept(path, "about", remade, lambda: True) == "anew"


def test_an_answer_is_not_taken_for_that_to_another_question(tmp_path):
    kept.kept(tmp_path / "one", "report early", lambda: "early", lambda: True)

    assert kept.kept(tmp_path / "one", "report final", lambda: "final", lambda: True) == "final"


class Run:
    def __reduce__(self) -> tuple[object, ...]:
        return (Path.write_text, (Path("run"), "I ran"))


@pytest.mark.parametrize(
    "whole",
    [Run(), Path("a"), sha256, with_what_is_kept, snapshot.read, pickle.Unpickler],
)
def test_a_file_that_names_more_than_values_is_refused_whatever_its_seal(
    tmp_path, monkeypatch, whole
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one").write_bytes(kept._sealed("about", kept._packed(whole)))

    assert kept.kept(tmp_path / "one", "about", lambda: "anew", lambda: True) == "anew"
    assert not (tmp_path / "run").exists()
