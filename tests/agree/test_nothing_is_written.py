"""What a user meets where numbers disagree: an error of ours, and the pages as they were."""

import pytest
from msgspec.structs import replace

from retro.cli import main
from retro.record.book import Book
from tests import golden
from tests.places import places


@pytest.fixture
def wrong(monkeypatch):
    """Let every report have one open change too many."""
    report = Book.report

    def altered(self, *named):
        told = report(self, *named)
        more = replace(told.facts["backlog.open"], value=99)
        return replace(told, facts={**told.facts, "backlog.open": more})

    monkeypatch.setattr(Book, "report", altered)


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("command", ["build", "facts", "mail"])
def test_numbers_that_disagree_are_a_fault_of_ours_and_nothing_is_written(
    tmp_path, capsys, command
):
    golden.content(tmp_path / "content")
    page = tmp_path / "output/lantern/dusk/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the last good page")

    assert main([command, "--cycle=dusk", *places(command, tmp_path)]) == 6
    told = capsys.readouterr()
    assert "but backlog.open is 99 (lantern/dusk, " in told.err
    assert told.out == ""
    assert page.read_text() == "the last good page"
    assert [path for path in (tmp_path / "output").rglob("*") if path.is_file()] == [page]
