"""The same replay on many machines: learn, merge, broadcast, replay, sum.

`python -m retro.spark glance mitaka 2016-03-09` writes the table `states` of an export as Parquet
to output/spark, and prints the verified backlog of each week. It needs cycle-retro[spark] and
Java 17; where the machines are, PySpark's own configuration says.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
import pyarrow as arrow
from pyspark.sql import DataFrame, SparkSession

from retro import ledger, snapshot
from retro.export.histories import STATES, states
from retro.job.order import Order
from retro.job.targets import the_target
from retro.model.change import Accounts
from retro.model.label import Served
from retro.model.time import end_of
from retro.record.book import Book
from retro.record.gerrit_parts import accounts
from retro.record.target import Target
from retro.snapshot import Manifest
from retro.snapshot.gerrit import ACCOUNTS, CHANGES, LABELS, ChangeInfo, RobotInfo

SQL = {"integer": "bigint", "string": "string", "boolean": "boolean", "datetime": "timestamp"}
SCHEMA = ", ".join(f"`{one.name}` {SQL[one.type]}" for one in STATES.columns)
ARROW = {"bigint": arrow.int64(), "string": arrow.string(), "boolean": arrow.bool_()}
FIELDS = arrow.schema(
    [(one.name, ARROW.get(SQL[one.type], arrow.timestamp("us", "UTC"))) for one in STATES.columns]
)
WEEKLY = """
SELECT week, count(*) AS verified
FROM (SELECT explode(sequence(timestamp '{0}', timestamp '{1}', interval 7 days)) AS week)
JOIN states ON verified AND since < week AND coalesce(until >= week, true)
GROUP BY week ORDER BY week
"""


def replayed(spark: SparkSession, target: Target, day: date, parts: int) -> DataFrame:
    """Return the table `states` of a target as of a day, replayed in so many parts."""
    held = snapshot.read(target.snapshot)
    collection = held.manifest.collection(CHANGES)
    assert collection, "a snapshot has changes"
    lines = spark.read.text(str(target.snapshot / collection.file)).repartition(parts)
    known = accounts(held.records(ACCOUNTS, RobotInfo), target.team.gerrit.people)
    lessons = lines.rdd.mapPartitions(lambda rows: [ledger.lesson(_read(r.value for r in rows))])
    learned = lessons.reduce(ledger.Lesson.merge).learned(held.records(LABELS, Served))
    shared = spark.sparkContext.broadcast((target, held.manifest, known, learned, day))

    def replay(batches: Iterable[arrow.RecordBatch]) -> Iterator[arrow.RecordBatch]:
        for batch in batches:
            case = _book(batch.column(0).to_pylist(), *shared.value[:-1]).case(shared.value[-1])
            rows = [dict(zip(STATES.names, row, strict=True)) for row in states(case)]
            yield arrow.RecordBatch.from_pylist(rows, FIELDS)

    return lines.mapInArrow(replay, SCHEMA)


def _read(lines: Iterable[str]) -> Iterator[ChangeInfo]:
    return (msgspec.json.decode(line, type=ChangeInfo) for line in lines)


def _book(
    lines: Iterable[str],
    target: Target,
    manifest: Manifest,
    known: Accounts,
    learned: ledger.Learned,
) -> Book:
    gerrit = target.team.gerrit
    changes = tuple(ledger.histories(_read(lines), known, gerrit, learned))
    labels = ledger.labels(gerrit, known, learned)
    return Book(target=target, manifest=manifest, accounts=known, labels=labels, changes=changes)


def main() -> None:
    """Replay one target as of a day."""
    team, cycle, text = sys.argv[1:]
    target, day = the_target(Order(team=team, cycle=cycle)), date.fromisoformat(text)
    spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    table = replayed(spark, target, day, spark.sparkContext.defaultParallelism)
    folder = f"output/spark/{target.path}"
    table.write.mode("overwrite").parquet(folder)
    spark.read.parquet(folder).createOrReplaceTempView("states")
    spark.sql(WEEKLY.format(target.cycle.start, f"{end_of(day):%Y-%m-%d}")).show(99)


if __name__ == "__main__":
    main()
