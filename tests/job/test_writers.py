"""One writer at a time, no way out of the output, and whatever ended a build is made good."""

import json
import os
import shutil
from pathlib import Path

import pytest

from retro import disk
from retro.check import check
from retro.cli import main
from retro.errors import UsageError
from retro.job.build import build
from retro.job.draft import draft_chapters
from retro.job.order import Order
from retro.job.site import files, many_cycles, stamps
from retro.job.sources import sources_now
from retro.job.targets import named
from retro.job.writers import of_content, of_output, sweep
from retro.render import EDITIONS
from tests.golden import content
from tests.job.as_built import as_built, keep, ordered
from tests.places import places

pytestmark = pytest.mark.usefixtures("undrawn")

DUSK = "lantern/dusk"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    content(folder / "content")
    made(ordered(folder))
    return keep(folder)


@pytest.fixture
def order(whole) -> Order:
    return ordered(as_built(whole))


def made(order: Order) -> list[str]:
    said: list[str] = []
    build(order, all_of_them=True, say=said.append)
    return said


def pages(order: Order) -> dict[str, bytes]:
    paths = (path for path in order.output.rglob("*") if path.is_file())
    return {path.relative_to(order.output).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr("retro.disk.lock.PATIENCE", 0)


@pytest.mark.usefixtures("hasty")
def test_a_second_writer_is_told_whose_the_lock_is(order):
    me = f"process {os.getpid()} does “mail {DUSK}” since"
    (order.output / DUSK / "index.html").unlink()
    with of_output(order, DUSK, "mail", print), pytest.raises(UsageError, match=me):
        made(order)
    with of_content(order, DUSK, "collect", print), pytest.raises(UsageError, match="“collect"):
        draft_chapters(Order(content=order.content, cycle="dusk"), say=print)


@pytest.mark.usefixtures("hasty")
def test_pages_can_be_made_while_a_snapshot_is_collected(order):
    before = pages(order)
    (order.output / DUSK / "index.html").unlink()
    with of_content(order, DUSK, "collect", print):
        made(order)

    assert pages(order) == before


def test_whoever_waited_for_the_same_build_has_nothing_left_to_do(order, monkeypatch):
    (order.output / DUSK / "index.html").unlink()
    monkeypatch.setattr("retro.job.build._written", lambda *_: pytest.fail("made twice"))
    answers = iter((False, True))
    monkeypatch.setattr(stamps, "fresh", lambda *_: next(answers))
    made(order)


def test_a_link_in_a_files_place_is_replaced_and_what_it_led_to_stays(order, tmp_path):
    before, page = pages(order), order.output / DUSK / "index.html"
    for text in (b"mine", before[f"{DUSK}/index.html"]):
        (tmp_path / "mine.html").write_bytes(text)
        page.unlink()
        page.symlink_to(tmp_path / "mine.html")
        made(order)

        assert not page.is_symlink()
        assert pages(order) == before
        assert (tmp_path / "mine.html").read_bytes() == text


@pytest.mark.parametrize("folder", ["lantern", DUSK, f"{DUSK}/early"])
def test_a_link_in_a_folders_place_is_refused(order, tmp_path, folder):
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(order.output / folder)
    (order.output / folder).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match=f"{folder} is a link"):
        made(order)

    assert [*(tmp_path / "elsewhere").iterdir()] == []


