"""`make bench`: print what each stage costs, and fail over a budget; `--short` for every day."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import hugo
from tests.bench.stages import LONG, SHORT, Bench, Row

ROUNDS, FEW = 3, 1
HEAD = f"{'stage':52}{'is':>9}{'limit':>9}{'goal':>9}"


def told(row: Row) -> str:
    """Return a line of the table."""
    unit = "x" if row.unit == "x" else f" {row.unit}"
    marks = "  OVER" if row.over else "" if row.figure <= row.goal else "  not yet"
    numbers = (f"{number:.3g}{unit}" for number in (row.figure, row.limit, row.goal))
    return f"{row.stage:52}" + "".join(f"{number:>9}" for number in numbers) + marks


def main(*, short: bool) -> int:
    """Run the stages; return the exit status."""
    over = False
    print(HEAD)  # noqa: T201
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder), FEW if short else ROUNDS)
        for stage in SHORT if short else LONG:
            for row in stage(bench):
                print(told(row), flush=True)  # noqa: T201
                over |= row.over
    if not hugo.hugo():
        print("NOT RUN: pages against Hugo, which is not installed")  # noqa: T201
    return int(over)


if __name__ == "__main__":
    sys.exit(main(short="--short" in sys.argv))
