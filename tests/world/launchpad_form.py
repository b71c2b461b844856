"""Reading a request's values as lazr.restful does: JSON first, then text, strict about types."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.world.launchpad_data import IMPORTANCES, INFORMATION_TYPES, ORDERS

Form = Mapping[str, Sequence[str]]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")
_UTC = re.compile(r"Z|[+-]00:?00")


class FormError(Exception):
    """What is wrong with a request, as the 400 says it."""


def searched(form: Form, statuses: Sequence[str], omit_targeted: bool) -> dict[str, Any]:
    """Return what searchTasks is called with; what it doesn't know it ignores.

    Args:
        form: Each parameter with all its values.
        statuses: Those that this server knows.
        omit_targeted: The default, which differs between versions.
    """
    asked: dict[str, Any] = {"omit_duplicates": True, "omit_targeted": omit_targeted}
    faults: list[str] = []
    for name, read in _readers(statuses).items():
        if name in form:
            try:
                asked[name] = read(_value(form[name]))
            except FormError as error:
                faults.append(f"{name}: {error}")
    if faults:
        raise FormError("\n".join(faults))
    order = asked.get("order_by", "").lstrip("-")
    if order and order not in ORDERS:
        raise FormError(f"Unrecognized order_by: '{order}'")
    return asked


def flag(form: Form, name: str) -> bool:
    """Return a parameter that must be true or false, false where it is not said."""
    try:
        return _bool(_value(form[name])) if name in form else False
    except FormError as error:
        raise FormError(f"{name}: {error}") from error


def _readers(statuses: Sequence[str]) -> dict[str, Any]:
    return {
        "order_by": lambda value: _list(value, str)[0],
        "status": lambda value: _list(value, _choice(statuses)),
        "importance": lambda value: _list(value, _choice(IMPORTANCES)),
        "information_type": lambda value: _list(value, _choice(INFORMATION_TYPES)),
        "tags": lambda value: _list(value, str),
        "tags_combinator": _choice(("Any", "All")),
        "omit_duplicates": _bool,
        "omit_targeted": _bool,
        "modified_since": _moment,
        "created_since": _moment,
    }


def _value(said: Sequence[str]) -> Any:
    """Return the one value, read as JSON if it is some, or the list of several."""
    return _json(said[0]) if len(said) == 1 else list(said)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _list(value: Any, read: Any) -> list[Any]:
    return [
        read(_json(one) if isinstance(one, str) else one)
        for one in (value if isinstance(value, list) else [value])
    ]


def _choice(known: Sequence[str]) -> Any:
    def read(value: Any) -> str:
        if value not in known:
            listed = ", ".join(known)
            raise FormError(f'Invalid value "{value}". Acceptable values are: {listed}')
        return str(value)

    return read


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise FormError(f"got '{type(value).__name__}', expected bool: {value!r}")
    return value


def _moment(value: Any) -> str:
    found = isinstance(value, str) and (_MOMENT.match(value) or _DAY.match(value))
    if not found:
        raise FormError("Value doesn't look like a date.")
    zone = value[found.end() :].strip()
    if zone and not _UTC.fullmatch(zone):
        known = re.fullmatch(r"[+-]\d\d:?\d\d", zone)
        raise FormError("Time not in UTC." if known else "Value doesn't look like a date.")
    return str(value)