def led_away(folder: Path, elsewhere: Path) -> Path:
    """Put a link in a folder's place; return somebody's file where it leads."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    (elsewhere / ".a.1-0.part").write_text("mine")
    (elsewhere / "mine.body").write_text("mine")
    return elsewhere / "mine.body"


def seen(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize(
    ("command", "link"),
    [
        ("build", ".cache/answers/lantern"),
        ("build", f".cache/answers/{DUSK}"),
        ("facts", f".cache/answers/{DUSK}"),
        ("build", ".cache/charts"),
        ("build", ".cache/stamps"),
        ("build", ".cache/locks"),
        ("collect", ".cache/collect/lantern"),
        ("collect", f".cache/collect/{DUSK}"),
        ("collect", f"content/{DUSK}/snapshot"),
        ("export", "output/export"),
        ("export", "output/export/lantern"),
        ("mail", "output/mail"),
        ("zip", "output/zip"),
    ],
)
def test_no_link_below_content_output_or_cache_leads_a_command_elsewhere(
    order, tmp_path, capsys, command, link
):
    home = order.content.parent
    led_away(home / link, tmp_path / "elsewhere")
    (order.output / DUSK / "index.html").unlink()
    before = seen(tmp_path / "elsewhere")
    status = main([command, "--cycle=dusk", "--quiet", *places(command, home)])

    assert seen(tmp_path / "elsewhere") == before
    assert status == 2
    assert f"{link} is a link, which may lead anywhere" in capsys.readouterr().err


def test_a_cycles_folder_that_is_a_link_is_nothing_to_write_to(order, tmp_path):
    led_away(order.content / DUSK, tmp_path / "elsewhere")
    before = seen(tmp_path / "elsewhere")
    with (
        pytest.raises(UsageError, match=f"{DUSK} is a link"),
        of_content(order, DUSK, "audit", print),
    ):
        pass

    assert seen(tmp_path / "elsewhere") == before


def test_what_is_kept_of_cycles_that_went_is_not_looked_for_behind_a_link(order, tmp_path):
    (tmp_path / "elsewhere/photos").mkdir(parents=True)
    (order.cache / "answers/other").symlink_to(tmp_path / "elsewhere")
    (order.output / DUSK / "index.html").unlink()
    made(order)

    assert (tmp_path / "elsewhere/photos").is_dir()


def test_a_cache_that_is_a_link_itself_is_written_to(order, tmp_path):
    before = pages(order)
    order.cache.rename(tmp_path / "cache")
    order.cache.symlink_to(tmp_path / "cache")
    (order.output / DUSK / "index.html").unlink()
    made(order)

    assert pages(order) == before


def test_an_output_that_is_a_link_itself_is_written_to(order, tmp_path):
    before = pages(order)
    order.output.rename(tmp_path / "www")
    order.output.symlink_to(tmp_path / "www")
    (tmp_path / "www" / DUSK / "index.html").unlink()
    made(order)

    assert pages(order) == before


def test_parts_of_a_dead_build_never_stay_below_the_output(order):
    before = pages(order)
    for folder in ("", "lantern", f"{DUSK}/early", "mail/x"):
        (order.output / folder).mkdir(exist_ok=True, parents=True)
        (order.output / folder / ".index.html.77.part").write_text("half")
    (order.output / DUSK / ".index.html.77-3.part").write_text("half")
    made(order)

    assert pages(order) == before


def test_parts_go_from_what_builds_keep_and_from_content_too(order):
    digest = stamps.digest_path(order, named(order, "lantern", "dusk"))
    left = [
        order.cache / "charts" / ".a.svg.77-0.part",
        digest.with_name(".dusk.json.77-0.part"),
        order.content / DUSK / ".audit.json.77-0.part",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half")
    sweep(order)
    with of_content(order, DUSK, "audit", print):
        pass

    assert [path for path in left if path.exists()] == []


def test_no_page_leads_to_the_page_beside_each_other_of_an_edition_that_went(order):
    path = order.content / DUSK / "cycle.yaml"
    path.write_text(path.read_text().replace("{early: 2021-03-12}", "{}"))
    made(order)

    assert not (order.output / DUSK / EDITIONS).exists()
    assert check(order.output) == []


class Dead(BaseException):
    pass


def dying(*_: object, **__: object) -> None:
    raise Dead


def edition_added(path: Path) -> None:
    text = path.read_text()
    path.write_text(text.replace("editions: {", "editions: {extra: 2021-03-05, "))
    assert path.read_text() != text


def halved(put):
    """Return what writes the files, and dies before it takes the old ones away."""

    def half(*words, **more):
        put(*words, **{**more, "before": ()})
        raise Dead

    return half


@pytest.mark.parametrize("at", ["files", "digest", "stamp"])
def test_pages_that_a_dead_build_wrote_are_known_to_the_next(order, monkeypatch, at):
    before = pages(order)
    path = order.content / DUSK / "cycle.yaml"
    text = path.read_text()
    edition_added(path)
    where = {
        "files": (files, "put", halved(files.put)),
        "digest": (many_cycles, "leave", dying),
        "stamp": (stamps, "save", dying),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*where[at])
        with pytest.raises(Dead):
            made(order)
    assert f"{DUSK}/extra/index.html" in pages(order)
    path.write_text(text)
    made(order)

    assert pages(order) == before


def test_a_digest_that_its_pages_stamp_does_not_know_is_measured_again(order, monkeypatch):
    target = named(order, "lantern", "dusk")
    path = stamps.digest_path(order, target)
    other = json.loads(disk.unsealed(path.read_bytes())) | {"made_from": "other"}
    path.write_bytes(disk.sealed(json.dumps(other).encode()))
    (order.output / "index.html").unlink()
    measured = []
    leave = many_cycles.leave
    monkeypatch.setattr(many_cycles, "leave", lambda *a: measured.append(a) or leave(*a))
    made(order)

    assert len(measured) == 1
    assert json.loads(disk.unsealed(path.read_bytes()))["made_from"] == sources_now(target)


def test_a_lock_is_a_file_beside_the_stamps_and_not_in_the_output(order):
    with of_output(order, stamps.HOME, "build", print):
        assert stamps.lock(order, stamps.HOME).is_relative_to(order.cache / "locks")
    disk.sweep(order.cache)
    assert stamps.lock(order, stamps.HOME).exists()


def test_a_file_whose_name_is_no_text_is_an_input_like_any_other(order):
    before = pages(order)
    name = os.fsencode(order.content / DUSK) + b"/notes-\xff.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"mine")
    said = made(order)

    assert pages(order) == before
    assert not any("nothing to do" in line for line in said)
