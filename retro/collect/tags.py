"""A cycle from tag to tag of a repository, for who has releases and no calendar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches
from fnmatch import fnmatchcase

from msgspec import Struct

from retro.collect.specs.git import Git
from retro.errors import UsageError
from retro.model.team import Dates
from retro.model.time import DAY

_NUMBER = re.compile(r"[0-9]{1,9}")
_MOMENT = re.compile(r"[0-9]{1,11}", re.ASCII)
"""Seconds since 1970, up to the year 5138."""
_EARLY = r"[-._]?(?:alpha|beta|rc|pre|dev|a|b|m)[-._]?[0-9]*"
"""What the names of candidates have behind that of the release."""


class Tag(Struct, frozen=True):
    """A tag by its name, and the day on which it was set: UTC."""

    name: str
    day: date

    @property
    def version(self) -> tuple[int, ...]:
        """Return the numbers in its name."""
        return tuple(map(int, _NUMBER.findall(self.name)))


class Tagged(Struct, frozen=True):
    """A cycle from the day after one tag to the day of another; `why` names both."""

    dates: Dates
    why: str


def tags(git: Git) -> tuple[Tag, ...]:
    """Return the tags of a clone; those that have no day, as one of a file has none, are out."""
    rows = (row.partition(" ") for row in git.tags())
    return tuple(
        Tag(name, datetime.fromtimestamp(int(moment), UTC).date())
        for moment, _, name in rows
        if _MOMENT.fullmatch(moment)
    )


def tagged(
    name: str,
    there: Sequence[Tag],
    where: str,
    *,
    pattern: str = "",
    start: date | None = None,
) -> Tagged:
    """Return the cycle that ends with a tag: it begins on the day after the release before.

    That is the one with the next lower version among tags of the same form: before v3.10.0 comes
    v3.9.0, and not v3.9.2, since both end in .0; before v3.10.2 comes v3.10.1. Candidates between
    both are milestones.

    Args:
        name: The tag, or its version without what its name begins or ends with: 3.10.
        there: The tags of the repository.
        where: The repository, for errors.
        pattern: Which tags are releases, as `v*.0`; by default those of the same form.
        start: Its first day, if somebody says so.

    Raises:
        UsageError: There is no such tag, or none before it.
    """
    last = _meant(name, there, where)
    if start:
        return _from(last, there, start, f"{last.name} was tagged on {last.day}")
    earlier = [tag for tag in there if tag.version < last.version and tag.day < last.day]
    before = next(filter(None, (_newest(earlier, form) for form in _forms(last, pattern))), None)
    if not before:
        raise UsageError(
            f"no tag before {last.name} looks like a release's",
            where=where,
            hint="say which do with --tag-pattern 'v*.0', or give --start",
        )
    why = f"{before.name} was tagged on {before.day}, and {last.name} on {last.day}"
    return _from(last, there, before.day + DAY, why)


def _from(last: Tag, there: Sequence[Tag], start: date, why: str) -> Tagged:
    early = {tag.name: tag.day for tag in _candidates(last, there) if tag.day >= start}
    return Tagged(Dates(start=start, release=last.day, milestones=dict(early)), why)


def _meant(name: str, there: Sequence[Tag], where: str) -> Tag:
    wanted = [f"{start}{name}{end}".casefold() for end in ("", ".0") for start in ("", "v")]
    by_name = {tag.name.casefold(): tag for tag in there}
    found = next((by_name[one] for one in wanted if one in by_name), None)
    if found:
        return found
    near = get_close_matches(name.casefold(), by_name, n=3)
    some = [by_name[one].name for one in near]
    some = some or [tag.name for tag in sorted(there, key=lambda tag: tag.day)[-3:]]
    hint = f"there are {', '.join(some)}" if some else "fetch its tags: git fetch --tags"
    raise UsageError(f"there is no tag {name}", where=where, hint=hint)


def _forms(last: Tag, pattern: str) -> Iterator[re.Pattern[str] | str]:
    """Yield what the tag before may look like: as many zeros at the end, then fewer."""
    if pattern:
        yield pattern
        return
    parts = re.split(r"([0-9]+)", last.name)
    numbers = parts[1::2]
    zeros = next((n for n, one in enumerate(numbers[::-1]) if one.strip("0")), len(numbers))
    for kept in range(zeros, -1, -1):
        first_kept = len(numbers) - kept
        named = [one if n >= first_kept else "" for n, one in enumerate(numbers)]
        yield re.compile(
            "".join(
                re.escape(text) + (number or "[0-9]+")
                for text, number in zip(parts[::2], named, strict=False)
            )
            + re.escape(parts[-1])
        )


def _newest(some: Iterable[Tag], form: re.Pattern[str] | str) -> Tag | None:
    fits = form.fullmatch if isinstance(form, re.Pattern) else lambda name: fnmatchcase(name, form)
    return max(
        (tag for tag in some if fits(tag.name)),
        key=lambda tag: (tag.version, tag.day),
        default=None,
    )


def _candidates(last: Tag, there: Iterable[Tag]) -> Iterator[Tag]:
    """Yield the candidates of a release: v3.10.0-rc1, or go1.22rc1 of go1.22.0."""
    stems = {last.name, re.sub(r"(?:\.0)+", "", last.name) if last.name.endswith(".0") else ""}
    early = re.compile(f"(?:{'|'.join(map(re.escape, filter(None, stems)))}){_EARLY}", re.I)
    found = (tag for tag in there if early.fullmatch(tag.name) and tag.day <= last.day)
    return iter(sorted(found, key=lambda tag: (tag.day, tag.version)))
