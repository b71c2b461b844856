"""Which real specs repositories the proof reads."""

from tests.collect.specs_repository import Repository
from tests.specs_clones import clones


def test_clones_are_found_in_folders_in_mirrors_and_by_their_own_paths(tmp_path):
    (tmp_path / "many" / "openstack+nova-specs").mkdir(parents=True)
    (tmp_path / "many" / "empty").mkdir()
    mirrored = Repository(tmp_path / "many" / "openstack+nova-specs" / "repo").folder
    plain = Repository(tmp_path / "many" / "glance-specs").folder
    alone = Repository(tmp_path / "octavia.git").folder

    assert clones(f"{tmp_path / 'many'}:{alone}") == {
        "glance-specs": plain,
        "nova-specs": mirrored,
        "octavia": alone,
    }


def test_without_a_folder_there_are_none(tmp_path):
    assert clones(str(tmp_path / "nowhere")) == {}
