"""How the files of a repository of specs read: how many there are, and what they are."""

from collections.abc import Mapping

from retro.outline import words


def sorted_files(project: str, counts: Mapping[str, int]) -> str:
    """Say what a repository's files are, the most first: 24 files: 23 specs and 1 without a title.

    Args:
        project: Its name.
        counts: How many files there are of each sort; together these are all.
    """
    sorts = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    said = words.listed([f"{words.number(number)} {sort}" for sort, number in sorts])
    every = words.counted(sum(counts.values()), "files")
    return f"{project}, {every} below the root{said and ': '}{said}"
