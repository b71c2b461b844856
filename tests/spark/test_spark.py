"""The replay under PySpark, on two local workers: the same table as an export's."""

import os
import sys
from datetime import UTC, date

import pytest

from retro.export.histories import STATES, states
from retro.job.order import Order
from retro.job.targets import the_target
from tests import sample

pytestmark = pytest.mark.spark
DAY = date(2016, 3, 9)


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(sys.path)}
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    yield session
    session.stop()


def test_two_workers_replay_the_sample_into_the_same_table(spark):
    from retro.spark import replayed

    target = the_target(Order(content=sample.content(), team="glance", cycle="mitaka"))
    table = replayed(spark, target, DAY, 2).toArrow()
    rows = {tuple(row[name] for name in STATES.names) for row in table.to_pylist()}

    assert rows == {tuple(map(plain, row)) for row in states(sample.book().case(DAY))}
    assert table.num_rows == len(rows) > 10_000


def plain(value):
    return value.astimezone(UTC) if hasattr(value, "astimezone") else value
