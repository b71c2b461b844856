"""Which blueprint goes with which spec: by project and name, whatever the order of both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from retro.ledger.features.blueprints import Verdict
from retro.ledger.features.specs import Stand
from retro.snapshot.launchpad import BlueprintInfo


class Word(NamedTuple):
    """A blueprint, what it tells of the cycle, and what is unclear about which one it is."""

    blueprint: BlueprintInfo | None = None
    verdict: Verdict = Verdict()
    doubt: str = ""


class Words:
    """What each blueprint tells of a cycle; several projects may have one of the same name."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Take the words, in any order."""
        found: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            if word.blueprint:
                found[word.blueprint.name.casefold()].append(word)
        self._found: Mapping[str, list[Word]] = found
        self._taken: set[tuple[str, str]] = set()

    def take(self, stand: Stand) -> Word:
        """Return the word of a spec's blueprint: the one that its text names, else of its name.

        Where projects have blueprints of one name, it is that of the project whose specs these
        are, else the only one that tells anything of the cycle. Else it is none, with the doubt.
        """
        names = (stand.blueprint, stand.name.casefold())
        some = next((self._found[name] for name in names if name in self._found), [])
        own = [word for word in some if _is_of(word, stand.repository)]
        telling = [word for word in some if word.verdict != Verdict()]
        word = next((few[0] for few in (some, own, telling) if len(few) == 1), _doubt(some))
        if word.blueprint:
            self._taken.add(_key(word.blueprint))
        return word

    def left(self) -> list[Word]:
        """Return the words that no spec took, by project and name."""
        every = (word for some in self._found.values() for word in some)
        left = {_key(b): word for word in every if (b := word.blueprint)}
        return [left[key] for key in sorted(left) if key not in self._taken]


def _key(blueprint: BlueprintInfo) -> tuple[str, str]:
    return blueprint.project, blueprint.name.casefold()


def _is_of(word: Word, repository: str) -> bool:
    """Tell whether a repository is named after a blueprint's project: lamp, team/lamp-specs."""
    short = repository.rpartition("/")[2].removesuffix("-specs")
    return word.blueprint is not None and word.blueprint.project == short


def _doubt(words: Iterable[Word]) -> Word:
    projects = sorted(word.blueprint.project for word in words if word.blueprint)
    told = f"blueprints of {' and '.join(projects)} have this name" if projects else ""
    return Word(doubt=told)
