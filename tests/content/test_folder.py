"""Names and files: what is there, what is refused, and how a file is opened."""

import os
import subprocess
import sys

import pytest

from retro.content import check_name, cycles, notes, site, snapshot_folder, team, teams
from retro.content.folder import text_of
from retro.errors import ContentError, UsageError
from retro.model.site import Site
from retro.model.team import Notes

TEAM = "title: A\ngerrit: {server: 'https://review.example.org', projects: [a]}\n"


@pytest.fixture
def folder(tmp_path):
    content = tmp_path / "content"
    for key in ("nova", "glance"):
        (content / key).mkdir(parents=True)
        (content / key / "team.yaml").write_text(TEAM)
    return content


def refused(folder, path):
    with pytest.raises(ContentError) as error:
        text_of(folder, path)
    assert error.value.hint, "an error says what next"
    return error.value.where, error.value.what


@pytest.mark.parametrize("name", ["glance", "2026.1", "a-b_c.d", "0"])
def test_a_plain_name_passes(name):
    assert check_name("team", name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a..b", "../a", "a/b", "/a", "A", "-a", ".a", "a\n", "a b", "é", "a" * 101],
)
def test_a_name_that_might_lead_astray_is_refused(name):
    with pytest.raises(UsageError, match="can be no cycle"):
        check_name("cycle", name)


def test_teams_are_folders_with_a_team_file(folder):
    (folder / "drafts").mkdir()
    (folder / "site.yaml").write_text("title: A\n")

    assert teams(folder) == ("glance", "nova")


def test_cycles_are_folders_with_notes_or_a_snapshot(folder):
    (folder / "glance/mitaka").mkdir()
    (folder / "glance/mitaka/cycle.yaml").touch()
    (folder / "glance/liberty/snapshot").mkdir(parents=True)
    (folder / "glance/drafts").mkdir()

    assert cycles(folder, "glance") == ("liberty", "mitaka")


@pytest.mark.parametrize("name", ["My Team", "mail", "assets", "export", "zip", "index.html"])
def test_a_folder_that_no_team_can_be_named_after_is_refused(folder, name):
    (folder / name).mkdir()
    (folder / name / "team.yaml").write_text(TEAM)

    with pytest.raises(ContentError) as error:
        teams(folder)

    assert error.value.where == str(folder / name)


def test_a_cycle_may_have_a_name_that_the_site_keeps_from_teams():
    assert check_name("cycle", "mail") == "mail"
    with pytest.raises(UsageError, match='"mail" can be no team'):
        check_name("team", "mail")


def test_an_unknown_team_suggests_the_nearest(folder):
    with pytest.raises(UsageError, match="there is no team glanse") as error:
        team(folder, "glanse")

    assert error.value.hint == "did you mean glance?"


def test_the_first_team_is_told_where_to_begin(tmp_path):
    with pytest.raises(UsageError) as error:
        team(tmp_path, "glance")

    assert error.value.hint == f"begin with a file {tmp_path / 'glance/team.yaml'}"


def test_content_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(UsageError) as error:
        teams(tmp_path / "nowhere")

    assert error.value.where == str(tmp_path / "nowhere")


def test_a_snapshot_has_its_place_before_it_is_there(folder):
    assert snapshot_folder(folder, "glance", "mitaka") == folder / "glance/mitaka/snapshot"


def test_without_files_there_is_a_plain_site_and_no_notes(folder):
    assert site(folder) == Site()
    assert notes(folder, "glance", "mitaka") == Notes()


def test_a_yaml_file_under_another_ending_is_not_passed_over(folder):
    (folder / "glance/mitaka").mkdir()
    (folder / "glance/mitaka/cycle.yml").write_text("ffe: []\n")

    with pytest.raises(ContentError) as error:
        notes(folder, "glance", "mitaka")

    assert error.value.where == str(folder / "glance/mitaka/cycle.yml")
    assert error.value.hint == "call it cycle.yaml"


def test_text_that_is_no_utf_8_says_on_which_line(folder):
    path = folder / "site.yaml"
    path.write_bytes(b"# one\n# two\n# caf\xe9\n")

    assert refused(folder, path) == (f"{path}:3", "this is no UTF-8")


def test_a_byte_order_mark_and_other_line_ends_are_taken_as_they_are_meant(folder):
    path = folder / "site.yaml"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")

    assert text_of(folder, path) == "a\nb\nc\n"


def test_a_folder_is_no_file(folder):
    (folder / "site.yaml").mkdir()

    with pytest.raises(ContentError, match="this is no file"):
        site(folder)


def test_a_pipe_is_no_file(folder):
    os.mkfifo(folder / "site.yaml")

    assert refused(folder, folder / "site.yaml")[1] == "this is no file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_said_so(folder):
    (folder / "site.yaml").write_text("title: A\n")
    (folder / "site.yaml").chmod(0)

    assert refused(folder, folder / "site.yaml")[1].startswith("this can't be read")


def test_a_link_that_leads_out_of_its_folder_is_refused(folder, tmp_path):
    (tmp_path / "secret.yaml").write_text("title: A\n")
    (folder / "site.yaml").symlink_to(tmp_path / "secret.yaml")

    assert refused(folder, folder / "site.yaml")[1] == "this leads out of its folder"


def test_a_link_to_another_folder_of_content_is_refused_too(folder):
    (folder / "glance/team.yaml").unlink()
    (folder / "glance/team.yaml").symlink_to("../nova/team.yaml")

    with pytest.raises(ContentError, match="this leads out of its folder"):
        team(folder, "glance")


def test_a_team_folder_that_is_a_link_is_refused(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/team.yaml").write_text(TEAM)
    (folder / "cinder").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ContentError, match="this leads out of its folder"):
        team(folder, "cinder")


def test_a_link_inside_its_folder_is_followed(folder):
    (folder / "here.yaml").write_text("title: Here\n")
    (folder / "site.yaml").symlink_to("here.yaml")

    assert site(folder).title == "Here"


@pytest.mark.parametrize("target", ["nowhere", "site.yaml"])
def test_a_link_that_leads_nowhere_is_not_taken_for_a_missing_file(folder, target):
    (folder / "site.yaml").symlink_to(target)

    assert refused(folder, folder / "site.yaml")[1] == "this is no file"
    with pytest.raises(ContentError):
        site(folder)


def test_content_itself_may_be_a_link(folder, tmp_path):
    (tmp_path / "link").symlink_to(folder)

    assert team(tmp_path / "link", "glance").title == "A"


def test_looking_at_the_rooms_does_not_load_yaml():
    code = "import sys, retro.content, retro.calendar; sys.exit('yaml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["data", "index.html"])
def test_a_cycle_may_not_lie_where_its_teams_own_page_does(name):
    with pytest.raises(UsageError, match="can be no cycle"):
        check_name("cycle", name)
