import pytest

from retro.measure import CHARTS, METRICS, definitions
from retro.measure.ground.definition import defined

PARTS = ("summary", "returns", "unit", "source", "blind_spots")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", definitions())
def test_a_definition_says(name, part):
    assert getattr(definitions()[name], part)


def test_no_name_stands_twice():
    assert len(definitions()) == len(METRICS) + len(CHARTS)


def test_a_docstring_is_the_definition():
    found = defined(
        "a.b",
        "Title",
        """Count the things.

        A thing is one
        of these.

        Or of those.

        Returns:
            A whole number. Unit: things. As ever.

        Source:
            The
            server.

        Blind spots:
            None: it is e.g. exact.
        """,
    )

    assert found.summary == "Count the things."
    assert found.body == "A thing is one of these.\n\nOr of those."
    assert (found.returns, found.unit) == ("A whole number. As ever.", "things")
    assert (found.source, found.blind_spots) == ("The server.", "None: it is e.g. exact.")


def test_a_docstring_without_sections_leaves_them_empty():
    assert not any(getattr(defined("a", "A", ""), part) for part in PARTS)


@pytest.mark.parametrize(
    ("returns", "n_unit"),
    [
        ("Days; n is the number of changes; the parts are more.", "changes"),
        ("A number; n is the number of merged changes.", "merged changes"),
        ("A number; n is the number of people with any review in the cycle.", "people"),
        ("A number; n is that of approved features.", "approved features"),
        ("A number; n is the number of those whose days are over.", ""),
        ("A number.", ""),
    ],
)
def test_what_n_counts_is_read_from_what_a_measure_returns(returns, n_unit):
    assert defined("a", "A", f"Count.\n\nReturns:\n    {returns}\n").n_unit == n_unit
