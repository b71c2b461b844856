"""A community that is not OpenStack: from a name to a page, below a path, by quarters."""

import json
import re
from html import unescape

import pytest

from retro.cli import main
from tests.collect.communities import Below
from tests.places import places
from tests.world.mitaka import world
from tests.world.record import SPECS
from tests.world.wire import change_info

pytestmark = pytest.mark.usefixtures("undrawn")


def run(home, *words):
    return main([*words, *places(words[0], home)], sleep=lambda _: None)


def records():
    """Return some of the simulated changes, as another server without Workflow has them."""
    code = [story for story in world().stories if story.project != SPECS]
    text = json.dumps([info for story in code[::24] if (info := change_info(story))])
    text = re.sub(r" Workflow[+-]1", "", text.replace("glance", "lamp"))
    found = json.loads(re.sub(r"openstack(?=/|%2F)", "lamps", text))
    for info in found:
        info["labels"].pop("Workflow", None)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "content").mkdir()
    with Below("/r", records(), requirements=["Code-Review", "Verified"]) as gerrit:
        assert run(folder, "new", "lamp", "2016-Q1", f"--server={gerrit.url}") == 0
        assert run(folder, "collect", "--cycle=2016-Q1") == 0
    (folder / "content/lamp/2016-q1/summary.md").write_text("We had {backlog.open @ end}.\n")
    assert run(folder, "build", "--cycle=2016-Q1") == 0
    return folder


def words(page):
    """Return what a reader of a page meets."""
    text = re.sub(r"<style.*?</style>", " ", page.read_text(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_page_of_a_quarter_speaks_of_its_end_and_of_nobody_elses_habits(home):
    for page in ("lamp/2016-q1/index.html", "lamp/index.html", "index.html"):
        said = words(home / "output" / page)
        foreign = re.findall(r"(?i)releas\w*|zuul|openstack|opendev|workflow|RC1|M-3", said)

        assert "2016-Q1" in said
        assert foreign == [], page


def test_prose_may_ask_for_the_end_of_any_cycle(home):
    said = words(home / "output/lamp/2016-q1/index.html")

    assert re.search(r"We had [1-9]\d*\b", said)


def told(home):
    return json.loads((home / "output/lamp/2016-q1/facts.json").read_text())


def test_what_lives_elsewhere_is_a_gap_with_its_reason_and_no_zero(home):
    facts = {one["name"]: one for one in told(home)["facts"]}

    for name in ("features.landed", "bugs.open", "features.ffe", "flow.merged_after_freeze"):
        assert facts[name].get("value") is None, name
    assert "no specs repository" in facts["features.landed"]["why"]
    assert "no project on Launchpad" in facts["bugs.open"]["why"]
    assert facts["features.ffe"]["why"] == "The cycle's calendar has no feature freeze."


def test_what_the_server_has_is_counted(home):
    facts = {one["name"]: one for one in told(home)["facts"]}

    assert facts["backlog.verified"]["value"] > 0
    assert facts["flow.merged"]["value"] > 0
    assert (told(home)["release"], told(home)["week"]) == ("2016-03-31", "R-0")


def test_a_day_in_a_quarter_is_so_far_from_its_end(home, capsys):
    assert run(home, "today", "--cycle=2016-Q1", "--as-of=2016-03-01") == 0
    said = capsys.readouterr().out

    assert "week R-4, 30 days to the end of the quarter" in said
    assert "release" not in said
