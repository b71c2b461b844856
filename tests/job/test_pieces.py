"""Pages that no change reaches are left as they lie; a build still ends as a clean one."""

import json
import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from retro import render
from retro.job.build import build
from retro.job.order import Order
from tests.golden import ROOT, content
from tests.job.as_built import as_built, keep, ordered

pytestmark = pytest.mark.usefixtures("undrawn")

DUSK = "lantern/dusk"
BEHIND = f"{DUSK}/evidence/backlog.open.html"
DAWN = "dates: {start: 2020-12-01, release: 2021-02-26, milestones: {M-1: 2021-01-10}}\n"
EARLY = f"{DUSK}/early/evidence/backlog.open.html"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    content(folder / "content")
    shutil.copytree(ROOT / "themes", folder / "themes")
    made(ordered(folder, themes=folder / "themes"))
    return keep(folder)


@pytest.fixture
def order(whole) -> Order:
    return ordered(as_built(whole), themes=whole / "themes")


def made(order: Order) -> None:
    build(order, all_of_them=True, say=lambda _: None)


def pages(order: Order) -> dict[str, bytes]:
    paths = (path for path in order.output.rglob("*") if path.is_file())
    return {path.relative_to(order.output).as_posix(): path.read_bytes() for path in paths}


def clean(order: Order) -> dict[str, bytes]:
    """Return the pages as they are made where nothing lies."""
    made(other := replace(order, output=order.output.with_name("clean")))
    return pages(other)


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    path.write_text(text.replace(old, new))
    assert path.read_text() != text


def cycle(old: str, new: str):
    return lambda order: edited(order.content / DUSK / "cycle.yaml", old, new)


def site(text: str):
    return lambda order: (order.content / "site.yaml").write_text(text)


def theme(name: str, old: str, new: str):
    return lambda order: edited(order.themes / "default" / name, old, new)


def words(text: str):
    return lambda order: (order.content / DUSK / "backlog.md").write_text(text)


def same_length(order: Order) -> None:
    path = order.output / BEHIND
    path.write_bytes(path.read_bytes().replace(b"Source", b"Sauces"))


def away(name: str):
    return lambda order: (order.output / name).unlink()


TOUCHED = {
    "deleted": away(BEHIND),
    "edited, of the same length": same_length,
    "cut": lambda order: os.truncate(order.output / EARLY, 100),
    "the editions beside each other": away(f"{DUSK}/editions.html"),
    "the home page": away("index.html"),
    "a picture": away(f"{DUSK}/charts/backlog.by_state_daily.svg"),
}


@pytest.mark.parametrize("how", TOUCHED)
def test_what_somebody_touched_is_made_again(order, how):
    before = pages(order)
    TOUCHED[how](order)
    assert pages(order) != before
    made(order)

    assert pages(order) == before


@pytest.mark.parametrize(
    ("key", "value"),
    [("pieces", None), ("pieces", {"a": None}), ("files", {"a": 5}), ("warned", 5), ("", 5)],
)
def test_a_stamp_of_another_form_is_as_good_as_none(order, key, value):
    before, (path,) = pages(order), (order.cache / "stamps").rglob("dusk.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value} if key else value))
    made(order)

    assert pages(order) == before


CHANGES = {
    "a number of another day": words("{backlog.open @ 2021-03-15} then.\n"),
    "a macro of the theme": theme("parts.html", 'class="evidence"', 'class="evidence other"'),
    "the title of the site": site("title: Lights\n"),
    "an address of the site": site("url: https://example.org/lights\n"),
    "an edition more": cycle("{early: 2021-03-12", "{early: 2021-03-12, next: 2021-03-19"),
    "an edition of another name": cycle("{early:", "{earlier:"),
    "a fact that somebody typed": cycle("outcome: met", "outcome: missed"),
    "the title of the team": lambda order: edited(
        order.content / "lantern" / "team.yaml", "title: Lantern", "title: Lamp"
    ),
    "another team": lambda order: content(order.content, team="beacon"),
    "a cycle before": lambda order: content(order.content, name="dawn", written=DAWN),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_after_any_change_ends_as_a_clean_one(order, change):
    before = pages(order)
    CHANGES[change](order)
    made(order)

    assert pages(order) == clean(order) != before


@pytest.mark.parametrize("change", ["an edition more", "a macro of the theme"])
def test_a_change_that_is_taken_back_leaves_nothing(order, whole, change):
    before = pages(order)
    CHANGES[change](order)
    made(order)
    for name in ("content", "themes"):
        shutil.rmtree(whole / name)
        shutil.copytree(whole / "kept" / name, whole / name)
    made(order)

    assert pages(order) == before


@pytest.fixture
def rendered(monkeypatch) -> list[str]:
    """Note of which folder pages are made, but for first pages."""
    folders: list[str] = []

    def noted(name: str, call):
        def made(first, *given, **named):
            folders.append(getattr(first, "folder", name))
            return call(first, *given, **named)

        monkeypatch.setattr(render, name, made)

    for name in ("around", "side_by_side", "home"):
        noted(name, getattr(render, name))
    return folders


def test_a_word_makes_first_pages_alone(order, rendered):
    words("One word.\n")(order)
    made(order)

    assert rendered == []
    assert b"One word." in pages(order)[f"{DUSK}/index.html"]


@pytest.mark.parametrize(("page", "folder"), [(BEHIND, DUSK), (EARLY, f"{DUSK}/early")])
def test_only_the_edition_is_made_again_of_which_a_page_was_touched(order, rendered, page, folder):
    away(page)(order)
    made(order)

    assert rendered == [folder]


def test_one_edition_alone_is_left_as_it_lies_too(order, rendered):
    before = pages(order)
    made(replace(order, edition="early"))
    assert (rendered, pages(order)) == ([], before)

    away(EARLY)(order)
    made(replace(order, edition="early"))
    assert (rendered, pages(order)) == ([f"{DUSK}/early"], before)


def test_what_a_link_leads_to_is_no_page_that_was_left(order, tmp_path):
    before, page = pages(order), order.output / BEHIND
    shutil.copy2(page, tmp_path / "mine.html")
    page.unlink()
    page.symlink_to(tmp_path / "mine.html")
    made(order)

    assert not page.is_symlink()
    assert pages(order) == before
