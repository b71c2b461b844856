from datetime import date

import pytest
from msgspec.structs import replace

from retro.measure.priorities import focus, linked
from retro.model.facts import Gap
from retro.model.team import Notes, Priority
from tests.measure.builders import BEN, CAT, case, change, merge, review, upload, when

IMPORT = Notes(
    priorities=(
        Priority(title="Import", features=("image-import",)),
        Priority(title="Bugs", links=("https://bugs.example.org/glance/+bug/123",)),
    )
)


def carrying(number=1, *steps, **given):
    return replace(change(number, upload("02-01"), *steps), **given)


@pytest.mark.parametrize(
    "given",
    [
        {"topic": "image-import"},
        {"topic": "bp/image-import"},
        {"topic": "blueprint/Image-Import"},
        {"topic": "bug/123"},
        {"hashtags": ("other", "image-import")},
        {"footers": ("Implements: blueprint image-import",)},
        {"footers": ("Partially-Implements: bp image-import",)},
        {"footers": ("Partial-Implements: bp/image-import",)},
        {"footers": ("Blueprint: image-import",)},
        {"footers": ("Implements: https://blueprints.example.org/glance/+spec/image-import",)},
        {"footers": ("Closes-Bug: #123",)},
        {"footers": ("Related-bug: 99, 123",)},
        {"footers": ("Bug: https://bugs.example.org/bugs/123",)},
    ],
)
def test_a_change_is_linked_by_topic_hashtag_blueprint_or_bug(given):
    assert focus.links(case(carrying(**given), notes=IMPORT))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"topic": "image-import-2"},
        {"topic": "bp/"},
        {"footers": ("Closes-Bug: #1234",)},
        {"footers": ("Change-Id: I123",)},
        {"footers": ("Depends-On: image-import",)},
        {"subject": "image-import"},
    ],
)
def test_what_only_looks_alike_is_not_linked(given):
    assert not focus.links(case(carrying(**given), notes=IMPORT))


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("https://blueprints.launchpad.net/glance/+spec/image-import", {"image-import"}),
        ("https://bugs.launchpad.net/glance/+bug/123", {"123"}),
        ("https://launchpad.net/bugs/123", {"123"}),
        ("https://review.example.org/q/topic:bp%2Fimage-import", {"image-import"}),
        ('https://review.example.org/q/hashtag:"image-import"+status:open', {"image-import"}),
        (
            "https://specs.example.org/glance-specs/specs/mitaka/approved/image-import.html",
            {"image-import"},
        ),
        ("https://wiki.example.org/Glance", set()),
    ],
)
def test_a_link_says_what_a_change_may_carry(link, names):
    assert linked.of_priority(Priority(title="a", links=(link,))) == names


def test_the_share_is_of_reviews_with_each_sort_of_work_apart():
    to = carrying(1, review("03-01"), merge("03-02"), topic="image-import")
    other = carrying(2, review("03-01"), review("03-02", BEN), review("03-07", CAT))
    spec = replace(carrying(3, review("03-01"), topic="bug/123"), project="team/specs")
    fact = focus.focus(case(to, other, specs=(spec,), notes=IMPORT))

    assert (fact.value, fact.n) == (0.25, 4)
    assert {part.label: part.value for part in fact.parts} == {
        "reviews of specs": 1,
        "merges of code": 1,
    }
    assert [(item.ref, item.state, item.note) for item in fact.evidence.items] == [
        ("team/code 1", "merged", "Import"),
        ("team/specs 3", "reviewed", "Bugs"),
    ]


def test_a_week_without_a_merge_has_no_share_of_merges():
    to = carrying(1, review("03-06 23:59"), merge("03-07"), topic="image-import")
    series = focus.focus_weekly(case(to, carrying(2, review("03-07")), notes=IMPORT))

    assert series.x == (date(2016, 2, 29), date(2016, 3, 7))
    assert {line.label: line.values for line in series.lines} == {
        "reviews": (1, 0),
        "merges": (None, 1),
    }


def test_priorities_that_name_nothing_make_a_gap():
    vague = Notes(priorities=(Priority(title="Be nice", links=("https://e.org/",)),))

    assert "that a change could carry" in focus.focus(case(carrying(), notes=vague)).why
    assert "the team's notes have no priorities" in focus.focus_weekly(case(carrying())).why


def test_nothing_to_share_is_said():
    assert focus.focus(case(notes=IMPORT)).why == "There was no review of code."
    assert "neither" in focus.focus_weekly(case(notes=IMPORT)).sentence
    assert isinstance(focus.focus_weekly(case(notes=IMPORT, moment="02-01")), Gap)
    assert isinstance(focus.focus(case(notes=IMPORT, reaches=when("03-01"))), Gap)
