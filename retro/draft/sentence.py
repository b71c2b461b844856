"""Sentences: words around numbers, said only where every number that they need is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from retro.model.facts import Fact, Gap
from retro.outline.words import counted, markdown, number

Facts: TypeAlias = Mapping[str, Fact | Gap]
EVERY = "*"


class Sentence(Struct, frozen=True):
    """One sentence in two forms: the best words for today's numbers, and words for any numbers.

    `say` is handed the facts of `names`, in that order, and may answer nothing. The `steady`
    words have slots, and stay true and grammatical whatever the numbers become; without them the
    sentence is for today only. A name that ends in a star stands for a family of facts, of which
    each gets its sentence; in its steady words `{*}` is the number and `<title>` its title. Where
    the fact of `unless` is known, another sentence says more.
    """

    names: tuple[str, ...]
    steady: str
    say: Callable[..., str]
    unless: str = ""

    def said(self, facts: Facts) -> Iterator[str]:
        """Yield the sentence with today's numbers, or nothing where one is not known."""
        for found in self._found(facts):
            if words := self.say(*found):
                yield words[:1].upper() + words[1:]

    def slotted(self, facts: Facts) -> Iterator[str]:
        """Yield the sentence with slots, wherever the other form has something to say."""
        for found in self._found(facts):
            if self.steady and self.say(*found):
                named = self.steady.replace(f"{{{EVERY}}}", f"{{{found[0].name}}}")
                yield named.replace("<title>", markdown(found[0].title))

    def _found(self, facts: Facts) -> Iterator[Sequence[Fact]]:
        if isinstance(facts.get(self.unless), Fact):
            return
        for names in self._named(facts):
            found = [fact for name in names if isinstance(fact := facts.get(name), Fact)]
            if len(found) == len(names):
                yield found

    def _named(self, facts: Facts) -> Iterator[tuple[str, ...]]:
        first, *_ = self.names
        if not first.endswith(EVERY):
            yield self.names
            return
        beginning = first.removesuffix(EVERY)
        yield from ((name,) for name in facts if name.startswith(beginning))


def sentence(
    *names: str, steady: str = "", unless: str = ""
) -> Callable[[Callable[..., str]], Sentence]:
    """Make a sentence of a function that words the facts of these names."""
    return lambda say: Sentence(names, steady, say, unless)


def some(told: Fact | float, things: str = "") -> str:
    """Say how many there were of some things: no changes, 1 change, 12 changes."""
    n, unit = (whole(told), things or told.unit) if isinstance(told, Fact) else (told, things)
    return counted(n, unit) if n else f"no {unit}"


def were(n: float | int) -> str:
    """Return the verb that goes with a number."""
    return "was" if n == 1 else "were"


def are(n: float | int) -> str:
    """Return the verb that goes with a number today."""
    return "is" if n == 1 else "are"


def count(n: float | int) -> str:
    """Say a number that stands for things named before: none, 1, 12."""
    return "none" if n == 0 else number(n)


def of_them(n: float | int, every: float | int, done: str) -> str:
    """Say of how many of some things, named before, something is true: all of them were …."""
    if every == 1:
        return f"it was {done}" if n else f"it was not {done}"
    how_many = "all" if n == every else count(n)
    return f"{how_many} of them {'was' if n <= 1 else 'were'} {done}"


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def whole(fact: Fact) -> float | int:
    """Return the number of a fact that is one."""
    if not isinstance(fact.value, int | float):
        raise TypeError(f"{fact.name} is no number")
    return fact.value


def part(fact: Fact, key: str) -> float | int | None:
    """Return one of a fact's parts, by its key."""
    return next((one.value for one in fact.parts if one.key == key), None)


def parts(fact: Fact) -> list[str]:
    """Say a fact's parts, those of zero left out: blocked (3), reviewable (12)."""
    return [f"{one.label} ({number(one.value)})" for one in fact.parts if one.value]
