import ast
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from retro import measure
from retro.errors import UsageError
from retro.measure import AHEAD, CHARTS, METRICS, definitions, fact, facts, series
from retro.measure.ground.definition import Chart, Metric
from retro.model.facts import Fact
from retro.model.team import Happening, Notes, Watch
from retro.outline import digest
from retro.outline.chapters import CHAPTERS
from retro.outline.key_numbers import KEY_FACTS
from tests.measure.builders import case

KINDS = (Metric, Chart)
ROOT = Path(__file__).parents[2]
PLACES = sorted([*(ROOT / "retro").rglob("*.py"), *(ROOT / "themes").rglob("*.html")])
FAMILIES = Notes(
    rhythm=(Happening(kind="clean-up day", days=(date(2016, 3, 1),)),),
    watch=(Watch(title="Nova", slug="nova"),),
)
DEFINED = {
    *definitions(running=True),
    digest.FEATURES,
}  # the latter is put together from two of them
PREFIXES = {name.rpartition(".")[0] for name in definitions(FAMILIES).keys() - DEFINED}
OWNERS = "|".join(outline.prefix for outline in CHAPTERS if outline.prefix)
NAME = re.compile(rf"(?<![\w./-])(?:{OWNERS})\.[a-z]\w*(?:\.[\w*-]+)*")


def texts(path: Path) -> Iterator[str]:
    """Yield what is written in a template, or in the strings of a module."""
    if path.suffix == ".html":
        yield path.read_text()
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def written(path: Path) -> set[str]:
    return {name for text in texts(path) for name in NAME.findall(text)}


def unknown(names: set[str]) -> set[str]:
    return {n for n in names - DEFINED if n.rpartition(".")[0] not in PREFIXES}


def test_every_name_that_is_written_down_is_one_of_a_measure():
    assert {path: names for path in PLACES if (names := unknown(written(path)))} == {}


def test_a_name_with_a_slip_is_found():
    assert written(ROOT / "retro/outline/key_numbers.py") >= {*KEY_FACTS}
    assert unknown({"backlog.verifed", "watch.nova", "backlog.clean_up.*"}) == {"backlog.verifed"}


@pytest.mark.parametrize("measures", [METRICS, CHARTS], ids=["numbers", "pictures"])
def test_numbers_and_pictures_come_in_the_order_of_the_page(measures):
    names = [one.definition.name for one in measures]

    assert [n for outline in CHAPTERS for n in names if outline.owns(n)] == names


def test_every_measure_of_a_chapter_stands_in_its_list():
    modules = [import_module(m.name) for m in walk_packages(measure.__path__, "retro.measure.")]
    there = [m for module in modules for m in vars(module).values() if isinstance(m, KINDS)]

    every = (*METRICS, *CHARTS, *AHEAD)
    assert {m.definition.name for m in there} == {m.definition.name for m in every}


def test_every_name_is_answered_and_defined():
    here = case()

    assert list(facts(here)) == [metric.definition.name for metric in METRICS]
    assert {*facts(here), *series(here)} == set(definitions())
    assert {*facts(here), *series(here, running=True)} == set(definitions(running=True))


def test_one_fact_is_the_same_alone_as_among_all():
    here = case()

    assert all(fact(here, name) == found for name, found in facts(here).items())


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"backlog\.opend"):
        fact(case(), "backlog.opend")


def test_every_fact_says_what_it_needs_to_be_believed():
    for name, found in facts(case()).items():
        assert found.definition == name
        if isinstance(found, Fact):
            assert found.unit
            assert found.source
            assert found.moment == case().moment
