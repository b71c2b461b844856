"""Where a priority was promised: an address, and one of the priorities that are written."""

import pytest

from retro import content
from retro.errors import ContentError

TEAM = "title: T\ngerrit: {server: https://g.example.org, projects: [p]}\n"
PRIORITIES = "priorities:\n  - title: Import images\n"


def notes(tmp_path, text: str):
    folder = tmp_path / "t/mitaka"
    folder.mkdir(parents=True)
    (tmp_path / "t/team.yaml").write_text(TEAM)
    (folder / "cycle.yaml").write_text(text)
    return content.notes(tmp_path, "t", "mitaka")


def test_a_promise_joins_an_address_to_a_priority(tmp_path):
    text = "promises:\n  - {priority: Import images, url: https://lists.example.org/1}\n"

    assert notes(tmp_path, PRIORITIES + text).promises[0].url == "https://lists.example.org/1"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("{priority: Import imags, url: https://lists.example.org/1}", "Import images"),
        ("{priority: Import images, url: javascript:alert(1)}", "is no address"),
    ],
)
def test_a_promise_of_nothing_is_refused_with_its_line(tmp_path, promise, said):
    with pytest.raises(ContentError) as refused:
        notes(tmp_path, PRIORITIES + f"promises:\n  - {promise}\n")

    assert said in str(refused.value)
    assert refused.value.where.endswith("cycle.yaml:4")
