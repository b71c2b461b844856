"""Answers as no server should send them: a JSON tree with some of its places altered."""

import json

from tests.world.faults import Answer
from tests.world.gerrit import GUARD

LONG = "9" * 5000
ODD = (
    *(None, True, False, -1, 0, 1, 2**31, 2**53, 2**63, 10**30, -(10**18), 1.5, 1e308, -0.0),
    *("", " ", "x", LONG, "\0", "\ud800", "\x1b[2J", "http://[::1", "9" * 12, "-1", "+2"),
    *("0001-01-01 00:00:00.000000000", "9999-12-31 23:59:59.999999999", "2016-02-30 12:00:00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2016-13-01", "2016-W05-1"),
    *("1969-12-31 23:59:59.000000000", "2016-01-10 12:00:00", "20160110T120000", "2016-01-10"),
    *("Patch Set 1000000000: Code-Review+2", f"Patch Set {LONG}: Code-Review+1"),
    *("Uploaded patch set 1000000000.", f"Uploaded patch set {LONG}.", "Abandoned"),
    *(f"Patch Set 1: Code-Review+{LONG}", "Patch Set 999999999: Rebased"),
    *(f"Removed Code-Review+{LONG} by <GERRIT_ACCOUNT_{LONG}>", f"<GERRIT_ACCOUNT_{LONG}>"),
    *("Change has been successfully merged", "Restored", "MERGED", "NEW", "DRAFT", "SUBMITTED"),
    *([], {}, [[]], [{}], {"a": []}, [None], {"": ""}, {"_account_id": []}, {"name": []}),
    {"_account_id": 10**30, "name": {}, "email": []},
    {"_account_id": -5, "name": "", "username": 7, "tags": [[]]},
)
"""Values that stand where others should."""


def mutant(answer, dice, most=3):
    """Return an answer with up to so many places of its tree altered."""
    text = answer.body.removeprefix(GUARD)
    try:
        tree = json.loads(text)
    except ValueError:
        return answer
    holder = [tree]
    for _ in range(dice.randint(1, most)):
        _alter(holder, dice)
    guard = GUARD if len(text) < len(answer.body) else b""
    return Answer(answer.status, guard + json.dumps(holder[0]).encode(), answer.headers)


def _alter(holder, dice):
    """Alter one place, each with the same chance."""
    places = list(_places(holder))
    where, key = dice.choice(places)
    other, place = dice.choice(places)
    what = dice.choice(("odd", "odd", "odd", "swap", "drop", "twice", "more", "bend"))
    if what == "swap":
        where[key], other[place] = other[place], where[key]
        if _cyclic(holder):
            where[key], other[place] = other[place], where[key]
    elif what == "drop" and where is not holder:
        del where[key]
    elif what == "twice" and isinstance(where, list) and where is not holder:
        where.insert(key, where[key])
    elif what == "more" and isinstance(where[key], dict):
        where[key][dice.choice(("_account_id", "name", "_number", "\ud800", LONG))] = _odd(dice)
    elif what == "bend":
        where[key] = _bent(where[key], dice)
    else:
        where[key] = _odd(dice)


def _places(tree):
    left = [tree]
    while left:
        one = left.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            yield one, key
            if isinstance(one[key], dict | list):
                left.append(one[key])


def _cyclic(tree):
    try:
        json.dumps(tree)
    except ValueError:
        return True
    return False


def _odd(dice):
    return json.loads(json.dumps(dice.choice(ODD)))


def _bent(value, dice):
    """Return a value that is nearly what it was."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return dice.choice((-value, value * 10**9, value + 1, str(value), [value]))
    if isinstance(value, str):
        middle = dice.randint(0, len(value))
        cut = value[:middle], value[middle:]
        return dice.choice((cut[0], f"{cut[0]}{dice.choice(SIGNS)}{cut[1]}", value * 3, [value]))
    return list(value.items()) if isinstance(value, dict) else {"0": value}


SIGNS = ("\0", "\n", "\ud800", "9", LONG, "+", " ", "<", "(", "@", "%FF", "\u2028", "{{", "/..")
