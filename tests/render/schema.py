"""A document held against a JSON Schema, as far as ours go; a keyword that is not known fails."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

_SAID = {"title", "description", "default", "$schema", "$defs", "discriminator", "required"}
_KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_FORMATS = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a value."""
    for keyword, rule in schema.items():
        if keyword not in _SAID:
            yield from _RULES[keyword](value, rule, schema, root)


def _ref(value, rule, _, root):
    yield from faults(value, root["$defs"][rule.removeprefix("#/$defs/")], root)


def _type(value, rule, *_):
    number = rule in ("integer", "number")
    if not isinstance(value, _KINDS[rule]) or (number and isinstance(value, bool)):
        yield f"{value!r} is no {rule}"


def _any(value, rule, _, root):
    if all(list(faults(value, one, root)) for one in rule):
        yield f"{value!r} is nothing that it may be"


def _enum(value, rule, *_):
    if value not in rule:
        yield f"{value!r} is none of {rule}"


def _format(value, rule, *_):
    try:
        _ = isinstance(value, str) and _FORMATS[rule](value)
    except ValueError:
        yield f"{value!r} is no {rule}"


def _properties(value, rule, schema, root):
    if isinstance(value, dict):
        yield from (
            f"{name} is missing" for name in schema.get("required", ()) if name not in value
        )
        for name in value.keys() & rule.keys():
            yield from faults(value[name], rule[name], root)


def _others(value, rule, schema, _):
    if isinstance(value, dict) and rule is False:
        yield from (f"{name} is too much" for name in value.keys() - schema["properties"].keys())


def _items(value, rule, schema, root):
    if isinstance(value, list):
        rest = value[len(schema.get("prefixItems", ())) :]
        yield from ("too many" for _ in rest) if rule is False else _each(rest, rule, root)


def _each(values, rule, root):
    for value in values:
        yield from faults(value, rule, root)


def _prefix(value, rule, _, root):
    if isinstance(value, list):
        for one, own in zip(value, rule, strict=False):
            yield from faults(one, own, root)


def _length(value, rule, *_):
    if isinstance(value, list) and len(value) != rule:
        yield f"{value!r} has not {rule} entries"


_RULES = {
    "$ref": _ref,
    "type": _type,
    "anyOf": _any,
    "enum": _enum,
    "format": _format,
    "properties": _properties,
    "additionalProperties": _others,
    "items": _items,
    "prefixItems": _prefix,
    "minItems": _length,
    "maxItems": _length,
}
