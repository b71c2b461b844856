"""What prose asks of another day has a page of that day, whatever the words."""

import re

import pytest

from retro.cli import main
from tests.golden import CYCLE, ROOT, content

WRITTEN = CYCLE.replace("{M-1: 2021-03-10}", "{α: 2021-03-04, β: 2021-03-10, last: 2021-03-10}")
SUMMARY = "At α {backlog.open @ α}, at β {backlog.open @ β}, at last {backlog.open @ last}."


pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("greek")
    content(folder / "content", written=WRITTEN)
    (folder / "content/lantern/dusk/summary.md").write_text(SUMMARY)
    words = [f"--content={folder / 'content'}", f"--output={folder / 'output'}"]
    assert main(["build", "--cycle=dusk", f"--themes={ROOT / 'themes'}", "--quiet", *words]) == 0
    return folder / "output/lantern/dusk"


def links(site):
    text = (site / "index.html").read_text()
    return re.findall(r'class="number" href="(evidence/backlog\.open--[^"]+)"', text)


def test_moments_of_two_days_have_a_page_each_with_the_list_of_that_day(site):
    first, second, _ = links(site)
    alpha, beta = ((site / path).read_text() for path in (first, second))

    assert "Change number 13" not in alpha
    assert "Change number 13" in beta
    assert "(α)" in alpha
    assert "(last, β)" in beta


def test_moments_of_one_day_share_a_page(site):
    _, second, third = links(site)

    assert second == third


def test_a_page_is_named_by_its_day_and_leads_to_a_table(site):
    pages = list((site / "evidence").glob("backlog.open--*.html"))

    assert {page.stem for page in pages} == {
        f"backlog.open--2021-03-{day}" for day in ("04", "10")
    }
    for page in pages:
        # a list that stands behind several numbers has one table
        (table,) = set(re.findall(r"[\w.-]+\.csv", page.read_text())) - {"titles.csv"}
        assert (page.parent / table).is_file()
