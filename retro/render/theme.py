"""A theme: folders of templates and a style sheet; a file of the first folder that has it wins."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound
from jinja2 import TemplateSyntaxError as SyntaxProblem
from markupsafe import Markup

from retro.errors import ContentError
from retro.render.policy import hashed
from retro.render.shared_looks import shared
from retro.render.templates import DEFAULT, environment

PALETTE = "palette.json"
STYLE = "style"
"""The folder of a theme's style sheets, a part of the page each."""
PLACE = {"tokens.css": -1, "print.css": 1}
"""What the other parts build on comes first, what overrules them on paper last."""


class Theme:
    """The templates and the style sheet that turn values into pages."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look into the folders in this order, the default theme last."""
        self._folders = tuple(folders)
        self._environment = environment(self._folders)

    def page(self, template: str, **values: object) -> str:
        """Return a page, made from a template and what its contract line names.

        Raises:
            ContentError: The template is missing or wrong; the message names file and line.
        """
        try:
            made = self._environment.get_template(template).render(**values)
            return hashed(shared(made))
        except (TemplateError, TypeError) as error:
            raise self._problem(error, template) from error

    def compile(self) -> None:
        """Compile all templates; one that is wrong is told of by the page that needs it."""
        for name in self._environment.list_templates(extensions=["html"]):
            with suppress(TemplateError):
                if not name.startswith(f"{DEFAULT}/"):  # the same again, if no theme hides it
                    self._environment.get_template(name)

    def part(self, macro: str, *values: object) -> Markup:
        """Return what one macro of `parts.html` makes of values."""
        try:
            parts = self._environment.get_template("parts.html").module
            return Markup(getattr(parts, macro)(*values))
        except (TemplateError, TypeError, AttributeError) as error:
            raise self._problem(error, "parts.html") from error

    def style(self) -> Markup:
        """Return the style sheets as one, led by the palette's colours as variables.

        Those of the last folder come first, each hidden by one of the same name before it; what
        only an earlier folder has follows, so a theme may add to a part instead of replacing it.
        """
        return Markup("\n".join([self.colours(), *map(self.read, self._sheets())]))

    def colours(self) -> str:
        """Return the palette's colours as variables, by day and by night."""
        light, dark = (_variables(self._colours(look)) for look in ("light", "dark"))
        return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"

    def assets(self) -> dict[str, str]:
        """Return the files that pages refer to: the style sheet, and the picture of a tab."""
        return {"assets/style.css": self.style(), "assets/icon.svg": self.read("icon.svg")}

    def _sheets(self) -> list[str]:
        parts = (sorted((folder / STYLE).glob("*.css")) for folder in reversed(self._folders))
        names = dict.fromkeys(path.name for found in parts for path in found)
        return [f"{STYLE}/{name}" for name in sorted(names, key=lambda name: PLACE.get(name, 0))]

    def _colours(self, look: str) -> dict[str, str]:
        """Merge the palettes: a theme may change one colour and keep the others."""
        files = (folder / PALETTE for folder in reversed(self._folders))
        palettes = (json.loads(file.read_bytes())[look] for file in files if file.is_file())
        return {role: colour for palette in palettes for role, colour in palette.items()}

    def read(self, name: str) -> str:
        """Return a file of the first folder that has it."""
        for folder in self._folders:
            if (folder / name).is_file():
                return (folder / name).read_text(encoding="utf-8")
        raise ContentError(
            f"no theme folder has {name}",
            where=", ".join(map(str, self._folders)),
            hint="name the default theme's folder last",
        )

    def _problem(self, error: Exception, template: str) -> ContentError:
        hint = "compare with the default theme's file: its first line says what a template gets"
        match error:
            case SyntaxProblem():
                where = f"{error.filename or error.name}:{error.lineno}"
            case TemplateNotFound():
                return ContentError(f"no theme folder has {error.name}", where=template)
            case _:
                where = self._line(error) or template
        return ContentError(str(error), where=where, hint=hint)

    def _line(self, error: Exception) -> str:
        """Find the last line of a template that the error passed through."""
        roots = tuple(str(folder) for folder in self._folders)
        frames = ((f.f_code.co_filename, line) for f, line in walk_tb(error.__traceback__))
        lines = [f"{name}:{line}" for name, line in frames if name.startswith(roots)]
        return lines[-1] if lines else ""


def _variables(colours: dict[str, str]) -> str:
    lines = "".join(f"  --chart-{role}: {colour};\n" for role, colour in sorted(colours.items()))
    return f":root {{\n{lines}}}\n"
