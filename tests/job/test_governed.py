"""From a clone of openstack/governance to the files of its teams, with the words of a user."""

from datetime import date

import pytest

from retro import content
from retro.cli import main
from tests.collect.governance_repository import PEOPLE, governance, releases, team
from tests.places import places
from tests.world.gerrit import GerritServer
from tests.world.launchpad import LaunchpadServer
from tests.world.launchpad_data import Project, World

MARCH = date(2016, 3, 1)
LIAISONS = "  leadership_type: distributed\n  liaisons:\n    release:\n      - name: Ann Example\n"
LISTED = (
    team("lamp", "openstack/lamp", "openstack/lamp-specs", "openstack-infra/wick")
    + team("Big Sun", "openstack/sun", "openstack/ray", more=LIAISONS)
    + "moon:\n  mission: To shine.\n"
)
THERE = {
    "openstack/lamp": {},
    "openstack/lamp-specs": {},
    "opendev/wick": {},
    "openstack/sun": {"state": "READ_ONLY"},
    "openstack/sunny": {},
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    return governance(tmp_path_factory.mktemp("gov") / "g", (MARCH, LISTED))


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A releases repository in which lamp is on Launchpad, and wick on StoryBoard."""
    lamp = (
        "launchpad: lamps\nrelease-model: cycle-with-intermediary\n"
        "repository-settings: {openstack/lamp: {}}\n"
    )
    wick = "storyboard: 907\nrepository-settings: {openstack-infra/wick: {}}\nteam: lamp\n"
    oil = "launchpad: oil\nteam: lamp\nrelease-model: cycle-with-rc\n"
    files = {"mitaka/lamp": lamp, "mitaka/wick": wick, "mitaka/oil": oil}
    some = ((MARCH, path, text) for path, text in files.items())
    return releases(tmp_path_factory.mktemp("released") / "r", *some)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("CYCLE", "TEAM", "GOVERNANCE", "RELEASES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def new(home, clone, *words):
    said = ("new", f"--from-governance={clone}", *words, *places("new", home))
    return main(said, sleep=lambda _: None)


def test_every_team_of_the_day_gets_its_files_and_no_person_is_in_them(home, clone, capsys):
    assert new(home, clone, "mitaka", "--offline") == 0

    folder = home / "content"
    written = "".join(path.read_text() for path in folder.rglob("*.*") if path.is_file())
    assert content.teams(folder) == ("big-sun", "lamp")
    assert [content.cycles(folder, key) for key in content.teams(folder)] == [("mitaka",)] * 2
    assert [word for word in PEOPLE if word in written] == []
    said = capsys.readouterr().err
    assert "governance on 2016-03-01, the last before Mitaka's release day: 3\u00a0teams, " in said
    assert "lamp: 3\u00a0repositories, 1 with specs" in said
    assert "moon: left out, since governance lists no repository of it" in said


def test_a_team_is_written_as_it_is_listed(home, clone):
    assert new(home, clone, "lamp", "Big Sun", "mitaka", "--offline") == 0

    lamp, sun = (content.team(home / "content", key) for key in ("lamp", "big-sun"))
    assert lamp.gerrit.projects == ("openstack/lamp", "openstack-infra/wick")
    assert lamp.gerrit.specs == ("openstack/lamp-specs",)
    assert (lamp.title, lamp.role) == ("Lamp", "Project Team Lead")
    assert (sun.title, sun.leadership) == ("Big Sun", "distributed")
    assert [(one.role, one.name) for one in sun.liaisons] == [("release", "")]


def test_what_is_written_stays(home, clone):
    new(home, clone, "lamp", "mitaka", "--offline")
    path = home / "content/lamp/team.yaml"
    path.write_text(path.read_text().replace("title: Lamp", "title: Ours"))
    before = path.read_bytes()

    assert new(home, clone, "mitaka", "--offline") == 0
    assert path.read_bytes() == before
    assert content.teams(home / "content") == ("big-sun", "lamp")


def test_a_server_has_its_own_names_and_knows_what_is_read_only(home, clone, capsys):
    with GerritServer([], projects=THERE) as gerrit, LaunchpadServer(World(())) as launchpad:
        servers = (f"--server={gerrit.url}", f"--launchpad-server={launchpad.url}")
        assert new(home, clone, "mitaka", "--verbose", *servers) == 0
        lists = [one for one in gerrit.log if "/projects/?" in str(one)]

    lamp, sun = (content.team(home / "content", key) for key in ("lamp", "big-sun"))
    assert lamp.gerrit.projects == ("openstack/lamp", "opendev/wick")
    assert sun.gerrit.projects == ("openstack/sun",)
    assert len(lists) == 1
    said = capsys.readouterr().err
    assert "opendev/wick: what the server calls openstack-infra/wick now; " in said
    assert "openstack/sun: in governance's list on 2016-03-01; read-only today" in said
    assert "openstack/ray, left out: the server shows no such project; " in said


@pytest.fixture
def renamed(tmp_path):
    """A governance in which stackforge/oil is called openstack/oil since December."""
    return governance(
        tmp_path / "renamed",
        (date(2015, 11, 1), team("lamp", "openstack/lamp", "stackforge/oil")),
        (date(2015, 12, 1), team("lamp", "openstack/lamp", "openstack/oil")),
    )


@pytest.mark.parametrize(
    ("there", "formerly"),
    [
        (("openstack/oil", "stackforge/oil"), {"openstack/oil": ("stackforge/oil",)}),
        (("openstack/oil",), {}),
    ],
)
def test_a_former_name_is_written_where_the_server_still_has_it(home, renamed, there, formerly):
    known = {name: {} for name in ("openstack/lamp", *there)}
    with GerritServer([], projects=known) as gerrit, LaunchpadServer(World(())) as launchpad:
        servers = (f"--server={gerrit.url}", f"--launchpad-server={launchpad.url}")
        assert new(home, renamed, "lamp", "mitaka", *servers) == 0

    lamp = content.team(home / "content", "lamp").gerrit
    assert lamp.projects == ("openstack/lamp", "openstack/oil")
    assert lamp.formerly == formerly
    why = "# its name in governance until 2015-12-01; the server still has it"
    assert (why in (home / "content/lamp/team.yaml").read_text()) == bool(formerly)
    assert "gerrit:" not in (home / "content/lamp/mitaka/cycle.yaml").read_text()


def test_where_no_server_is_asked_former_names_are_written_for_it_to_be_asked(home, renamed):
    assert new(home, renamed, "lamp", "mitaka", "--offline") == 0

    lamp = content.team(home / "content", "lamp").gerrit
    assert lamp.formerly == {"openstack/oil": ("stackforge/oil",)}


def test_a_team_yaml_with_both_names_is_not_otherwise_in_the_cycle(home, renamed):
    new(home, renamed, "lamp", "mitaka", "--offline")
    path = home / "content/lamp/team.yaml"
    text = path.read_text().replace("  projects:\n", "  projects:\n    - stackforge/oil\n")
    path.write_text(
        text.replace("  formerly:\n", "  # formerly:\n").replace(
            "    openstack/oil:\n      - stackforge/oil", "    #"
        )
    )
    assert new(home, renamed, "lamp", "newton", "--offline") == 0

    assert content.team(home / "content", "lamp").gerrit.formerly == {}
    assert "gerrit:" not in (home / "content/lamp/newton/cycle.yaml").read_text()


def test_the_releases_say_how_it_releases_and_which_names_launchpad_is_asked_for(
    home, clone, released, capsys
):
    there = World((Project("lamps", "Lamps"), Project("lamp", "Another")))
    with GerritServer([], projects=THERE) as gerrit, LaunchpadServer(there) as launchpad:
        servers = (f"--server={gerrit.url}", f"--launchpad-server={launchpad.url}")
        assert new(home, clone, "lamp", "mitaka", f"--releases={released}", *servers) == 0

    lamp = content.team(home / "content", "lamp")
    assert lamp.launchpad == ("lamps",)
    assert lamp.release_model == "cycle-with-intermediary"
    assert "launchpad:" not in (home / "content/lamp/mitaka/cycle.yaml").read_text()
    assert lamp.tracker == {"storyboard": "openstack-infra/wick"}
    said = capsys.readouterr().err
    why = "exists on Launchpad; of lamp, by the releases on 2016-03-01\n"
    assert f"Launchpad lamps (likely): {why}" in said
    assert "release model cycle-with-intermediary: as lamp by the releases on 2016-03-01\n" in said
    assert "Launchpad oil (likely), left out: not on Launchpad under this name; " in said


def test_releases_without_governance_are_refused(home, capsys):
    assert main(["new", "lamp", "mitaka", "--releases=x", *places("new", home)]) == 2

    assert "--releases is read beside --from-governance" in capsys.readouterr().err


def test_a_team_that_the_server_lacks_stops_no_other(home, clone, capsys):
    some = {"openstack/sun": {}}
    with GerritServer([], projects=some) as gerrit, LaunchpadServer(World(())) as launchpad:
        servers = (f"--server={gerrit.url}", f"--launchpad-server={launchpad.url}")
        assert new(home, clone, "mitaka", *servers) == 2

    assert content.teams(home / "content") == ("big-sun",)
    assert "the server shows none of the 3 repositories of lamp" in capsys.readouterr().err


def test_the_environment_of_make_names_the_clone_the_team_and_the_cycle(home, clone, monkeypatch):
    for name, value in {"GOVERNANCE": clone, "TEAM": "lamp", "CYCLE": "mitaka"}.items():
        monkeypatch.setenv(name, str(value))

    assert main(["new", "--offline", *places("new", home)]) == 0
    assert content.teams(home / "content") == ("lamp",)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((), "which cycle?"),
        (("lampp", "mitaka"), "there is no team lampp"),
        (("lamp", "mitaka", "--projects=a/b"), "--projects and --from-governance are two ways"),
        (("lamp", "mitakka"), "did you mean mitaka? or give its days with --start"),
    ],
)
def test_what_is_not_there_is_a_usage_error(home, clone, words, error, capsys):
    assert new(home, clone, *words) == 2

    assert error in capsys.readouterr().err


def test_several_teams_are_for_governance_alone(home, capsys):
    assert main(["new", "lamp", "sun", "mitaka", *places("new", home)]) == 2

    assert "new takes no mitaka" in capsys.readouterr().err


def test_a_team_that_is_there_gets_what_was_otherwise_in_the_cycle(home, tmp_path):
    lists = (
        (date(2015, 10, 1), team("lamp", "openstack/lamp", "stackforge/wick", "openstack/oil")),
        (date(2015, 10, 17), team("lamp", "openstack/lamp", "openstack/wick")),
    )
    clone = governance(tmp_path / "g", *lists)
    new(home, clone, "lamp", "mitaka", "--offline")
    path = home / "content/lamp/team.yaml"
    path.write_text(path.read_text().replace("  projects:\n", "  projects:\n    - x/ours\n"))

    assert new(home, clone, "lamp", "liberty", "--offline") == 0
    before = content.team(home / "content", "lamp", "liberty").gerrit
    assert before.projects == ("openstack/lamp", "openstack/wick", "openstack/oil", "x/ours")
    now = content.team(home / "content", "lamp", "mitaka").gerrit
    assert now.projects == ("x/ours", "openstack/lamp", "openstack/wick")


def test_a_team_that_is_as_it_is_listed_gets_no_section_of_its_own(home, clone):
    new(home, clone, "lamp", "mitaka", "--offline")

    assert "gerrit:" not in (home / "content/lamp/mitaka/cycle.yaml").read_text()


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        (
            "  appointed: [newton]\n",
            "# Who stands for election to lead the next cycle; who leads it in newton was "
            "appointed and not\n# elected, by governance on 2016-04-01: look whether nobody "
            "stood.\n"
            "# candidates:\n#   []\n",
        ),
        (
            LIAISONS,
            "# No `candidates` here: liaisons lead it together, by governance on 2016-04-01, so "
            "that nobody is\n# elected.\n",
        ),
        ("", ""),
    ],
)
def test_that_nobody_was_elected_is_proposed_and_no_fact(home, tmp_path, lead, said):
    april = (date(2016, 4, 1), team("lamp", "openstack/lamp", more=lead))
    assert new(home, governance(tmp_path / "g", april), "lamp", "mitaka", "--offline") == 0

    text = (home / "content/lamp/mitaka/cycle.yaml").read_text()
    assert said in text
    assert ("candidates" in text) == bool(said)
    assert content.notes(home / "content", "lamp", "mitaka").candidates is None


def test_an_existing_cycle_is_shown_what_it_could_say(home, clone, capsys):
    new(home, clone, "lamp", "mitaka", "--offline")
    path = home / "content/lamp/team.yaml"
    path.write_text(path.read_text().replace("    - openstack/lamp ", "    - openstack/old "))
    capsys.readouterr()

    assert new(home, clone, "lamp", "mitaka", "--offline") == 0
    said = capsys.readouterr().out
    assert "\ngerrit:\n  projects:\n    - openstack/lamp  # in governance's list on" in said
    assert "    - openstack/old  # in team.yaml, and in no list of governance\n" in said


def test_an_older_cycle_of_a_team_proposes_its_names_on_launchpad_and_its_releases(
    home, clone, tmp_path
):
    lamp = "launchpad: lamps\nreleases:\n- version: 1.0.0\n  projects: [{repo: openstack/lamp}]\n"
    some = releases(tmp_path / "r", (MARCH, "mitaka/lamp", lamp))
    new(home, clone, "lamp", "newton", "--offline")

    assert new(home, clone, "lamp", "mitaka", f"--releases={some}", "--offline") == 0
    text = (home / "content/lamp/mitaka/cycle.yaml").read_text()
    assert "# launchpad:\n#   - lamp\n" in text
    assert "#   - lamps  # of lamp, by the releases on 2016-03-01\n" in text
    assert "# releases:\n#   - {title: lamp 1.0.0}\n" in text
    assert content.notes(home / "content", "lamp", "mitaka").releases is None
