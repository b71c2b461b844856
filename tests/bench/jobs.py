"""The jobs that are timed, each a process of its own: `python -m tests.bench.jobs NAME ARGUMENTS`.

What it costs to begin with, and what a peer does, are jobs like the others.
"""

import json
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import msgspec

SQL = Path(__file__).with_name("open.sql")


def decode() -> str:
    """Decode the changes that come in, and do nothing with them."""
    from retro.snapshot.gerrit import ChangeInfo

    decoder = msgspec.json.Decoder(ChangeInfo)
    return str(sum(len(decoder.decode(line).messages) for line in sys.stdin.buffer))


def replay(content: str) -> str:
    """Read a snapshot and replay it."""
    book = _book(content)
    return str(sum(len(change.events) for change in book.changes))


def digest(content: str) -> str:
    """Return the CPU seconds of reading and replaying, those of a digest, and its memory in MB."""
    begun = time.process_time()
    book = _book(content)
    read = time.process_time() - begun
    name, day = list(book.moments.editions.items())[-1]
    report = book.report(name, day)
    from retro.record import weekly_numbers

    before, begun = _memory(), time.process_time()
    weekly_numbers.digest(book, report, "")
    return json.dumps([read, time.process_time() - begun, _memory() - before])


def open_daily(content: str) -> str:
    """Count the open changes at the end of each day, from the replay."""
    from retro.model.change import Status
    from retro.model.time import end_of

    book = _book(content)
    days = [end_of(day) for day in book.target.cycle.days(book.target.cycle.ends)]
    steps: Counter[object] = Counter()
    for change in book.changes:
        was = 0
        for state in change.states:
            now = int(state.status is Status.NEW)
            steps[state.since] += now - was
            was = now
    counts, total, moments = [], 0, iter(sorted(steps.items()))
    moment, step = next(moments)
    for day in days:
        while moment is not None and moment < day:
            total += step
            moment, step = next(moments, (None, 0))
        counts.append((str((day - timedelta(seconds=1)).date()), total))
    return json.dumps(counts)


def open_in_sql(changes: str, first: str, last: str) -> str:
    """Count the same from the same file, by DuckDB."""
    import duckdb

    duckdb.sql("SET threads = 1; SET TimeZone = 'UTC'")
    rows = duckdb.execute(SQL.read_text(), {"changes": changes, "first": first, "last": last})
    return json.dumps([(str(day), number) for day, number in rows.fetchall()])


def charts(number: str) -> str:
    """Draw so many pictures of two lines with matplotlib alone, as SVG and as PNG."""
    import io

    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    total = 0
    for n in range(int(number)):
        figure, axes = pyplot.subplots(figsize=(8, 3))
        axes.plot(range(200), [n + x % 7 for x in range(200)])
        axes.fill_between(range(200), [n + x % 5 for x in range(200)])
        for kind in ("svg", "png"):
            figure.savefig(data := io.BytesIO(), format=kind)
            total += len(data.getvalue())
        pyplot.close(figure)
    return str(total)


def prepare(content: str, file: str) -> str:
    """Keep in a file what pages are rendered from, once all of it was measured and drawn."""
    import pickle

    from retro.job.answers import open_record
    from retro.job.order import Order
    from retro.job.site.beside import Beside
    from retro.job.site.edition import editions
    from retro.job.targets import the_target

    order = Order(content=Path(content), team="glance", cycle="mitaka")
    answers = open_record(order, the_target(order), print)
    made = editions(order, answers, print, Beside(1))
    Path(file).write_bytes(pickle.dumps((order, answers.target, made)))
    return ""


def render(file: str) -> str:
    """Render the pages of all editions from what is prepared, and write them nowhere."""
    import pickle

    from retro.job.site.pieces import pages

    made = pages(*pickle.loads(Path(file).read_bytes())).files
    return str(sum(map(len, made.values())))


def _book(content: str):  # type: ignore[no-untyped-def]
    import gc

    from retro.job.order import Order
    from retro.job.targets import the_target
    from retro.record.reading import read

    gc.set_threshold(100_000)  # as for every command, see `retro.cli`
    return read(the_target(Order(content=Path(content), team="glance", cycle="mitaka")))


def _memory() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


_ALL = (decode, replay, digest, open_daily, open_in_sql, charts, prepare, render)
JOBS = {job.__name__: job for job in _ALL}

if __name__ == "__main__":
    print(JOBS[sys.argv[1]](*sys.argv[2:]))  # noqa: T201
