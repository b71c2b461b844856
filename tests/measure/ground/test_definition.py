import re
from datetime import date

import pytest

from retro.measure import CHARTS, METRICS, definitions, metrics
from retro.measure.ground.docstring import defined
from retro.model.team import Happening, Notes, Watch
from retro.outline import words

WRITTEN = Notes(
    rhythm=(Happening(kind="clean-up day", days=(date(2016, 3, 1),)),),
    watch=(Watch(title="Nova"),),
)
MEASURES = (*metrics(WRITTEN), *CHARTS)
NOUNS = {noun for known in definitions().values() for noun in (known.unit, known.of) if noun}
IRREGULAR = {
    ("person", "people"),
    ("priority", "priorities"),
    ("repository", "repositories"),
    ("duty", "duties"),
}
PARTS = ("summary", "returns", "unit", "source", "blind_spots")


@pytest.mark.parametrize("part", PARTS)
def test_a_definition_says(part):
    assert [name for name, known in definitions().items() if not getattr(known, part)] == []


def test_no_name_stands_twice():
    assert len(definitions()) == len(METRICS) + len(CHARTS)


def test_a_docstring_is_the_definition():
    found = defined(
        "a.b",
        "Title",
        "things",
        """Count the things.

        A thing is one
        of these.

        Or of those.

        Returns:
            A whole number. Unit: things.

        Source:
            The
            server.

        Blind spots:
            None: it is e.g. exact.
        """,
    )

    assert found.summary == "Count the things."
    assert found.body == "A thing is one of these.\n\nOr of those."
    assert (found.returns, found.unit) == ("A whole number.", "things")
    assert (found.source, found.blind_spots) == ("The server.", "None: it is e.g. exact.")


def test_a_docstring_without_sections_leaves_them_empty():
    assert not any(getattr(defined("a", "A", "", None), part) for part in PARTS)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.definition.name)
def test_a_docstring_names_what_is_counted_as_its_measure_does(measure):
    known, doc = measure.definition, " ".join(measure.measure.__doc__.split())

    assert re.findall(r"Unit: ([^.]+)\.", doc) == [known.unit]
    assert "Unit:" not in known.returns
    said = re.findall(r"\bn is (?:the number|that) of ([^.;]+)", doc)
    assert [re.split(" (?:in|with|who) ", noun)[0] for noun in said] == [known.of] * bool(known.of)
    assert (" n is " in doc) == bool(known.of)


def test_what_is_counted_has_a_plural_and_a_singular():
    nouns = NOUNS - {"share", "day", "address", "to 1"}
    pairs = [(words.counted(1, noun).split("\N{NO-BREAK SPACE}")[1], noun) for noun in nouns]
    odd = [(one, noun) for one, noun in pairs if f"{one}s" != noun]

    assert [(one, noun) for one, noun in odd if (one, noun.split()[-1]) not in IRREGULAR] == []
