"""Where a test's files lie, said to a command as far as it reads them."""

from pathlib import Path

from retro.cli.commands import COMMANDS

THEMES = Path(__file__).parents[1] / "themes"


def places(command: str, home: Path, output: str = "output") -> list[str]:
    """Return the words that make a command work in a folder of one's own."""
    folders = {"--content": home / "content", "--output": home / output, "--themes": THEMES}
    row = next(row for row in COMMANDS if row.name == command)
    read = {option.name for option in row.options}
    return [f"{flag}={folder}" for flag, folder in folders.items() if flag in read]
