"""What lies between two numbers is no point of a picture that has no place for both."""

from typing import Any

from retro.model.facts import Line
from retro.outline.digest import KeyNumber, Weekly, said
from retro.record.weekly_numbers import of_features
from retro.render.many_cycles import figure


def weekly(name: str, *values: Any, between: tuple[Any, ...] = ()) -> Weekly:
    weeks = tuple(reversed(range(len(values))))
    lines = (Line(label="features", role="merged", values=values),)
    told = {"unit": "features", "weeks": weeks, "lines": lines, "between": between}
    return Weekly(name=name, title=name, **told)


LANDED = weekly("features.landed", 1, 10, between=((1, 13), None))
DEFERRED = weekly("features.deferred", 0, 2, between=((0, 12), None))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_week_in_which_some_are_unknown_has_no_point_among_features():
    found = of_features(LANDED, DEFERRED)

    assert [line.values for line in found.lines] == [(None, 10), (None, 2)]
    assert found.why == ""


def test_where_no_week_is_one_number_there_is_no_line_and_the_reason_is_said():
    vague = weekly("features.landed", 0, between=((0, 12),))
    found = of_features(vague, weekly("features.deferred"))

    assert (found.lines, found.why) == ((), "0 to 12 features landed; which, is not known")


def test_a_number_between_two_is_worded_as_such_on_pages_over_many_cycles():
    key = KeyNumber(name="a", title="A", unit="features", value=0, off=1, between=(0, 1))
    told = figure(key)

    assert (told.text, told.unit) == ("0 to 1", "features")
    assert plain(said(LANDED)) == "from 1 to 13 at R-1 to 10 features at R-0"
