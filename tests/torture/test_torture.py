"""A few points of the walk that `make torture` makes whole, other ones each day of the month."""

import os
from datetime import UTC, datetime
from inspect import Parameter, signature
from random import Random

import pytest

from tests.torture.cases import CASES, servers
from tests.torture.remembered import PURE, remember
from tests.torture.steps import KILL, Steps
from tests.torture.walk import Walk

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

SEED = int(os.environ.get("RETRO_TEST_SEED", datetime.now(UTC).day))
FEW = 8
QUICK = [case for case in CASES if case.name in ("top-up", "audit", "new", "draft --chapters")]


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    with servers(tmp_path_factory.mktemp("torture")) as found:
        yield found


@pytest.fixture(scope="module")
def forget():
    with pytest.MonkeyPatch.context() as patch:
        for owner, name, _ in PURE:
            patch.setattr(owner, name, getattr(owner, name))
        yield remember()


@pytest.mark.parametrize("case", QUICK, ids=lambda case: case.name)
def test_a_command_that_fails_at_any_step_leaves_whole_files_and_can_be_run_again(
    case, tmp_path, there, forget
):
    walk = Walk(case, tmp_path / "root", there, forget)
    some = Random(SEED).sample(walk.points, FEW)

    assert {point: found for point in some if (found := list(walk.fails(point)))} == {}


def test_the_walk_finds_a_file_that_is_written_in_its_place(tmp_path, there, forget, monkeypatch):
    def torn(path, data):
        if not path.exists():
            with path.open("xb") as file:
                file.write(data)
        return True

    monkeypatch.setattr("retro.disk.create", torn)
    walk = Walk(QUICK[-1], tmp_path / "root", there, forget)
    last = max(point for point in walk.points if point[::2] == ("write", KILL))
    found = list(walk.fails(last))

    assert any("is neither old nor new" in line for line in found)
    assert any("the next run ended otherwise" in line for line in found)


def test_what_is_remembered_is_asked_for_as_it_is_called():
    for owner, name, key in PURE:
        kinds = [(n, one.kind) for n, one in signature(getattr(owner, name)).parameters.items()]
        words = [n for n, kind in kinds if kind is Parameter.POSITIONAL_OR_KEYWORD]
        more = {n: n for n, kind in kinds if kind is Parameter.KEYWORD_ONLY}
        signature(key).bind(*words, **more)


def test_a_step_is_one_below_the_folder_that_writes(tmp_path):
    steps = Steps(tmp_path)

    assert steps.within(tmp_path / "a" / "b")
    assert not steps.within(f"{tmp_path}x")
