"""Which blueprint goes with which spec: by project and name, whatever the order of both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from retro.ledger.features.blueprints import Verdict
from retro.ledger.features.specs import Stand
from retro.model.feature import Outcome
from retro.snapshot.launchpad import BlueprintInfo


class Word(NamedTuple):
    """A blueprint, what it tells of the cycle, and what is unclear about which one it is."""

    blueprint: BlueprintInfo | None = None
    verdict: Verdict = Verdict()
    doubt: str = ""

    @property
    def lands(self) -> bool:
        """Tell whether the blueprint landed in the cycle."""
        return self.verdict.outcome is Outcome.LANDED


class Words:
    """What each blueprint tells of a cycle; several projects may have one of the same name."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Take the words, in any order."""
        found: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            if word.blueprint:
                found[word.blueprint.name.casefold()].append(word)
        self._found: Mapping[str, list[Word]] = found

    def of(self, stand: Stand) -> Word:
        """Return the word of a spec's blueprint: the one that its text names, else of its name.

        Where projects have blueprints of one name and no link tells, it is that of the project
        whose specs these are, else the only one that tells anything of the cycle. Else it is
        none, with the doubt.
        """
        linked = (
            word
            for word in self._found.get(stand.blueprint, ())
            if word.blueprint and stand.launchpad in ("", word.blueprint.project)
        )
        some = list(linked) or self._found.get(stand.name.casefold(), [])
        own = [word for word in some if _is_of(word, stand.repository)]
        telling = [word for word in some if word.verdict != Verdict()]
        return next((few[0] for few in (some, own, telling) if len(few) == 1), _doubt(some))

    def left(self, own: Iterable[Stand], landed: Iterable[Stand]) -> list[Word]:
        """Return the words that tell of a feature of the cycle without a spec, in a fixed order.

        Args:
            own: The specs of the cycle.
            landed: Those that landed in other ones; their blueprints don't do so again.
        """
        taken, done = (
            {_key(word) for word in map(self.of, some) if word.blueprint} for some in (own, landed)
        )
        every = {_key(word): word for some in self._found.values() for word in some}
        return [
            word
            for key, word in sorted(every.items(), key=itemgetter(0))
            if key not in taken
            and (word.lands or word.verdict.accepted)
            and not (word.lands and key in done)
        ]


def _key(word: Word) -> tuple[str, str]:
    assert word.blueprint, "a doubt has no key"
    return word.blueprint.project, word.blueprint.name.casefold()


def _is_of(word: Word, repository: str) -> bool:
    """Tell whether a repository is named after a blueprint's project: lamp, team/lamp-specs."""
    short = repository.rpartition("/")[2].removesuffix("-specs")
    return word.blueprint is not None and word.blueprint.project == short


def _doubt(words: Iterable[Word]) -> Word:
    projects = sorted(word.blueprint.project for word in words if word.blueprint)
    told = f"blueprints of {' and '.join(projects)} have this name" if projects else ""
    return Word(doubt=told)
