"""Files for a team or a cycle that nobody wrote about yet: written once, and never over another.

Whatever they are made of, it is read back by the reader that the build uses before a file is put
in its place.
"""

from pathlib import Path

from retro import disk
from retro.content import rules
from retro.content.folder import CYCLE, TEAM, check_name, cycle_folder, parsed, yaml_of
from retro.content.scaffold.cycle import Section, cycle_text, sections
from retro.content.scaffold.otherwise import Listing, otherwise
from retro.content.scaffold.questions import chapter_text
from retro.content.scaffold.scalar import quoted
from retro.content.scaffold.team import EDIT, team_text
from retro.errors import UsageError
from retro.model.cycle import Cycle
from retro.model.sketch import Sketch
from retro.outline.chapters import QUESTIONS

__all__ = [
    "EDIT",
    "Listing",
    "Section",
    "as_begun",
    "chapter_text",
    "lacking",
    "otherwise",
    "quoted",
    "sections",
    "write_chapters",
    "write_cycle",
    "write_team",
]


def write_team(folder: Path, sketch: Sketch) -> Path | None:
    """Write a sketch's team.yaml and return its path; None where there is one.

    Raises:
        UsageError: The team can't have this name, or its folder leads out of content/.
        ContentError: The reader would refuse the file.
    """
    path = folder / check_name("team", sketch.key) / TEAM
    text = team_text(sketch)
    rules.team(parsed(text, str(path)), sketch.key)
    return path if _put(folder, path, text) else None


def write_cycle(
    folder: Path, team: str, title: str, name: str, cycle: Cycle, sections: tuple[Section, ...]
) -> Path | None:
    """Write a cycle.yaml and return its path; None where there is one.

    Args:
        folder: Where content lies.
        team: The team's key.
        title: The team's name for readers.
        name: The cycle's folder.
        cycle: Its days.
        sections: What the file says.

    Raises:
        UsageError: The cycle can't have this name, or its folder leads out of content/.
        ContentError: The reader would refuse the file.
    """
    path = cycle_folder(folder, team, name) / CYCLE
    text = cycle_text(title, cycle, sections)
    rules.notes(parsed(text, str(path)))
    return path if _put(folder, path, text) else None


def lacking(
    folder: Path, team: str, name: str, sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Return the sections with something to count that a cycle.yaml has no key for."""
    node = yaml_of(folder, cycle_folder(folder, team, name) / CYCLE)
    said = node.value if node else {}
    return tuple(section for section in sections if section.counts and section.key not in said)


def write_chapters(folder: Path, team: str, name: str) -> tuple[Path, ...]:
    """Write the chapters that a cycle lacks, each with its questions, and return their paths."""
    home = cycle_folder(folder, team, name)
    paths = ((home / f"{key}.md", chapter_text(key)) for key in QUESTIONS)
    return tuple(path for path, text in paths if _put(folder, path, text))


def as_begun(path: Path) -> bool:
    """Tell whether a chapter is as it was begun: nobody has written a word into it."""
    if path.is_symlink() or not path.is_file() or path.stem not in QUESTIONS:
        return False
    return path.read_bytes() == chapter_text(path.stem).encode()


def _put(root: Path, path: Path, text: str) -> bool:
    """Write a new file, of which there may be none of that name, and tell whether that was so."""
    home = root.resolve() / path.parent.relative_to(root)
    if path.parent.resolve() != home:
        raise UsageError(
            "this leads out of its folder", where=str(path.parent), hint="put a folder there"
        )
    return disk.create(path, text.encode())
