"""Sentences: words around numbers, said only where every number that they need is known."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from retro.model.facts import Fact, Gap
from retro.outline.words import MINUS, NBSP, counted, markdown, number, portion, value

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
        for known in self._known(facts):
            if words := self.say(*known):
                yield words[:1].upper() + words[1:]

    def linked(self, facts: Facts) -> Iterator[str]:
        """Yield the same with a slot for each number that stands in it as pages write it."""
        for known in self._known(facts):
            if words := self.say(*known):
                yield _slots(words[:1].upper() + words[1:], known)

    def slotted(self, facts: Facts) -> Iterator[str]:
        """Yield the sentence with slots, wherever the other form has something to say."""
        for known in self._known(facts):
            if self.steady and self.say(*known):
                named = self.steady.replace(f"{{{EVERY}}}", f"{{{known[0].name}}}")
                yield named.replace("<title>", markdown(known[0].title))

    def _known(self, facts: Facts) -> Iterator[Sequence[Fact]]:
        """Yield the facts that the sentence needs, each time that all of them are known."""
        if isinstance(facts.get(self.unless), Fact):
            return
        for names in self._named(facts):
            known = [fact for name in names if isinstance(fact := facts.get(name), Fact)]
            if len(known) == len(names):
                yield known

    def _named(self, facts: Facts) -> Iterator[tuple[str, ...]]:
        first, *_ = self.names
        if not first.endswith(EVERY):
            yield self.names
            return
        beginning = first.removesuffix(EVERY)
        yield from ((name,) for name in facts if name.startswith(beginning))


def _slots(words: str, known: Sequence[Fact]) -> str:
    """Put the slot of each fact in its number's place, where only one of them can be meant."""
    texts = [value(fact) for fact in known]
    for fact, text in zip(known, texts, strict=True):
        alone = rf"(?<![\w.,{NBSP}{MINUS}]){re.escape(text)}(?![\w%]|{NBSP}[\d%±])"
        if texts.count(text) == len(re.findall(alone, words)) == 1:
            words = re.sub(alone, f"{{{fact.name}}}", words)
    return words


def sentence(
    *names: str, steady: str = "", unless: str = ""
) -> Callable[[Callable[..., str]], Sentence]:
    """Make a sentence of a function that words the facts of these names."""
    return lambda say: Sentence(names, steady, say, unless)


def many(fact: Fact, things: str = "") -> str:
    """Say how many there were of some things: no changes, 1 change, 12 changes."""
    if fact.off:
        return f"{value(fact)} {things or fact.unit}"
    return none_or(whole(fact), things or fact.unit)


def none_or(n: float | int, things: str) -> str:
    """Say a number with its noun: no changes, 1 change, 12 changes."""
    return counted(n, things) if n else f"no {things}"


def count(n: float | int) -> str:
    """Say a number that stands for things named before: none, 1, 12."""
    return "none" if n == 0 else number(n)


def of_them(n: float | int, every: float | int, done: str) -> str:
    """Say of how many of some things, named before, something is true: all of them were …."""
    if every == 1:
        return f"it was {done}" if n else f"it was not {done}"
    share = "all" if n == every else count(n)
    return f"{share} of them {'was' if n <= 1 else 'were'} {done}"


def whole(fact: Fact) -> float | int:
    """Return the number of a fact that is one."""
    if not isinstance(fact.value, int | float):
        raise TypeError(f"{fact.name} is no number")
    return fact.value


def most(fact: Fact) -> float | int:
    """Return the most that a number may be, which its verb goes by: 0 to 1 was, 0 to 2 were."""
    return fact.between[1] if fact.between else whole(fact) + fact.off


def part(fact: Fact, key: str) -> float | int | None:
    """Return one of a fact's parts, by its key."""
    return next((one.value for one in fact.parts if one.key == key), None)


def parts(fact: Fact) -> list[str]:
    """Say a fact's parts, those of zero left out: blocked (3), reviewable (12)."""
    return [f"{one.label} ({portion(one)})" for one in fact.parts if one.value]
