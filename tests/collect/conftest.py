import pytest

from tests.collect.builders import Run


@pytest.fixture
def run(tmp_path):
    return Run(tmp_path)
