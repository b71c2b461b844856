"""What many numbers lack for one reason is said once."""

import pytest

from retro.model.facts import Gap
from retro.outline.gaps import UNWRITTEN, by_reason, names, silence


def gap(title: str, why: str = "Launchpad was not collected.", **given) -> Gap:
    return Gap(name=title, title=title, why=why, **given)


A, B, C = gap("Open bugs"), gap("Groups", "x", unwritten=True), gap("New bugs")


def test_gaps_come_by_their_reasons_in_the_order_of_reading():
    found = by_reason([A, B, C])

    assert list(found.items()) == [(A.why, (A, C)), (UNWRITTEN, (B,))]


def test_what_nobody_wrote_is_said_as_such_and_all_else_with_its_reason():
    assert silence([A, C, B]) == (
        "Not known: Launchpad was not collected. Nobody wrote this down yet: groups."
    )


@pytest.mark.parametrize(
    ("title", "small"),
    [
        ("Open bugs", "open bugs"),
        ("CI failures", "CI failures"),
        ("Nova's work", "Nova's work"),
        ("A b", "A b"),
        ("IPv6 users", "IPv6 users"),
    ],
)
def test_a_title_begins_small_unless_it_is_a_name(title, small):
    assert names([gap(title), A]) == f"{small}, open bugs"
