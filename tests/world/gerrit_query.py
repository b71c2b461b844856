"""Gerrit's query language, as far as anonymous collectors speak it."""

import re
from collections.abc import Callable
from typing import Any

Info = dict[str, Any]
Test = Callable[[Info], bool]

_BARE = r"[^\s()!\"$%&':;?\[\]{}]+"
_WORDS = re.compile(
    rf'\s*(?:([()])|(-?)([a-z]+):("[^"]*"|\{{[^{{}}]*\}}|{_BARE})(?=[\s()]|$)|(AND|OR)\b|(\S+))'
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOUR = re.compile(r"\d\d:\d\d:\d\d(?:\.\d{1,9})?")
_CHANGE = re.compile(r"\d+|I[0-9a-f]{4,40}|\S+~\S+")
_ZERO = "0000-00-00 00:00:00.000000000"


class QueryError(Exception):
    """What Gerrit answers with status 400, or 403 to who has not signed in."""

    status = 400


class NotSignedInError(QueryError):
    """A question about oneself, asked by nobody."""

    status = 403


def parse(text: str) -> Test:
    """Return the test that a query means; OR binds tighter than AND, words in a row are AND.

    Raises:
        QueryError: An operator or a value that this server does not know.
    """
    if not text.strip():
        raise QueryError("query is empty")
    words = [match.groups() for match in _WORDS.finditer(text.strip())]
    test, rest = _all(words)
    if rest:
        raise QueryError(f"line 1:{len(text)} no viable alternative at input '{text}'")
    return test


def _all(words: list) -> tuple[Test, list]:
    tests = []
    while words and words[0][0] != ")":
        if words[0][4] == "AND":
            words = words[1:]
        test, words = _any(words)
        tests.append(test)
    return (lambda info: all(test(info) for test in tests)), words


def _any(words: list) -> tuple[Test, list]:
    test, words = _one(words)
    tests = [test]
    while words and words[0][4] == "OR":
        test, words = _one(words[1:])
        tests.append(test)
    return (lambda info: any(test(info) for test in tests)), words


def _one(words: list) -> tuple[Test, list]:
    if not words:
        raise QueryError("line 1:0 no viable alternative at input '<EOF>'")
    (bracket, minus, operator, value, _, other), *rest = words
    if bracket == "(":
        test, rest = _all(rest)
        if not rest or rest[0][0] != ")":
            raise QueryError("line 1:0 mismatched input '<EOF>' expecting ')'")
        return test, rest[1:]
    if other or not operator:
        raise QueryError(f"Unsupported query: {other or bracket}")
    test = _term(operator, value[1:-1] if value[0] in '"{' else value)
    return ((lambda info: not test(info)) if minus else test), rest


def _term(operator: str, value: str) -> Test:  # noqa: C901 - a case an operator
    match operator:
        case "project" | "p":
            return lambda info: info["project"] == value
        case "projects":
            return lambda info: info["project"].startswith(value)
        case "branch":
            return lambda info: info["branch"] == value.removeprefix("refs/heads/")
        case "since" | "after":
            since = _time(value)
            return lambda info: info["updated"] >= since
        case "until" | "before":
            until = _time(value)
            return lambda info: info["updated"] <= until
        case "file" | "path" if value.startswith("^"):
            pattern = re.compile(value)
            return lambda info: any(map(pattern.fullmatch, _files(info)))
        case "status" | "is":
            return _status(operator, value)
        case "owner" if value == "self":
            raise NotSignedInError("Must be signed-in to use this operator")
        case "change" if not _CHANGE.fullmatch(value):
            raise QueryError("Invalid change format")
        case "change":
            return lambda info: value in (str(info["_number"]), info["change_id"], info["id"])
        case "owner":
            return lambda info: value == str(info["owner"]["_account_id"])
    raise QueryError(f"Unsupported operator {operator}:{value}")


def _files(info: Info) -> list[str]:
    """Return the files that the current patch set changes."""
    current = info["revisions"][info["current_revision"]]
    return list(current.get("files", ()))


def _status(operator: str, value: str) -> Test:
    word = {"open": "new", "pending": "new"}.get(value, value).upper()
    if value == "closed":
        return lambda info: info["status"] in ("MERGED", "ABANDONED")
    if word and any(known.startswith(word) for known in ("NEW", "MERGED", "ABANDONED")):
        return lambda info: info["status"].startswith(word)
    if operator == "is" and value in ("self", "starred", "watched"):
        raise NotSignedInError("Must be signed-in to use this operator")
    if operator == "is" and value == "mergeable":
        raise QueryError("'is:mergeable' operator is not supported on this gerrit host")
    raise QueryError(f"Unrecognized value: {value}")


def _time(value: str) -> str:
    day, _, hour = value.partition(" ")
    if not _DAY.fullmatch(day):
        raise QueryError(f"Invalid date format: {value}")
    if hour and not _HOUR.fullmatch(hour):
        raise QueryError(f"Invalid time format: {hour}")
    return value + _ZERO[len(value) :] if "." not in value else value.ljust(len(_ZERO), "0")
