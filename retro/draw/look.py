"""How charts look: a theme's palette and its style sheet."""

import re
from pathlib import Path

import msgspec
from msgspec import Struct

from retro.draw.sheet import Sheet, sheet
from retro.errors import ContentError

PALETTE = "palette.json"
SHEET = "charts.mplstyle"
ROLES = (
    "reviewers",
    "author",
    "ci",
    "approved",
    "core",
    "others",
    "constant",
    "occasional",
    "quiet",
    "partly",
    "people",
    "bots",
    "review",
    "opened",
    "merged",
    "abandoned",
    "restored",
    "rest",
    "bugs",
    "created",
    "uploaded",
    "ramp-one",
    "ramp-two",
    "ramp-three",
    "ramp-four",
    "ramp-five",
    "ink",
    "muted",
    "grid",
    "paper",
)

Palette = dict[str, str]
"""Role → colour, as #rrggbb in lower case."""


class Look(Struct, frozen=True, kw_only=True):
    """A theme's colours by role, in light and dark, and its style sheet."""

    light: Palette
    dark: Palette
    sheet: Sheet

    def colour(self, role: str) -> str:
        """Return the colour of a role on a light page; `svg` makes it a variable of the page.

        Raises:
            ContentError: The palette has no such role.
        """
        if role not in self.light:
            raise ContentError(
                f"no colour for the role “{role}”",
                where=PALETTE,
                hint=f"use one of {', '.join(sorted(self.light))}, or add it",
            )
        return self.light[role]


def variable(role: str) -> str:
    """Return the name of a role's CSS variable."""
    return f"--chart-{role}"


def look(theme_folder: Path, fallback_folder: Path) -> Look:
    """Read the look of a theme; what it leaves out comes from the fallback.

    Raises:
        ContentError: A file is missing or can't be used.
    """
    folders = dict.fromkeys((fallback_folder, theme_folder))
    palettes = [_palette(path) for path in _present(PALETTE, *folders)]
    light, dark = (
        {role: colour for palette in palettes for role, colour in palette.get(mode, {}).items()}
        for mode in ("light", "dark")
    )
    found = Look(light=light, dark=dark, sheet=sheet(_present(SHEET, *folders)[-1]))
    _check(found, where=str(theme_folder / PALETTE))
    return found


def _present(name: str, *folders: Path) -> list[Path]:
    """Return a file's paths in the folders that have it."""
    paths = [folder / name for folder in folders if (folder / name).is_file()]
    if not paths:
        raise ContentError(
            "the file is missing", where=str(folders[0] / name), hint="take the default theme's"
        )
    return paths


def _palette(path: Path) -> dict[str, Palette]:
    try:
        modes = msgspec.json.decode(path.read_bytes(), type=dict[str, Palette])
    except (OSError, msgspec.DecodeError) as error:
        raise ContentError(
            f"not a palette: {error}",
            where=str(path),
            hint='write {"light": {"ink": "#1b1f23", …}, "dark": {…}}',
        ) from error
    return {
        mode: {role: colour.lower() for role, colour in palette.items()}
        for mode, palette in modes.items()
    }


def _check(look: Look, *, where: str) -> None:
    for mode, palette in (("light", look.light), ("dark", look.dark)):
        for role in dict.fromkeys((*ROLES, *look.light, *look.dark)):
            if not re.fullmatch(r"[a-z][a-z-]*", role):
                raise ContentError(f"“{role}” is no role", where=where, hint="use letters a to z")
            if not re.fullmatch(r"#[0-9a-f]{6}", palette.get(role, "")):
                raise ContentError(
                    f"the {mode} colour “{role}” is missing or is not #rrggbb",
                    where=where,
                    hint=f"give {role} a colour in {mode}",
                )
    _check_distinct(look.light, where=where)


def _check_distinct(palette: Palette, *, where: str) -> None:
    """Refuse a colour that stands for two roles: the page could not tell them apart."""
    owners: Palette = {}
    for role, colour in palette.items():
        if colour in owners:
            raise ContentError(
                f"{owners[colour]} and {role} have the same light colour {colour}",
                where=where,
                hint="change one of them by a shade",
            )
        owners[colour] = role
