"""Nodes decoded into the model's types: a fault names its line, an unknown key its neighbours."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Struct, ValidationError, convert
from msgspec.structs import FieldInfo, fields

from retro.content.node import Node, nearest
from retro.faults import Faults, every
from retro.model.time import DAY, days_between

T = TypeVar("T", bound=Struct)
Readers = Mapping[type, Callable[[Node], Any]]
"""How to read a type that has a form or a rule of its own."""

_NONE = "none"
"""What a person writes for a value that there is none of, where there may be none."""

_DAY_HINT = "write it as 2016-03-03: year, month, day"
_CENTURY = range(2000, 2100)


def decode(
    node: Node,
    kind: type[T],
    readers: Readers | None = None,
    *,
    besides: Collection[str] = (),
    **given: Any,
) -> T:
    """Return a mapping as a struct.

    Args:
        node: A mapping; its keys are the struct's fields.
        kind: The struct. Its fields are texts, numbers, days, literals, structs, and lists,
            mappings or options of these.
        readers: For types inside it that are not read field by field.
        besides: Keys of the mapping that somebody else reads.
        given: Fields that the file does not say.

    Raises:
        ContentError: A key is unknown or missing, or a value is not of its type; it carries
            what else is wrong in the mapping.
    """
    entries = {key: one for key, one in _mapping(node).items() if key not in besides}
    known = {field.encode_name: field for field in _fields(kind) if field.name not in given}
    faults, found = Faults(), dict[str, Any]()
    for key, value in entries.items():
        with faults:
            if key not in known:
                raise value.fault(f"unknown key `{key}`", nearest(key, (*known, *besides)))
            found[known[key].name] = _value(value, key, known[key].type, readers or {})
    needed = (key for key, field in known.items() if field.required and key not in entries)
    faults.add(node.fault(f"`{key}` is missing", f"add a line `{key}: …`") for key in needed)
    faults.end()
    return kind(**given, **found)


@cache
def _fields(kind: type[Struct]) -> tuple[FieldInfo, ...]:
    """Return the fields of a struct, whose types are made out once."""
    return fields(kind)


def _value(node: Node, key: str, kind: Any, readers: Readers) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if kind in readers:
        return readers[kind](node)
    if origin in (Union, UnionType):
        if node.value == _NONE:
            return None
        return _value(node, key, next(k for k in inner if k is not type(None)), readers)
    if origin is tuple:
        items = _list(node, key)
        if inner[0] is date:
            return tuple(day for days in every(lambda one: _days(one, key), items) for day in days)
        return tuple(every(lambda one: _value(one, key, inner[0], readers), items))
    if origin is dict:
        pairs = _mapping(node, key).items()
        return dict(
            every(lambda pair: (pair[0], _value(pair[1], pair[0], inner[1], readers)), pairs)
        )
    if isinstance(kind, type) and issubclass(kind, Struct):
        return decode(node, kind, readers)
    return _scalar(node, key, kind)


def _scalar(node: Node, key: str, kind: Any) -> Any:
    text = _text(node, key)
    try:
        value = convert(text, kind, strict=False)
    except ValidationError as error:
        raise _misfit(node, key, text, kind) from error
    if isinstance(value, date) and value.year not in _CENTURY:
        raise node.fault(f"`{key}` is {text}, which is no day of this century", _DAY_HINT)
    return value


def _misfit(node: Node, key: str, text: str, kind: Any) -> Exception:
    if kind is date:
        return node.fault(f'`{key}` is "{text}", which is no day', _DAY_HINT)
    if get_origin(kind) is Literal:
        words = get_args(kind)
        listed = ", ".join(words)
        return node.fault(f'`{key}` is "{text}", none of {listed}', nearest(text, words))
    return node.fault(f'`{key}` is "{text}", which is no whole number', "write digits only")


def _days(node: Node, key: str) -> Sequence[date]:
    """Return the days of `2015-12-24`, or of `2015-12-24 to 2016-01-03`, both ends included."""
    ends = [
        _scalar(Node(node.path, node.line, text.strip()), key, date)
        for text in _text(node, key).split(" to ", 1)
    ]
    if ends[-1] < ends[0]:
        raise node.fault(f"`{key}` ends before it begins", "write the earlier day first")
    return tuple(days_between(ends[0], ends[-1] + DAY))


def _text(node: Node, key: str) -> str:
    if not isinstance(node.value, str):
        raise node.fault(f"`{key}` must be one value, not {_shape(node)}", f"write {key}: value")
    return node.value


def _list(node: Node, key: str) -> tuple[Node, ...]:
    if not isinstance(node.value, tuple):
        raise node.fault(f"`{key}` must be a list, not {_shape(node)}", f"write {key}: [one, two]")
    return node.value


def _mapping(node: Node, key: str = "") -> dict[str, Node]:
    if not isinstance(node.value, dict):
        what = f"`{key}` must be" if key else "this must be"
        raise node.fault(f"{what} keys with values, not {_shape(node)}", "write key: value")
    return node.value


def _shape(node: Node) -> str:
    match node.value:
        case str():
            return "one value"
        case tuple():
            return "a list"
        case _:
            return "keys with values"
