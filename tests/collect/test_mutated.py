"""Whatever a server sends, a collection ends: by an error of ours, or a snapshot that is read."""

import signal
from random import Random

import pytest

from tests.collect.mutated import mutant
from tests.collect.offline import offline
from tests.collect.place import Place

SOME, MANY = 25, 5_000
FULL = "o=MESSAGES"
"""In what asks for changes in full, of which most is read."""


class Mutants(Place):
    """Collects with one answer altered, and then again with none."""

    def __init__(self, folder, patch):
        super().__init__(folder)
        self.patch = patch
        self.counted = set()
        self.clean = {}

    def collected(self, spoil):
        with offline(self.patch, self.gerrit, self.launchpad, spoil=spoil) as log:
            return self.collect(), [request.raw for request in log]

    def end(self, seed, log):
        """Return the exit status of a collection with the mutant of a seed."""
        dice = Random(seed)
        full = [place for place, asked in enumerate(log) if FULL in asked]
        which = dice.choice([*range(len(log)), *full * 10])
        status, _ = self.collected(
            lambda place, answer: mutant(answer, dice) if place == which else answer
        )
        if status == 4:
            assert self.collected(lambda _, answer: answer)[0] == 0, "a refused answer is kept"
            assert self.files == self.clean
        else:
            assert status == 0
            self.count()
        return status

    def count(self):
        """Count what the snapshot has, unless one with the same bytes was."""
        digest = hash(tuple(sorted(self.files.items())))
        if digest not in self.counted:
            self.counted.add(digest)
            assert self("facts") == 0


def late(*_):
    raise TimeoutError("it hangs")


@pytest.fixture
def mutants(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    signal.signal(signal.SIGALRM, late)
    with Mutants(tmp_path, monkeypatch) as made:
        yield made
    signal.setitimer(signal.ITIMER_REAL, 0)


def ended(mutants, capsys, seeds):
    """Count how the collections with these mutants end."""
    status, log = mutants.collected(lambda _, answer: answer)
    mutants.count()
    mutants.clean = mutants.files
    ends = {0: 0, 4: 0}
    assert status == 0
    for seed in seeds:
        signal.setitimer(signal.ITIMER_REAL, 60)
        try:
            ends[mutants.end(seed, log)] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}: {capsys.readouterr().err}") from error
        capsys.readouterr()
    return ends


def test_some_mutated_answers_end_in_an_error_of_ours_or_in_what_is_read(mutants, capsys):
    assert min(ended(mutants, capsys, range(SOME)).values()) > SOME // 20


def test_a_mutant_that_once_was_not_read_is(mutants, capsys):
    # a watched change that is a draft
    assert sum(ended(mutants, capsys, [13463]).values()) == 1


@pytest.mark.wire
@pytest.mark.parametrize("part", range(4))
def test_many_mutated_answers_end_so(mutants, capsys, part):
    seeds = range(SOME + MANY * part, SOME + MANY * (part + 1))

    assert min(ended(mutants, capsys, seeds).values()) > MANY // 20
