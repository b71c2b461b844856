"""Where templates lie, what they may call, and what they were compiled to."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from retro.outline.words import UNKNOWN, counted, day, number, value, visible
from retro.render.numbers import Missing, safe
from retro.render.policy import ALONE, OF_SITE

DEFAULT = "default"
"""A template of a theme may extend the one that it hides: `default/NAME`."""


class _Compiled(BytecodeCache):
    """What templates were compiled to, by file and text: each is compiled once a process."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, if a template of the same file and text was compiled."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def environment(folders: Sequence[Path]) -> Environment:
    """Return what finds a theme's templates in these folders, and what they may call."""
    made = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(folders), PrefixLoader({DEFAULT: FileSystemLoader(folders[-1])})]
        ),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "counted": counted,
        "day": day,
        "number": number,
        "safe_address": safe,
        "ticked": _ticked,
        "value": value,
    }
    made.globals |= {"not_known": UNKNOWN, "policy": {"site": OF_SITE, "alone": ALONE}}
    made.tests["missing"] = lambda item: isinstance(item, Missing)
    return made


def _visible(value: object) -> object:
    """Take control characters out of texts, wherever they come from; markup is our own."""
    return visible(value) if type(value) is str else value


@lru_cache(maxsize=1024)  # all editions and teams have the same definitions
def _ticked(text: str) -> Markup:
    """Set what stands between backticks as code: definitions are docstrings."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(visible(text)))))
