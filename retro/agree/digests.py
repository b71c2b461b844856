"""A digest, from which pages over many are made, tells what the pages of its edition tell."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from retro.model.time import WEEK
from retro.outline.digest import Digest, KeyNumber

Told = Mapping[str, Mapping[str, Any]]
"""The facts and gaps of an edition's facts.json, by their names."""


def disagreements(digest: Digest, told: Told, release: date, as_of: date) -> Iterator[str]:
    """Say which numbers of a digest are not those of the pages that it leads to.

    Args:
        digest: Of a retrospective.
        told: What its default edition tells; a number that is not there is not judged.
        release: The day from which its weeks are counted back.
        as_of: The day of that edition.
    """
    for number in digest.numbers:
        if number.name in told:
            yield from _number(number, told[number.name])
            yield from _last_week(digest, number, release, as_of)


def _number(number: KeyNumber, fact: Mapping[str, Any]) -> Iterator[str]:
    value, between = fact.get("value"), fact.get("between")
    there = value if isinstance(value, int | float) else None
    if number.value != there or list(number.between or ()) != list(between or ()):
        yield f"{number.name} is {number.value}, but {there} on its own page"


def _last_week(digest: Digest, number: KeyNumber, release: date, as_of: date) -> Iterator[str]:
    """The week that ends with the edition's day has the edition's number."""
    weeks, rest = divmod((release - as_of).days, WEEK.days)
    weekly = digest.weekly.get(number.name)
    values = weekly.at(weeks) if weekly and not rest else ()
    if values and values[0] is not None and values[0] != number.value:
        yield f"{number.name} is {number.value}, but {values[0]} in the week of that day"
